"""Observations and judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from monitor.model import wire
from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import Observation
from monitor.model.rule import Rule
from monitor.store.schema import judgements, observations

Fact = TypeVar("Fact", bound=Observation)


def add_observations(db: sa.Connection, run: str, lines: Iterable[tuple[int, Observation]]) -> int:
    """Keep the observations of a run by their line numbers; those kept already are left alone."""
    known = set(db.execute(sa.select(observations.c.line).where(observations.c.run == run)).scalars())
    rows = [
        {
            "run": run,
            "line": number,
            "kind": seen.kind,
            "subject_kind": seen.subject_kind.value,
            "subject": seen.subject,
            "at": seen.at,
            "body": wire.line(seen),
        }
        for number, seen in lines
        if number not in known
    ]
    if rows:
        db.execute(sa.insert(observations), rows)
    return len(rows)


def of_run(db: sa.Connection, run: str) -> list[Observation]:
    """What a run saw, in its order."""
    query = sa.select(observations.c.body).where(observations.c.run == run).order_by(observations.c.line)
    return [wire.observation(body) for body in db.execute(query).scalars()]


def latest(db: sa.Connection, *, after: datetime, until: datetime) -> list[Observation]:
    """The latest observation of each kind about each subject within (after, until]."""
    o = observations.c
    rank = sa.func.row_number().over(
        partition_by=(o.subject_kind, o.subject, o.kind), order_by=(o.at.desc(), o.id.desc())
    )
    inner = sa.select(o.body, rank.label("rank")).where(o.at > after, o.at <= until).subquery()
    return [wire.observation(body) for body in db.execute(sa.select(inner.c.body).where(inner.c.rank == 1)).scalars()]


def latest_of(db: sa.Connection, fact: type[Fact], *, after: datetime, until: datetime) -> list[Fact]:
    """The latest observation of one kind about each subject within (after, until]."""
    o = observations.c
    rank = sa.func.row_number().over(partition_by=(o.subject_kind, o.subject), order_by=(o.at.desc(), o.id.desc()))
    within = (o.kind == fact.kind) & (o.at > after) & (o.at <= until)
    inner = sa.select(o.body, rank.label("rank")).where(within).subquery()
    bodies = db.execute(sa.select(inner.c.body).where(inner.c.rank == 1)).scalars()
    return [seen for seen in map(wire.observation, bodies) if isinstance(seen, fact)]


def last_looked(db: sa.Connection, kinds: Sequence[str]) -> dict[tuple[str, str, str], datetime]:
    """(kind of fact, subject kind, subject) → when it was last observed."""
    o = observations.c
    query = sa.select(o.kind, o.subject_kind, o.subject, sa.func.max(o.at, type_=o.at.type)).where(o.kind.in_(kinds))
    rows = db.execute(query.group_by(o.kind, o.subject_kind, o.subject))
    return {(kind, subject_kind, subject): at for kind, subject_kind, subject, at in rows}


def add_judgement(
    db: sa.Connection, run: str, rule: Rule, ruleset: str, subject: tuple[str, str], at: datetime, said: Judgement
) -> None:
    """Keep what a rule said of a subject at an instant; a second time at that instant replaces it."""
    j = judgements.c
    where = (j.rule == rule.id) & (j.subject_kind == subject[0]) & (j.subject == subject[1]) & (j.at == at)
    db.execute(sa.delete(judgements).where(where))
    db.execute(
        sa.insert(judgements).values(
            run=run,
            rule=rule.id,
            subject_kind=subject[0],
            subject=subject[1],
            at=at,
            verdict=said.verdict.value,
            reason=said.reason,
            applied=said.applied,
            failed=len(said.findings),
            ruleset=ruleset,
            revision=rule.revision,
        )
    )


def judged_after(db: sa.Connection, rule: str, subject: tuple[str, str], at: datetime) -> bool:
    """Whether the rule said something of the subject at a later instant."""
    j = judgements.c
    where = (j.rule == rule) & (j.subject_kind == subject[0]) & (j.subject == subject[1]) & (j.at > at)
    return db.execute(sa.select(sa.exists().where(where))).scalar_one()


@dataclass(frozen=True)
class LastVerdict:
    """The last word of a rule about a subject."""

    subject_kind: str
    subject: str
    rule: str
    verdict: str
    reason: str | None
    applied: int
    failed: int
    at: datetime


def last_verdicts(db: sa.Connection, *, until: datetime | None = None) -> list[LastVerdict]:
    """For every subject and rule the last verdict (at or before ``until``)."""
    j = judgements.c
    rank = sa.func.row_number().over(partition_by=(j.rule, j.subject_kind, j.subject), order_by=j.at.desc())
    columns = (j.subject_kind, j.subject, j.rule, j.verdict, j.reason, j.applied, j.failed, j.at)
    inner = sa.select(*columns, rank.label("rank"))
    if until is not None:
        inner = inner.where(j.at <= until)
    ranked = inner.subquery()
    query = sa.select(*(ranked.c[column.name] for column in columns)).where(ranked.c.rank == 1)
    rows = db.execute(query.order_by(ranked.c.subject_kind, ranked.c.subject, ranked.c.rule))
    return [LastVerdict(**row._mapping) for row in rows]


def days_judged(db: sa.Connection, start: datetime, end: datetime, zone: ZoneInfo) -> tuple[date, ...]:
    """The civil days within [start, end) on which something was decided, for or against anybody."""
    j = judgements.c
    decided = j.verdict.in_((Verdict.PASSED.value, Verdict.FAILED.value))
    query = sa.select(j.at).distinct().where(j.at >= start, j.at < end, decided)
    return tuple(sorted({at.astimezone(zone).date() for at in db.execute(query).scalars()}))


def count(db: sa.Connection, start: datetime, end: datetime, kinds: Sequence[str]) -> int:
    """How many observations of these kinds were made within [start, end)."""
    o = observations.c
    query = sa.select(sa.func.count()).select_from(observations)
    return db.execute(query.where(o.kind.in_(kinds), o.at >= start, o.at < end)).scalar_one()
