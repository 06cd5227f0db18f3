"""The problems and every change of their state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor.lifecycle import Step
from monitor.model import wire
from monitor.model.problem import Problem, State
from monitor.store.schema import problem_events, problems


def of_subject(db: sa.Connection, rule: str, subject_kind: str, subject: str) -> dict[str, Problem]:
    """The problems a rule ever had with a subject, by finding key."""
    p = problems.c
    where = (p.rule == rule) & (p.subject_kind == subject_kind) & (p.subject == subject)
    return {found.key: found for found in _read(db, sa.select(p.body).where(where))}


def select(
    db: sa.Connection,
    *,
    states: Iterable[State] = (),
    units: Sequence[str] = (),
    rules: Sequence[str] = (),
) -> list[Problem]:
    """Problems by state, unit and rule (an empty choice: all), by number."""
    query = sa.select(problems.c.body).order_by(problems.c.number)
    chosen = [state.value for state in states]
    for column, values in ((problems.c.state, chosen), (problems.c.unit, units), (problems.c.rule, rules)):
        if values:
            query = query.where(column.in_(values))
    return _read(db, query)


def save(db: sa.Connection, problem: Problem, steps: Iterable[Step], *, who: str, run: str | None) -> None:
    """Keep a problem as it now stands, with the steps that led there."""
    values = {
        "rule": problem.rule,
        "subject_kind": problem.subject_kind.value,
        "subject": problem.subject,
        "key": problem.key,
        "unit": problem.unit,
        "state": problem.state.value,
        "body": json.loads(wire.line(problem)),
    }
    where = problems.c.number == problem.number
    if db.execute(sa.update(problems).where(where).values(values)).rowcount == 0:
        db.execute(sa.insert(problems).values(number=problem.number, **values))
    for step in steps:
        row = {
            "number": step.number,
            "at": step.at,
            "event": step.event.value,
            "before": step.before.value if step.before else None,
            "after": step.after.value,
        }
        db.execute(sa.insert(problem_events).values(row | {"who": who, "why": step.why, "run": run}))


def next_number(db: sa.Connection, at: datetime) -> str:
    """The next free number of the civil year of ``at``: "2026-000123"."""
    year = f"{at.year}-"
    last = db.execute(sa.select(sa.func.max(problems.c.number)).where(problems.c.number.startswith(year))).scalar()
    return f"{year}{int(last.removeprefix(year)) + 1 if last else 1:06d}"


def _read(db: sa.Connection, query: sa.Select[tuple[object]]) -> list[Problem]:
    return [wire.value(Problem, json.dumps(body)) for body in db.execute(query).scalars()]
