"""空白栏目：栏目中没有任何信息。

A blank column shows no information of any kind since it was opened. Emptiness has to be proven by
the page: a list that could not be read is not blank.

Fails when the column's list was read and is empty.

Not applicable where no list of the unit's is owed ("no-list": static pages, topics, and letter boxes,
which the public fills), and to a column that is rightly quiet until a day not yet past ("quiet").

Inconclusive when the list could not be read (the reason says why), or when nothing was read in it
and nothing proves it empty ("no-entries").

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 扣分指标 “发布解读”; the meaning of
"blank" is the official explanation of 2015.
"""

from __future__ import annotations

from typing import cast

from monitor.model.judgement import Finding, Judgement, evidence, failed, inconclusive, not_applicable, passed
from monitor.model.observation import ColumnRead
from monitor.model.reasons import NOT_LOOKED, unseen
from monitor.model.rule import NoParams, rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Column, SubjectKind
from monitor.model.upkeep import is_blank, is_quiet, owes_list


@rule("空白栏目", subject=SubjectKind.COLUMN, rests_on=(ColumnRead,))
def column_blank(seen: Snapshot, p: NoParams) -> Judgement:
    """Whether the column is proven to be empty."""
    if not owes_list(seen):
        return not_applicable("no-list")
    if is_quiet(seen):
        return not_applicable("quiet")
    fact = seen.latest(ColumnRead)
    if fact is None:
        return inconclusive(NOT_LOOKED)
    if (reason := unseen(fact)) is not None:
        return inconclusive(reason)
    blank = is_blank(seen)
    if blank is None:
        return inconclusive("no-entries")
    if not blank:
        return passed()
    column = cast(Column, seen.subject)
    message = "栏目为空白，列表中没有任何信息（0 条，应至少 1 条）"
    return failed([Finding(column.url, message, {"entries": 0, "limit": 1}, (evidence(fact.look, fact.at),))])
