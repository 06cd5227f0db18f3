from __future__ import annotations

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.snapshot import Snapshot
from monitor.model.subject import ColumnKind
from monitor.rules.site_columns_blank import site_columns_blank
from tests.rules import given
from tests.rules.given import SITE, TODAY, ago, column, columns, read, snapshot

PLAN = ColumnKind.PLAN
BLANK, UNREAD, FRESH = read(blank=True), read(undecided="anti-bot"), read(ago(1))
OK, FAILED, UNSURE = (Verdict.PASSED, None), (Verdict.FAILED, None), (Verdict.INCONCLUSIVE, "columns-unread")
QUIET = tuple(snapshot(column(f"quiet-{n}", quiet_until=TODAY), BLANK) for n in range(9))


def judged(*inside: Snapshot) -> Judgement:
    return given.judged(site_columns_blank, snapshot(SITE, inside=inside), at_least_columns=5)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (columns(4, PLAN, BLANK) + columns(9, ColumnKind.NEWS, FRESH), OK),  # 4: one below the limit
        (columns(5, PLAN, BLANK) + columns(9, ColumnKind.NEWS, FRESH), FAILED),  # 5: the limit itself
        (columns(5, PLAN, BLANK, top_level=False), FAILED),  # of any level
        (columns(4, PLAN, BLANK) + columns(5, ColumnKind.STATIC, BLANK), OK),  # no list is owed
        (columns(4, PLAN, BLANK) + QUIET, OK),
        (columns(9, PLAN, read(ago(3000))), OK),  # stale is not blank
        (columns(9, PLAN, read(None)), OK),  # nor is undated
    ],
)
def test_five_blank_columns_are_a_veto(inside: tuple[Snapshot, ...], expected: tuple[Verdict, None]) -> None:
    assert given.said(judged(*inside)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (columns(3, PLAN, BLANK) + columns(1, ColumnKind.NEWS, UNREAD), OK),  # 3 + 1 cannot reach 5
        (columns(3, PLAN, BLANK) + columns(2, ColumnKind.NEWS, UNREAD), UNSURE),  # 3 + 2 can
        (columns(5, PLAN, BLANK) + columns(9, ColumnKind.NEWS, UNREAD), FAILED),
        (columns(5, PLAN, read(None, entries=0)), UNSURE),  # nothing read, nothing proven
    ],
)
def test_the_unread_can_only_raise_doubt(inside: tuple[Snapshot, ...], expected: tuple[Verdict, str | None]) -> None:
    assert given.said(judged(*inside)) == expected


@pytest.mark.parametrize("inside", [(), columns(9, ColumnKind.MESSAGES, BLANK), QUIET])
def test_a_site_without_such_columns_is_not_judged(inside: tuple[Snapshot, ...]) -> None:
    assert given.said(judged(*inside)) == (Verdict.NOT_APPLICABLE, "no-columns")


def test_the_finding_names_the_columns_the_count_and_the_limit() -> None:
    (finding,) = judged(*columns(5, PLAN, BLANK)).findings
    assert finding.message == "空白栏目共 5 个，达到 5 个"
    assert finding.details == {"columns": [f"plan-{n}" for n in range(5)], "count": 5, "limit": 5, "unread": 0}
    assert finding.locus == SITE.url
    assert len(finding.evidence) == 5
