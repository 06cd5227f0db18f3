"""What the link check remembers of a site from day to day, and what it makes of it."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from monitor.model.observation import LinkLook, LinksChecked, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import LinksTarget
from spiders.site.due import SMALL
from tests.spiders.answers import CHANGED, html, late, leads, sends, tagged
from tests.spiders.crawls import FAST, NOW, crawl, make_folder, start
from tests.spiders.hostile import Call, Hostile
from tests.spiders.test_site_traps import calendar

MEMORY = "../../memory/site.sqlite3"


@dataclass
class Site:
    """A site of its own on the hostile server, looked at day after day with one memory."""

    server: Hostile
    name: str
    place: Path
    cycle: int = 1
    runs: int = 0
    calls: list[Call] = field(default_factory=list)

    def __setitem__(self, path: str, answer: Any) -> None:
        self.server.pages[f"{self.name}.test{path}"] = answer

    def __delitem__(self, path: str) -> None:
        del self.server.pages[f"{self.name}.test{path}"]

    @property
    def memory(self) -> Path:
        return self.place / "memory" / "site.sqlite3"

    @property
    def paths(self) -> Counter[str]:
        """How often each path was asked for in the last look."""
        return Counter(call.path for call in self.calls)

    def folder(self, day: float) -> Path:
        self.runs += 1
        url = f"http://{self.name}.test/"
        target = LinksTarget(SubjectKind.SITE, "site", url, memory=MEMORY, cycle=self.cycle, listing=True)
        where = self.place / "runs" / str(self.runs)
        now = NOW + timedelta(days=day)
        return make_folder(
            where, [target], now=now, connect_to=self.server.connect_to(self.name), per_host_concurrency=4
        )

    def look(self, day: float = 0) -> LinksChecked:
        self.server.take_calls(f"{self.name}.test")
        crawled = crawl(self.folder(day))
        self.calls = self.server.take_calls(f"{self.name}.test")
        assert crawled.code == 0, crawled.stderr
        (seen,) = crawled.observations
        assert isinstance(seen, LinksChecked)
        return seen

    def ask(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(self.memory)) as db:
            rows = db.execute(query).fetchall()
            db.commit()
        return rows


@pytest.fixture
def site(hostile: Hostile, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    name = request.node.name.partition("[")[0].replace("_", "-")[-60:].strip("-")
    yield Site(hostile, name, tmp_path)
    for known in [known for known in hostile.pages if known.startswith(f"{name}.test/")]:
        del hostile.pages[known]


def dead(seen: LinksChecked) -> dict[str, LinkLook]:
    """The dead addresses by their paths."""
    return {link.look.url.partition(".test")[2]: link for link in seen.bad if link.look.outcome is Outcome.GONE}


def linked(*paths: str) -> str:
    return "".join(f"<a href='{path}'>{path}</a>" for path in paths)


def headers(site: Site, path: str) -> dict[str, str]:
    return next(call.headers for call in site.calls if call.path == path)


# From one day to the next


def test_what_was_read_is_asked_whether_it_changed(site: Site) -> None:
    site["/"] = html(linked("/tag.html", "/day.html", "/plain.html"))
    site["/tag.html"], site["/day.html"] = tagged(html("一")), tagged(html("二"), etag=False)
    site["/plain.html"] = html("三")
    site.look()
    first = headers(site, "/tag.html")
    assert not {"if-none-match", "if-modified-since"}.intersection(first)
    seen = site.look(1)
    assert headers(site, "/tag.html")["if-none-match"].startswith('"')
    assert headers(site, "/day.html")["if-modified-since"] == CHANGED
    assert not {"if-none-match", "if-modified-since"}.intersection(headers(site, "/plain.html"))
    assert (seen.pages, seen.read, seen.complete, seen.bad) == (4, 4, True, ())


def test_what_did_not_change_is_not_read_again(site: Site) -> None:
    site["/"] = html(linked("/tag.html", "/plain.html", "/changed.html"))
    site["/tag.html"] = tagged(html(linked("/dead-tag.html")))
    site["/plain.html"] = html(linked("/dead-plain.html"))
    site["/changed.html"] = tagged(html(linked("/dead-changed.html")))
    assert dead(site.look()).keys() == {"/dead-tag.html", "/dead-plain.html", "/dead-changed.html"}
    # What the memory says of a page stands until the page differs: so that which was not read anew carries nothing now.
    site.ask("update address set links = x'' where url not like '%test/'")
    site["/changed.html"] = tagged(html("新" + linked("/dead-changed.html")))
    assert dead(site.look(1)).keys() == {"/dead-changed.html"}


def test_a_changed_page_tells_its_new_dead_link(site: Site) -> None:
    site["/"], site["/a.html"] = html(linked("/a.html")), tagged(html("旧"))
    assert dead(site.look()) == {}
    site["/a.html"] = tagged(html("新" + linked("/b.html")))
    found = dead(site.look(1))
    assert found.keys() == {"/b.html"}
    assert found["/b.html"].sample == (f"http://{site.name}.test/a.html",)


def test_one_success_resets_what_is_remembered_of_a_fault(site: Site) -> None:
    site["/"] = html(linked("/a.html"))
    told = {}
    for day in range(5):
        if day in (0, 3):
            site["/a.html"] = html("在")
        elif day in (1, 4):
            del site["/a.html"]
        found = dead(site.look(day)).get("/a.html")
        told[day] = found and [(moment and (moment - NOW).days) for moment in (found.first_bad, found.last_good)]
    assert told == {0: None, 1: [1, 0], 2: [1, 0], 3: None, 4: [4, 3]}


def test_what_no_page_carries_any_more_is_forgotten(site: Site) -> None:
    site["/"], site["/a.html"] = html(linked("/a.html", "/dead.html")), html("在")
    assert (site.look().links, len(site.ask("select url from address"))) == (3, 3)
    site["/"] = html("没有链接了")
    assert dead(site.look(1)) == {}
    assert site.ask("select url from address") == [(f"http://{site.name}.test/",)]
    assert site.look(2).links == 1


def test_a_page_that_fails_once_keeps_what_is_known_of_it(site: Site) -> None:
    site["/"], site["/list.html"] = html(linked("/list.html")), html(linked("/dead.html", "/deep.html"))
    site["/deep.html"] = tagged(html("深"))
    assert dead(site.look()).keys() == {"/dead.html"}
    site["/list.html"] = sends(b"", status="503 Busy")
    seen = site.look(1)
    assert (dead(seen), seen.complete) == ({}, False)  # no page read today carries it
    site["/list.html"] = html(linked("/dead.html", "/deep.html"))
    assert dead(site.look(2))["/dead.html"].first_bad == NOW
    assert "if-none-match" in headers(site, "/deep.html")


@pytest.mark.parametrize("to", ["/b.html", "http://ok.test/", "/file.zip"])
def test_a_page_that_leads_elsewhere_carries_nothing_any_more(site: Site, to: str) -> None:
    site["/"], site["/a.html"], site["/b.html"] = (
        html(linked("/b.html", "/a.html")),
        html(linked("/dead.html")),
        html("乙"),
    )
    site["/file.zip"] = sends(b"PK\x05\x06" + b"\0" * 18, "application/zip")
    assert dead(site.look()).keys() == {"/dead.html"}
    site["/a.html"] = leads(to)
    seen = site.look(1)
    assert (dead(seen), seen.complete) == ({}, True)


def test_a_small_site_is_read_whole_every_day(site: Site) -> None:
    site.cycle = 7
    site["/"] = html(linked(*(f"/{n}.html" for n in range(9)), "/pic.png"))
    site["/pic.png"] = sends(b"\x89PNG\r\n", "image/png")
    for n in range(9):
        site[f"/{n}.html"] = html(chr(0x4E00 + n))
    for day in range(3):
        if day == 2:
            del site["/pic.png"]
        seen = site.look(day)
        assert {path for path in site.paths if path.endswith(".html")} == {f"/{n}.html" for n in range(9)}
    assert dead(seen).keys() == {"/pic.png"}


def test_a_large_site_that_drops_a_dead_link_is_accused_no_day_longer(site: Site) -> None:
    pages = [f"/p/{n}.html" for n in range(SMALL + 20)]
    site.cycle = 7
    site["/"] = html(linked(*pages))
    for n, path in enumerate(pages):
        site[path] = html(chr(0x4E00 + n) + (linked(f"/dead-{n}.html") if n < 9 else ""))
    assert len(dead(site.look())) == 9
    for n in range(8):
        site[pages[n]] = html("改")
    seen = site.look(1)
    assert (dead(seen).keys(), seen.complete) == ({"/dead-8.html"}, True)
    assert site.paths.keys() >= set(pages[:9])
    assert len(site.paths.keys() & set(pages)) < len(pages) / 2  # the others wait for their turn


@pytest.mark.timeout(180)
def test_a_large_site_comes_up_once_in_its_cycle_and_evenly(site: Site) -> None:
    pages = [f"/p/{n}.html" for n in range(SMALL + 20)]
    pictures = [f"/pic/{n}.png" for n in range(40)]
    site.cycle = 7
    site["/"] = html(linked(*pages, *pictures, "/dead.html"))
    for n, path in enumerate(pages):
        site[path] = html(chr(0x4E00 + n))
    for path in pictures:
        site[path] = sends(b"\x89PNG\r\n", "image/png")
    assert site.look().complete
    assert site.paths.keys() == {"/", "/dead.html", *pages, *pictures}
    for path in pictures[:10]:
        del site[path]
    pages.append("/new.html")
    site["/"], site["/new.html"] = html(linked(*pages, *pictures, "/dead.html")), html("新")
    asked, found = Counter[str](), dict.fromkeys(pictures[:10], 0)
    for day in range(1, 8):
        seen = site.look(day)
        assert seen.complete, day  # each address within the cycle, though most were not asked today
        assert site.paths["/"] in (1, 2)  # once more where it shows how a dead link stands
        assert site.paths["/dead.html"] > 0  # what was bad is asked every day
        assert (site.paths["/new.html"] > 0) or day > 1
        asked.update({path for path in site.paths if path in pages})
        assert 20 < sum(path in pages for path in site.paths) < 80
        told = dead(seen).keys()
        for path in found:
            assert (path in told) >= bool(found[path])  # it stays found
            if path in site.paths and not found[path]:
                found[path] = day
                assert path in told  # on the day its turn comes
    assert {asked[path] for path in pages[:-1]} == {1}
    assert all(found.values())
    assert len(set(found.values())) > 2


def test_a_site_without_end_grows_no_further_every_day(site: Site) -> None:
    site["/"], site["/*"] = html(linked("/cal?y=2026&m=3")), calendar
    first = site.look()
    (trap,) = first.trapped
    assert first.pages == trap.read + 1
    for day in (1, 2, 6):
        seen = site.look(day)
        assert (seen.pages, seen.read, seen.trapped, seen.complete) == (first.pages, 1, (trap,), True)
    seen = site.look(7)  # it may be none any more
    assert first.pages < seen.pages <= 2 * first.pages
    assert [one.shape for one in seen.trapped] == [trap.shape]
    assert site.look(8).pages == seen.pages


# A memory that cannot be used


def unreadable(site: Site) -> None:
    site.memory.write_bytes(b"no data base" * 1000)


def torn(site: Site) -> None:
    """Its head is well, its pages are not."""
    whole = site.memory.read_bytes()
    site.memory.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def of_another_version(site: Site) -> None:
    site.ask("pragma user_version = 99")


def senseless(site: Site) -> None:
    """A row that no version of this program wrote."""
    site.ask("update address set look = '{]' where url like '%dead.html'")


@pytest.mark.parametrize("spoil", [unreadable, torn, of_another_version, senseless])
def test_a_memory_that_cannot_be_read_is_put_aside(site: Site, spoil: Callable[[Site], None]) -> None:
    site["/"], site["/a.html"] = html(linked("/a.html", "/dead.html")), tagged(html("在"))
    before = site.look()
    spoil(site)
    seen = site.look(1)
    assert (seen.pages, seen.links, seen.complete) == (before.pages, before.links, before.complete)
    assert dead(seen).keys() == dead(before).keys() == {"/dead.html"}
    assert site.memory.with_name("site.sqlite3.unreadable").exists()
    assert "if-none-match" not in headers(site, "/a.html")
    site.look(2)
    assert "if-none-match" in headers(site, "/a.html")  # the new memory serves


def test_a_memory_that_somebody_holds_is_left_alone(site: Site) -> None:
    site["/"], site["/a.html"] = html(linked("/a.html", "/dead.html")), tagged(html("在"))
    site.look()
    with closing(sqlite3.connect(site.memory)) as db:
        db.execute("begin exclusive")
        assert dead(site.look(1)).keys() == {"/dead.html"}
        db.rollback()
    assert not site.memory.with_name("site.sqlite3.unreadable").exists()
    site.look(2)
    assert "if-none-match" in headers(site, "/a.html")


def test_where_no_memory_can_be_kept_the_look_is_made_without(site: Site) -> None:
    site["/"] = html(linked("/dead.html"))
    site.place.joinpath("memory").write_bytes(b"a file where the folder should be")
    assert dead(site.look()).keys() == {"/dead.html"}


# A crawl that was cut off


def told(seen: LinksChecked) -> Any:
    """What a look says, without the times and places of evidence."""

    def of(link: LinkLook) -> Any:
        place = link.place and (link.place.page, link.place.text, link.place.region, link.place.line)
        return link.look.url, link.look.outcome, link.look.cause, link.pages, sorted(link.sample), link.text, place

    return seen.pages, seen.links, seen.complete, seen.undecided, sorted(map(of, seen.bad)), seen.trapped


def asked_by(path: Path) -> set[str]:
    """The paths that a memory knows as asked."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return {url.partition(".test")[2] for (url,) in db.execute("select url from address where asked > 0")}
    except sqlite3.OperationalError:  # not made yet
        return set()


def test_a_crawl_that_was_killed_goes_on_where_it_stood(site: Site) -> None:
    pages = [f"/p/{n}.html" for n in range(60)]
    site["/"] = html(linked(*pages))
    for n, path in enumerate(pages):
        pictures = "".join(f"<img src='/pic/{n}-{one}.png'>" for one in range(20))
        site[path] = late(html(f"{chr(0x4E00 + n)}{linked('/dead.html', f'/dead-{n % 7}.html')}{pictures}"), 0.05)
    site["/*"] = sends(b"\x89PNG\r\n", "image/png")
    for n in range(7):
        site[f"/dead-{n}.html"] = sends(b"", status="404 Not Found")
    site["/dead.html"] = sends(b"", status="404 Not Found")
    undisturbed = Site(site.server, site.name, site.place / "undisturbed")
    expected = undisturbed.look()
    process = start(site.folder(0), *FAST)
    try:
        until = monotonic() + 20
        while not (before := {path for path in asked_by(site.memory) if path in pages}):
            assert monotonic() < until
            sleep(0.02)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=5)
    before = {path for path in asked_by(site.memory) if path in pages}
    assert 0 < len(before) < len(pages)
    seen = site.look(0.01)
    assert set(pages) - before <= site.paths.keys()
    shown = {link.place.page.partition(".test")[2] for link in dead(seen).values() if link.place}
    assert before & site.paths.keys() <= shown  # once more only where it shows how the dead links stand
    assert told(seen) == told(expected)
    assert site.look(1).complete  # and the day after is a day like others
    assert site.paths.keys() >= set(pages)
