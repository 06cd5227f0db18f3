"""A page's visible strings as one seamed text, for looking around labels and dates."""

from __future__ import annotations

from spiders.extract.dates import SEAM
from spiders.extract.tree import Node

MAX_FLOW = 400_000  # characters


def flow_of(root: Node) -> str:
    """The ``plain`` visible text of ``root``; pieces are stripped and joined with ``SEAM``."""
    parts: list[str] = []
    size = 0
    for clean, _ in root.clean_pieces():
        if clean:
            parts.append(clean)
            size += len(clean)
        if size > MAX_FLOW:
            break
    return SEAM + SEAM.join(parts) + SEAM
