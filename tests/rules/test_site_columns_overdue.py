from __future__ import annotations

from datetime import date

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.snapshot import Snapshot
from monitor.model.subject import ColumnKind
from monitor.rules.site_columns_overdue import site_columns_overdue
from tests.rules import given
from tests.rules.given import SITE, TODAY, ago, column, columns, read, snapshot

NEWS, NOTICE, PLAN, DATA = ColumnKind.NEWS, ColumnKind.NOTICE, ColumnKind.PLAN, ColumnKind.DATA
OLD, UNREAD, BLANK = read(ago(3000)), read(undecided="script-rendered"), read(blank=True)
OK, FAILED, UNSURE = (Verdict.PASSED, None), (Verdict.FAILED, None), (Verdict.INCONCLUSIVE, "columns-unread")
NUMBERS = {"news_days": 14, "notice_months": 6, "policy_months": 6, "personnel_months": 12, "plan_months": 12}


def judged(*inside: Snapshot) -> Judgement:
    return given.judged(site_columns_overdue, snapshot(SITE, inside=inside), **NUMBERS, at_least_columns=10)


QUIET = tuple(snapshot(column(f"quiet-{n}", quiet_until=TODAY), BLANK) for n in range(9))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (columns(9, NEWS, OLD), OK),  # 9: one below the limit
        (columns(10, NEWS, OLD), FAILED),  # 10: the limit itself
        (columns(10, DATA, BLANK), FAILED),  # blank ones of any kind with a list
        (columns(5, DATA, BLANK) + columns(5, NEWS, read(ago(15))), FAILED),  # both kinds of fault add up
        (columns(10, NEWS, read(ago(14))), OK),  # exactly 14 days is in time
        (columns(10, NOTICE, OLD, top_level=False), FAILED),  # of any level
        (columns(10, PLAN, read(date(2025, 11, 22))), FAILED),
        (columns(10, PLAN, read(date(2025, 11, 23))), OK),  # exactly 12 months is in time
        (columns(10, ColumnKind.PERSONNEL, read(date(2025, 11, 22))), FAILED),
        (columns(10, ColumnKind.POLICY, read(date(2026, 5, 22))), FAILED),
        (columns(20, DATA, OLD), OK),  # no fixed frequency
        (columns(9, NEWS, OLD) + columns(9, ColumnKind.TOPIC, BLANK), OK),  # no list is owed
        (columns(9, NEWS, OLD) + QUIET, OK),
    ],
)
def test_ten_overdue_columns_are_a_veto(inside: tuple[Snapshot, ...], expected: tuple[Verdict, None]) -> None:
    assert given.said(judged(*inside)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (columns(5, NEWS, OLD) + columns(4, DATA, UNREAD), OK),  # 5 + 4 cannot reach 10
        (columns(5, NEWS, OLD) + columns(5, DATA, UNREAD), UNSURE),  # 5 + 5 can: they may be blank
        (columns(10, NEWS, OLD) + columns(9, DATA, UNREAD), FAILED),
        (columns(10, NEWS, read(None)), UNSURE),  # undated lists of a kind with a frequency
        (columns(10, DATA, read(None)), OK),  # without one an undated list is not blank, and that is all
    ],
)
def test_the_unread_can_only_raise_doubt(inside: tuple[Snapshot, ...], expected: tuple[Verdict, str | None]) -> None:
    assert given.said(judged(*inside)) == expected


@pytest.mark.parametrize("inside", [(), columns(12, ColumnKind.STATIC, BLANK), QUIET])
def test_a_site_without_such_columns_is_not_judged(inside: tuple[Snapshot, ...]) -> None:
    assert given.said(judged(*inside)) == (Verdict.NOT_APPLICABLE, "no-columns")


def test_the_finding_names_the_columns_the_count_and_the_limit() -> None:
    (finding,) = judged(*columns(6, DATA, BLANK), *columns(5, NEWS, OLD), *columns(3, NOTICE, read(ago(1)))).findings
    assert finding.message == "应更新但长期不更新的栏目（含空白栏目）共 11 个，达到 10 个"
    names = [f"data-{n}" for n in range(6)] + [f"news-{n}" for n in range(5)]
    assert finding.details == {"columns": names, "count": 11, "limit": 10, "unread": 0}
    assert len(finding.evidence) == 11
