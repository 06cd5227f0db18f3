"""栏目不更新（三）：空白栏目达到规定个数。

Over the columns of a site: those whose list was read and is proven empty. Rightly quiet columns,
and kinds where no list is owed (static pages, topics, letter boxes), are left out.

Fails when the count reaches the limit, whatever else could not be read.

Not applicable to a site without such columns ("no-columns").

Inconclusive when the columns that could not be read might make it so many ("columns-unread").

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 单项否决指标 “栏目不更新” (3).
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model.judgement import Judgement
from monitor.model.observation import ColumnRead
from monitor.model.rule import rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import SubjectKind
from monitor.model.upkeep import is_blank, judge_total, owes_list, total


@dataclass(frozen=True)
class Params:
    """How many blank columns are too many."""

    at_least_columns: int


@rule("栏目不更新（三）", subject=SubjectKind.SITE, rests_on=(ColumnRead,), params=Params)
def site_columns_blank(seen: Snapshot, p: Params) -> Judgement:
    """Whether too many columns are blank."""
    return judge_total(seen, total(filter(owes_list, seen.inside), is_blank), p.at_least_columns, "空白栏目")
