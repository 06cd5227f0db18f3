from __future__ import annotations

from datetime import date, datetime

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import Look, Outcome, ReportSeen, ReportsSeen
from monitor.model.snapshot import Snapshot
from monitor.model.subject import MonthDay, Obligation, SubjectKind, Unit, UnitKind
from monitor.rules.annual_report_late import annual_report_late
from tests.rules import given
from tests.rules.given import JANUARY, MARCH, UNIT, look

PLACE = "http://www.example.gov.cn/nb/"
OWED = Obligation("jyj", 2021)
OK, FAILED = (Verdict.PASSED, None), (Verdict.FAILED, None)
DISAGREE, UNDATED = (Verdict.INCONCLUSIVE, "dates-disagree"), (Verdict.INCONCLUSIVE, "undated")


def report(year: int, listed: date | None, printed: date | None = None, name: str = "") -> ReportSeen:
    return ReportSeen(year, f"{year} 年度报告", f"{PLACE}{year}{name}.html", listed, printed)


def seen(
    *reports: ReportSeen,
    complete: bool = True,
    one_day: bool = False,
    undecided: str | None = None,
    answer: Look | None = None,
) -> ReportsSeen:
    at = datetime(2026, 5, 1, tzinfo=given.ZONE)
    answer = answer or look(url=PLACE)
    return ReportsSeen(SubjectKind.UNIT, UNIT.id, at, answer, (PLACE,), complete, reports, (), one_day, undecided)


def judged(
    fact: ReportsSeen | None,
    owed: Obligation | None = OWED,
    kind: UnitKind = UnitKind.DEPARTMENT,
) -> Judgement:
    unit = Unit("jyj", "教育和体育局", kind)
    now = datetime(2026, 5, 2, 9, tzinfo=given.ZONE)
    snapshot = Snapshot(now, unit, unit, () if fact is None else (fact,), (), owed)
    return given.judged(annual_report_late, snapshot, government_deadline=MARCH, unit_deadline=JANUARY)


@pytest.mark.parametrize(
    ("kind", "own", "published", "expected"),
    [
        (UnitKind.DEPARTMENT, None, date(2026, 1, 31), OK),  # on the deadline, a Saturday
        (UnitKind.DEPARTMENT, None, date(2026, 2, 1), FAILED),  # the day after: no roll-over
        (UnitKind.SUBDISTRICT, None, date(2026, 2, 1), FAILED),
        (UnitKind.GOVERNMENT, None, date(2026, 3, 31), OK),
        (UnitKind.GOVERNMENT, None, date(2026, 4, 1), FAILED),
        (UnitKind.DEPARTMENT, MonthDay(1, 20), date(2026, 1, 21), FAILED),  # the unit's own deadline
        (UnitKind.DEPARTMENT, MonthDay(2, 20), date(2026, 2, 20), OK),
    ],
)
def test_it_is_late_from_the_day_after_the_deadline(
    kind: UnitKind, own: MonthDay | None, published: date, expected: tuple[Verdict, None]
) -> None:
    found = judged(seen(report(2025, published)), Obligation("jyj", 2021, own), kind)
    assert given.said(found) == expected


@pytest.mark.parametrize(
    ("listed", "printed", "expected"),
    [
        (date(2026, 2, 1), date(2026, 1, 31), OK),  # one day apart: the printed date counts
        (date(2026, 1, 31), date(2026, 2, 1), FAILED),
        (date(2026, 2, 1), date(2026, 1, 30), DISAGREE),  # two days apart
        (date(2026, 1, 20), date(2026, 2, 20), DISAGREE),
        (None, date(2026, 2, 3), FAILED),
        (date(2026, 2, 3), None, FAILED),
        (None, None, UNDATED),
        (date(2026, 5, 3), None, UNDATED),  # a date that has not come
    ],
)
def test_two_dates_must_agree(listed: date | None, printed: date | None, expected: tuple[Verdict, str | None]) -> None:
    assert given.said(judged(seen(report(2025, listed, printed)))) == expected


def test_the_day_of_a_migration_dates_nothing() -> None:
    late = [report(year, date(2026, 4, 20)) for year in (2023, 2024, 2025)]
    assert given.said(judged(seen(*late, one_day=True))) == UNDATED


@pytest.mark.parametrize(
    ("reports", "failed", "unsure", "expected"),
    [
        # in time and late: only the late one
        ([(2024, date(2025, 1, 9)), (2025, date(2026, 2, 9))], [2025], [], FAILED),
        # in time and undated: passed, the undated one unsure
        ([(2024, date(2025, 1, 9)), (2025, None)], [], [2025], OK),
        # late and undated
        ([(2024, date(2025, 2, 9)), (2025, None)], [2024], [2025], FAILED),
        # every year is judged, however old
        ([(2021, date(2022, 2, 9)), (2025, date(2026, 1, 9))], [2021], [], FAILED),
        # before the first year owed
        ([(2020, date(2021, 9, 9)), (2025, date(2026, 1, 9))], [], [], OK),
        # a year that is not over
        ([(2026, date(2026, 4, 9)), (2025, date(2026, 1, 9))], [], [], OK),
    ],
)
def test_each_year_is_judged_by_itself(
    reports: list[tuple[int, date | None]], failed: list[int], unsure: list[int], expected: tuple[Verdict, None]
) -> None:
    found = judged(seen(*(report(year, listed) for year, listed in reports)))
    assert given.said(found) == expected
    assert [one.details["year"] for one in found.findings] == failed
    assert list(found.unsure) == [f"{PLACE}{year}.html#{year}" for year in unsure]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (date(2026, 2, 9), date(2026, 1, 9), OK),  # one copy in time is enough
        (date(2026, 2, 9), None, UNDATED),  # the undated copy may have been in time
        (date(2026, 1, 9), None, OK),
    ],
)
def test_of_several_copies_one_in_time_is_enough(
    first: date, second: date | None, expected: tuple[Verdict, str | None]
) -> None:
    assert given.said(judged(seen(report(2025, first), report(2025, second, name="-b")))) == expected


def test_of_several_late_copies_the_first_is_the_finding() -> None:
    found = judged(seen(report(2025, date(2026, 3, 9)), report(2025, date(2026, 2, 9), name="-b")))
    assert [one.key for one in found.findings] == [f"{PLACE}2025-b.html#2025"]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (seen(), (Verdict.NOT_APPLICABLE, "none-published")),
        (seen(complete=False), (Verdict.INCONCLUSIVE, "incomplete")),
        (seen(report(2025, date(2026, 1, 9)), complete=False), (Verdict.INCONCLUSIVE, "incomplete")),
        (seen(report(2025, date(2026, 2, 9)), complete=False), FAILED),  # what was found late is late
        (seen(report(2025, date(2026, 2, 9)), undecided="script-rendered"), (Verdict.INCONCLUSIVE, "script-rendered")),
        (None, (Verdict.INCONCLUSIVE, "not-looked")),
    ],
)
def test_what_was_not_found_is_not_late(fact: ReportsSeen | None, expected: tuple[Verdict, str | None]) -> None:
    assert given.said(judged(fact)) == expected


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_places_that_could_not_be_read_decide_nothing(outcome: Outcome, cause: str | None, reason: str) -> None:
    fact = seen(report(2025, date(2026, 2, 9)), answer=look(outcome, cause))
    assert given.said(judged(fact)) == (Verdict.INCONCLUSIVE, reason)


def test_a_unit_that_owes_none_is_not_judged() -> None:
    found = judged(seen(report(2025, date(2026, 2, 9))), owed=None)
    assert given.said(found) == (Verdict.NOT_APPLICABLE, "owes-none")


def test_the_finding_says_the_day_and_the_deadline() -> None:
    (finding,) = judged(seen(report(2025, date(2026, 2, 5)))).findings
    assert finding.message == "2025 年政府信息公开工作年度报告发布于 2026-02-05，晚于截止日期 2026-01-31 共 5 天"
    assert finding.details == {"year": 2025, "published": "2026-02-05", "deadline": "2026-01-31", "days_late": 5}
    assert finding.locus == f"{PLACE}2025.html"
    assert [one.url for one in finding.evidence] == [PLACE]
