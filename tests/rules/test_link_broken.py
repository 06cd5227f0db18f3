from __future__ import annotations

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import LinkLook, LinksChecked, Look, Outcome
from monitor.model.subject import SubjectKind
from monitor.rules.link_broken import link_broken
from tests.rules import given
from tests.rules.given import NOW, SITE, look, snapshot

A, B = "http://www.example.gov.cn/dead.html", "http://other.example.com/slow"
NOT_CERTAIN = [Outcome.TRANSIENT, Outcome.BLOCKED, Outcome.DEGRADED, Outcome.OURS, Outcome.INSECURE]


def bad(outcome: Outcome, url: str = A, pages: int = 3) -> LinkLook:
    return LinkLook(Look(url, outcome, "http-404", 404), pages, ("http://www.example.gov.cn/",) * min(pages, 5), "通知")


def judged(
    *links: LinkLook,
    complete: bool = True,
    asked: dict[str, Outcome] | None = None,
    undecided: str | None = None,
    seen: Look | None = None,
) -> Judgement:
    fact = LinksChecked(
        SubjectKind.SITE, "portal", NOW, seen or look(), 40, 900, complete, links, asked or {}, undecided
    )
    return given.judged(link_broken, snapshot(SITE, fact))


def keys(judgement: Judgement) -> tuple[list[str], list[str]]:
    return [one.key for one in judgement.findings], list(judgement.unsure)


@pytest.mark.parametrize("complete", [True, False])
def test_a_dead_address_is_a_finding_also_in_an_incomplete_crawl(complete: bool) -> None:
    found = judged(bad(Outcome.GONE), complete=complete)
    assert given.said(found) == (Verdict.FAILED, None)
    assert keys(found) == ([A], [])
    assert found.applied == 900


@pytest.mark.parametrize("outcome", NOT_CERTAIN)
def test_an_address_that_is_not_certainly_dead_accuses_nobody(outcome: Outcome) -> None:
    found = judged(bad(outcome))
    assert found.verdict is Verdict.PASSED
    assert keys(found) == ([], [A])


@pytest.mark.parametrize("outcome", NOT_CERTAIN)
def test_beside_a_dead_address_the_uncertain_stay_unsure(outcome: Outcome) -> None:
    assert keys(judged(bad(Outcome.GONE), bad(outcome, B))) == ([A], [B])


@pytest.mark.parametrize(
    ("outcome", "complete", "unsure"),
    [
        (Outcome.OK, True, []),  # it answers again: healed
        (Outcome.OK, False, []),
        (Outcome.GONE, True, []),  # dead, but no page carries it any more: healed
        (Outcome.GONE, False, [B]),  # a page that was not read may carry it
        (Outcome.TRANSIENT, True, [B]),
        (Outcome.TRANSIENT, False, [B]),
        (Outcome.BLOCKED, True, [B]),
        (Outcome.OURS, True, [B]),
        (Outcome.INSECURE, True, [B]),
    ],
)
def test_a_known_address_that_no_page_carried(outcome: Outcome, complete: bool, unsure: list[str]) -> None:
    found = judged(bad(Outcome.GONE), complete=complete, asked={B: outcome})
    assert keys(found) == ([A], unsure)


def test_a_known_address_that_is_still_carried_and_dead_is_a_finding() -> None:
    assert keys(judged(bad(Outcome.GONE), asked={A: Outcome.GONE})) == ([A], [])


def test_an_address_listed_with_no_page_is_not_carried() -> None:
    assert keys(judged(bad(Outcome.GONE, pages=0), asked={A: Outcome.GONE})) == ([], [])


def test_an_address_that_answered_well_once_is_not_dead() -> None:
    found = judged(bad(Outcome.GONE), asked={A: Outcome.OK})
    assert found.verdict is Verdict.PASSED
    assert keys(found) == ([], [A])


@pytest.mark.parametrize(
    ("complete", "undecided", "expected"),
    [
        (True, None, (Verdict.PASSED, None)),
        (False, None, (Verdict.INCONCLUSIVE, "incomplete")),
        (False, "page-limit", (Verdict.INCONCLUSIVE, "page-limit")),
        (True, "page-limit", (Verdict.INCONCLUSIVE, "page-limit")),
    ],
)
def test_only_a_complete_crawl_passes(
    complete: bool, undecided: str | None, expected: tuple[Verdict, str | None]
) -> None:
    assert given.said(judged(bad(Outcome.TRANSIENT), complete=complete, undecided=undecided)) == expected


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_a_site_that_could_not_be_read_is_undecided(outcome: Outcome, cause: str | None, reason: str) -> None:
    found = judged(bad(Outcome.GONE), seen=look(outcome, cause))
    assert given.said(found) == (Verdict.INCONCLUSIVE, reason)


def test_nobody_looked() -> None:
    assert given.said(given.judged(link_broken, snapshot(SITE))) == (Verdict.INCONCLUSIVE, "not-looked")


def test_the_finding_says_how_dead_and_how_often() -> None:
    (finding,) = judged(bad(Outcome.GONE)).findings
    assert finding.message == "链接不可用（返回 404），出现在 3 个页面"
    assert finding.details == {
        "pages": 3,
        "sample": ["http://www.example.gov.cn/"] * 3,
        "status": 404,
        "cause": "http-404",
        "internal": True,
        "text": "通知",
    }
    assert [one.url for one in finding.evidence] == [A]


def test_a_name_that_does_not_exist_is_said_as_such() -> None:
    link = LinkLook(Look(B, Outcome.GONE, "dns"), 1, ("http://www.example.gov.cn/",), internal=False)
    (finding,) = judged(link).findings
    assert finding.message == "链接不可用（域名不存在），出现在 1 个页面"
    assert finding.details["status"] is None
