"""The link check of a small site: what is read, what is asked, what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from monitor.model.observation import LinkLook, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import LinksTarget
from tests.spiders.crawls import Crawled, crawl, make_folder
from tests.spiders.hostile import Hostile

FOOTER = """<a href="/index.html">首页</a><a href="/dead.html">网站  地图</a><img src="/logo.png">
<a href="http://ok.test/?from=footer">上级</a><a href="mailto:a@b.cn">信箱</a><!-- <a href="/never.html">x</a> -->"""
SITE = {
    "/": f"""<a href="list/">列表</a><a href="/list/">again</a><a href="a.pdf">附件</a><a href="missing.doc">附件</a>
<a href="http://no-head.test/x">no HEAD</a><a href="http://s403.test/x">wall</a><a href="http://s500.test/x">oops</a>
<a href="http://closed.test/x">closed</a><a href="http://s404.test/x">gone abroad</a>{FOOTER}""",
    "/index.html": FOOTER,
    "/list/": f"""<a href="1.html">一</a><a href="2.html">二</a><a href="1.html#part">一</a>
<a href="/搜索.html?q=公开">搜索</a>{FOOTER}""",
    "/list/1.html": f"<a href='gone.html'>gone</a>{FOOTER}",
    "/list/2.html": f"<a href='gone.html'>gone</a><a href='http://list.test/'>others</a>{FOOTER}",
    "/hidden.html": "<a href='hidden-dead.html'>dead, and only the seed leads here</a>",
    "/logo.png": "png",
    "/%E6%90%9C%E7%B4%A2.html?q=%E5%85%AC%E5%BC%80": "found",
}
ASKED = ("http://www.test/dead.html", "http://www.test/healed.html", "http://www.test/never-was.html")


def html(body: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


@pytest.fixture(scope="module")
def crawled(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    hostile.pages |= {f"www.test{path}": html(body) for path, body in SITE.items()}
    hostile.pages["www.test/a.pdf"] = b"%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
    hostile.pages |= {"www.test/healed.html": html("back again"), "list.test/": html("somebody else's")}
    hostile.pages |= {f"small.test/{n}.html": html(f"<a href='{n + 1}.html'>next</a>") for n in range(9)}
    hostile.pages["small.test/"] = html("<a href='0.html'>first</a>")
    targets = [
        LinksTarget(SubjectKind.SITE, "www", "http://www.test/", seeds=("http://www.test/hidden.html",), asked=ASKED),
        LinksTarget(SubjectKind.SITE, "small", "http://small.test/", max_pages=4),
        LinksTarget(SubjectKind.SITE, "down", "http://closed.test/", asked=("http://ok.test/asked",)),
        LinksTarget(SubjectKind.SITE, "moved", "http://to-ok.test/", seeds=("http://to-ok.test/seed.html",)),
    ]
    connect_to = {**hostile.connect_to("www", "list", "small"), "closed.test:80": "127.0.0.1:9"}
    return crawl(make_folder(tmp_path_factory.mktemp("crawl") / "run", targets, connect_to=connect_to))


@pytest.fixture
def www(crawled: Crawled) -> Any:
    return crawled.by_subject()["www"]


@pytest.fixture
def bad(www: Any) -> dict[str, LinkLook]:
    return {link.look.url: link for link in www.bad}


def test_every_bad_address_is_named_once(bad: dict[str, LinkLook]) -> None:
    assert {url: (link.look.outcome.value, link.look.cause) for url, link in bad.items()} == {
        "http://www.test/dead.html": ("gone", "http-404"),
        "http://www.test/missing.doc": ("gone", "http-404"),
        "http://www.test/list/gone.html": ("gone", "http-404"),
        "http://www.test/hidden-dead.html": ("gone", "http-404"),
        "http://s404.test/x": ("gone", "http-404"),
        "http://s403.test/x": ("blocked", "anti-bot"),
        "http://s500.test/x": ("transient", "http-500"),
        "http://closed.test/x": ("transient", "refused"),
    }


def test_a_bad_address_knows_the_pages_that_carry_it(bad: dict[str, LinkLook]) -> None:
    footer = bad["http://www.test/dead.html"]
    assert footer.pages == 5
    assert set(footer.sample) <= {f"http://www.test{path}" for path in SITE}
    assert footer.text == "网站 地图"
    assert footer.internal
    assert bad["http://www.test/list/gone.html"].pages == 2
    assert not bad["http://s404.test/x"].internal


def test_the_site_was_read_to_its_end(www: Any) -> None:
    assert www.look.outcome is Outcome.OK
    assert www.pages == 7  # also the search page and the seed
    assert www.complete
    assert www.undecided is None


def test_open_problems_are_asked_whether_linked_or_not(www: Any) -> None:
    assert www.asked == dict(zip(ASKED, (Outcome.GONE, Outcome.OK, Outcome.GONE), strict=True))


def test_each_address_is_asked_once(hostile: Hostile, bad: dict[str, LinkLook]) -> None:
    assert bad
    assert hostile.requests["www.test", "/list/"] == 1
    assert hostile.requests["www.test", "/dead.html"] == 2  # a page: GET at once, and once more as browsers ask
    assert hostile.requests["www.test", "/logo.png"] == 1  # HEAD is enough
    assert hostile.requests["www.test", "/missing.doc"] == 2  # GET, and once more as browsers ask
    assert hostile.requests["no-head.test", "/x"] == 1  # a page of others: GET, HEAD says too little
    assert hostile.requests["ok.test", "/?from=footer"] == 1
    assert hostile.requests["list.test", "/"] == 1  # asked, not crawled
    assert ("www.test", "/never.html") not in hostile.requests


def test_a_page_budget_leaves_the_check_incomplete(crawled: Crawled) -> None:
    small = crawled.by_subject()["small"]
    assert small.pages == 4
    assert not small.complete
    assert small.undecided is None


def test_a_site_that_is_down_is_undecided_and_still_asked_about(crawled: Crawled) -> None:
    down = crawled.by_subject()["down"]
    assert (down.pages, down.complete, down.undecided) == (0, False, "refused")
    assert down.asked == {"http://ok.test/asked": Outcome.OK}


def test_a_site_that_leads_to_another_host_is_not_crawled_there(hostile: Hostile, crawled: Crawled) -> None:
    moved = crawled.by_subject()["moved"]
    assert (moved.look.outcome, moved.pages, moved.complete, moved.undecided) == (Outcome.OK, 0, False, "moved")
    assert ("to-ok.test", "/seed.html") not in hostile.requests


def test_the_answers_of_bad_links_are_evidence(crawled: Crawled, bad: dict[str, LinkLook]) -> None:
    look = bad["http://www.test/dead.html"].look
    name, _, offset = (look.warc or "").partition("#")
    with (crawled.folder / Path(name).name).open("rb") as file:
        file.seek(int(offset))
        record = next(iter(ArchiveIterator(file)))
        assert record.rec_headers.get_header("WARC-Target-URI") == look.url
        assert record.rec_headers.get_header("WARC-Date") == "2026-11-23T01:00:00Z"  # the order's now
        assert record.content_stream().read() == b"<html><p>gone</p></html>"


def test_an_open_problem_whose_locus_is_no_address_is_ours_and_stops_nothing(hostile: Hostile, tmp_path: Path) -> None:
    hostile.pages["odd.test/"] = html("home")
    asked = ("ftp://odd.test/x", "http:///", "http://odd.test:99999/")
    target = LinksTarget(SubjectKind.SITE, "odd", "http://odd.test/", asked=asked)
    seen = crawl(make_folder(tmp_path / "run", [target], connect_to=hostile.connect_to("odd"))).by_subject()["odd"]
    assert seen.undecided is None
    assert set(seen.asked) == set(asked)
    assert Outcome.GONE not in seen.asked.values()
