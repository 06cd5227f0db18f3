"""Publish: the ledger at an instant becomes a frozen bulletin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from monitor import lifecycle, rulebook, rulesets
from monitor.model.observation import ColumnRead, FeedRead, HomeRead, LinksChecked, ReportsSeen
from monitor.model.period import Period
from monitor.model.problem import Problem, State
from monitor.model.subject import SubjectKind
from monitor.model.workdays import workdays_after
from monitor.rulebook import RuleSet
from monitor.settings import Settings
from monitor.store import bulletins, facts, inventory, views
from monitor.store import engine as databases
from monitor.store.bulletins import Issued
from reports import data, issue, monthly, workbook
from reports import facts as told
from reports.refusal import Disagreement, NotForPrint

FACTS = (HomeRead, ColumnRead, LinksChecked, ReportsSeen, FeedRead)


class NotPublishable(ValueError):
    """The period has not begun, or its numbers disagree. Raised from ``month``."""


@dataclass(frozen=True)
class Published:
    """The files of a bulletin and a sentence about it."""

    paths: tuple[Path, ...]
    said: str


def month(
    engine: sa.Engine, settings: Settings, period: Period, *, now: datetime, draft: bool, rehearsal: bool
) -> Published:
    """Render the bulletin of a month and, unless it is a draft, freeze it.

    What was issued once is never rendered again: the files of then are named.
    """
    if now < period.start(settings.zone):
        raise NotPublishable(f"{period.name} has not begun at {now.isoformat(timespec='minutes')}")
    reader = databases.reader(settings.database_url)
    with reader.connect() as db:
        issued = bulletins.find(db, "month", period.name)
        if issued is not None and not draft:
            return _issued_before(settings, issued)
        gathered = gather(db, settings, period, now=now, rehearsal=rehearsal)
    try:
        bulletin = monthly.build(gathered)
    except (Disagreement, NotForPrint) as error:
        raise NotPublishable(str(error)) from error
    if draft:
        paths = issue.write(bulletin, settings.workspace / "bulletins" / f"{period.name}-draft")
        return Published(paths, "a draft: nothing is frozen")
    folder = Path("bulletins") / period.name
    row = Issued(
        "month", period.name, 1, gathered.number, now, gathered.ruleset.name, data.sha256(bulletin), str(folder)
    )
    with engine.begin() as db:
        # The key of the row keeps a second issuer out before a file is written.
        bulletins.freeze(db, row, gathered.problems)
        paths = issue.write(bulletin, settings.workspace / folder)
    return Published(paths, f"issued {gathered.number}, frozen with SHA-256 {row.sha256}")


def gather(db: sa.Connection, settings: Settings, period: Period, *, now: datetime, rehearsal: bool) -> told.Facts:
    """Everything the bulletin of ``period`` may know at ``now``; ``db`` need not be able to write."""
    zone, enrolled = settings.zone, inventory.load(db)
    ruleset = rulebook.load(settings.rules.set, lambda name: rulesets.text(name, settings.workspace))
    start, end = period.start(zone), period.end(zone)
    as_of = now.astimezone(zone)
    everything = views.problems(db)
    earlier = bulletins.before(db, "month", period.name)
    printed = set(bulletins.printed_in(db, earlier)) if earlier else set()
    number = bulletins.count(db, "month", period.name[:4]) + 1
    return told.Facts(
        office_name=settings.office.name,
        district=settings.office.district,
        area_code=settings.office.area_code,
        zone=str(zone),
        period=period,
        as_of=as_of,
        rehearsal=rehearsal,
        number=f"{period.name[:4]}年第{number}期",
        ruleset=told.RuleSet(ruleset.name, ruleset.title, ruleset.version),
        rules=_texts(ruleset),
        inventory=enrolled,
        problems=tuple(p for p in everything if _printed(p, ruleset, start, end)),
        previous=tuple(p for p in everything if p.number in printed),
        previous_name=earlier.number if earlier else None,
        unread=_unread(db, ruleset, start, min(end, now)),
        days_checked=facts.days_judged(db, start, min(end, now), zone),
        due=workdays_after(as_of.date(), settings.confirm.due_workdays),
        counts=_counts(db, start, min(end, now)),
        trapped=_trapped(db, start, min(end, now)),
    )


def problem_workbook(db: sa.Connection, settings: Settings, found: list[Problem]) -> bytes:
    """The problem list as a spreadsheet."""
    ruleset = rulebook.load(settings.rules.set, lambda name: rulesets.text(name, settings.workspace))
    titles = {entry.rule.id: entry.rule.title for entry in ruleset.entries.values()}
    return workbook.problem_list(found, inventory.load(db), titles, settings.zone)


def _printed(problem: Problem, ruleset: RuleSet, start: datetime, end: datetime) -> bool:
    entry = ruleset.entries.get(problem.rule)
    if entry is None or not entry.enabled or problem.confirmed_at is None or problem.confirmed_at >= end:
        return False
    fixed = problem.state is State.FIXED and problem.fixed_at is not None and problem.fixed_at >= start
    return fixed or problem.state in lifecycle.OPEN


def _texts(ruleset: RuleSet) -> dict[str, told.RuleText]:
    return {
        entry.rule.id: told.RuleText(entry.rule.title, entry.severity, entry.authority, entry.confidence)
        for entry in ruleset.entries.values()
    }


def _unread(db: sa.Connection, ruleset: RuleSet, start: datetime, until: datetime) -> tuple[told.Unread, ...]:
    return tuple(
        told.Unread(SubjectKind(last.subject_kind), last.subject, last.rule, last.reason or "")
        for last in facts.last_verdicts(db, until=until)
        if last.verdict == "inconclusive" and last.at >= start and last.rule in ruleset.entries
    )


def _counts(db: sa.Connection, start: datetime, end: datetime) -> told.Counts:
    return told.Counts(looks=facts.count(db, start, end, [fact.kind for fact in FACTS]))


def _trapped(db: sa.Connection, start: datetime, end: datetime) -> frozenset[str]:
    seen = facts.latest_of(db, LinksChecked, after=start, until=end)
    return frozenset(one.subject for one in seen if one.trapped)


def _issued_before(settings: Settings, issued: Issued) -> Published:
    folder = settings.workspace / issued.folder
    paths = tuple(sorted(path for path in folder.glob("*") if path.is_file()))
    return Published(paths, f"already issued on {issued.issued_at.astimezone(settings.zone):%Y-%m-%d %H:%M}; unchanged")
