from __future__ import annotations

from datetime import date

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.snapshot import Snapshot
from monitor.model.subject import ColumnKind
from monitor.rules.site_columns_stale import site_columns_stale
from tests.rules import given
from tests.rules.given import SITE, TODAY, ago, column, columns, read, snapshot

NEWS, NOTICE, POLICY = ColumnKind.NEWS, ColumnKind.NOTICE, ColumnKind.POLICY
OLD_NEWS, OLD_NOTICE = read(ago(15)), read(date(2026, 5, 22))
UNREAD, BLANK = read(undecided="script-rendered"), read(blank=True)
OK, FAILED, UNSURE = (Verdict.PASSED, None), (Verdict.FAILED, None), (Verdict.INCONCLUSIVE, "columns-unread")


def judged(*inside: Snapshot) -> Judgement:
    seen = snapshot(SITE, inside=inside)
    return given.judged(site_columns_stale, seen, news_days=14, notice_months=6, policy_months=6, at_least_columns=5)


def quiet(count: int) -> tuple[Snapshot, ...]:
    return tuple(snapshot(column(f"quiet-{n}", quiet_until=TODAY), OLD_NEWS) for n in range(count))


def strict(count: int) -> tuple[Snapshot, ...]:
    return tuple(snapshot(column(f"strict-{n}", max_age_days=3), read(ago(14))) for n in range(count))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (columns(4, NEWS, OLD_NEWS), OK),  # 4: one below the limit
        (columns(5, NEWS, OLD_NEWS), FAILED),  # 5: the limit itself
        (columns(9, NEWS, read(ago(14))), OK),  # exactly 14 days is in time
        (columns(5, NOTICE, OLD_NOTICE), FAILED),
        (columns(9, NOTICE, read(date(2026, 5, 23))), OK),  # exactly 6 months is in time
        (columns(5, POLICY, OLD_NOTICE), FAILED),
        (columns(2, NEWS, OLD_NEWS) + columns(2, NOTICE, OLD_NOTICE) + columns(1, POLICY, OLD_NOTICE), FAILED),
        (columns(2, NEWS, OLD_NEWS) + columns(2, NOTICE, OLD_NOTICE), OK),
        (columns(9, NOTICE, OLD_NOTICE, top_level=False) + columns(1, NEWS, read(ago(1))), OK),
        (columns(5, NEWS, OLD_NEWS, top_level=False), FAILED),  # news of any level
        (columns(9, ColumnKind.PLAN, read(ago(3000))) + columns(1, NEWS, read(ago(1))), OK),
        (columns(4, NEWS, OLD_NEWS) + columns(5, NOTICE, BLANK), OK),  # blank is another matter
        (columns(4, NEWS, OLD_NEWS) + quiet(5), OK),
        (columns(4, NEWS, OLD_NEWS) + strict(5), OK),  # the national limit, not the column's own
    ],
)
def test_five_stale_columns_are_a_veto(inside: tuple[Snapshot, ...], expected: tuple[Verdict, None]) -> None:
    assert given.said(judged(*inside)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (columns(3, NEWS, OLD_NEWS) + columns(1, NOTICE, UNREAD), OK),  # 3 + 1 cannot reach 5
        (columns(3, NEWS, OLD_NEWS) + columns(2, NOTICE, UNREAD), UNSURE),  # 3 + 2 can
        (columns(5, NEWS, OLD_NEWS) + columns(9, NOTICE, UNREAD), FAILED),  # already too many
        (columns(5, NEWS, UNREAD), UNSURE),
        (columns(4, NEWS, UNREAD), OK),
        (columns(5, NEWS, read(None)), UNSURE),  # undated lists
        (columns(5, NEWS, read(ago(-9))), UNSURE),  # dates that have not come
        (columns(5, NOTICE, UNREAD, top_level=False) + columns(1, NEWS, read(ago(1))), OK),  # not counted anyway
        ((snapshot(column(), OLD_NEWS),) * 4 + (snapshot(column("unlooked")),), UNSURE),
    ],
)
def test_the_unread_can_only_raise_doubt(inside: tuple[Snapshot, ...], expected: tuple[Verdict, str | None]) -> None:
    assert given.said(judged(*inside)) == expected


@pytest.mark.parametrize("inside", [(), columns(9, ColumnKind.DATA, read(ago(900))), quiet(9)])
def test_a_site_without_such_columns_is_not_judged(inside: tuple[Snapshot, ...]) -> None:
    assert given.said(judged(*inside)) == (Verdict.NOT_APPLICABLE, "no-columns")


def test_the_finding_names_the_columns_the_count_and_the_limit() -> None:
    found = judged(*columns(3, NEWS, OLD_NEWS), *columns(3, NOTICE, OLD_NOTICE), *columns(2, POLICY, UNREAD))
    (finding,) = found.findings
    assert finding.message == "超期未更新的动态要闻类栏目和通知公告、政策文件类一级栏目共 6 个，达到 5 个"
    names = ["news-0", "news-1", "news-2", "notice-0", "notice-1", "notice-2"]
    assert finding.details == {"columns": names, "count": 6, "limit": 5, "unread": 2}
    assert finding.locus == SITE.url
    assert len(finding.evidence) == 6
    assert found.applied == 8
