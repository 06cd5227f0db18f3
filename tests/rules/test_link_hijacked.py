from __future__ import annotations

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import LinkLook, LinkPlace, LinksChecked, Look, Outcome
from monitor.model.subject import SubjectKind
from monitor.rules.link_hijacked import link_hijacked
from tests.rules import given
from tests.rules.given import NOW, SITE, look, snapshot

TAKEN = "http://taken.example.com/"
HOME = "http://www.example.gov.cn/"


def bad(outcome: Outcome = Outcome.DEGRADED, cause: str = "hijacked", pages: int = 2, **more: object) -> LinkLook:
    return LinkLook(Look(TAKEN, outcome, cause, 200), pages, (HOME,), "老网站", internal=False, **more)  # type: ignore[arg-type]


def judged(
    *links: LinkLook, complete: bool = True, asked: dict[str, Outcome] | None = None, seen: Look | None = None
) -> Judgement:
    fact = LinksChecked(SubjectKind.SITE, "portal", NOW, seen or look(), 40, 900, complete, links, asked or {})
    return given.judged(link_hijacked, snapshot(SITE, fact))


@pytest.mark.parametrize("complete", [True, False])
def test_a_hijacked_address_is_proposed_to_a_person(complete: bool) -> None:
    found = judged(bad(place=LinkPlace(HOME, "老网站", "links", 300)), complete=complete)
    assert (given.said(found), found.exhaustive) == ((Verdict.FAILED, None), complete)
    (finding,) = found.findings
    assert finding.locus == TAKEN
    assert finding.message == f"链接指向的网站疑似被劫持，出现在 2 个页面，见 {HOME}（链接栏第 300 行）"
    assert finding.details["needs_person"] is True
    assert finding.details["text"] == "老网站"
    assert TAKEN not in finding.message  # nobody is led there by a circular


@pytest.mark.parametrize(
    ("link", "unsure"),
    [
        (bad(cause="truncated"), True),
        (bad(Outcome.GONE), False),  # absent: another rule's
        (bad(Outcome.GONE, "http-404"), False),
        (bad(Outcome.OURS), True),
        (bad(Outcome.TRANSIENT, "timeout"), True),
        (bad(pages=0), False),
    ],
)
def test_all_else_is_not_hijacked(link: LinkLook, unsure: bool) -> None:
    found = judged(link)
    assert found.verdict is Verdict.PASSED
    assert (TAKEN in found.unsure) is unsure


def test_that_a_browser_is_shown_something_else_clears_nothing() -> None:
    assert judged(bad(second=Look(TAKEN, Outcome.OK, status=200))).verdict is Verdict.FAILED


def test_half_a_crawl_does_not_pass() -> None:
    assert given.said(judged(complete=False)) == (Verdict.INCONCLUSIVE, "incomplete")
    assert given.said(judged()) == (Verdict.PASSED, None)


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_a_site_that_could_not_be_read_is_undecided(outcome: Outcome, cause: str | None, reason: str) -> None:
    assert given.said(judged(bad(), seen=look(outcome, cause))) == (Verdict.INCONCLUSIVE, reason)


def test_nobody_looked() -> None:
    assert given.said(given.judged(link_hijacked, snapshot(SITE))) == (Verdict.INCONCLUSIVE, "not-looked")
