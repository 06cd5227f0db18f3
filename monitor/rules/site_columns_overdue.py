"""栏目不更新（二）：应更新但长期不更新的栏目（含空白栏目）达到规定个数。

Over the columns of a site: the blank ones, and those of a kind with a fixed frequency (news,
notices, policies, personnel, plans, of any level) whose newest date is past it. The national
limits count here, not a column's own stricter interval. Rightly quiet columns, and kinds where no
list is owed (static pages, topics, letter boxes), are left out.

Fails when the count reaches the limit, whatever else could not be read.

Not applicable to a site without such columns ("no-columns").

Inconclusive when the columns that could not be read or show no date might make it so many
("columns-unread").

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 单项否决指标 “栏目不更新” (2); what
counts as overdue is the official explanation of 2015.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model.freshness import Limit, days, months
from monitor.model.judgement import Judgement
from monitor.model.observation import ColumnRead
from monitor.model.rule import rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import ColumnKind, SubjectKind
from monitor.model.upkeep import is_blank, judge_total, owes_list, stale_by_kind, total


@dataclass(frozen=True)
class Params:
    """The longest time without an update by kind, and how many overdue columns are too many."""

    news_days: int
    notice_months: int
    policy_months: int
    personnel_months: int
    plan_months: int
    at_least_columns: int

    @property
    def limits(self) -> dict[ColumnKind, Limit]:
        """The limit of each kind with a fixed frequency."""
        return {
            ColumnKind.NEWS: days(self.news_days),
            ColumnKind.NOTICE: months(self.notice_months),
            ColumnKind.POLICY: months(self.policy_months),
            ColumnKind.PERSONNEL: months(self.personnel_months),
            ColumnKind.PLAN: months(self.plan_months),
        }


@rule("栏目不更新（二）", subject=SubjectKind.SITE, rests_on=(ColumnRead,), params=Params, revision=2)
def site_columns_overdue(seen: Snapshot, p: Params) -> Judgement:
    """Whether too many columns are blank or long without an update."""

    def is_overdue(column: Snapshot) -> bool | None:
        blank = is_blank(column)
        return blank if blank is not False else stale_by_kind(column, p.limits)

    found = total(filter(owes_list, seen.inside), is_overdue)
    return judge_total(seen, found, p.at_least_columns, "应更新但长期不更新的栏目（含空白栏目）")
