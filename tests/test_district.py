"""The simulated district keeps its word: the same for ever, answering as it should, and true to its ground truth."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import ssl
import time
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
import yaml

from tests.district import Running, Truth, running
from tests.district.days import ZONE, Month, day_of
from tests.district.inventory import column_url
from tests.district.protocol import ready
from tests.district.reply import Reply
from tests.district.seeds import district
from tests.district.truth import truth
from tests.district.truth.columns import Condition, condition, newest
from tests.district.world import World

MARCH = "2026-03"
WWW = "www.dongchangfu.gov.cn"
NEWS = "/xwzx/zwyw/"


def nine(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=ZONE)


@cache
def seeded(month: str) -> list[Truth]:
    return truth(district(Month.named(month)))


@pytest.fixture(scope="module")
def world() -> World:
    return World(Month.named(MARCH))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("district"), MARCH) as one:
        yield one


class Client:
    """One connection that asks for any host."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def ask(self, url: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status (0: no answer), headers in lower case, body."""
        parts = urlsplit(url)
        target = quote(parts.path or "/", safe="/%") + (f"?{parts.query}" if parts.query else "")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            self._line.request(method, target, headers={"Host": parts.hostname or "", **named})
            answer = self._line.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        except (http.client.HTTPException, OSError):
            self.close()
            return 0, {}, b""

    def close(self) -> None:
        """Leave; another question opens the connection again."""
        self._line.close()


@pytest.fixture
def client(served: Running) -> Iterator[Client]:
    one = Client(served.port)
    yield one
    one.close()


# --- the calendar ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-05T09:00+08:00", "2026-03-05"),
        ("2026-03-05T08:59+08:00", "2026-03-04"),  # before the opening hour the day before still stands
        ("2026-03-05T01:00+00:00", "2026-03-05"),  # 09:00 in Shanghai
        ("2026-03-05T09:00", "2026-03-05"),  # no zone: Shanghai
    ],
)
def test_an_instant_shows_the_pages_of_its_day(instant: str, day: str) -> None:
    assert day_of(datetime.fromisoformat(instant)) == date.fromisoformat(day)


def test_a_wrong_month_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="write it as 2026-03"):
        Month.named("2026-13")


# --- the world, without a server ------------------------------------------------------------------------------


def every_page(world: World, day: date) -> dict[tuple[str, str], Reply]:
    """All lists, documents, homes and listed articles of the enrolled hosts, by host and path."""
    found: dict[tuple[str, str], Reply] = {}
    for site in world.district.sites:
        paths = ["/"]
        for column in site.columns:
            paths.append(urlsplit(column_url(site, column)).path)
            if not column.mirror:
                paths += [item.path for item in world.items.of(site, column, day)]
        found |= {(site.host, path): world.reply(site.host, path, day) for path in paths}
    return found


def test_two_worlds_of_the_same_month_are_equal_and_another_seed_differs(world: World) -> None:
    day = date(2026, 3, 12)
    assert every_page(World(Month.named(MARCH)), day) == every_page(world, day)
    assert World(Month.named(MARCH), seed=1).reply(WWW, NEWS, day) != world.reply(WWW, NEWS, day)


def test_a_page_changes_exactly_when_its_date_of_change_does(world: World) -> None:
    before: dict[tuple[str, str], Reply] = {}
    for day in world.district.month.days:
        now = every_page(world, day)
        for key, reply in now.items():
            old = before.get(key)
            if reply.changed is None or old is None or old.changed is None:
                continue
            assert reply.changed <= day
            same = (reply.whole or reply.body) == (old.whole or old.body)
            assert same == (reply.changed == old.changed), (key, day)
        before = now


def test_an_article_keeps_its_address_after_it_left_the_list(world: World) -> None:
    site, column = world.district.column("portal-zwyw")
    item = world.items.of(site, column, date(2026, 3, 1))[-1]
    later = date(2026, 3, 31)
    assert item.path not in [other.path for other in world.items.of(site, column, later)]
    assert world.reply(site.host, item.path, later).status == 200
    assert world.reply(site.host, item.path, item.published - timedelta(days=1)).status == 404


DATE = re.compile(r"(20\d\d)[-年](?:<[^>]+>)?(\d{1,2})(?:[-月](?:<[^>]+>)?(\d{1,2}))?")
BADGE = re.compile(r'x_date_1">(\d\d)</span><span class="x_date_2">(\d{4})-(\d\d)')


def printed(text: str) -> list[date]:
    """The dates of a list with years in it."""
    badges = [date(int(y), int(m), int(d)) for d, y, m in BADGE.findall(text)]
    return badges or [date(int(y), int(m), int(d)) for y, m, d in DATE.findall(text) if d]


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2026, 3, 18), date(2026, 3, 31)])
def test_the_lists_print_the_newest_dates_that_the_truth_rests_on(world: World, day: date) -> None:
    checked = 0
    for site in world.district.sites:
        for column in site.columns:
            state = condition(world.district, column, day)
            if state not in (Condition.FRESH, Condition.STALE) or column.mirror or site.style == "monthday":
                continue
            text = "".join(filter(None, (world.pages.listing(site, column, page, day) for page in range(3))))
            text = re.sub(r"今天是\S+", "", text)
            dates = [one for one in printed(re.sub(r'(?:href|title)=["\'][^"\']*["\']', "", text)) if one <= day]
            assert max(dates) == newest(world.district, column, day), column.id
            checked += 1
    assert checked > 40


def test_month_and_day_lists_print_no_year(world: World) -> None:
    site, column = world.district.column("nyj-zc")
    text = world.pages.listing(site, column, 0, date(2026, 3, 10)) or ""
    rows = re.findall(r'<span class="time">(\d\d-\d\d)</span>', text)
    assert rows[0] == "03-07"
    assert rows[-1] == "11-15"  # the turn of the year stands between the rows


def test_the_gbk_site_declares_less_than_its_bytes_hold(world: World) -> None:
    reply = world.reply("mzj.dongchangfu.gov.cn", "/mzyw/list.htm", date(2026, 3, 10))
    assert reply.type == "text/html; charset=gb2312"
    assert "民政要闻" in reply.body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        reply.body.decode("gb2312")


# --- the ground truth -----------------------------------------------------------------------------------------

RULES = {
    "column-stale", "column-blank", "home-stale", "link-broken", "annual-report-missing", "annual-report-late",
    "account-silent", "site-columns-stale", "site-columns-overdue", "site-columns-blank", "site-unreachable",
    "attachment-broken", "link-hijacked", "link-empty",
}  # fmt: skip


@pytest.mark.parametrize(
    "month", ["2020-01", "2020-02", "2024-02", "2025-12", "2026-03", "2027-04", "2028-03", "2030-12"]
)
def test_the_truth_of_any_month_is_well_formed(month: str) -> None:
    plan = district(Month.named(month))
    rows = seeded(month)
    known = {
        "site": {site.id for site in plan.sites}, "account": {account.id for account in plan.accounts},
        "column": {column.id for site in plan.sites for column in site.columns}, "unit": {unit.id for unit in plan.units},
    }  # fmt: skip
    faults = {}
    for row in rows:
        assert row.rule in RULES
        assert row.subject in known[row.subject_kind]
        assert row.group in ("defect", "question", "trap", "weather")
        assert row.must in ("confirmed", "suspected", "never", "inconclusive")
        assert row.to is None or row.since <= row.to
        assert (row.year is not None) == row.rule.startswith("annual-report")
        assert (row.must == "confirmed") == (row.group == "defect"), row  # every defect lasts for three looks
        assert (row.must == "suspected") == (row.group == "question"), row
        if row.must == "confirmed":
            faults.setdefault((row.rule, row.subject, row.locus, row.year), []).append(row)
            assert len([day for day in plan.month.days if row.on(day)]) >= 3
    for row in rows:
        if row.must == "never":
            assert (row.rule, row.subject, row.locus, row.year) not in faults, row
    for same in faults.values():  # a fault that returns has days between
        for one, other in pairwise(same):
            assert one.to is not None
            assert one.to + timedelta(days=1) < other.since


@pytest.mark.parametrize(
    ("rule", "subject", "since", "until"),
    [
        ("column-stale", "jyj-dt", "2026-03-18", None),  # last item on the 3rd: 14 days on the 17th, 15 on the 18th
        ("column-stale", "wjj-yw", "2026-02-24", "2026-03-05"),  # heals on the 6th …
        ("column-stale", "wjj-yw", "2026-03-21", None),  # … and returns
        ("column-stale", "jyj-wj", "2026-03-10", None),  # last item on 2025-09-09, six calendar months
        ("column-stale", "nyj-jd", "2026-03-07", None),  # its own 60 days
        ("column-stale", "zjj-rs", "2026-03-11", None),  # the approval ends on the 10th
        ("column-blank", "wjj-kp", "2025-08-13", "2026-03-13"),
        ("site-columns-stale", "czj", "2026-03-12", "2026-03-23"),  # four columns, a fifth for some days
        ("site-columns-overdue", "qqj", "2026-03-11", "2026-03-26"),
        ("site-columns-blank", "qqj", "2025-08-13", None),
        ("home-stale", "lhz", "2026-02-22", None),
        ("account-silent", "dy-dcf", "2026-02-14", "2026-03-20"),
        ("annual-report-missing", "jyj", "2026-02-01", "2026-03-15"),
        ("annual-report-late", "jyj", "2026-03-16", None),
        ("annual-report-missing", "wjj", "2025-02-01", None),
    ],
)  # fmt: skip
def test_the_truth_tells_the_first_and_the_last_day(rule: str, subject: str, since: str, until: str | None) -> None:
    rows = [row for row in seeded(MARCH) if (row.rule, row.subject) == (rule, subject)]
    spans = [(row.since.isoformat(), row.to and row.to.isoformat()) for row in rows if row.must == "confirmed"]
    assert (since, until) in spans


def test_no_annual_report_is_missing_before_its_deadline() -> None:
    rows = [row for row in seeded("2026-01") if row.rule == "annual-report-missing"]
    last = {row.subject for row in rows if row.year == 2025 and row.must == "confirmed"}
    assert last == {"lhz"}  # whose own deadline is the 20th


# --- the server -----------------------------------------------------------------------------------------------

SKIPPED = ("javascript:", "#", "mailto:", "tel:", "https://", "http://10.")


def addresses(url: str, body: bytes) -> list[str]:
    """Every address on a page as a patient reader of all its channels sees them."""
    text = body.decode("gb18030" if b"charset=gb2312" in body[:600] else "utf-8")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    found = re.findall(r"""(?:href|src)=["']([^"']+)["']""", text) + re.findall(r'URL=([^"]+)"', text)
    pages = re.search(r"createPageHTML\((\d+), 0", text)
    found += [f"index_{page}.html" for page in range(1, int(pages[1]) if pages else 1)]
    plain = [one.strip().replace("&amp;", "&") for one in found]
    return [urljoin(url, one) for one in plain if not one.startswith(SKIPPED)]


def fault(url: str, status: int, body: bytes) -> str | None:
    """The rule that an answer offends, as a patient visitor sees it."""
    if status in (404, 410) or (status == 200 and "页面不存在".encode() in body):
        return "link-broken"
    if status == 200 and url.endswith(".pdf") and not (body.startswith(b"%PDF") and b"%%EOF" in body):
        return "attachment-broken"
    return "link-hijacked" if status == 200 and "新葡京".encode() in body else None


def walk(client: Client, home: str, closed: str) -> tuple[int, set[tuple[str, str]]]:
    """How many pages a site has, and what is wrong with the addresses on them; nothing below ``closed`` is asked."""
    todo, seen, pages, wrong = [home], {home}, 0, set()
    while todo:
        url = todo.pop()
        status, headers, body = client.ask(url)
        if rule := fault(url, status, body):
            wrong.add((rule, url))
        if not url.startswith(home) or status != 200 or not re.search("html|xml", headers["content-type"]):
            continue
        pages += 1
        for other in addresses(url, body) if len(body) < 2**20 else []:
            if other not in seen and not (closed and urlsplit(other).path.startswith(closed)):
                seen.add(other)
                todo.append(other)
    return pages, wrong


@pytest.mark.parametrize(
    "day",
    [
        2,  # an ordinary day
        13,  # an address is dead for this day only
        28,  # late: some links healed, some came
    ],
)
def test_the_dead_links_of_a_day_are_those_of_the_truth(served: Running, day: int, client: Client) -> None:
    served.set_now(nine(day))
    found, pages = set(), 0
    for site in yaml.safe_load(served.inventory.read_text(encoding="utf-8"))["sites"]:
        _, _, robots = client.ask(site["url"] + "robots.txt")
        rule = re.search(rb"Disallow: (\S+)", robots)
        count, wrong = walk(client, site["url"], rule[1].decode() if rule else "")
        pages += count
        found |= {(rule, site["id"], url) for rule, url in wrong}
    rules = ("link-broken", "attachment-broken", "link-hijacked")
    rows = [row for row in served.truth if row.rule in rules and row.on(nine(day).date())]
    told = {(row.rule, row.subject, row.locus) for row in rows if row.must != "never" or row.group == "weather"}
    assert found == told
    assert 400 <= pages <= 600


def test_nothing_told_to_be_left_alone_stands_in_the_open(served: Running) -> None:
    asked = served.log.read_text(encoding="utf-8")
    assert "/old/zjk.html" not in asked  # the address inside a comment
    assert "/nbzl/" not in asked


def test_conditional_requests_are_answered_304_until_the_page_changes(served: Running, client: Client) -> None:
    url = f"http://{WWW}{NEWS}"
    served.set_now(nine(4))
    status, headers, body = client.ask(url)
    assert status == 200
    assert len(body) == int(headers["content-length"])
    etag, changed = headers["etag"], headers["last-modified"]
    assert changed == "Wed, 04 Mar 2026 01:00:00 GMT"
    for conditions in ({"If_None_Match": etag}, {"If_None_Match": f'"x", W/{etag}'}, {"If_Modified_Since": changed}):
        status, headers, body = client.ask(url, **conditions)
        assert (status, body, headers["etag"]) == (304, b"", etag)
    stale = {"If_None_Match": '"x"', "If_Modified_Since": changed}  # the tag decides
    assert client.ask(url, **stale)[0] == 200
    served.set_now(nine(5))
    assert client.ask(url, If_None_Match=etag)[0] == 200
    assert client.ask(url, If_Modified_Since=changed)[0] == 200


def test_head_tells_the_same_without_a_body(served: Running, client: Client) -> None:
    served.set_now(nine(4))
    _, full, body = client.ask(f"http://{WWW}/")
    status, head, nothing = client.ask(f"http://{WWW}/", method="HEAD")
    assert (status, nothing) == (200, b"")
    assert head == full
    assert int(head["content-length"]) == len(body)


@pytest.mark.parametrize(
    ("day", "url", "status"),
    [
        (5, "http://zjj.dongchangfu.gov.cn/zfgjj/index.html", 503),
        (5, "http://mzj.dongchangfu.gov.cn/hydj/list.htm", 412),
        (5, "http://zjj.dongchangfu.gov.cn/oa/login.html", 403),
        (5, "http://wjj.dongchangfu.gov.cn/zc/2018/xz.shtml", 410),
        (5, "http://slow.dcf-culture.cn/nongji.html", 0),
        (8, "http://zfj.dongchangfu.gov.cn/", 200),
        (9, "http://zfj.dongchangfu.gov.cn/", 0),  # down for two days
        (10, "http://zfj.dongchangfu.gov.cn/robots.txt", 0),
        (11, "http://zfj.dongchangfu.gov.cn/", 200),
        (3, "http://zjj.dongchangfu.gov.cn/fcjy/index.html", 200),
        (4, "http://zjj.dongchangfu.gov.cn/fcjy/index.html", 404),  # for six days
        (9, "http://zjj.dongchangfu.gov.cn/fcjy/index.html", 404),
        (10, "http://zjj.dongchangfu.gov.cn/fcjy/index.html", 200),
        (5, "http://probe.liaocheng.gov.cn/", 200),
        (5, "http://www.dongchangfu.gov.cn/about-the-monitor.html", 200),
        (5, "http://unheard.of.example/", 404),
    ],
)
def test_odd_addresses_answer_as_seeded(served: Running, day: int, url: str, status: int, client: Client) -> None:
    served.set_now(nine(day))
    assert client.ask(url)[0] == status


def test_a_redirect_leads_to_a_private_address(served: Running, client: Client) -> None:
    status, headers, _ = client.ask("http://mzj.dongchangfu.gov.cn/ylfw/list.htm")
    assert (status, urlsplit(headers["location"]).hostname) == (302, "10.0.0.8")


def test_a_page_of_twenty_megabytes_and_a_column_that_is_a_pdf(served: Running, client: Client) -> None:
    _, headers, _ = client.ask("http://zjj.dongchangfu.gov.cn/lswj/index.html", method="HEAD")
    assert int(headers["content-length"]) > 20_000_000
    _, headers, body = client.ask("http://wjj.dongchangfu.gov.cn/tl/index.shtml")
    assert headers["content-type"] == "application/pdf"
    assert body.startswith(b"%PDF")


def test_bodies_are_cut_in_the_middle_of_the_gzip_stream_for_a_day(served: Running, client: Client) -> None:
    url = "http://mzj.dongchangfu.gov.cn/mzyw/list.htm"
    served.set_now(nine(13))
    _, headers, _ = client.ask(url)
    etag = headers["etag"]
    served.set_now(nine(14))
    status, headers, body = client.ask(url, If_None_Match=etag)
    assert (status, headers["content-encoding"], int(headers["content-length"])) == (200, "gzip", len(body))
    with pytest.raises(EOFError):
        gzip.decompress(body)
    served.set_now(nine(15))
    assert "content-encoding" not in client.ask(url)[1]


def test_a_cut_body_keeps_the_tag_of_the_whole(world: World) -> None:
    day = date(2026, 3, 14)
    cut = ready(world.reply("mzj.dongchangfu.gov.cn", "/", day))
    assert b"ETag" in cut.head
    assert cut.etag is None  # sent, but never honoured on that day


FEEDS = "http://feeds.dcf-culture.cn"


@pytest.mark.parametrize(
    ("path", "kind", "sign"),
    [
        ("/wechat/wx-dcf.rss", "text/xml; charset=utf-8", b"<rss"),
        ("/weibo/wb-dcf.atom", "application/atom+xml; charset=utf-8", b"<feed"),
        ("/douyin/dy-dcf.json", "application/feed+json; charset=utf-8", b"jsonfeed.org"),
        ("/wechat/wx-wjj.xml", "text/html; charset=utf-8", b"Bridge returned error"),
    ],
)
def test_feeds_of_every_form_are_served(served: Running, path: str, kind: str, sign: bytes, client: Client) -> None:
    status, headers, body = client.ask(FEEDS + path)
    assert (status, headers["content-type"]) == (200, kind)
    assert sign in body


def test_one_push_of_the_bridge_carries_several_items(served: Running, client: Client) -> None:
    served.set_now(nine(6))
    stamps = re.findall(rb"<pubDate>(.*?)</pubDate>", client.ask(f"{FEEDS}/wechat/wx-dcf.rss")[2])
    assert stamps[:4] == [b"Fri, 06 Mar 2026 08:20:00 +0800"] * 3 + [b"Thu, 05 Mar 2026 08:20:00 +0800"]


def test_a_tls_greeting_ends_the_connection(served: Running, client: Client) -> None:
    line = http.client.HTTPSConnection("127.0.0.1", served.port, timeout=5)
    with pytest.raises((ssl.SSLError, ConnectionError)):
        line.request("GET", "/")
    line.close()


# --- the files and the process --------------------------------------------------------------------------------


def test_the_inventory_is_as_large_as_promised(served: Running) -> None:
    listing = yaml.safe_load(served.inventory.read_text(encoding="utf-8"))
    assert len(listing["sites"]) >= 8
    assert len(listing["columns"]) >= 66
    assert len({entry["id"] for entry in listing["columns"]}) == len(listing["columns"])
    assert len(listing["annual_reports"]) >= 8
    assert len([one for one in listing["accounts"] if one["source"]["kind"] == "rss"]) >= 6
    assert all(site["code"].startswith("371502") and len(site["code"]) == 10 for site in listing["sites"])
    kinds = {entry["kind"] for entry in listing["columns"]}
    assert kinds == {
        "news", "notice", "policy", "interpretation", "personnel", "plan", "data", "annual-report", "website-report",
        "messages", "topic", "static",
    }  # fmt: skip


def test_the_settings_lead_every_host_to_the_port(served: Running, client: Client) -> None:
    settings = tomllib.loads(served.settings.read_text(encoding="utf-8"))
    ways = settings["network"]["connect_to"]
    assert set(ways.values()) == {f"127.0.0.1:{served.port}"}
    served.set_now(nine(2))
    hosts = set()
    for site in yaml.safe_load(served.inventory.read_text(encoding="utf-8"))["sites"]:
        hosts |= {urlsplit(url).hostname for url in addresses(site["url"], client.ask(site["url"])[2])}
    assert {f"{host}:80" for host in hosts} <= set(ways)


def test_the_truth_file_has_the_agreed_fields(served: Running) -> None:
    lines = (served.folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    fields = {"rule", "subject_kind", "subject", "locus", "year", "from", "to", "class", "must", "note"}
    assert all(set(json.loads(line)) == fields for line in lines)
    assert served.truth == seeded(MARCH)
    assert all(isinstance(row, Truth) for row in served.truth)


def test_seeded_loci_are_written_as_a_browser_writes_them(served: Running) -> None:
    for row in served.truth:
        if row.locus and row.locus.startswith("http") and row.rule != "link-empty":  # whose locus is a place on a page
            assert row.locus == quote(unquote(row.locus), safe=":/")


def test_the_server_is_gone_with_its_standard_input(tmp_path: Path) -> None:
    with running(tmp_path / "sim", "2028-02") as one:
        os.kill(one.pid, 0)
        pid = one.pid
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("still there")
