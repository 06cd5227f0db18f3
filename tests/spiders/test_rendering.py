"""Columns that only a script shows, in a real Chromium that reaches nothing but through our downloader.

Without the extra or without Chromium the tests are left out and say so: ``make browser`` brings both.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import monotonic, sleep

import pytest
from warcio.archiveiterator import ArchiveIterator

from monitor.model import wire
from monitor.model.observation import ColumnRead, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import ColumnTarget, CrawlOrder, Network
from spiders import browser
from tests.spiders.crawls import AGENT, NOW, Crawled, crawl, left, make_folder, start
from tests.spiders.hostile import Hostile

pytestmark = pytest.mark.skipif(browser.program() is None, reason="no browser here; make browser brings it")

DRAW = """
const row = one => `<li><a href="${one.url}">${one.title}</a><span>${one.day}</span></li>`;
const draw = rows => { document.getElementById('list').innerHTML = rows.map(row).join(''); };
"""
FETCH = "fetch('rows.json').then(answer => answer.json()).then(draw);"
ROWS = [{"title": f"关于第{n}号事项的通知", "day": f"2026-11-{20 - n:02}", "url": f"{n}.html"} for n in range(8)]
OLD = [f"<li><a href='a{n}.html'>关于往年第{n}号事项的通知</a><span>2025-01-{n:02}</span></li>" for n in range(1, 9)]
DATA = json.dumps(ROWS).encode()
ENOUGH = ("-s", "RENDER_SECONDS=10", "-s", "DOWNLOAD_TIMEOUT=5")
LEAD = "<a id=lead href=http://elsewhere.test/>x</a>"
ENDLESS = ("spins", "polls", "reloads")
UNREAD = (None, "script-rendered", False)  # newest, undecided, blank


def page(script: str, head: str = "", more: str = "") -> bytes:
    """A column whose list is left to a script."""
    return (
        f"<html><head><meta charset=utf-8><title>通知公告</title>{head}</head><body><div class=main>"
        f"<ul id=list class=list></ul></div>{more}<script>{DRAW}{script}</script></body></html>"
    ).encode()


# Each in its turn tries an address that nobody opened, by every way out that a page has; {p} is the canary's port.
ESCAPES = """
const at = '127.0.0.9:{p}';
new WebSocket(`ws://${at}/`); new EventSource(`http://${at}/e`); navigator.sendBeacon(`http://${at}/b`, 'x');
new Image().src = `http://${at}/i.png`;
document.body.insertAdjacentHTML('beforeend', `<iframe src="http://${at}/f"></iframe><link rel=preconnect href="http://${at}">
  <link rel=prefetch href="http://${at}/p"><video src="http://${at}/v.mp4"></video><object data="http://${at}/o"></object>`);
new Worker(URL.createObjectURL(new Blob([`fetch('http://${at}/w'); new WebSocket('ws://${at}/')`])));
try { new SharedWorker(URL.createObjectURL(new Blob([`fetch('http://${at}/s')`]))) } catch { }
try { new WebTransport(`https://${at}/`).ready.catch(() => 0) } catch { }
const peers = new RTCPeerConnection({ iceServers: [{ urls: `stun:${at}` }, { urls: `turn:${at}?transport=tcp`, username: 'u', credential: 'c' }] });
peers.createDataChannel('x'); peers.createOffer().then(offer => peers.setLocalDescription(offer));
fetch(`http://${at}/x`).catch(() => 0);
"""

# Pages that get no list to show, and one word of why in the crawl's log.
UNREADABLE = {
    "spins": (page("fetch('rows.json'); while (true) { }"), "not at rest"),
    "polls": (page("setInterval(() => fetch('rows.json'), 300);"), "not at rest"),
    "reloads": (page(FETCH + "setTimeout(() => location.reload(), 50);"), ""),
    "asks": (page("for (let n = 0; n < 500; n++) fetch('rows.json?' + n);"), "too-many-requests"),
    "grows": (page(FETCH + "document.body.append('x'.repeat(5_000_000));"), "too-large"),
    "empties": (page("fetch('none.json').then(answer => answer.json()).then(draw);"), "script-rendered"),
    "says": (
        page("fetch('none.json').then(_ => { document.getElementById('list').outerHTML = '<p>暂无数据</p>' });"),
        "",
    ),
    "old": (page(FETCH.replace("rows", "none"), more=f"<ul>{''.join(OLD)}</ul>"), "script-rendered"),
    "fails": (page("fetch('http://s500.test/').then(draw);", more=f"<ul>{''.join(OLD)}</ul>"), "http-500"),
    "leaves": (
        page(f"document.body.insertAdjacentHTML('beforeend', `{LEAD}`); setTimeout(() => lead.click(), 100); {FETCH}"),
        "led to http://elsewhere.test/",
    ),
    "robots": (page("fetch('http://forbidden.test/rows.json')" + FETCH.partition("fetch('rows.json')")[2]), "robots"),
    "cors": (page(FETCH.replace("rows.json", "http://elsewhere.test/rows.json")), "script-rendered"),
    "posts": (page("fetch('http://elsewhere.test/take', {method: 'POST', mode: 'no-cors', body: 'x'});"), ""),
}

BOTHERS = """
alert(1); confirm(2); prompt(3); print(); window.open('http://popup.test/'); navigator.serviceWorker?.register('worker.js');
const link = document.createElement('a'); link.href = 'file.zip'; link.download = 'file.zip'; link.click();
const made = document.createElement('a'); made.href = URL.createObjectURL(new Blob(['x'])); made.download = 'x'; made.click();
Object.defineProperty(Element.prototype, 'outerHTML', { get: () => '<ul><li>2026-11-23</li></ul>' });
"""

POST = "fetch('rows.do', {method: 'POST', headers: {'X-Requested-With': 'x', 'Token': 't'}, body: new URLSearchParams({a: 1})})"

READABLE = {
    "json": page(FETCH),
    "xhr": page("", "<link rel=stylesheet href=a.css><script src=getlist.js></script>", "<img src=a.png>"),
    "posted": page(POST + ".then(answer => answer.json()).then(draw);"),
    "bothers": page(BOTHERS + FETCH),
    "ticks": page(FETCH + "setInterval(() => { document.title = Date.now(); }, 100);"),
    "turns": b"<html><head><meta charset=utf-8></head><script>fetch('x').then(_ => location = '/list/')</script></html>",
    "gb": page(FETCH).decode().replace("utf-8", "gbk").encode("gbk"),
}
DRAW_JS = """
const asked = new XMLHttpRequest(); asked.onload = () => draw(JSON.parse(asked.responseText));
asked.open('GET', 'rows.json'); document.addEventListener('DOMContentLoaded', () => asked.send());
"""


def column(name: str) -> ColumnTarget:
    return ColumnTarget(SubjectKind.COLUMN, name, f"http://{name}.test/", name="通知公告")


def folder(server: Hostile, path: Path, *names: str) -> Path:
    wires = server.connect_to(*UNREADABLE, *READABLE, "elsewhere", "popup", "escapes")
    return make_folder(path, [column(name) for name in names], connect_to=wires)


@pytest.fixture(scope="module")
def sites(hostile: Hostile) -> Hostile:
    pages = {**{name: body for name, (body, _) in UNREADABLE.items()}, **READABLE}
    hostile.pages |= {f"{name}.test/": body for name, body in pages.items()}
    hostile.pages |= {f"{name}.test/rows.json": DATA for name in (*pages, "elsewhere")}
    hostile.pages |= {f"{name}.test/none.json": b"[]" for name in UNREADABLE}
    hostile.pages |= {
        "xhr.test/getlist.js": DRAW_JS.encode(),
        "posted.test/rows.do": DATA,
        "turns.test/list/": page(FETCH),
    }
    hostile.pages["elsewhere.test/"] = b"<html><p>elsewhere</p></html>"
    hostile.pages |= {"turns.test/list/rows.json": DATA, "escapes.test/rows.json": DATA}
    hostile.pages["escapes.test/"] = page(ESCAPES.replace("{p}", str(hostile.canary_port)) + FETCH)
    return hostile


@pytest.fixture(scope="module")
def read(sites: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl(folder(sites, tmp_path_factory.mktemp("crawl") / "run", *READABLE), *ENOUGH)


@pytest.fixture(scope="module")
def unread(sites: Hostile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Crawled]:
    where = tmp_path_factory.mktemp("crawl")
    endless = crawl(folder(sites, where / "endless", *ENDLESS), "-s", "RENDER_SECONDS=5")
    others = [name for name in UNREADABLE if name not in ENDLESS]
    return dict.fromkeys(ENDLESS, endless) | dict.fromkeys(
        others, crawl(folder(sites, where / "others", *others), *ENOUGH)
    )


def said(seen: ColumnRead) -> tuple[date | None, str | None, bool]:
    return seen.newest, seen.undecided, seen.blank


def log(crawled: Crawled) -> str:
    return log_of(crawled.folder)


def log_of(path: Path) -> str:
    return (path / "crawl.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READABLE)
def test_a_list_that_a_script_draws_is_read(name: str, read: Crawled) -> None:
    seen = read.by_subject()[name]
    assert said(seen) == (date(2026, 11, 20), None, False), log(read)
    assert (seen.page, seen.channel, seen.entries) == ("list", "rendered", 8)
    assert seen.dates == tuple(date.fromisoformat(row["day"]) for row in ROWS)
    assert seen.look.url == f"http://{name}.test/"


def test_the_rendered_page_is_the_evidence(read: Crawled) -> None:
    look = read.by_subject()["json"].look
    name, _, offset = look.warc.partition("#")
    with (read.folder / Path(name).name).open("rb") as file:
        file.seek(int(offset))
        record = next(iter(ArchiveIterator(file)))
        assert record.rec_type == "resource"
        assert record.rec_headers.get_header("WARC-Target-URI") == "http://json.test/"
        text = record.content_stream().read().decode()
    assert ROWS[0]["title"] in text
    with (read.folder / "evidence.warc.gz").open("rb") as file:
        kept = [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(file)]
    assert {"http://json.test/", "http://json.test/rows.json"} <= set(kept)  # what the list was drawn from, too
    assert "http://xhr.test/getlist.js" not in kept


def test_only_what_a_list_needs_is_asked_for_and_by_our_name(read: Crawled, sites: Hostile) -> None:
    asked = {path for host, path in sites.requests if host == "xhr.test"}
    assert asked == {"/", "/getlist.js", "/rows.json", "/0.html"}  # and the newest entry, to hold its date against
    assert sites.requests["xhr.test", "/"] == 1
    assert sites.heard["xhr.test"]["user-agent"] == AGENT
    assert not [path for host, path in sites.requests if host == "popup.test" or "worker" in path or "file" in path]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_does_not_come_to_rest_or_shows_no_list_stays_undecided(name: str, unread: dict[str, Crawled]) -> None:
    assert said(unread[name].by_subject()[name]) == UNREAD
    lines = [line for line in log(unread[name]).splitlines() if f"http://{name}.test/ is not rendered" in line]
    assert len(lines) == 1
    assert UNREADABLE[name][1] in lines[0]


def test_each_has_its_bounds(unread: dict[str, Crawled], sites: Hostile) -> None:
    for crawled in unread.values():
        assert crawled.code == 0
        assert "Traceback" not in log(crawled) + crawled.stderr
    asked = {name: sum(n for (host, _), n in sites.requests.items() if host == f"{name}.test") for name in UNREADABLE}
    assert asked["asks"] == 61  # its page, then as many as one page gets
    assert max(asked.values()) <= 61
    assert not [path for host, path in sites.requests if host == "forbidden.test" or path == "/take"]
    assert sites.requests["elsewhere.test", "/rows.json"] == 1  # asked, but the page may not read what it says


def test_no_way_leads_to_an_address_that_nobody_opened(sites: Hostile, tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.bind(("127.0.0.9", sites.canary_port))
        datagrams.settimeout(0)
        crawled = crawl(folder(sites, tmp_path / "run", "escapes"), *ENOUGH)
        with pytest.raises(BlockingIOError):
            datagrams.recv(1500)
    assert sites.canary_hits == 0
    assert said(crawled.by_subject()["escapes"]) == UNREAD
    assert "egress at http://127.0.0.9" in log(crawled)


@pytest.mark.parametrize("lacking", ["chromium", "extra"])
def test_without_a_browser_it_stays_undecided(lacking: str, sites: Hostile, tmp_path: Path) -> None:
    path = folder(sites, tmp_path / "run", "json")
    hide = "sys.modules['playwright'] = None;" if lacking == "extra" else ""
    code = f"import sys; {hide} from spiders.__main__ import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "PATH": os.environ["PATH"] if lacking == "extra" else "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", code, path], env=environment, capture_output=True, text=True, check=False
    )
    crawled = left(path, done.returncode, done.stderr)
    assert (crawled.code, said(crawled.by_subject()["json"])) == (0, UNREAD), done.stderr
    assert crawled.by_subject()["json"].look.outcome is Outcome.OK


def test_inspect_shows_it(sites: Hostile) -> None:
    order = wire.line(CrawlOrder("inspect", NOW, AGENT, Network(connect_to=sites.connect_to("json"), per_host_delay=0)))
    command = ["-m", "spiders.inspect", "column", "http://json.test/", "--today", "2026-11-23", "--order", "-"]
    done = subprocess.run([sys.executable, *command], input=order, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    assert (seen["channel"], seen["newest"], seen["undecided"]) == ("rendered", "2026-11-20", None)


def family(parent: int) -> Iterator[tuple[int, str]]:
    """The living descendants of a process, with their command lines."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, above = stat.read_text().rpartition(")")[2].split()[:2]
            if int(above) == parent and state != "Z":
                child = int(stat.parent.name)
                yield child, stat.with_name("cmdline").read_text().replace("\0", " ")
                yield from family(child)


def until_drawn(process: subprocess.Popen[str]) -> dict[int, str]:
    """The browser's processes, once a page of it is alive."""
    end = monotonic() + 20
    while monotonic() < end:
        found = dict(family(process.pid))
        if any("--type=renderer" in line for line in found.values()):
            return found
        sleep(0.05)
    process.kill()
    process.communicate()
    pytest.fail("no browser was started")


def alive(processes: dict[int, str]) -> list[str]:
    """Those that still run the same program."""
    found = []
    for number, line in processes.items():
        with suppress(OSError):
            if Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ") == line:
                found.append(line)
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_browser_ends_with_the_crawl(number: signal.Signals, sites: Hostile, tmp_path: Path) -> None:
    process = start(folder(sites, tmp_path / "run", "spins"), "-s", "RENDER_SECONDS=60")
    processes = until_drawn(process)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=10)
    assert "Traceback" not in stderr
    end = monotonic() + 10
    while (living := alive(processes)) and monotonic() < end:
        sleep(0.05)
    assert not living


@pytest.mark.parametrize("victim", ["playwright/driver/node", "chromium/chromium --", "--type=renderer"])
def test_a_browser_that_dies_leaves_the_column_undecided(victim: str, sites: Hostile, tmp_path: Path) -> None:
    path = folder(sites, tmp_path / "run", "spins")
    process = start(path, "-s", "RENDER_SECONDS=8")
    processes = until_drawn(process)
    for number in [number for number, line in processes.items() if victim in line]:
        with suppress(ProcessLookupError):  # some of a browser's processes end with the others
            os.kill(number, signal.SIGKILL)
    _, stderr = process.communicate(timeout=40)
    crawled = left(path, process.returncode, stderr)
    assert (crawled.code, said(crawled.by_subject()["spins"])) == (0, UNREAD)
    assert "http://spins.test/ is not rendered" in log(crawled)
