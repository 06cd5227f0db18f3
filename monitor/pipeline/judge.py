"""Judge: what was seen, under the rule set in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from monitor import rulebook
from monitor.model.judgement import Judgement, inconclusive
from monitor.model.observation import ColumnRead, ControlSeen, Look, Observation, Outcome
from monitor.model.redesign import REASON, redesign
from monitor.model.rule import Rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Column, Inventory, Site, Subject, SubjectKind
from monitor.rulebook import RuleSet
from monitor.store import facts
from monitor.store.runs import Run

# A fact older than this says nothing about today: a look every day, and one that may fail.
RECENT = timedelta(hours=48)

Key = tuple[SubjectKind, str]


@dataclass(frozen=True)
class Judged:
    """One judgement of one subject at the instant of the run."""

    rule: Rule
    subject_kind: SubjectKind
    subject: Subject
    at: datetime
    said: Judgement


def judge(db: sa.Connection, run: Run, inventory: Inventory, ruleset: RuleSet, zone: ZoneInfo) -> list[Judged]:
    """Judge every subject that the run looked at, by the rules that rest on what was seen; keep the verdicts."""
    seen = facts.of_run(db, run.id)
    recent = facts.latest(db, after=run.at - RECENT, until=run.at)
    ours = our_network(seen)
    judged = []
    snapshots = _snapshots(inventory, recent, run.at.astimezone(zone))
    rebuilt = {
        snapshot.subject.id
        for kind, snapshot in snapshots
        if kind is SubjectKind.SITE and redesign(snapshot.inside) is not None
    }
    for kind, snapshot in snapshots:
        kinds = _seen_kinds(seen, kind, snapshot)
        if not kinds and not _closed(snapshot, seen):
            continue
        for id_, said in rulebook.judge(ruleset, snapshot, seen_kinds=kinds or None):
            rule = ruleset.entries[id_].rule
            verdict = inconclusive("our-network") if ours else said
            if not ours and ColumnRead in rule.rests_on and _site_of(snapshot.subject) in rebuilt:
                verdict = inconclusive(REASON)
            judged.append(Judged(rule, kind, snapshot.subject, run.at, verdict))
            facts.add_judgement(db, run.id, rule, ruleset.name, (kind.value, snapshot.subject.id), run.at, verdict)
    return judged


def _site_of(subject: Subject) -> str | None:
    return subject.site if isinstance(subject, Column) else subject.id if isinstance(subject, Site) else None


def our_network(seen: Iterable[Observation]) -> bool:
    """Whether the run saw so little that the fault is likelier ours than everybody's.

    With control addresses: none of them answered. Without: no host that was looked at did.
    """
    looks = [(fact, look) for fact in seen if isinstance(look := getattr(fact, "look", None), Look)]
    control = [look for fact, look in looks if isinstance(fact, ControlSeen)]
    if control:
        return not any(look.outcome is Outcome.OK for look in control)
    silent: dict[str, bool] = {}
    for _, look in looks:
        host = urlsplit(look.url).hostname or ""
        silent[host] = silent.get(host, True) and look.outcome is Outcome.TRANSIENT
    return bool(silent) and all(silent.values())


def _snapshots(inventory: Inventory, recent: list[Observation], now: datetime) -> list[tuple[SubjectKind, Snapshot]]:
    about: dict[Key, list[Observation]] = {}
    for fact in recent:
        about.setdefault((fact.subject_kind, fact.subject), []).append(fact)
    units = {unit.id: unit for unit in inventory.units}
    owed = {obligation.unit: obligation for obligation in inventory.annual_reports}

    def of(kind: SubjectKind, subject: Subject, unit: str, inside: tuple[Snapshot, ...] = ()) -> Snapshot:
        known = tuple(about.get((kind, subject.id), ()))
        duty = owed.get(subject.id) if kind is SubjectKind.UNIT else None
        return Snapshot(now, subject, units[unit], known, inside, duty)

    columns = {column.id: of(SubjectKind.COLUMN, column, column.unit) for column in inventory.columns}
    found = [(SubjectKind.COLUMN, snapshot) for snapshot in columns.values()]
    for site in inventory.sites:
        inside = tuple(columns[column.id] for column in inventory.columns if column.site == site.id)
        found.append((SubjectKind.SITE, of(SubjectKind.SITE, site, site.unit, inside)))
    found += [(SubjectKind.UNIT, of(SubjectKind.UNIT, unit, unit.id)) for unit in inventory.units if unit.id in owed]
    found += [(SubjectKind.ACCOUNT, of(SubjectKind.ACCOUNT, a, a.unit)) for a in inventory.accounts]
    return found


def _seen_kinds(seen: list[Observation], kind: SubjectKind, snapshot: Snapshot) -> frozenset[type[Observation]]:
    keys = {(kind, snapshot.subject.id)}
    keys |= {(SubjectKind.COLUMN, column.subject.id) for column in snapshot.inside}
    return frozenset(type(fact) for fact in seen if (fact.subject_kind, fact.subject) in keys)


def _closed(snapshot: Snapshot, seen: list[Observation]) -> bool:
    # A closed account is no longer looked at, yet its open problems must learn that it is closed.
    closed = getattr(snapshot.subject, "closed_on", None)
    looked = any(fact.subject_kind is SubjectKind.ACCOUNT for fact in seen)
    return looked and closed is not None and closed <= snapshot.today
