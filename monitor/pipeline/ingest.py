"""Ingest: a run folder becomes observations; repeating it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from monitor.model import wire
from monitor.model.observation import Observation
from monitor.store import facts


def ingest(db: sa.Connection, run: str, folder: Path) -> int:
    """Keep what ``folder`` holds as the observations of ``run``; how many were new.

    A line that a power cut tore is the last one and is left out; a wrong line anywhere
    else is a ``NotOnTheWire`` naming file and line.
    """
    return facts.add_observations(db, run, _read(folder / "observations.jsonl"))


def _read(file: Path) -> Iterator[tuple[int, Observation]]:
    if not file.is_file():
        return
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n"):
                return
            try:
                yield number, wire.observation(line)
            except wire.NotOnTheWire as error:
                raise wire.NotOnTheWire(f"{file}:{number}: {error}") from error
