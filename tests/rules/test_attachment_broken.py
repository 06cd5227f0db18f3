from __future__ import annotations

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import LinkLook, LinkPlace, LinksChecked, Look, Outcome
from monitor.model.subject import SubjectKind
from monitor.rules.attachment_broken import attachment_broken
from tests.rules import given
from tests.rules.given import NOW, SITE, look, snapshot

FILE = "http://www.example.gov.cn/files/1.pdf"
PAGE = "http://www.example.gov.cn/tz/1.html"
CAUSES = ["attachment-empty", "attachment-html", "attachment-truncated", "attachment-wrong-kind"]


def bad(outcome: Outcome = Outcome.GONE, cause: str = "attachment-empty", pages: int = 1) -> LinkLook:
    return LinkLook(Look(FILE, outcome, cause, 200), pages, (PAGE,), "附件1", resource="attachment")


def judged(
    *links: LinkLook, complete: bool = True, asked: dict[str, Outcome] | None = None, seen: Look | None = None
) -> Judgement:
    fact = LinksChecked(SubjectKind.SITE, "portal", NOW, seen or look(), 40, 900, complete, links, asked or {})
    return given.judged(attachment_broken, snapshot(SITE, fact))


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("attachment-empty", "附件打不开（空文件）"),
        ("attachment-html", "附件打不开（打开后是网页而不是文件）"),
        ("attachment-truncated", "附件损坏（文件不完整）"),
        ("attachment-wrong-kind", "附件打不开（文件格式与扩展名不符）"),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_a_file_that_is_no_such_file_is_a_finding(cause: str, said: str, complete: bool) -> None:
    found = judged(bad(cause=cause), complete=complete)
    assert (given.said(found), found.exhaustive) == ((Verdict.FAILED, None), complete)
    (finding,) = found.findings
    assert (finding.locus, finding.message) == (FILE, f"{said}，出现在 1 个页面")
    assert (finding.details["cause"], finding.details["resource"]) == (cause, "attachment")
    assert [one.url for one in finding.evidence] == [FILE]


def test_the_message_says_where_it_stands() -> None:
    link = LinkLook(
        Look(FILE, Outcome.GONE, "attachment-html", 200), 2, (PAGE,), place=LinkPlace(PAGE, "附件1", "body", 88)
    )
    (finding,) = judged(link).findings
    assert finding.message == f"附件打不开（打开后是网页而不是文件），出现在 2 个页面，见 {PAGE}（正文第 88 行）"


@pytest.mark.parametrize(
    ("link", "unsure"),
    [
        (bad(cause="http-404"), []),  # "link-broken" says so
        (bad(cause="empty"), []),
        (bad(cause="attachment-unheard-of"), []),  # what nobody has defined accuses nobody
        (bad(pages=0), []),
        (bad(Outcome.TRANSIENT, "timeout"), [FILE]),
        (bad(Outcome.OURS, "too-large"), [FILE]),
        (bad(Outcome.DEGRADED, "truncated"), [FILE]),
        (bad(Outcome.BLOCKED, "http-403"), [FILE]),
        *((bad(Outcome.DEGRADED, cause), [FILE]) for cause in CAUSES),  # a cause alone accuses nobody
    ],
)
def test_all_else_accuses_nobody(link: LinkLook, unsure: list[str]) -> None:
    found = judged(link)
    assert found.verdict is Verdict.PASSED
    assert FILE in found.unsure if unsure else FILE not in found.unsure


@pytest.mark.parametrize(
    ("outcome", "complete", "left_open"),
    [
        (Outcome.OK, True, False),
        (Outcome.OK, False, False),  # an answer heals also in half a crawl
        (Outcome.GONE, True, False),  # no page carries it any more
        (Outcome.GONE, False, True),
        (Outcome.TRANSIENT, True, True),
    ],
)
def test_a_known_file_that_no_page_carried(outcome: Outcome, complete: bool, left_open: bool) -> None:
    found = judged(complete=complete, asked={FILE: outcome})
    assert (FILE in found.unsure or not (found.exhaustive or FILE in found.healed)) is left_open


def test_a_file_that_opened_once_is_not_broken() -> None:
    found = judged(bad(), asked={FILE: Outcome.OK})
    assert (found.verdict, found.unsure) == (Verdict.PASSED, (FILE,))


def test_half_a_crawl_does_not_pass() -> None:
    assert given.said(judged(complete=False)) == (Verdict.INCONCLUSIVE, "incomplete")
    assert given.said(judged()) == (Verdict.PASSED, None)


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_a_site_that_could_not_be_read_is_undecided(outcome: Outcome, cause: str | None, reason: str) -> None:
    assert given.said(judged(bad(), seen=look(outcome, cause))) == (Verdict.INCONCLUSIVE, reason)


def test_nobody_looked() -> None:
    assert given.said(given.judged(attachment_broken, snapshot(SITE))) == (Verdict.INCONCLUSIVE, "not-looked")
