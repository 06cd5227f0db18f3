from __future__ import annotations

from datetime import date, datetime

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import Look, Outcome, ReportSeen, ReportsSeen
from monitor.model.snapshot import Snapshot
from monitor.model.subject import MonthDay, Obligation, SubjectKind, Unit, UnitKind
from monitor.rules.annual_report_missing import annual_report_missing
from tests.rules import given
from tests.rules.given import JANUARY, MARCH, UNIT, look

PLACE = "http://www.example.gov.cn/nb/"
OWED = Obligation("jyj", 2023)
OK, FAILED = (Verdict.PASSED, None), (Verdict.FAILED, None)
TODAY = date(2026, 2, 10)


def seen(
    *years: int,
    complete: bool = True,
    unmatched: tuple[int, ...] = (),
    undecided: str | None = None,
    answer: Look | None = None,
    places: tuple[str, ...] = (PLACE,),
) -> ReportsSeen:
    reports = tuple(ReportSeen(year, f"{year} 年度报告", f"{PLACE}{year}.html") for year in years)
    at = datetime(2026, 2, 1, tzinfo=given.ZONE)
    answer = answer or look(url=PLACE)
    return ReportsSeen(SubjectKind.UNIT, UNIT.id, at, answer, places, complete, reports, unmatched, undecided=undecided)


def judged(
    fact: ReportsSeen | None,
    today: date = TODAY,
    owed: Obligation | None = OWED,
    kind: UnitKind = UnitKind.DEPARTMENT,
) -> Judgement:
    unit = Unit("jyj", "教育和体育局", kind)
    now = datetime(today.year, today.month, today.day, 9, tzinfo=given.ZONE)
    snapshot = Snapshot(now, unit, unit, () if fact is None else (fact,), (), owed)
    return given.judged(annual_report_missing, snapshot, government_deadline=MARCH, unit_deadline=JANUARY)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2023, 2024, 2025), OK),
        ((2023, 2024), FAILED),
        ((), FAILED),
    ],
)
def test_every_year_since_the_first_is_owed(years: tuple[int, ...], expected: tuple[Verdict, None]) -> None:
    found = judged(seen(*years))
    assert given.said(found) == expected
    assert [one.details["year"] for one in found.findings] == [y for y in (2023, 2024, 2025) if y not in years]
    assert found.applied == 3


@pytest.mark.parametrize(
    ("kind", "own", "today", "expected"),
    [
        (UnitKind.DEPARTMENT, None, date(2026, 1, 31), OK),  # on the deadline nothing is missing; a Saturday
        (UnitKind.DEPARTMENT, None, date(2026, 2, 1), FAILED),  # the day after, a Sunday: no roll-over
        (UnitKind.TOWN, None, date(2026, 2, 1), FAILED),
        (UnitKind.OFFICE, None, date(2026, 2, 1), FAILED),
        (UnitKind.GOVERNMENT, None, date(2026, 3, 31), OK),
        (UnitKind.GOVERNMENT, None, date(2026, 4, 1), FAILED),
        (UnitKind.DEPARTMENT, MonthDay(1, 20), date(2026, 1, 20), OK),  # the unit's own deadline
        (UnitKind.DEPARTMENT, MonthDay(1, 20), date(2026, 1, 21), FAILED),
        (UnitKind.GOVERNMENT, MonthDay(2, 29), date(2026, 2, 28), OK),  # the 28th in a common year
        (UnitKind.GOVERNMENT, MonthDay(2, 29), date(2026, 3, 1), FAILED),
    ],
)
def test_it_is_missing_from_the_day_after_the_deadline(
    kind: UnitKind, own: MonthDay | None, today: date, expected: tuple[Verdict, None]
) -> None:
    found = judged(seen(2023, 2024), today, Obligation("jyj", 2023, own), kind)
    assert given.said(found) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 12, 31), (Verdict.NOT_APPLICABLE, "not-due")),  # the year is not over
        (date(2026, 1, 31), (Verdict.NOT_APPLICABLE, "not-due")),
        (date(2026, 2, 1), FAILED),
    ],
)
def test_before_the_first_deadline_nothing_is_due(today: date, expected: tuple[Verdict, str | None]) -> None:
    assert given.said(judged(seen(), today, Obligation("jyj", 2025))) == expected


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (seen(2023, complete=False), (Verdict.INCONCLUSIVE, "incomplete")),
        (seen(2023, 2024, 2025, complete=False), OK),  # what is there is there
        (seen(2023, 2024, unmatched=(2025,)), (Verdict.INCONCLUSIVE, "unit-not-named")),
        (seen(2023, 2024, 2025, unmatched=(2025,)), OK),
        (seen(2023, 2024, unmatched=(2022,)), FAILED),  # another year's does not excuse
        (seen(2023, undecided="script-rendered"), (Verdict.INCONCLUSIVE, "script-rendered")),
        (None, (Verdict.INCONCLUSIVE, "not-looked")),
    ],
)
def test_only_a_place_read_to_its_end_proves_absence(
    fact: ReportsSeen | None, expected: tuple[Verdict, str | None]
) -> None:
    assert given.said(judged(fact)) == expected


def test_a_year_whose_unit_cannot_be_told_is_unsure_beside_a_missing_one() -> None:
    found = judged(seen(2023, unmatched=(2025,)))
    assert [one.key for one in found.findings] == [f"{PLACE}#2024"]
    assert found.unsure == (f"{PLACE}#2025",)


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_places_that_could_not_be_read_decide_nothing(outcome: Outcome, cause: str | None, reason: str) -> None:
    assert given.said(judged(seen(answer=look(outcome, cause)))) == (Verdict.INCONCLUSIVE, reason)


def test_a_unit_that_owes_none_is_not_judged() -> None:
    assert given.said(judged(seen(), owed=None)) == (Verdict.NOT_APPLICABLE, "owes-none")


def test_the_finding_says_the_year_and_the_deadline() -> None:
    (finding,) = judged(seen(2023, 2024)).findings
    assert finding.message == "未见 2025 年政府信息公开工作年度报告，截止日期 2026-01-31 已过 10 天"
    assert finding.details == {"year": 2025, "deadline": "2026-01-31", "days_late": 10}
    assert finding.key == f"{PLACE}#2025"
    assert len(finding.evidence) == 1


@pytest.mark.parametrize(
    ("places", "url", "locus"),
    [
        ((PLACE, "http://b/"), "http://own/", PLACE),  # the first place
        ((), "http://own/", "http://own/"),
        ((), None, PLACE),  # where the look went
    ],
)
def test_the_locus_is_the_first_place(places: tuple[str, ...], url: str | None, locus: str) -> None:
    (finding,) = judged(seen(2023, 2024, places=places), owed=Obligation("jyj", 2023, None, url)).findings
    assert finding.locus == locus
