from __future__ import annotations

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import EmptyLink, LinkPlace, LinksChecked, Look, Outcome
from monitor.model.subject import SubjectKind
from monitor.rules.link_empty import link_empty
from tests.rules import given
from tests.rules.given import NOW, SITE, look, snapshot

HOME = SITE.url
PAGE, OTHER = f"{HOME}tz/1.html", f"{HOME}tz/2.html"
WARC = "runs/1/evidence.warc.gz#7"


def empty(
    page: str = HOME, text: str = "联系我们", region: str = "footer", line: int = 9, pages: int = 40, raw: str = "#"
) -> EmptyLink:
    return EmptyLink(raw, LinkPlace(page, text, region, line, f'<a href="{raw}">', WARC), pages)


def judged(
    *links: EmptyLink, complete: bool = True, undecided: str | None = None, seen: Look | None = None
) -> Judgement:
    fact = LinksChecked(
        SubjectKind.SITE, "portal", NOW, seen or look(), 40, 900, complete, undecided=undecided, empty=links
    )
    return given.judged(link_empty, snapshot(SITE, fact))


@pytest.mark.parametrize("complete", [True, False])
def test_an_empty_link_is_a_finding(complete: bool) -> None:
    found = judged(empty(), complete=complete)
    assert (given.said(found), found.exhaustive, found.applied) == ((Verdict.FAILED, None), complete, 40)
    (finding,) = found.findings
    assert finding.message == f"空链（链接未设置地址），出现在 40 个页面，见 {HOME}（页脚第 9 行）"
    assert finding.details == {
        "pages": 40,
        "text": "联系我们",
        "raw": "#",
        "page": HOME,
        "region": "footer",
        "line": 9,
        "source": '<a href="#">',
        "page_warc": WARC,
    }
    assert [(one.url, one.warc) for one in finding.evidence] == [(HOME, WARC)]


@pytest.mark.parametrize(
    ("link", "locus"),
    [
        (empty(), f"{HOME}#空链:页脚:联系我们"),
        (empty(PAGE), f"{HOME}#空链:页脚:联系我们"),  # the template's, whichever page shows it
        (empty(PAGE, region="menu"), f"{HOME}#空链:导航:联系我们"),
        (empty(PAGE, region="links"), f"{HOME}#空链:链接栏:联系我们"),
        (empty(PAGE, region="body"), f"{PAGE}#空链:正文:联系我们"),
        (empty(PAGE, region=""), f"{PAGE}#空链::联系我们"),
        (empty(f"{PAGE}#top", region="body"), f"{PAGE}#空链:正文:联系我们"),
        (empty(text="", raw="javascript:;"), f"{HOME}#空链:页脚:javascript:;"),
        (empty(text="联系\n  我们"), f"{HOME}#空链:页脚:联系 我们"),
        (empty(text="字" * 40), f"{HOME}#空链:页脚:{'字' * 40}"),
        (empty(text="字" * 41), f"{HOME}#空链:页脚:{'字' * 40}"),  # cut
    ],
)
def test_its_identity_is_where_it_stands(link: EmptyLink, locus: str) -> None:
    assert [one.key for one in judged(link).findings] == [locus]


def test_neither_line_nor_count_nor_way_of_writing_is_part_of_it() -> None:
    one, other = judged(empty()), judged(empty(line=12, pages=41, raw="javascript:void(0)"))
    assert one.findings[0].key == other.findings[0].key


def test_what_stands_in_one_place_twice_is_one_finding() -> None:
    (finding,) = judged(empty(pages=3), empty(PAGE, raw="", pages=5)).findings
    assert finding.details["pages"] == 5
    assert finding.message == f"空链（链接未设置地址），出现在至少 5 个页面，见 {PAGE}（页脚第 9 行）"


def test_the_same_words_on_two_pages_are_two() -> None:
    found = judged(empty(PAGE, region="body", pages=1), empty(OTHER, region="body", pages=1))
    assert len(found.findings) == 2


def test_a_link_that_no_page_carries_any_more_is_none() -> None:
    assert judged(empty(pages=0)).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("complete", "undecided", "expected"),
    [
        (True, None, (Verdict.PASSED, None)),
        (False, None, (Verdict.INCONCLUSIVE, "incomplete")),
        (True, "page-limit", (Verdict.INCONCLUSIVE, "page-limit")),
    ],
)
def test_only_a_complete_crawl_passes(
    complete: bool, undecided: str | None, expected: tuple[Verdict, str | None]
) -> None:
    assert given.said(judged(complete=complete, undecided=undecided)) == expected


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_a_site_that_could_not_be_read_is_undecided(outcome: Outcome, cause: str | None, reason: str) -> None:
    assert given.said(judged(empty(), seen=look(outcome, cause))) == (Verdict.INCONCLUSIVE, reason)


def test_nobody_looked() -> None:
    assert given.said(given.judged(link_empty, snapshot(SITE))) == (Verdict.INCONCLUSIVE, "not-looked")
