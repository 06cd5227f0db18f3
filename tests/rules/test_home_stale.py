from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import DateProof, HomeRead, Outcome
from monitor.model.snapshot import Snapshot
from monitor.model.subject import ColumnKind, SubjectKind
from monitor.rules.home_stale import home_stale
from tests.rules import given
from tests.rules.given import NOW, SITE, ago, column, look, read, snapshot

OK, FAILED = (Verdict.PASSED, None), (Verdict.FAILED, None)


def home(newest: date | None, dated: int = 12, outcome: Outcome = Outcome.OK, cause: str | None = None) -> HomeRead:
    return HomeRead(SubjectKind.SITE, "portal", NOW, look(outcome, cause, SITE.url), "list", newest, dated)


NAVIGATION = home(None, dated=0)


def judged(fact: HomeRead | None, *inside: Snapshot) -> Judgement:
    facts = () if fact is None else (fact,)
    return given.judged(home_stale, snapshot(SITE, *facts, inside=inside), max_age_days=14)


def of(newest: date | None, kind: ColumnKind = ColumnKind.NEWS) -> Snapshot:
    return snapshot(column(kind=kind), read(newest))


UNREAD = snapshot(column("shell"), read(undecided="script-rendered"))


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        (ago(0), OK),
        (ago(14), OK),  # exactly 14 days: still in time
        (ago(15), FAILED),  # the 15th day
    ],
)
def test_the_home_page_has_two_weeks(newest: date, expected: tuple[Verdict, None]) -> None:
    assert given.said(judged(home(newest))) == expected


def test_fresh_columns_do_not_excuse_a_home_page_with_dates() -> None:
    assert given.said(judged(home(ago(15)), of(ago(1)))) == FAILED


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ((of(ago(14)),), OK),  # exactly 14 days
        ((of(ago(15)),), FAILED),
        ((of(ago(100)), of(ago(3), ColumnKind.TOPIC)), OK),  # any second-level page counts
        ((of(ago(100)), UNREAD), (Verdict.INCONCLUSIVE, "columns-unread")),  # it may hold the update
        ((of(ago(100)), of(None)), (Verdict.INCONCLUSIVE, "columns-unread")),  # an undated list may as well
        ((of(ago(100)), snapshot(column())), (Verdict.INCONCLUSIVE, "columns-unread")),  # nobody looked
        ((of(ago(3)), UNREAD), OK),  # one fresh column is enough
        ((of(ago(100)), snapshot(column(), read(blank=True))), FAILED),  # a blank column holds none
        ((of(ago(100)), of(None, ColumnKind.STATIC)), FAILED),  # a static page has no dates to show
        ((), (Verdict.INCONCLUSIVE, "undated")),
        ((snapshot(column(), read(blank=True)),), (Verdict.INCONCLUSIVE, "undated")),
        ((of(None, ColumnKind.STATIC),), (Verdict.INCONCLUSIVE, "undated")),
        ((UNREAD,), (Verdict.INCONCLUSIVE, "columns-unread")),
    ],
)
def test_behind_a_navigation_page_the_columns_count(
    inside: tuple[Snapshot, ...], expected: tuple[Verdict, str | None]
) -> None:
    assert given.said(judged(NAVIGATION, *inside)) == expected


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_a_home_page_that_could_not_be_read_is_undecided(outcome: Outcome, cause: str | None, reason: str) -> None:
    fact = home(ago(100), outcome=outcome, cause=cause)
    assert given.said(judged(fact, of(ago(100)))) == (Verdict.INCONCLUSIVE, reason)


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (None, "not-looked"),
        (HomeRead(SubjectKind.SITE, "portal", NOW, look(), "shell", undecided="script-rendered"), "script-rendered"),
        (home(None, dated=3), "undated"),  # dated entries, none of them plausible
        (home(ago(-1)), "undated"),  # a date that has not come
    ],
)
def test_not_seeing_is_not_staleness(fact: HomeRead | None, reason: str) -> None:
    assert given.said(judged(fact, of(ago(100)))) == (Verdict.INCONCLUSIVE, reason)


def test_the_finding_says_the_number_and_the_limit() -> None:
    (finding,) = judged(home(date(2026, 10, 30))).findings
    assert finding.message == "最新一条发布于 2026-10-30，距今 24 天，超过 14 天"
    assert finding.details == {"newest": "2026-10-30", "age_days": 24, "limit_days": 14, "navigation": False}
    assert finding.locus == SITE.url
    assert [one.url for one in finding.evidence] == [SITE.url]


def test_behind_a_navigation_page_the_columns_are_the_evidence() -> None:
    (finding,) = judged(NAVIGATION, of(ago(24)), of(ago(30))).findings
    assert finding.message == "首页为导航页，各栏目最新一条发布于 2026-10-30，距今 24 天，超过 14 天"
    assert finding.details["navigation"] is True
    assert len(finding.evidence) == 3


def test_the_page_of_the_newest_entry_is_evidence_too() -> None:
    page = look(url="http://www.example.gov.cn/a/t1.html")
    fact = replace(home(ago(15)), proof=DateProof(page.url, ago(15), page, ago(15)))
    (finding,) = judged(fact).findings
    assert [one.url for one in finding.evidence] == [SITE.url, page.url]


@pytest.mark.parametrize("newest", [ago(3), ago(100)])
def test_dates_that_disagree_neither_accuse_nor_clear(newest: date) -> None:
    page = look(url="http://www.example.gov.cn/a/t1.html")
    proof = DateProof(page.url, newest, page, newest - timedelta(days=2))
    fact = replace(home(newest), undecided="dates-disagree", proof=proof)
    assert given.said(judged(fact, of(ago(100)))) == (Verdict.INCONCLUSIVE, "dates-disagree")


def test_columns_moved_in_one_day_do_not_keep_a_navigation_page_fresh() -> None:
    moved = snapshot(column("moved"), read(ago(3), *[ago(3)] * 5))
    assert given.said(judged(NAVIGATION, of(ago(100)), moved)) == (Verdict.INCONCLUSIVE, "columns-unread")
    assert given.said(judged(NAVIGATION, of(ago(3)), moved)) == OK
