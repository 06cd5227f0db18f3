"""What a monthly bulletin is built from: plain values of the vocabulary, gathered before anything is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from monitor.model.period import Period
from monitor.model.problem import Problem, Severity
from monitor.model.subject import Inventory, SubjectKind


@dataclass(frozen=True)
class RuleSet:
    """The rule set in force: its name ("national-2019"), its Chinese title and its version."""

    name: str
    title: str
    version: str


@dataclass(frozen=True)
class RuleText:
    """A rule as the set words it. ``confidence`` "M" means that its authority is still to be checked."""

    title: str
    severity: Severity
    authority: str = ""
    confidence: str = "A"


@dataclass(frozen=True)
class Unread:
    """A rule that could not be applied to a subject; ``reason`` is the slug of the judgement."""

    subject_kind: SubjectKind
    subject: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Counts:
    """How much was looked at; ``None`` where nobody counted."""

    looks: int | None = None
    pages: int | None = None
    links: int | None = None


@dataclass(frozen=True)
class Facts:
    """Everything a bulletin may know.

    ``problems`` are those open at ``as_of`` once confirmed, and those fixed within the period
    after they were confirmed; ``previous`` are the ones the last bulletin printed, in today's
    state (``previous_name`` is its number, ``None``: there was none). ``trapped`` are the sites with addresses
    without end, of which only a part was read. ``unread`` is what was
    inconclusive when the period ended. ``due`` is the day by which this bulletin asks for
    rectification. ``as_of`` is aware.
    """

    office_name: str
    district: str
    area_code: str
    period: Period
    as_of: datetime
    number: str
    ruleset: RuleSet
    rules: Mapping[str, RuleText]
    inventory: Inventory
    problems: tuple[Problem, ...]
    due: date
    days_checked: tuple[date, ...]
    unread: tuple[Unread, ...] = ()
    previous: tuple[Problem, ...] = ()
    previous_name: str | None = None
    version: int = 1
    zone: str = "Asia/Shanghai"
    rehearsal: bool = False
    counts: Counts = field(default_factory=Counts)
    trapped: frozenset[str] = frozenset()
