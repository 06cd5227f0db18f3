"""Bulletins issued, and what stood in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from monitor.model.problem import Problem
from monitor.store.schema import bulletin_items, bulletins


@dataclass(frozen=True)
class Issued:
    """One frozen bulletin. ``folder`` is relative to the workspace."""

    kind: str
    period: str
    version: int
    number: str
    issued_at: datetime
    ruleset: str
    sha256: str
    folder: str


def find(db: sa.Connection, kind: str, period: str) -> Issued | None:
    """The latest version issued for a period."""
    b = bulletins.c
    query = sa.select(bulletins).where(b.kind == kind, b.period == period).order_by(b.version.desc()).limit(1)
    row = db.execute(query).one_or_none()
    return Issued(**row._mapping) if row else None


def before(db: sa.Connection, kind: str, period: str) -> Issued | None:
    """The bulletin of that kind issued for the latest earlier period."""
    b = bulletins.c
    query = sa.select(b.period).where(b.kind == kind, b.period < period).order_by(b.period.desc()).limit(1)
    earlier = db.execute(query).scalar_one_or_none()
    return find(db, kind, earlier) if earlier else None


def count(db: sa.Connection, kind: str, year: str) -> int:
    """How many periods of a civil year have a bulletin of that kind."""
    b = bulletins.c
    query = sa.select(sa.func.count(b.period.distinct())).where(b.kind == kind, b.period.startswith(year))
    return db.execute(query).scalar_one()


def freeze(db: sa.Connection, issued: Issued, printed: Iterable[Problem]) -> None:
    """Remember a bulletin and the problems printed in it; the same version twice is refused by its key."""
    db.execute(sa.insert(bulletins).values(vars(issued)))
    key = {"kind": issued.kind, "period": issued.period, "version": issued.version}
    rows = [key | {"problem": problem.number, "state": problem.state.value} for problem in printed]
    if rows:
        db.execute(sa.insert(bulletin_items), rows)


def printed_in(db: sa.Connection, issued: Issued) -> list[str]:
    """The numbers of the problems that a bulletin named as open."""
    i = bulletin_items.c
    where = (i.kind == issued.kind) & (i.period == issued.period) & (i.version == issued.version)
    return list(db.execute(sa.select(i.problem).where(where, i.state != "fixed").order_by(i.problem)).scalars())
