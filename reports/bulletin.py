"""The one frozen object that every form of a bulletin is rendered from: all that is printed, decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.period import Period
from monitor.model.problem import Severity, State
from monitor.model.subject import SubjectKind
from reports.facts import Counts, RuleSet


@dataclass(frozen=True)
class Proof:
    """Where and when a finding was seen. ``link``: the address may be offered for a click."""

    url: str
    seen_at: datetime
    sha256: str | None
    link: bool


@dataclass(frozen=True)
class Row:
    """A problem as annex 1, the workbook and ``data.json`` list it. Unknown is ``None``, never nought.

    ``kind`` and ``name`` are the subject's in Chinese, ``phrase`` the subject in a sentence, ``spot`` where
    in it the fault is, if not at its own address; ``link_text`` is a bad link's; ``over_days`` are the days past the limit.
    ``due`` of an open problem is that of this bulletin where none was set before.
    ``unchecked``: the authority of its rule is still to be checked (待核).
    """

    order: int
    number: str
    unit_id: str
    unit: str
    subject_kind: SubjectKind
    subject: str
    kind: str
    name: str
    phrase: str
    spot: str
    link_text: str
    site: str | None
    code: str | None
    path: str | None
    rule: str
    title: str
    severity: Severity
    message: str
    locus: str
    newest: date | None
    age_days: int | None
    over_days: int | None
    first_seen: datetime
    last_seen: datetime
    due: date | None
    state: State
    fixed_at: datetime | None
    periods: int
    reopened: int
    printed_before: bool
    unchecked: bool
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Blank:
    """A subject that could not be looked at: what could not be checked, and why, in Chinese."""

    order: int
    unit: str
    subject_kind: SubjectKind
    subject: str
    kind: str
    name: str
    rules: tuple[str, ...]
    titles: tuple[str, ...]
    reason: str
    said: str


@dataclass(frozen=True)
class Standing:
    """How the sites or the accounts stand by the veto rules. ``undecided``: it could not be looked at."""

    total: int
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    undecided: tuple[str, ...]

    @property
    def judged(self) -> int:
        """What the pass rate is reckoned on."""
        return len(self.passed) + len(self.failed)


@dataclass(frozen=True)
class Group:
    """The problems of one rule at one severity, or of one unit: ``key`` is its id."""

    key: str
    title: str
    open: int
    fixed: int

    @property
    def problems(self) -> int:
        """All of them."""
        return self.open + self.fixed


@dataclass(frozen=True)
class Totals:
    """Every number that a sentence, a table or the chart prints. Their sums have been asserted."""

    units: int
    sites: Standing
    columns: int
    accounts: Standing
    obligations: int
    quiet_columns: int
    problems: int
    open: int
    fixed: int
    carried: int
    past_due: int
    by_severity: tuple[tuple[Severity, int], ...]
    by_class: tuple[Group, ...]
    by_unit: tuple[Group, ...]
    unread_subjects: int
    unread_items: int
    unread_by_kind: tuple[tuple[SubjectKind, int], ...]
    unread_by_reason: tuple[tuple[str, int], ...]
    clear_units: tuple[str, ...]
    days: int
    days_checked: int
    trapped_sites: int = 0

    @property
    def problem_annex(self) -> str:
        """What the text calls the list of problems."""
        return "附件1" if self.unread_subjects else "附件"

    @property
    def blank_annex(self) -> str:
        """What the text calls the list of what could not be looked at."""
        return "附件2" if self.problems else "附件"


@dataclass(frozen=True)
class Item:
    """One numbered point of the text: 责任单位（问题编号，附注）：情况. ``listed``: annex 1 has the problem."""

    unit: str
    number: str
    text: str
    notes: tuple[str, ...] = ()
    listed: bool = True


@dataclass(frozen=True)
class Chapter:
    """（一）heading, its lead, its items."""

    heading: str
    lead: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Review:
    """What became of the problems of the last bulletin."""

    lead: str
    items: tuple[Item, ...]
    listed: int
    closed: int
    open: int
    withdrawn: int
    waived: int
    reopened: int


@dataclass(frozen=True)
class Bar:
    """One bar of the chart: of ``value`` so many are ``fixed``."""

    label: str
    value: int
    fixed: int


@dataclass(frozen=True)
class Chart:
    """The chart under 总体情况; ``said`` is what it shows, for those who cannot see it."""

    title: str
    said: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bulletin:
    """A monthly bulletin, decided down to the sentence. ``title`` is cut where a line may end."""

    office: str
    district: str
    area_code: str
    number: str
    version: int
    title: tuple[str, ...]
    addressee: str
    opening: str
    overview: tuple[str, ...]
    chart: Chart | None
    faults_lead: str
    faults: tuple[Chapter, ...]
    review: Review
    demands: tuple[Chapter, ...]
    annexes: tuple[str, ...]
    rows: tuple[Row, ...]
    blanks: tuple[Blank, ...]
    totals: Totals
    counts: Counts
    period: Period
    as_of: datetime
    zone: str
    due: date
    days_checked: tuple[date, ...]
    gaps: tuple[date, ...]
    previous_name: str | None
    ruleset: RuleSet
    unchecked_rules: tuple[str, ...]
    rehearsal: bool

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(self.title)
