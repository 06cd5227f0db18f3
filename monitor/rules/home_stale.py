"""首页不更新：首页最新一条信息的发布日期距今超过规定天数；首页仅为导航页的，看各栏目。

The newest printed date on the home page is set against the limit. A home page that was read well
and shows no dated entry is a navigation page: there the newest date of the site's columns counts.

Fails when the age in civil days is past the limit: exactly on it is still in time.

Inconclusive when the home page could not be read (the reason says why) or shows no date that has
come ("undated"). For a navigation page also when no column is fresh and one of them could not be
read ("columns-unread"), since that one may hold the update, and when there is no dated column at
all ("undated").

The proof of a finding is the home page and, where the site has it, the page of its newest entry: when
that page gives another day, more than one day apart, nothing is concluded ("dates-disagree").

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 单项否决指标 “首页不更新”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from monitor.model.freshness import Overdue, days, newest_known, overdue
from monitor.model.judgement import Finding, Judgement, evidence, failed, inconclusive, passed
from monitor.model.observation import ColumnRead, HomeRead
from monitor.model.reasons import NOT_LOOKED, unseen
from monitor.model.rule import rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Column, ColumnKind, Site, SubjectKind
from monitor.model.upkeep import is_stale, newest_of


@dataclass(frozen=True)
class Params:
    """The longest time without an update."""

    max_age_days: int


@rule("首页不更新", subject=SubjectKind.SITE, rests_on=(HomeRead,), params=Params, revision=2)
def home_stale(seen: Snapshot, p: Params) -> Judgement:
    """Whether the home page, or every column behind a navigation page, is past the limit."""
    home = seen.latest(HomeRead)
    if home is None:
        return inconclusive(NOT_LOOKED)
    if (reason := unseen(home)) is not None:
        return inconclusive(reason)
    if home.dated == 0 and home.newest is None:
        return _behind_navigation(seen, home, p)
    newest = newest_known(home.newest, seen.today)
    if newest is None:
        return inconclusive("undated")
    late = overdue(newest, seen.today, days(p.max_age_days))
    return passed() if late is None else _stale(seen, home, late)


def _behind_navigation(seen: Snapshot, home: HomeRead, p: Params) -> Judgement:
    limit = days(p.max_age_days)
    standing = [is_stale(column, limit) for column in seen.inside if _may_update(column)]
    known = [day for column in seen.inside if (day := newest_of(column)) is not None]
    late = overdue(max(known), seen.today, limit) if known else None
    if known and late is None:
        return passed()
    if None in standing:
        return inconclusive("columns-unread")
    return inconclusive("undated") if late is None else _stale(seen, home, late, "首页为导航页，各栏目")


def _may_update(column: Snapshot) -> bool:
    return cast(Column, column.subject).kind is not ColumnKind.STATIC


def _stale(seen: Snapshot, home: HomeRead, late: Overdue, where: str = "") -> Judgement:
    proven = [home.look, *([home.proof.look] if home.proof else [])]
    looks = [evidence(one, home.at) for one in proven]
    if where:
        facts = [fact for column in seen.inside if (fact := column.latest(ColumnRead)) is not None]
        looks += [evidence(fact.look, fact.at) for fact in facts]
    details = {**late.details, "navigation": bool(where)}
    return failed([Finding(cast(Site, seen.subject).url, where + late.message, details, tuple(looks))])
