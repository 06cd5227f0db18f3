"""What the rules are given in their tests: a district small enough to read in one line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import ColumnRead, Look, Observation, Outcome
from monitor.model.rule import Rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Column, ColumnKind, MonthDay, Quiet, Site, Subject, SubjectKind, Unit, UnitKind

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZONE)
TODAY = NOW.date()

UNIT = Unit("jyj", "教育和体育局", UnitKind.DEPARTMENT)
SITE = Site("portal", "门户网站", "jyj", "http://www.example.gov.cn/")
JANUARY, MARCH = MonthDay(1, 31), MonthDay(3, 31)

UNANSWERED = [
    (Outcome.BLOCKED, "http-412", "anti-bot"),
    (Outcome.TRANSIENT, "timeout", "unreachable"),
    (Outcome.GONE, "http-404", "moved"),
    (Outcome.INSECURE, "tls", "insecure"),
    (Outcome.OURS, "egress", "egress-refused"),
    (Outcome.OURS, "too-large", "too-large"),
    (Outcome.OURS, None, "our-network"),
    (Outcome.DEGRADED, "truncated", "truncated"),
    (Outcome.DEGRADED, None, "degraded"),
]
"""How a look can fail: outcome, cause, and the reason a rule gives for it."""


def ago(days: int) -> date:
    """The civil day so many days before the day of judging."""
    return TODAY - timedelta(days=days)


def look(outcome: Outcome = Outcome.OK, cause: str | None = None, url: str = "http://www.example.gov.cn/a/") -> Look:
    """One look."""
    return Look(url, outcome, cause, sha256="ab" * 32, warc="evidence.warc.gz#0")


def snapshot(subject: Subject, *facts: Observation, now: datetime = NOW, inside: tuple[Snapshot, ...] = ()) -> Snapshot:
    """A subject with what was seen of it."""
    return Snapshot(now, subject, UNIT, facts, inside)


def column(
    id_: str = "news",
    kind: ColumnKind = ColumnKind.NEWS,
    *,
    top_level: bool = True,
    max_age_days: int | None = None,
    quiet_until: date | None = None,
) -> Column:
    """A column of the site."""
    quiet = None if quiet_until is None else Quiet("本年度无此类事项", "办公室", quiet_until)
    url = f"http://www.example.gov.cn/{id_}/"
    return Column(id_, SITE.id, UNIT.id, id_, url, kind, top_level, max_age_days, quiet)


def read(
    newest: date | None = None,
    *dates: date,
    blank: bool = False,
    undecided: str | None = None,
    seen: Look | None = None,
    entries: int = 20,
) -> ColumnRead:
    """A reading of a column; a blank or undecided one has no entries."""
    rows = 0 if blank or undecided else entries
    seen = seen or look()
    return ColumnRead(
        SubjectKind.COLUMN, "news", NOW, seen, "list", "html", rows, blank, newest, dates, None, undecided
    )


def columns(count: int, kind: ColumnKind, fact: ColumnRead, *, top_level: bool = True) -> tuple[Snapshot, ...]:
    """So many columns of a kind, all read alike."""
    return tuple(snapshot(column(f"{kind}-{number}", kind, top_level=top_level), fact) for number in range(count))


def judged(rule: Rule, seen: Snapshot, **numbers: object) -> Judgement:
    """What the rule says under these numbers."""
    return rule.judge(seen, rule.params(**numbers))


def said(judgement: Judgement) -> tuple[Verdict, str | None]:
    """The verdict and its reason."""
    return judgement.verdict, judgement.reason
