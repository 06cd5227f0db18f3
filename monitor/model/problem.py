"""A fault with a number for life, and what makes a suspicion a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from monitor.model.judgement import Detail, Evidence
from monitor.model.subject import SubjectKind


class Severity(StrEnum):
    """单项否决, 扣分, 提醒. Which one a rule has is the rule set's word, not the rule's."""

    VETO = "veto"
    DEDUCT = "deduct"
    REMIND = "remind"


class State(StrEnum):
    """Where a problem stands; the moves between them are ``lifecycle.MOVES``."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    NOTIFIED = "notified"
    CLAIMED_FIXED = "claimed-fixed"
    FIXED = "fixed"
    CONTESTED = "contested"
    WAIVED = "waived"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Confirm:
    """``[confirm]``: how many looks must agree over how many hours, and the time to rectify."""

    looks: int = 3
    spread_hours: float = 20
    fixed_looks: int = 1
    due_workdays: int = 10


@dataclass(frozen=True)
class Problem:
    """One fault of one subject. All instants are aware; ``key`` is ``Finding.key``.

    ``failed_looks`` counts the looks that agreed since ``failing_since``; ``passed_looks``
    those that found nothing since the last failed one.
    """

    number: str
    rule: str
    severity: Severity
    unit: str
    site: str | None
    subject_kind: SubjectKind
    subject: str
    key: str
    locus: str
    state: State
    first_seen: datetime
    last_seen: datetime
    message: str
    ruleset: str
    revision: int
    failing_since: datetime
    last_look: datetime
    failed_looks: int = 1
    passed_looks: int = 0
    confirmed_at: datetime | None = None
    fixed_at: datetime | None = None
    due: date | None = None
    periods: int = 0
    reopened: int = 0
    details: Mapping[str, Detail] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
