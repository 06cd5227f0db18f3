"""Runs: each check is one, from the moment its folder exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from monitor.store.schema import runs


@dataclass(frozen=True)
class Run:
    """One check. ``folder`` is relative to the workspace; ``at`` is the instant of its looks."""

    id: str
    at: datetime
    state: str
    targets: int
    folder: str


def begin(db: sa.Connection, run: Run) -> None:
    """Remember a run before its crawl starts."""
    db.execute(sa.insert(runs).values(vars(run)))


def advance(db: sa.Connection, id_: str, before: str, after: str) -> bool:
    """Move a run on; ``False`` when somebody else already did."""
    where = (runs.c.id == id_) & (runs.c.state == before)
    return db.execute(sa.update(runs).where(where).values(state=after)).rowcount == 1


def unfinished(db: sa.Connection) -> list[Run]:
    """Runs whose facts are not yet judged, oldest first: a crash or a power cut left them."""
    query = sa.select(runs).where(runs.c.state.in_(("crawling", "ingested"))).order_by(runs.c.at)
    return [Run(**row._mapping) for row in db.execute(query)]


def count(db: sa.Connection) -> int:
    """How many runs there ever were; numbers the folders."""
    return db.execute(sa.select(sa.func.count()).select_from(runs)).scalar_one()
