from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.model.judgement import Judgement, Verdict
from monitor.model.observation import LinkLook, LinkPlace, LinksChecked, Look, Outcome
from monitor.model.subject import SubjectKind
from monitor.rules.link_broken import link_broken
from tests.rules import given
from tests.rules.given import NOW, SITE, look, snapshot

A, B = "http://www.example.gov.cn/dead.html", "http://other.example.com/slow"
HOME = "http://www.example.gov.cn/"
NOT_CERTAIN = [Outcome.TRANSIENT, Outcome.BLOCKED, Outcome.DEGRADED, Outcome.OURS, Outcome.INSECURE]
GROUP = "http://gone.example.com/"


def bad(outcome: Outcome, url: str = A, pages: int = 3, cause: str = "http-404", **more: object) -> LinkLook:
    status = 404 if cause == "http-404" else None
    sample = (HOME,) * min(pages, 5)
    return LinkLook(Look(url, outcome, cause, status), pages, sample, "通知", **more)  # type: ignore[arg-type]


def no_name(path: str, pages: int = 1, scheme: str = "http", sample: tuple[str, ...] = (HOME,)) -> LinkLook:
    url = f"{scheme}://gone.example.com{path}"
    return LinkLook(Look(url, Outcome.GONE, "no-name"), pages, sample, path, internal=False)


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
    assert found.exhaustive is complete


@pytest.mark.parametrize("outcome", NOT_CERTAIN)
def test_an_address_that_is_not_certainly_dead_accuses_nobody(outcome: Outcome) -> None:
    found = judged(bad(outcome))
    assert found.verdict is Verdict.PASSED
    assert A in found.unsure


@pytest.mark.parametrize("outcome", NOT_CERTAIN)
def test_beside_a_dead_address_the_uncertain_stay_unsure(outcome: Outcome) -> None:
    found = judged(bad(Outcome.GONE), bad(outcome, B))
    assert [one.key for one in found.findings] == [A]
    assert B in found.unsure


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
    assert list(found.healed) == ([B] if outcome is Outcome.OK else [])


def test_a_known_address_that_is_still_carried_and_dead_is_a_finding() -> None:
    assert keys(judged(bad(Outcome.GONE), asked={A: Outcome.GONE})) == ([A], [])


def test_an_address_listed_with_no_page_is_not_carried() -> None:
    assert keys(judged(bad(Outcome.GONE, pages=0), asked={A: Outcome.GONE})) == ([], [])


def test_an_address_that_answered_well_once_is_not_dead() -> None:
    found = judged(bad(Outcome.GONE), asked={A: Outcome.OK})
    assert found.verdict is Verdict.PASSED
    assert keys(found) == ([], [A])


def test_an_address_that_answers_a_browser_is_not_dead() -> None:
    found = judged(bad(Outcome.GONE, second=Look(A, Outcome.OK, status=200)))
    assert found.verdict is Verdict.PASSED
    assert A in found.unsure


def test_an_address_that_answers_browsers_alone_is_well() -> None:
    link = bad(Outcome.DEGRADED, cause="agent-dependent")
    found = judged(link, complete=False, asked={A: Outcome.DEGRADED})
    assert (keys(found), found.healed) == (([], []), (A,))


@pytest.mark.parametrize(
    ("cause", "dead"), [("empty", True), ("attachment-empty", False), ("attachment-html", False), ("http-410", True)]
)
def test_a_file_that_is_no_such_file_is_another_rules(cause: str, dead: bool) -> None:
    found = judged(bad(Outcome.GONE, cause=cause), asked={A: Outcome.GONE})
    assert keys(found) == ([A] if dead else [], [])


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


# --- what it says ---


@pytest.mark.parametrize(
    ("seen", "how"),
    [
        (Look(A, Outcome.GONE, "http-404", 404), "返回 404"),
        (Look(A, Outcome.GONE, "http-410", 410), "返回 410"),
        (Look(A, Outcome.GONE, "no-name"), "域名不存在"),
        (Look(A, Outcome.GONE, "soft-404", 200), "返回“页面不存在”提示，状态码 200"),
        (Look(A, Outcome.GONE, "soft-404", 200, A), "返回“页面不存在”提示，状态码 200"),
        (Look(A, Outcome.GONE, "soft-404", 200, f"{HOME}404.html"), "返回“页面不存在”提示，状态码 200"),
        (Look(A, Outcome.GONE, "soft-404", 200, HOME), "跳转首页"),
        (Look(A, Outcome.GONE, "soft-404", 200, f"{HOME}index.html"), "跳转首页"),
        (Look(A, Outcome.GONE, "soft-404", 200, f"{HOME}?id=3"), "返回“页面不存在”提示，状态码 200"),
        (Look(A, Outcome.GONE, "empty", 200), "返回空内容"),
        (Look(A, Outcome.GONE, "blank", 200), "页面空白"),
    ],
)
def test_the_message_says_how_it_is_dead(seen: Look, how: str) -> None:
    (finding,) = judged(LinkLook(seen, 3, (HOME,))).findings
    assert finding.message == f"链接不可用（{how}），出现在 3 个页面"


@pytest.mark.parametrize(
    ("region", "line", "where"),
    [
        ("footer", 120, "（页脚第 120 行）"),
        ("menu", 7, "（导航第 7 行）"),
        ("header", 0, "（页眉）"),
        ("links", 0, "（链接栏）"),
        ("body", 1, "（正文第 1 行）"),
        ("", 0, ""),
        ("", 5, "（第 5 行）"),
        ("unheard-of", 0, ""),
    ],
)
def test_the_message_says_where_it_stands(region: str, line: int, where: str) -> None:
    (finding,) = judged(bad(Outcome.GONE, place=LinkPlace(HOME, "通知", region, line))).findings
    assert finding.message == f"链接不可用（返回 404），出现在 3 个页面，见 {HOME}{where}"


def test_the_finding_has_all_that_is_known() -> None:
    first, good = datetime(2026, 11, 20, 16, 0, tzinfo=UTC), datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
    link = LinkLook(
        Look(A, Outcome.GONE, "http-404", 404, warc="runs/1/evidence.warc.gz#10"),
        7,
        tuple(f"{HOME}{n}.html" for n in range(5)),
        "通知",
        place=LinkPlace(f"{HOME}0.html", "通知", "body", 12, '<a href="/dead.html">', "runs/1/evidence.warc.gz#99"),
        second=Look(A, Outcome.GONE, "http-404", 404, warc="runs/1/evidence.warc.gz#20"),
        first_bad=first,
        last_good=good,
    )
    (finding,) = judged(link).findings
    assert finding.details == {
        "pages": 7,
        "sample": [f"{HOME}{n}.html" for n in range(5)],
        "status": 404,
        "cause": "http-404",
        "internal": True,
        "resource": "page",
        "text": "通知",
        "page": f"{HOME}0.html",
        "region": "body",
        "line": 12,
        "source": '<a href="/dead.html">',
        "page_warc": "runs/1/evidence.warc.gz#99",
        "first_bad": "2026-11-21T00:00:00+08:00",  # the zone of the workspace
        "last_good": "2026-11-01T09:00:00+08:00",
        "second_outcome": "gone",
        "second_status": 404,
    }
    assert [one.warc for one in finding.evidence] == ["runs/1/evidence.warc.gz#10", "runs/1/evidence.warc.gz#20"]


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    (finding,) = judged(bad(Outcome.GONE)).findings
    unknown = {"page", "region", "line", "source", "page_warc", "first_bad", "last_good", "second_outcome"}
    assert {key for key, value in finding.details.items() if value is None} == unknown | {"second_status"}
    assert [one.url for one in finding.evidence] == [A]


# --- a host whose name does not exist ---


def test_one_address_of_a_host_that_does_not_exist_is_the_hosts() -> None:
    (finding,) = judged(no_name("/a.html", 4)).findings
    assert (finding.locus, finding.message) == (GROUP, "链接不可用（域名不存在），出现在 4 个页面")
    assert (finding.details["addresses"], finding.details["links"]) == (1, ["http://gone.example.com/a.html"])
    assert finding.details["text"] == "/a.html"


def test_all_addresses_of_a_host_that_does_not_exist_are_one_finding() -> None:
    links = [no_name(f"/{n}.html", n + 1) for n in range(7)]
    found = judged(*links)
    (finding,) = found.findings
    assert finding.locus == GROUP
    assert finding.message == "链接不可用（域名 gone.example.com 不存在，涉及 7 个地址），出现在至少 7 个页面"
    assert finding.details["addresses"] == 7
    assert finding.details["pages"] == 7  # of the widest: the others may stand on the same
    assert finding.details["links"] == [f"http://gone.example.com/{n}.html" for n in (6, 5, 4, 3, 2)]
    assert finding.details["text"] == ""
    assert GROUP not in found.unsure


@pytest.mark.parametrize(
    ("pages", "samples", "least"),
    [
        ((3, 2), (("p1", "p2"), ("p1",)), 3),
        ((2, 2), (("p1", "p2"), ("p3", "p4")), 4),  # four pages by name are at least four
        ((2, 2), (("p1", "p2"), ("p2", "p1")), 2),
    ],
)
def test_pages_of_several_addresses_are_the_least_that_is_certain(
    pages: tuple[int, ...], samples: tuple[tuple[str, ...], ...], least: int
) -> None:
    links = [
        no_name(f"/{n}", count, sample=sample) for n, (count, sample) in enumerate(zip(pages, samples, strict=True))
    ]
    (finding,) = judged(*links).findings
    assert finding.details["pages"] == least
    assert finding.message.endswith(f"出现在至少 {least} 个页面")


def test_a_host_is_one_whatever_the_scheme_and_port() -> None:
    found = judged(no_name("/a", scheme="https"), no_name("/b"), no_name(":8080/c"))
    assert [one.locus for one in found.findings] == [GROUP]
    assert found.findings[0].details["addresses"] == 3


def test_two_hosts_are_two_findings_and_a_404_is_its_own() -> None:
    other = LinkLook(Look("https://lost.example.com/x", Outcome.GONE, "no-name"), 1, (HOME,))
    found = judged(no_name("/a"), other, bad(Outcome.GONE), bad(Outcome.GONE, f"{HOME}b.html"))
    assert sorted(one.locus for one in found.findings) == sorted(
        [GROUP, "https://lost.example.com/", A, f"{HOME}b.html"]
    )


@pytest.mark.parametrize("known", ["http://gone.example.com/", "https://gone.example.com/"])
def test_a_known_host_keeps_its_address(known: str) -> None:
    for link in (no_name("/a", scheme="https"), no_name("/a")):
        assert [one.key for one in judged(link, asked={known: Outcome.GONE}).findings] == [known]


@pytest.mark.parametrize(
    ("answer", "complete", "left_open"),
    [
        (Outcome.OK, False, False),  # the name exists again
        (Outcome.OK, True, False),
        (Outcome.GONE, True, False),  # nobody links there any more
        (Outcome.GONE, False, True),
        (Outcome.TRANSIENT, True, True),  # our resolver, or theirs
        (Outcome.BLOCKED, True, True),
    ],
)
def test_a_known_host_that_no_page_carried(answer: Outcome, complete: bool, left_open: bool) -> None:
    found = judged(asked={GROUP: answer}, complete=complete)
    assert not found.findings
    assert (GROUP in found.unsure or not (found.exhaustive or GROUP in found.healed)) is left_open


@pytest.mark.parametrize(
    ("asked", "unsure"),
    [
        ({}, True),  # an address of it was not resolved: that heals nothing
        ({GROUP: Outcome.OK}, False),  # the host answers, whatever one of its pages does
    ],
)
def test_a_host_is_as_uncertain_as_its_addresses(asked: dict[str, Outcome], unsure: bool) -> None:
    link = LinkLook(Look("http://gone.example.com/a", Outcome.TRANSIENT, "dns"), 2, (HOME,))
    assert (GROUP in judged(link, asked=asked).unsure) is unsure


def test_a_host_that_answered_once_is_not_gone() -> None:
    found = judged(no_name("/a"), asked={GROUP: Outcome.OK})
    assert found.verdict is Verdict.PASSED
    assert {GROUP, "http://gone.example.com/a"} <= set(found.unsure)


def test_an_address_known_to_be_dead_is_not_repaired_when_its_host_vanishes() -> None:
    address = "http://gone.example.com/a"
    found = judged(no_name("/a"), asked={address: Outcome.GONE})
    assert keys(found) == ([GROUP], [address])


def test_an_address_without_a_host_is_its_own() -> None:
    odd = LinkLook(Look("http://[odd/", Outcome.GONE, "no-name"), 1, (HOME,))
    assert [one.key for one in judged(odd).findings] == ["http://[odd/"]
