"""新媒体账号不更新：账号最新一条内容的发布日期距今超过规定天数。

The newest post of an account is set against the limit; age counts civil days.

Fails when the age is past the limit: exactly on it is still in time.

Not applicable to an account that was closed, from its day of closing on ("closed").

Inconclusive when the posts could not be read (the reason says why), when no adapter reads this
kind of source ("no-adapter"), when the feed holds no post ("empty-feed") or none with a date that
has come ("undated"): a feed that shows nothing is not a silent account.

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 政务新媒体单项否决指标 “内容不更新” (1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from monitor.model.freshness import days, newest_known, overdue
from monitor.model.judgement import Finding, Judgement, evidence, failed, inconclusive, not_applicable, passed
from monitor.model.observation import FeedRead
from monitor.model.reasons import NOT_LOOKED, unseen
from monitor.model.rule import rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Account, SourceKind, SubjectKind


@dataclass(frozen=True)
class Params:
    """The longest time without a post."""

    max_age_days: int


@rule("新媒体账号不更新", subject=SubjectKind.ACCOUNT, rests_on=(FeedRead,), params=Params)
def account_silent(seen: Snapshot, p: Params) -> Judgement:
    """Whether the account's newest post is past the limit."""
    account = cast(Account, seen.subject)
    if account.closed_on is not None and account.closed_on <= seen.today:
        return not_applicable("closed")
    fact = seen.latest(FeedRead)
    if fact is None:
        return inconclusive(NOT_LOOKED if account.source.kind is SourceKind.RSS else "no-adapter")
    if (reason := unseen(fact)) is not None:
        return inconclusive(reason)
    newest = newest_known(fact.newest, seen.today)
    if newest is None:
        return inconclusive("undated" if fact.newest or fact.pushes else "empty-feed")
    late = overdue(newest, seen.today, days(p.max_age_days))
    if late is None:
        return passed()
    locus = account.source.url or account.id
    return failed([Finding(locus, late.message, late.details, (evidence(fact.look, fact.at),))])
