"""What lists and reports read. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from monitor.model import wire
from monitor.model.problem import Problem, State
from monitor.store import ledger
from monitor.store.schema import bulletin_items, bulletins


def problems(
    db: sa.Connection,
    *,
    states: Iterable[State] = (),
    units: Sequence[str] = (),
    rules: Sequence[str] = (),
) -> list[Problem]:
    """Problems by number, each with the count of consecutive bulletins that named it as open."""
    counted = _periods(db)
    found = ledger.select(db, states=states, units=units, rules=rules)
    return [replace(problem, periods=counted.get(problem.number, 0)) for problem in found]


def row(problem: Problem, zone: ZoneInfo) -> dict[str, Any]:
    """One line of the problem list, with the keys that programs rely on; instants in ``zone``."""

    def local(at: datetime | None) -> str | None:
        return at.astimezone(zone).isoformat() if at else None

    return {
        "number": problem.number,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "unit": problem.unit,
        "site": problem.site,
        "subject_kind": problem.subject_kind.value,
        "subject": problem.subject,
        "locus": problem.locus,
        "state": problem.state.value,
        "first_seen": local(problem.first_seen),
        "confirmed_at": local(problem.confirmed_at),
        "last_seen": local(problem.last_seen),
        "fixed_at": local(problem.fixed_at) if problem.state is State.FIXED else None,
        "due": problem.due.isoformat() if problem.due else None,
        "periods": problem.periods,
        "reopened": problem.reopened,
        "message": problem.message,
        "details": json.loads(wire.line(dict(problem.details))),
        "evidence": [
            {"url": e.url, "seen_at": local(e.seen_at), "sha256": e.sha256, "warc": e.warc} for e in problem.evidence
        ],
        "ruleset": problem.ruleset,
        "revision": problem.revision,
    }


def _periods(db: sa.Connection) -> dict[str, int]:
    """How many monthly bulletins in a row, the latest included, named each problem as open."""
    b, i = bulletins.c, bulletin_items.c
    order = list(
        db.execute(sa.select(b.period).distinct().where(b.kind == "month").order_by(b.period.desc())).scalars()
    )
    query = sa.select(i.problem, i.period).where(i.kind == "month", i.state != State.FIXED.value)
    named: dict[str, set[str]] = {}
    for number, period in db.execute(query):
        named.setdefault(number, set()).add(period)
    counted = {}
    for number, periods in named.items():
        missing = next((n for n, period in enumerate(order) if period not in periods), len(order))
        counted[number] = missing
    return counted
