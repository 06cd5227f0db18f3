"""A page's visible strings as one seamed text, for looking around labels and dates."""

from __future__ import annotations

from spiders.extract.tree import Node

MAX_FLOW = 400_000  # characters


def flow_of(root: Node) -> str:
    """The ``plain`` visible text of ``root``; pieces are stripped and joined with a seam."""
    return root.flow()[:MAX_FLOW]
