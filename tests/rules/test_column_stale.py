from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from monitor.model.judgement import Verdict
from monitor.model.observation import DateProof, Outcome
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Column, ColumnKind
from monitor.rules.column_stale import column_stale
from tests.rules import given
from tests.rules.given import NOW, TODAY, ago, column, read, snapshot

NUMBERS = {"news_days": 14, "notice_months": 6, "policy_months": 6, "personnel_months": 12, "plan_months": 12}
OK, FAILED = (Verdict.PASSED, None), (Verdict.FAILED, None)


def of(column: Column, newest: date | None, *dates: date, now: datetime = NOW) -> Snapshot:
    return snapshot(column, read(newest, *dates), now=now)


@pytest.mark.parametrize(
    ("kind", "newest", "expected"),
    [
        (ColumnKind.NEWS, ago(0), OK),
        (ColumnKind.NEWS, ago(14), OK),  # exactly 14 days: still in time
        (ColumnKind.NEWS, ago(15), FAILED),  # the 15th day
        (ColumnKind.NOTICE, date(2026, 5, 23), OK),  # exactly 6 months by the calendar
        (ColumnKind.NOTICE, date(2026, 5, 22), FAILED),
        (ColumnKind.POLICY, date(2026, 5, 23), OK),
        (ColumnKind.POLICY, date(2026, 5, 22), FAILED),
        (ColumnKind.PERSONNEL, date(2025, 11, 23), OK),  # exactly 12 months
        (ColumnKind.PERSONNEL, date(2025, 11, 22), FAILED),
        (ColumnKind.PLAN, date(2025, 11, 23), OK),
        (ColumnKind.PLAN, date(2025, 11, 22), FAILED),
    ],
)
def test_the_limit_goes_by_the_kind(kind: ColumnKind, newest: date, expected: tuple[Verdict, None]) -> None:
    assert given.said(given.judged(column_stale, of(column(kind=kind), newest), **NUMBERS)) == expected


@pytest.mark.parametrize(
    ("newest", "today", "expected"),
    [
        (date(2026, 4, 20), date(2026, 10, 20), OK),
        (date(2026, 4, 20), date(2026, 10, 21), FAILED),  # the contract's own example
        (date(2025, 8, 31), date(2026, 2, 28), OK),  # six months end on the last day of a short month
        (date(2025, 8, 31), date(2026, 3, 1), FAILED),
        (date(2023, 8, 31), date(2024, 2, 29), OK),  # the leap day is that last day
    ],
)
def test_months_go_by_the_calendar(newest: date, today: date, expected: tuple[Verdict, None]) -> None:
    now = datetime(today.year, today.month, today.day, 23, 59, tzinfo=given.ZONE)
    seen = of(column(kind=ColumnKind.NOTICE), newest, now=now)
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == expected


@pytest.mark.parametrize(
    ("kind", "own", "newest", "expected"),
    [
        (ColumnKind.NEWS, 7, ago(7), OK),
        (ColumnKind.NEWS, 7, ago(8), FAILED),  # the column's own interval is stricter
        (ColumnKind.NEWS, 30, ago(15), FAILED),  # it cannot loosen the limit of the kind
        (ColumnKind.NOTICE, 30, ago(30), OK),
        (ColumnKind.NOTICE, 30, ago(31), FAILED),
        (ColumnKind.TOPIC, 30, ago(31), FAILED),  # it makes a kind without a limit judged
        (ColumnKind.STATIC, 30, ago(30), OK),
        (ColumnKind.DATA, 30, ago(31), FAILED),
    ],
)
def test_the_stricter_interval_applies(
    kind: ColumnKind, own: int, newest: date, expected: tuple[Verdict, None]
) -> None:
    seen = of(column(kind=kind, max_age_days=own), newest)
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == expected


@pytest.mark.parametrize(
    "kind",
    [
        ColumnKind.STATIC,
        ColumnKind.TOPIC,
        ColumnKind.MESSAGES,
        ColumnKind.ANNUAL_REPORT,
        ColumnKind.WEBSITE_REPORT,
        ColumnKind.INTERPRETATION,
        ColumnKind.DATA,
    ],
)
def test_a_kind_without_a_limit_is_not_judged(kind: ColumnKind) -> None:
    seen = of(column(kind=kind), ago(2000))
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == (Verdict.NOT_APPLICABLE, "no-limit")


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [(ColumnKind.INTERPRETATION, {"interpretation_months": 6}), (ColumnKind.DATA, {"data_months": 6})],
)
def test_a_rule_set_can_give_more_kinds_a_limit(kind: ColumnKind, numbers: dict[str, int]) -> None:
    seen = of(column(kind=kind), date(2026, 5, 22))
    assert given.said(given.judged(column_stale, seen, **NUMBERS, **numbers)) == FAILED


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (TODAY, (Verdict.NOT_APPLICABLE, "quiet")),  # the last day of the silence
        (ago(1), FAILED),  # over since yesterday
    ],
)
def test_a_quiet_column_is_left_alone_to_its_end(until: date, expected: tuple[Verdict, str | None]) -> None:
    seen = of(column(quiet_until=until), ago(100))
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == expected


def test_a_blank_column_is_not_stale() -> None:
    seen = snapshot(column(), read(blank=True))
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == (Verdict.NOT_APPLICABLE, "blank")


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_a_column_that_could_not_be_read_is_undecided(outcome: Outcome, cause: str | None, reason: str) -> None:
    seen = snapshot(column(), read(ago(100), seen=given.look(outcome, cause)))
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == (Verdict.INCONCLUSIVE, reason)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (snapshot(column()), "not-looked"),
        (snapshot(column(), read(undecided="script-rendered")), "script-rendered"),
        (snapshot(column(), read(ago(100), undecided="dates-disagree")), "dates-disagree"),
        (snapshot(column(), read(None)), "undated"),
        (of(column(), ago(-3)), "undated"),  # only a date that has not come
    ],
)
def test_not_seeing_is_not_staleness(seen: Snapshot, reason: str) -> None:
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == (Verdict.INCONCLUSIVE, reason)


@pytest.mark.parametrize(("real", "expected"), [(ago(14), OK), (ago(15), FAILED)])
def test_a_date_that_has_not_come_makes_nothing_fresh(real: date, expected: tuple[Verdict, None]) -> None:
    seen = of(column(), ago(-30), ago(-30), real, ago(60))
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == expected


def test_the_finding_says_the_number_and_the_limit() -> None:
    (finding,) = given.judged(column_stale, of(column(), date(2026, 10, 30)), **NUMBERS).findings
    assert finding.message == "最新一条发布于 2026-10-30，距今 24 天，超过 14 天"
    assert finding.details == {"newest": "2026-10-30", "age_days": 24, "limit_days": 14}
    assert finding.locus == finding.key == "http://www.example.gov.cn/news/"
    assert [(one.seen_at, one.sha256) for one in finding.evidence] == [(NOW, "ab" * 32)]


def test_a_limit_in_months_is_said_in_months() -> None:
    seen = of(column(kind=ColumnKind.NOTICE), date(2026, 4, 20))
    (finding,) = given.judged(column_stale, seen, **NUMBERS).findings
    assert finding.message == "最新一条发布于 2026-04-20，距今 217 天，超过 6 个月"
    assert finding.details == {"newest": "2026-04-20", "age_days": 217, "limit_months": 6}


def test_the_day_is_that_of_the_workspaces_zone() -> None:
    just_past_midnight = datetime(2026, 11, 24, 0, 1, tzinfo=given.ZONE)  # still the 23rd in UTC
    seen = of(column(), date(2026, 11, 9), now=just_past_midnight)
    assert given.said(given.judged(column_stale, seen, **NUMBERS)) == FAILED


@pytest.mark.parametrize(
    ("rows", "newest", "printed", "expected"),
    [
        (5, ago(3), None, (Verdict.INCONCLUSIVE, "one-day")),
        (4, ago(3), None, OK),  # one entry fewer may be a coincidence
        (5, ago(3), ago(3), OK),  # its page says that day as well
        (5, ago(15), None, FAILED),  # nothing is newer than the day of the migration
    ],
)
def test_the_day_of_a_migration_is_no_update(
    rows: int, newest: date, printed: date | None, expected: tuple[Verdict, str | None]
) -> None:
    page = given.look(url="http://www.example.gov.cn/a/t1.html")
    fact = replace(read(newest, *[newest] * rows), proof=DateProof(page.url, newest, page, printed))
    assert given.said(given.judged(column_stale, snapshot(column(), fact), **NUMBERS)) == expected


def test_one_entry_of_another_day_makes_it_no_migration() -> None:
    assert given.said(given.judged(column_stale, of(column(), ago(3), *[ago(3)] * 5, ago(4)), **NUMBERS)) == OK
