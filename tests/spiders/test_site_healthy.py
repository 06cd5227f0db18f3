"""Links that are well, or may be: what must never be called dead."""

from __future__ import annotations

import asyncio
import gzip
import io
import threading
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from monitor.model.observation import LinkLook, LinksChecked, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import LinksTarget
from tests.spiders.answers import HTML, html, in_ranges, late, leads, sends
from tests.spiders.crawls import crawl, make_folder
from tests.spiders.hostile import Hostile
from tests.spiders.test_tls import answer, certificate, context
from tests.spiders.troubles import TROUBLES, Client, Handler

PDF = b"%PDF-1.4\n1 0 obj\nendobj\n" + b"x" * 9000 + b"\nstartxref\n9\n%%EOF\n"
LOGIN = html("<form><input name=user><input type='password' name=pass></form>", "用户登录")


def archive(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(name, b"x" * 9000)
    return out.getvalue()


def only(*methods: str, other: str = "404 Not Found") -> Handler:
    """A picture for these methods alone."""

    async def handler(client: Client) -> None:
        if client.method in methods:
            await client.answer(body=b"\x89PNG\r\n", Content_Type="image/png")
        else:
            await client.answer(other, b"")

    return handler


def for_browsers(status: str) -> Handler:
    async def handler(client: Client) -> None:
        known = "Mozilla/5.0 (Windows" in client.headers["user-agent"]
        await client.answer("200 OK" if known else status, html("欢迎"))

    return handler


async def wants_a_cookie(client: Client) -> None:
    if "seen=1" in client.headers.get("cookie", ""):
        await client.answer(body=PDF if client.path.endswith("pdf") else html("好"))
    else:
        await client.answer("302 Found", b"", Location=client.path, Set_Cookie="seen=1; Path=/")


async def once_503(client: Client) -> None:
    await client.answer("503 Busy" if client.visits == 1 else "200 OK", html("好"))


async def once_empty(client: Client) -> None:
    await client.answer(body=b"" if client.visits == 1 else html("好"))


async def refuses_ranges(client: Client) -> None:
    if "range" in client.headers:
        await client.answer("416 Range Not Satisfiable", b"")
    else:
        await client.answer(body=PDF, Content_Type="application/pdf")


async def begins_again(client: Client) -> None:
    """Any range is answered with the beginning, and said to be what was asked for."""
    await client.answer(
        "206 Partial Content", PDF[:1024], Content_Type="application/pdf", Content_Range=f"bytes 0-1023/{len(PDF)}"
    )


async def walls_browsers_off(client: Client) -> None:
    known = "Mozilla/5.0 (Windows" in client.headers["user-agent"]
    await client.answer("403 Forbidden" if known else "404 Not Found", html("不"))


async def breaks_off(client: Client) -> None:
    await client.answer(body=PDF[:5000], Content_Type="application/pdf", Content_Length=str(len(PDF)))
    client.writer.close()


WALLED, PASSING = ("blocked", "anti-bot"), "transient"
# path: what answers, and what is said of it (nothing where it is well)
KINDS: dict[str, tuple[Any, tuple[str, str] | None]] = {
    **{f"/{s}.html": (sends(html("不"), status=f"{s} X"), WALLED) for s in (401, 403, 412, 418, 429, 444, 521, 999)},
    **{f"/{s}.html": (sends(html("不"), status=f"{s} X"), (PASSING, f"http-{s}")) for s in (408, 500, 502, 503, 504)},
    **{f"/{s}.html": (sends(html("不"), status=f"{s} X"), ("degraded", f"http-{s}")) for s in (400, 405, 406, 451)},
    "/403.png": (sends(status="403 X"), WALLED),
    "/503.pdf": (sends(status="503 X"), (PASSING, "http-503")),
    "/challenge.html": (TROUBLES["challenge"], WALLED),
    "/captcha.html": (TROUBLES["captcha"], WALLED),
    "/captcha.pdf": (TROUBLES["captcha"], WALLED),
    "/once-empty.html": (once_empty, None),
    "/refuses-ranges.pdf": (refuses_ranges, None),
    "/begins-again.pdf": (begins_again, None),
    "/walls-browsers-off.html": (walls_browsers_off, WALLED),
    "/loop.html": (leads("/loop.html"), (PASSING, "redirect-loop")),
    "/private.html": (leads("http://10.1.2.3/"), ("ours", "egress")),
    "/reset.html": (TROUBLES["reset"], (PASSING, "truncated")),
    "/breaks-off.pdf": (breaks_off, (PASSING, "truncated")),
    "/no-head-404.png": (only("GET"), None),
    "/no-head-403.png": (only("GET", other="403 Forbidden"), None),
    "/no-head-501.png": (only("GET", other="501 No"), None),
    "/once-503.html": (once_503, None),
    "/once-503.png": (once_503, None),
    "/late.html": (late(html("晚"), 1.5), None),
    "/moved.html": (leads("/there.html", "301 Moved"), None),
    "/there.html": (html("这里"), None),
    "/dir": (leads("/dir/", "301 Moved"), None),
    "/dir/": (html("目录"), None),
    "/Case.HTML": (html("大"), None),
    "/case.html": (html("小"), None),
    "/cookie.html": (wants_a_cookie, None),
    "/cookie.pdf": (wants_a_cookie, None),
    "/login.html": (LOGIN, None),
    "/walled.pdf": (leads("/login.html"), ("blocked", "login")),
    "/walled.docx": (sends(LOGIN), ("blocked", "login")),
    "/browsers.html": (for_browsers("404 Not Found"), ("degraded", "agent-dependent")),
    "/browsers.png": (for_browsers("410 Gone"), ("degraded", "agent-dependent")),
    "/whole.pdf": (sends(PDF, "application/pdf"), None),
    "/ranges.pdf": (in_ranges(PDF, "application/pdf"), None),
    "/ranges.docx": (in_ranges(archive("word/document.xml"), "application/octet-stream"), None),
    "/packed.pdf": (sends(gzip.compress(PDF), "application/pdf", Content_Encoding="gzip"), None),
    "/large.pdf": (sends(b"%PDF-1.4\n" + b"x" * 20_000_000, "application/pdf"), None),
    "/table.xls": (sends(b"<table><tr><td>1</td></tr></table>", "application/vnd.ms-excel"), None),
    "/rich.doc": (sends(b"{\\rtf1 ok}", "application/msword"), None),
    "/zip.rar": (sends(archive("a.txt"), "application/x-rar"), None),
    "/short.html": (html("停"), None),  # little, but not nothing
    "/script.html": (html("<script src=/app.js></script>"), None),  # blank until the script has run
    "/app.js": (sends(b"document.write('x')", "text/javascript"), None),
}
NEVER = ("/comment.html", "/template/{{id}}.html")
# as it is written, and the path that is asked
WRITTEN = {
    "\\back\\slash.html": "/back/slash.html",
    " /spaces in it.html ": "/spaces%20in%20it.html",
    "/a\tb\nc.html": "/abc.html",
    "/fragment.html#part": "/fragment.html",
    "/a/../up.html": "/up.html",
    "./here.html": "/here.html",
    "?page=2": "/?page=2",
    "/中文.html": "/%E4%B8%AD%E6%96%87.html",
    "/entity.html?a=1&amp;copy=2": "/entity.html?a=1&copy=2",
    "//well.test/scheme.html": "/scheme.html",
    "HTTP://WELL.TEST/upper.html": "/upper.html",
}
NO_LINKS = "mailto:a@b.cn tel:0635-1 javascript:; javascript:void(0) # data:text/html,x sms:1 about:blank".split()
ABROAD = {name: TROUBLES[name] for name in ("s403", "s412", "s418", "s429", "s444", "s503", "s521", "s999", "no-head")}
GBK = '<html><head><meta charset="gb2312"></head><body><a href="/搜索.html?q=公开">搜</a></body></html>'


@pytest.fixture(scope="module")
def tls_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server with an expired certificate for another name."""
    made = context(certificate(tmp_path_factory.mktemp("tls") / "pem"), old=False)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(answer, "127.0.0.1", 0, ssl=made))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield server.sockets[0].getsockname()[1]
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(asyncio.sleep(0.1))
    loop.close()


@pytest.fixture(scope="module")
def seen(hostile: Hostile, tls_port: int, tmp_path_factory: pytest.TempPathFactory) -> LinksChecked:
    hrefs = [*KINDS, *WRITTEN, *NO_LINKS, "http://gbk-site.test/", "https://secure.test/", "/template/{{id}}.html"]
    hrefs += [f"http://{name}.test/x" for name in ABROAD]
    page = "".join(f'<a href="{href}">{n}</a>' for n, href in enumerate(hrefs))
    hostile.pages |= {f"well.test{path}": made for path, (made, _) in KINDS.items()}
    hostile.pages |= {f"well.test{path}": html(path) for path in WRITTEN.values()}
    hostile.pages["well.test/"] = html(page + "<!-- <a href='/comment.html'>x</a> -->")
    hostile.pages["gbk-site.test/"] = sends(GBK.encode("gbk"), "text/html; charset=gb2312")
    hostile.pages["gbk-site.test/%E6%90%9C%E7%B4%A2.html?q=%B9%AB%BF%AA"] = sends(html("搜"), HTML)
    names = ("well", "gbk-site")
    targets = [LinksTarget(SubjectKind.SITE, name, f"http://{name}.test/") for name in names]
    connect_to = {**hostile.connect_to(*names), "secure.test:443": f"127.0.0.1:{tls_port}"}
    folder = make_folder(
        tmp_path_factory.mktemp("crawl") / "run", targets, connect_to=connect_to, per_host_concurrency=8
    )
    crawled = crawl(folder).by_subject()
    assert (crawled["gbk-site"].bad, crawled["gbk-site"].pages) == ((), 2)
    return crawled["well"]


@pytest.fixture
def bad(seen: LinksChecked) -> dict[str, LinkLook]:
    return {link.look.url: link for link in seen.bad}


def test_nothing_of_this_is_dead(seen: LinksChecked) -> None:
    assert [link.look for link in seen.bad if link.look.outcome is Outcome.GONE] == []
    assert (seen.look.outcome, seen.undecided) == (Outcome.OK, None)


@pytest.mark.parametrize("path", KINDS)
def test_what_is_in_doubt_is_said_as_what_it_is(path: str, bad: dict[str, LinkLook]) -> None:
    found = bad.get(f"http://well.test{path}")
    assert (found and (found.look.outcome.value, found.look.cause)) == KINDS[path][1]


@pytest.mark.parametrize("path", WRITTEN.values())
def test_an_address_is_asked_as_browsers_read_it(path: str, bad: dict[str, LinkLook], hostile: Hostile) -> None:
    assert f"http://well.test{path}" not in bad
    assert hostile.requests["well.test", path] == 1


def test_what_is_no_address_is_not_asked(seen: LinksChecked, hostile: Hostile) -> None:
    assert seen
    asked = {path for host, path in hostile.requests if host == "well.test"}
    invented = {path for path in asked if "/xj" in path or "98" in path}  # neighbours that cannot exist
    assert asked - invented == {"/", *KINDS, *WRITTEN.values()}
    assert not asked.intersection(NEVER)


def test_walls_of_other_hosts_accuse_nobody(bad: dict[str, LinkLook]) -> None:
    told = {name: bad[f"http://{name}.test/x"].look.outcome for name in ABROAD if f"http://{name}.test/x" in bad}
    assert told == {
        name: Outcome.TRANSIENT if name == "s503" else Outcome.BLOCKED for name in ABROAD if name != "no-head"
    }


def test_a_certificate_that_ran_out_is_no_dead_link(bad: dict[str, LinkLook]) -> None:
    assert "https://secure.test/" not in bad


@pytest.mark.parametrize(("path", "status"), [("/browsers.html", 404), ("/browsers.png", 410)])
def test_an_answer_for_browsers_alone_is_told_with_both_looks(path: str, status: int, bad: dict[str, LinkLook]) -> None:
    found = bad[f"http://well.test{path}"]
    assert (found.look.outcome, found.look.status) == (Outcome.DEGRADED, status)
    assert found.second
    assert (found.second.outcome, found.second.status) == (Outcome.OK, 200)
