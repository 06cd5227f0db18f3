"""栏目不更新：栏目最新一条信息的发布日期距今超过该类栏目规定的时限。

The newest printed date of a column is set against the limit of its kind, and against the column's
own stricter interval where the inventory gives one; the stricter of the two applies. Age counts
civil days, limits in months go by the calendar.

Fails when the age is past the limit: exactly on it is still in time.

Not applicable to a column that is blank ("blank": the rule column-blank speaks of it), rightly quiet
until a day not yet past ("quiet"), or of a kind without a limit ("no-limit").

Inconclusive when the list could not be read (the reason says why) or shows no date that has
come ("undated"): silence is not staleness. Also when five entries or more all carry one date, that date
is within the limit, and the page of the newest entry does not repeat it ("one-day"): that is the day on
which the entries were moved, and no update.

The proof of a finding is the list and, where the site has it, the page of its newest entry: when that
page gives another day, more than one day apart, nothing is concluded ("dates-disagree").

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 扣分指标 “发布解读”; the year for
personnel and plans is the practice of 2015.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from monitor.model.freshness import Limit, days, months, newest_known, overdue
from monitor.model.judgement import Finding, Judgement, evidence, failed, inconclusive, not_applicable, passed
from monitor.model.observation import ColumnRead
from monitor.model.reasons import NOT_LOOKED, unseen
from monitor.model.rule import rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Column, ColumnKind, SubjectKind
from monitor.model.upkeep import is_migrated, is_quiet


@dataclass(frozen=True)
class Params:
    """The longest time without an update by kind of column; ``None``: that kind is not judged."""

    news_days: int
    notice_months: int
    policy_months: int
    personnel_months: int
    plan_months: int
    interpretation_months: int | None = None
    data_months: int | None = None

    def limit(self, kind: ColumnKind) -> Limit | None:
        """The limit of a kind of column, if it has one."""
        if kind is ColumnKind.NEWS:
            return days(self.news_days)
        amount = {
            ColumnKind.NOTICE: self.notice_months,
            ColumnKind.POLICY: self.policy_months,
            ColumnKind.PERSONNEL: self.personnel_months,
            ColumnKind.PLAN: self.plan_months,
            ColumnKind.INTERPRETATION: self.interpretation_months,
            ColumnKind.DATA: self.data_months,
        }.get(kind)
        return None if amount is None else months(amount)


@rule("栏目不更新", subject=SubjectKind.COLUMN, rests_on=(ColumnRead,), params=Params, revision=2)
def column_stale(seen: Snapshot, p: Params) -> Judgement:
    """Whether the column's newest entry is past the strictest limit."""
    column = cast(Column, seen.subject)
    own = None if column.max_age_days is None else days(column.max_age_days)
    limits = [limit for limit in (p.limit(column.kind), own) if limit is not None]
    if not limits:
        return not_applicable("no-limit")
    if is_quiet(seen):
        return not_applicable("quiet")
    fact = seen.latest(ColumnRead)
    if fact is None:
        return inconclusive(NOT_LOOKED)
    if (reason := unseen(fact)) is not None:
        return inconclusive(reason)
    if fact.blank:
        return not_applicable("blank")
    newest = newest_known(fact.newest, seen.today, fact.dates)
    if newest is None:
        return inconclusive("undated")
    late = overdue(newest, seen.today, *limits)
    if late is None:
        return inconclusive("one-day") if is_migrated(fact) else passed()
    looks = [fact.look, *([fact.proof.look] if fact.proof else [])]
    return failed([Finding(column.url, late.message, late.details, tuple(evidence(one, fact.at) for one in looks))])
