"""Where a bad link stands: page, words, part of the page, line; and links that lead nowhere by how they are written."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from monitor.model.observation import LinkLook, LinksChecked, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import LinksTarget
from tests.spiders.answers import sends
from tests.spiders.crawls import NOW, Crawled, crawl, make_folder
from tests.spiders.hostile import Hostile

MENU = """<div class="nav"><ul>
<li><a href="/index.html">首页</a></li><li><a href="/a.html">甲</a></li><li><a href="/b.html">乙</a></li>
<li><a href="/dead-menu.html">办事
大厅</a></li>
<li><a href="">政务服务</a></li></ul></div>"""
FOOTER = """<div class="footer">
<p>主办单位：某某局</p>
<!-- <a href="/dead-footer.html">旧的</a> -->
<a href="/dead-footer.html">网站地图</a><a href="/a.html">联系我们</a><a href="/b.html">关于我们</a></div>"""
FRIENDS = """<div class="friend-link"><h3>友情链接</h3>
<select><option value="http://abroad.test/dead">某市政府</option></select></div>"""
BODY = '<div class="content">\n<p>第一段</p>\n<p>附件：<a href="dead-file.pdf" title="附件">申请表</a></p>\n</div>'


def page(body: str, title: str = "某某局") -> bytes:
    text = f"<html>\n<head><meta charset=utf-8><title>{title}</title></head>\n<body>\n"
    return f"{text}{MENU}\n{body}\n{FRIENDS}\n{FOOTER}\n</body></html>".encode()


FORGOTTEN = (
    '<p><a href="/a.html">一</a> <a href="#">规划解读</a> <a href="/b.html">三</a> <a href="/index.html">四</a></p>'
)


@pytest.fixture(scope="module")
def site(hostile: Hostile) -> dict[str, bytes]:
    pages = {
        "/": page("<p>首页的话</p>"),
        "/index.html": page("<p>首页的话又一次</p>"),
        "/a.html": page(BODY),
        "/b.html": page(FORGOTTEN),
    }
    hostile.pages |= {f"placed.test{path}": body for path, body in pages.items()}
    hostile.pages["abroad.test/dead"] = sends(status="404 Not Found")
    return pages


@pytest.fixture(scope="module")
def crawled(site: dict[str, bytes], hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    assert site
    return look(hostile, tmp_path_factory.mktemp("places"), 0)


def look(hostile: Hostile, place: Path, day: int) -> Crawled:
    target = LinksTarget(SubjectKind.SITE, "placed", "http://placed.test/", memory="../../memory/placed.sqlite3")
    connect_to = hostile.connect_to("placed", "abroad")
    now = NOW + timedelta(days=day)
    return crawl(make_folder(place / "runs" / str(day), [target], now=now, connect_to=connect_to))


@pytest.fixture
def seen(crawled: Crawled) -> LinksChecked:
    (fact,) = crawled.observations
    assert isinstance(fact, LinksChecked)
    return fact


@pytest.fixture
def dead(seen: LinksChecked) -> dict[str, LinkLook]:
    return {link.look.url.rpartition("/")[2]: link for link in seen.bad if link.look.outcome is Outcome.GONE}


@pytest.mark.parametrize(
    ("name", "pages", "text", "region"),
    [
        ("dead-menu.html", 4, "办事 大厅", "menu"),
        ("dead-footer.html", 4, "网站地图", "footer"),
        ("dead", 4, "某市政府", "links"),
        ("dead-file.pdf", 1, "申请表", "body"),
    ],
)
def test_a_dead_link_is_shown_where_it_stands(
    name: str, pages: int, text: str, region: str, dead: dict[str, LinkLook], site: dict[str, bytes]
) -> None:
    link = dead[name]
    assert link.place
    assert (link.pages, link.place.text, link.place.region) == (pages, text, region)
    source = site[link.place.page.removeprefix("http://placed.test")].decode().split("\n")
    line = source[link.place.line - 1]
    assert name in line
    assert "<!--" not in line  # the same address stands in a remark above
    assert link.place.source in line


def test_a_dead_link_names_all_its_pages_as_far_as_five(dead: dict[str, LinkLook]) -> None:
    every = {f"http://placed.test{path}" for path in ("/", "/index.html", "/a.html", "/b.html")}
    assert set(dead["dead-menu.html"].sample) == every
    assert dead["dead-file.pdf"].sample == ("http://placed.test/a.html",)


def test_the_page_that_shows_it_is_evidence(
    dead: dict[str, LinkLook], crawled: Crawled, site: dict[str, bytes]
) -> None:
    place = dead["dead-file.pdf"].place
    assert place
    name, _, offset = (place.warc or "").partition("#")
    with (crawled.folder / Path(name).name).open("rb") as file:
        file.seek(int(offset))
        record = next(iter(ArchiveIterator(file)))
        assert record.rec_headers.get_header("WARC-Target-URI") == place.page
        assert record.content_stream().read() == site["/a.html"]


def test_a_link_without_an_address_is_told_once_for_a_template(seen: LinksChecked) -> None:
    told = {(one.place.text, one.place.region, one.pages, one.raw) for one in seen.empty}
    assert told == {("政务服务", "menu", 4, ""), ("规划解读", "body", 1, "#")}


def test_a_link_without_an_address_is_shown_where_it_stands(seen: LinksChecked, site: dict[str, bytes]) -> None:
    for one in seen.empty:
        source = site[one.place.page.removeprefix("http://placed.test")].decode().split("\n")
        assert one.place.text in source[one.place.line - 1]


def test_places_are_remembered_and_looked_for_anew_when_the_page_drops_the_link(
    hostile: Hostile, site: dict[str, bytes], crawled: Crawled, dead: dict[str, LinkLook]
) -> None:
    first = dead["dead-footer.html"].place
    assert first
    place = crawled.folder.parents[1]
    hostile.take_calls("placed.test")
    (same,) = look(hostile, place, 1).observations
    asked = [call.path for call in hostile.take_calls("placed.test")]
    assert asked.count("/a.html") == 1  # read, not looked through once more
    kept = footer_of(same)
    assert (kept.place, kept.first_bad) == (first, NOW)
    path = first.page.removeprefix("http://placed.test")
    hostile.pages[f"placed.test{path}"] = site[path].replace(b"/dead-footer.html", b"/a.html")
    (moved,) = look(hostile, place, 2).observations
    found = footer_of(moved)
    assert found.place
    assert (found.pages, found.place.page != first.page, found.first_bad) == (3, True, NOW)
    hostile.pages[f"placed.test{path}"] = site[path]


def footer_of(seen: Any) -> LinkLook:
    return next(link for link in seen.bad if link.look.url.endswith("dead-footer.html"))
