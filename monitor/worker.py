"""One check from beginning to end: plan, crawl, ingest, judge, track."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa

import monitor
from monitor import lifecycle, rulebook, rulesets
from monitor.model import wire
from monitor.model.observation import ControlSeen, Look, Outcome
from monitor.model.problem import State
from monitor.model.redesign import REASON
from monitor.model.subject import Column, Inventory, SubjectKind
from monitor.model.target import ControlTarget, CrawlOrder, Target
from monitor.model.upkeep import ending_soon
from monitor.pipeline.crawl import CrawlFailed, Progress, crawl, prepare
from monitor.pipeline.ingest import ingest
from monitor.pipeline.judge import Judged, judge
from monitor.pipeline.plan import LOOKS, Selection, plan
from monitor.pipeline.track import Tracked, track
from monitor.rulebook import RuleSet
from monitor.settings import Settings
from monitor.store import facts, inventory, ledger, runs
from monitor.store.runs import Run


class AlreadyRunning(RuntimeError):
    """Another check works on this workspace. Raised from ``check``."""


@dataclass(frozen=True)
class Checked:
    """What a check did. ``reached`` counts the looks that got an answer of any kind, the controls' apart.

    ``notes`` are sentences for the operator: crawls that failed, runs that were taken up again.
    """

    targets: int = 0
    looks: int = 0
    reached: int = 0
    tracked: Tracked = field(default_factory=lambda: Tracked(()))
    notes: tuple[str, ...] = ()


def rules_in_force(settings: Settings) -> RuleSet:
    """The rule set that ``[rules] set`` names: a shipped one or a file below the workspace."""
    return rulebook.load(settings.rules.set, lambda name: rulesets.text(name, settings.workspace))


def check(engine: sa.Engine, settings: Settings, selection: Selection, *, now: datetime, progress: Progress) -> Checked:
    """Look at what is due or was asked for, judge it and move the problems on.

    Interrupted, it keeps what was seen: the next check takes the run up where it stopped.
    """
    ruleset = rules_in_force(settings)
    with _alone(settings.workspace):
        notes = _take_up(engine, settings, ruleset)
        with engine.begin() as db:
            enrolled = inventory.load(db)
            targets = _targets(db, enrolled, settings, selection, now)
            if not targets:
                return Checked(notes=tuple(notes))
            run = _begin(db, settings, enrolled, targets, now)
        folder = settings.workspace / run.folder
        try:
            crawl(folder, progress=progress)
        except CrawlFailed as error:
            notes.append(str(error))
        except KeyboardInterrupt:
            _finish(engine, run, settings, ruleset)
            raise
        tracked, news = _finish(engine, run, settings, ruleset)
        notes += [*news, *_exemptions(enrolled, now.astimezone(settings.zone).date())]
        with engine.begin() as db:
            seen = [
                look
                for fact in facts.of_run(db, run.id)
                if isinstance(look := getattr(fact, "look", None), Look) and not isinstance(fact, ControlSeen)
            ]
    reached = sum(look.outcome not in (Outcome.TRANSIENT, Outcome.OURS) for look in seen)
    return Checked(len(targets), len(seen), reached, tracked, tuple(notes))


def _targets(
    db: sa.Connection, enrolled: Inventory, settings: Settings, selection: Selection, now: datetime
) -> list[Target]:
    known = ledger.select(db, states=lifecycle.OPEN | {State.SUSPECTED})
    looked = facts.last_looked(db, [look.fact for look in LOOKS.values()])
    targets = plan(enrolled, selection, now=now, zone=settings.zone, known=known, looked=looked)
    if not targets:
        return []
    control = [ControlTarget(SubjectKind.SITE, address, address) for address in settings.network.control]
    return [*control, *targets]


def _begin(db: sa.Connection, settings: Settings, enrolled: Inventory, targets: list[Target], now: datetime) -> Run:
    local = now.astimezone(settings.zone)
    name = f"{local:%Y%m%dT%H%M%S}-{runs.count(db) + 1:06d}"
    run = Run(name, now, "crawling", len(targets), f"runs/{name}")
    contact = settings.network.contact
    agent = f"Xunjian/{monitor.__version__} (+{contact})" if contact else f"Xunjian/{monitor.__version__}"
    hosts = tuple(sorted({urlsplit(site.url).hostname or "" for site in enrolled.sites}))
    prepare(settings.workspace / run.folder, CrawlOrder(name, local, agent, settings.network, hosts), targets)
    runs.begin(db, run)
    return run


def _finish(engine: sa.Engine, run: Run, settings: Settings, ruleset: RuleSet) -> tuple[Tracked, list[str]]:
    # Two transactions: facts that were paid for with a crawl stay even if judging them fails.
    with engine.begin() as db:
        ingest(db, run.id, settings.workspace / run.folder)
        runs.advance(db, run.id, "crawling", "ingested")
    with engine.begin() as db:
        judged = judge(db, run, inventory.load(db), ruleset, settings.zone)
        tracked = track(db, run, judged, ruleset, settings.confirm_for)
        runs.advance(db, run.id, "ingested", "tracked")
    return tracked, _redesigns(judged)


def _redesigns(judged: list[Judged]) -> list[str]:
    sites = {one.subject.site for one in judged if one.said.reason == REASON and isinstance(one.subject, Column)}
    return [
        f"site {site}: many of its columns are gone from their addresses; it looks rebuilt, and its columns are not "
        f"judged until the inventory names the new addresses, which xunjian discover {site} proposes"
        for site in sorted(sites)
    ]


def _exemptions(enrolled: Inventory, today: date) -> list[str]:
    return [
        f"column {column.id}: its permission to be silent ({column.quiet.reason}) ends on {column.quiet.until}"
        for column in ending_soon(enrolled.columns, today)
        if column.quiet is not None
    ]


def _take_up(engine: sa.Engine, settings: Settings, ruleset: RuleSet) -> list[str]:
    with engine.begin() as db:
        left = runs.unfinished(db)
    notes = []
    for run in left:
        try:
            _finish(engine, run, settings, ruleset)
            notes.append(f"took up run {run.id}, which had been interrupted")
        except (wire.NotOnTheWire, OSError) as error:
            # One unreadable folder must not stop every later check.
            with engine.begin() as db:
                runs.advance(db, run.id, run.state, "unreadable")
            notes.append(f"run {run.id} cannot be read and is left out: {error}")
    return notes


@contextmanager
def _alone(workspace: Path) -> Iterator[None]:
    with (workspace / "xunjian.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"another check is at work in {workspace}; wait for it to end") from None
        yield
