from __future__ import annotations

from datetime import date

import pytest

from monitor.model.judgement import Verdict
from monitor.model.observation import FeedRead, Outcome
from monitor.model.subject import Account, Platform, Source, SourceKind, SubjectKind
from monitor.rules.account_silent import account_silent
from tests.rules import given
from tests.rules.given import NOW, TODAY, UNIT, ago, look, snapshot

RSS = Source(SourceKind.RSS, "http://feeds.example.com/a.rss")
OK, FAILED = (Verdict.PASSED, None), (Verdict.FAILED, None)


def account(source: Source = RSS, closed_on: date | None = None) -> Account:
    return Account("wx", UNIT.id, Platform.WECHAT, "发布", source, closed_on)


def feed(newest: date | None, pushes: int = 12, undecided: str | None = None) -> FeedRead:
    return FeedRead(SubjectKind.ACCOUNT, "wx", NOW, look(), "发布", newest, pushes, undecided)


def said(subject: Account, fact: FeedRead | None) -> tuple[Verdict, str | None]:
    facts = () if fact is None else (fact,)
    return given.said(given.judged(account_silent, snapshot(subject, *facts), max_age_days=14))


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        (ago(0), OK),
        (ago(14), OK),  # exactly 14 days: still in time
        (ago(15), FAILED),  # the 15th day
    ],
)
def test_an_account_has_two_weeks(newest: date, expected: tuple[Verdict, None]) -> None:
    assert said(account(), feed(newest)) == expected


@pytest.mark.parametrize(
    ("closed_on", "expected"),
    [
        (ago(1), (Verdict.NOT_APPLICABLE, "closed")),
        (TODAY, (Verdict.NOT_APPLICABLE, "closed")),  # from the day itself
        (ago(-1), FAILED),  # until tomorrow it is open
    ],
)
def test_a_closed_account_may_be_silent(closed_on: date, expected: tuple[Verdict, str | None]) -> None:
    assert said(account(closed_on=closed_on), feed(ago(100))) == expected


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (None, "not-looked"),
        (feed(ago(100), undecided="not-a-feed"), "not-a-feed"),
        (feed(None, pushes=0), "empty-feed"),
        (feed(None, pushes=3), "undated"),
        (feed(ago(-2)), "undated"),  # a date that has not come
    ],
)
def test_a_feed_that_shows_nothing_is_not_a_silent_account(fact: FeedRead | None, reason: str) -> None:
    assert said(account(), fact) == (Verdict.INCONCLUSIVE, reason)


@pytest.mark.parametrize("kind", [kind for kind in SourceKind if kind is not SourceKind.RSS])
def test_a_source_that_nothing_reads_is_undecided(kind: SourceKind) -> None:
    assert said(account(Source(kind)), None) == (Verdict.INCONCLUSIVE, "no-adapter")


def test_a_source_of_any_kind_is_judged_once_it_was_read() -> None:
    assert said(account(Source(SourceKind.MANUAL)), feed(ago(15))) == FAILED


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_a_feed_that_could_not_be_read_is_undecided(outcome: Outcome, cause: str | None, reason: str) -> None:
    fact = FeedRead(SubjectKind.ACCOUNT, "wx", NOW, look(outcome, cause), None, ago(100))
    assert said(account(), fact) == (Verdict.INCONCLUSIVE, reason)


@pytest.mark.parametrize(
    ("source", "locus"),
    [
        (RSS, "http://feeds.example.com/a.rss"),
        (Source(SourceKind.WEIBO, uid="1"), "wx"),  # a source without an address goes by the account
    ],
)
def test_the_finding_says_the_number_and_the_limit(source: Source, locus: str) -> None:
    seen = snapshot(account(source), feed(date(2026, 10, 30)))
    (finding,) = given.judged(account_silent, seen, max_age_days=14).findings
    assert finding.message == "最新一条发布于 2026-10-30，距今 24 天，超过 14 天"
    assert finding.details == {"newest": "2026-10-30", "age_days": 24, "limit_days": 14}
    assert finding.locus == locus
    assert len(finding.evidence) == 1
