"""栏目不更新（一）：动态要闻类栏目和通知公告、政策文件类一级栏目超期未更新，累计达到规定个数。

One shared counter over the columns of a site: news columns past their days, of any level, and
first-level notice and policy columns past their months. The national limits count here, not a
column's own stricter interval. Blank columns are counted by site-columns-blank, and rightly quiet
ones not at all.

Fails when the count reaches the limit, whatever else could not be read.

Not applicable to a site without such columns ("no-columns").

Inconclusive when the columns that could not be read or show no date might make it so many
("columns-unread").

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 单项否决指标 “栏目不更新” (1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from monitor.model.freshness import Limit, days, months
from monitor.model.judgement import Judgement
from monitor.model.observation import ColumnRead
from monitor.model.rule import rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Column, ColumnKind, SubjectKind
from monitor.model.upkeep import judge_total, stale_by_kind, total


@dataclass(frozen=True)
class Params:
    """The longest time without an update by kind, and how many stale columns are too many."""

    news_days: int
    notice_months: int
    policy_months: int
    at_least_columns: int

    @property
    def limits(self) -> dict[ColumnKind, Limit]:
        """The limit of each counted kind."""
        return {
            ColumnKind.NEWS: days(self.news_days),
            ColumnKind.NOTICE: months(self.notice_months),
            ColumnKind.POLICY: months(self.policy_months),
        }


@rule("栏目不更新（一）", subject=SubjectKind.SITE, rests_on=(ColumnRead,), params=Params, revision=2)
def site_columns_stale(seen: Snapshot, p: Params) -> Judgement:
    """Whether too many of the columns that must be kept up to date are stale."""
    found = total(filter(_is_counted, seen.inside), lambda column: stale_by_kind(column, p.limits))
    what = "超期未更新的动态要闻类栏目和通知公告、政策文件类一级栏目"
    return judge_total(seen, found, p.at_least_columns, what)


def _is_counted(seen: Snapshot) -> bool:
    column = cast(Column, seen.subject)
    if column.kind in (ColumnKind.NOTICE, ColumnKind.POLICY):
        return column.top_level
    return column.kind is ColumnKind.NEWS
