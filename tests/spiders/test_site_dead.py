"""Links that are dead, whatever they are and however a page carries them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from monitor.model.observation import LinkLook, LinksChecked, Outcome
from monitor.model.subject import Site, SubjectKind
from monitor.model.target import LinksTarget
from monitor.rules.attachment_broken import attachment_broken
from monitor.rules.link_broken import link_broken
from monitor.rules.link_hijacked import link_hijacked
from tests.rules import given
from tests.spiders.answers import html, in_ranges, leads, sends
from tests.spiders.crawls import crawl, make_folder
from tests.spiders.hostile import Hostile

PDF = b"%PDF-1.4\n1 0 obj\nendobj\n" + b"x" * 9000 + b"\nstartxref\n9\n%%EOF\n"
PAGE = html("<h1>欢迎</h1><p>本文件已迁移，请联系管理员。</p>", "欢迎")
PDF_TYPE, ANY = "application/pdf", "application/octet-stream"
NO_NAME = f"http://{'a' * 70}.test/"  # no resolver anywhere has it


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", b"x" * 9000)
    return out.getvalue()


ZIP = archive()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000
PAGES: dict[str, tuple[Any, str]] = {
    "/404.html": (sends(html("无"), status="404 Not Found"), "http-404"),
    "/410.html": (sends(html("无"), status="410 Gone"), "http-410"),
    "/to-404.html": (leads("/404.html"), "http-404"),
    "/404.png": (sends(status="404 Not Found"), "http-404"),
    "/410.js": (sends(status="410 Gone"), "http-410"),
    "/404.css": (sends(status="404 Not Found"), "http-404"),
    "/404.pdf": (sends(status="404 Not Found"), "http-404"),
    "/404.docx": (sends(html("无"), status="404 Not Found"), "http-404"),
    "/empty.html": (sends(b""), "empty"),
    "/blank.html": (html(" &nbsp; <!-- nothing --> "), "blank"),
    "/white.html": (sends(b"  \r\n\r\n "), "blank"),
    "/empty.pdf": (sends(b"", PDF_TYPE), "attachment-empty"),
    "/empty-in-ranges.zip": (in_ranges(b"", "application/zip"), "attachment-empty"),
    "/page.pdf": (sends(PAGE, PDF_TYPE), "attachment-html"),
    "/page.doc": (sends(PAGE), "attachment-html"),
    "/page.xls": (sends(PAGE), "attachment-html"),
    "/page.zip": (sends(PAGE, ANY), "attachment-html"),
    "/page-elsewhere.pdf": (leads("/welcome.html"), "attachment-html"),
    "/cut.pdf": (sends(PDF[:6000], PDF_TYPE), "attachment-truncated"),
    "/cut-in-ranges.pdf": (in_ranges(PDF[:6000], PDF_TYPE), "attachment-truncated"),
    "/cut.zip": (in_ranges(ZIP[:6000], "application/zip"), "attachment-truncated"),
    "/cut.docx": (in_ranges(ZIP[:6000], ANY), "attachment-truncated"),
    "/cut-whole.docx": (sends(ZIP[:3000], ANY), "attachment-truncated"),
    "/picture.pdf": (sends(b"\x89PNG\r\n\x1a\n" + b"x" * 3000, PDF_TYPE), "attachment-wrong-kind"),
    "/word.pdf": (sends(OLE, PDF_TYPE), "attachment-wrong-kind"),
    "/message.pdf": (sends("文件读取失败".encode(), PDF_TYPE), "attachment-wrong-kind"),
    "/zeros.docx": (sends(b"\0" * 4000, ANY), "attachment-wrong-kind"),
}
# how a page carries an address, {} being the place of it
CARRIED = {
    "a": '<a href="{}">x</a>',
    "area": '<map><area href="{}"></map>',
    "iframe": '<iframe src="{}"></iframe>',
    "frame": '<iframe src="/framed.html"></iframe>',
    "img": '<img src="{}">',
    "srcset": '<img src="/here.png" srcset="{} 2x">',
    "picture": '<picture><source srcset="{}"><img src="/here.png"></picture>',
    "script": '<script src="{}"></script>',
    "style": '<link rel="stylesheet" href="{}">',
    "icon": '<link rel="icon" href="{}">',
    "video": '<video src="{}"></video>',
    "input": '<input type="image" src="{}">',
    "embed": '<embed src="{}">',
    "object": '<object data="{}"></object>',
    "option": '<select onchange="go()"><option value="{}">x</option></select>',
    "background": '<table background="{}"><tr><td></table>',
    "inline-style": "<p style=\"background:url('{}')\">x</p>",
    "style-element": "<style>body{{background:url({})}}</style>",
    "onclick": "<span onclick=\"window.open('{}')\">x</span>",
    "location": "<button onclick=\"location.href='{}'\">x</button>",
    "javascript": "<a href=\"javascript:window.open('{}')\">x</a>",
    "refresh": '<meta http-equiv="refresh" content="9;url={}">',
    "script-location": "<script>function go(){{window.location.href='{}'}}</script>",
    "lazy": '<img src="/here.png" data-src="{}">',
    "poster": '<video poster="{}"></video>',
}
SHEET = b"@import 'more.css'; body{background:url(../img/gone.png)} p{background:url(\"/img/also.gif\")}"


@pytest.fixture(scope="module")
def seen(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> LinksChecked:
    hostile.pages |= {f"dead.test{path}": made for path, (made, _) in PAGES.items()}
    hrefs = [*PAGES, NO_NAME, "/carried.html", "/frames.html", "/sheet.html"]
    hostile.pages |= {
        "dead.test/": html("".join(f'<a href="{href}">{n}</a>' for n, href in enumerate(hrefs))),
        "dead.test/welcome.html": PAGE,
        "dead.test/carried.html": html("".join(m.format(f"/carried/{n}") for n, m in CARRIED.items())),
        "dead.test/framed.html": html("内"),
        "dead.test/here.png": sends(b"\x89PNG\r\n", "image/png"),
        "dead.test/frames.html": b"<html><frameset><frame src=/carried/frame></frameset></html>",
        "dead.test/sheet.html": html("x", head='<link rel="stylesheet" href="/css/site.css">'),
        "dead.test/css/site.css": sends(SHEET, "text/css"),
    }
    target = LinksTarget(SubjectKind.SITE, "dead", "http://dead.test/")
    where = tmp_path_factory.mktemp("crawl") / "run"
    connect_to = hostile.connect_to("dead")
    folder = make_folder(where, [target], connect_to=connect_to, control=("http://localhost/",), per_host_concurrency=8)
    (found,) = crawl(folder).observations
    assert isinstance(found, LinksChecked)
    return found


@pytest.fixture
def dead(seen: LinksChecked) -> dict[str, LinkLook]:
    return {
        link.look.url.removeprefix("http://dead.test"): link for link in seen.bad if link.look.outcome is Outcome.GONE
    }


@pytest.mark.parametrize("path", PAGES)
def test_it_is_dead_and_it_is_said_why(path: str, dead: dict[str, LinkLook]) -> None:
    assert path in dead
    assert dead[path].look.cause == PAGES[path][1]


@pytest.mark.parametrize("name", CARRIED)
def test_an_address_is_found_wherever_a_page_carries_it(name: str, dead: dict[str, LinkLook]) -> None:
    assert f"/carried/{name}" in dead


@pytest.mark.parametrize("path", ["/css/more.css", "/img/gone.png", "/img/also.gif"])
def test_what_a_style_sheet_loads_is_a_link_of_it(path: str, dead: dict[str, LinkLook]) -> None:
    assert dead[path].sample == ("http://dead.test/css/site.css",)


def test_a_name_that_no_resolver_has_is_dead_while_others_are_found(dead: dict[str, LinkLook]) -> None:
    assert dead[NO_NAME].look.cause == "no-name"
    assert not dead[NO_NAME].internal


def test_nothing_else_is_dead(dead: dict[str, LinkLook]) -> None:
    carried = {f"/carried/{name}" for name in CARRIED}
    assert dead.keys() == {*PAGES, *carried, NO_NAME, "/css/more.css", "/img/gone.png", "/img/also.gif"}


def test_what_rests_on_a_good_answer_has_that_answer_as_evidence(dead: dict[str, LinkLook]) -> None:
    for path, (_, cause) in PAGES.items():
        if not cause.startswith("http-") and "empty" not in cause:
            assert dead[path].look.warc, path


def test_absences_by_status_are_seen_twice(dead: dict[str, LinkLook]) -> None:
    for path, (_, cause) in PAGES.items():
        second = dead[path].second
        assert (second is not None) == cause.startswith("http-"), path
        assert second is None or second.outcome is Outcome.GONE


def test_each_dead_address_is_the_finding_of_one_rule(seen: LinksChecked, dead: dict[str, LinkLook]) -> None:
    site = Site("dead", "某某局", "jyj", "http://dead.test/")
    found = {
        rule.id: {finding.locus.removeprefix("http://dead.test") for finding in judged.findings}
        for rule in (link_broken, attachment_broken, link_hijacked)
        if (judged := given.judged(rule, given.snapshot(site, seen)))
    }
    files = {path for path, (_, cause) in PAGES.items() if cause.startswith("attachment-")}
    assert found == {"link-broken": dead.keys() - files, "attachment-broken": files, "link-hijacked": set()}
