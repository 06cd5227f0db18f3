"""Addresses lose what varies; what leads nowhere is noticed, a long list never."""

from __future__ import annotations

import random
import string

import pytest

from spiders.extract.likeness import digest
from spiders.extract.shape import DEPTH, KEPT, LOOPS, Traps, shape, without_session

SITE = "http://www.dongchangfu.gov.cn"
HEX = "0af91b2c3d4e5f60718293a4b5c6d7e8"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "/"),
        ("/zwgk/tzgg/", "/zwgk/tzgg/"),
        ("/art/2026/3/1/art_1_2.html", "/art/N/N/N/art_N_N.html"),
        ("/zwgk/202005/t20200501_633.html", "/zwgk/N/tN_N.html"),
        ("/content/post_2658577.html", "/content/post_N.html"),
        ("/20201103/0af91b2c3d4e5f60/c.html", "/N/X/c.html"),
        ("/a/123e4567-e89b-12d3-a456-426614174000.html", "/a/X.html"),
        ("/a/deadbeef.html", "/a/deadbeef.html"),  # letters alone may be a word
        ("/a/5e8f9a3b.html", "/a/X.html"),
        ("/a/5e8f9a3.html", "/a/NeNfNaN.html"),  # seven characters are no id
        ("/jyxx/xinwen2020dongtai/", "/jyxx/X/"),  # sixteen that mix are taken for one
        ("/%E6%94%BF%E5%8A%A1/12.html", "/%E6%94%BF%E5%8A%A1/N.html"),
        ("/list.jsp?page=3&id=7", "/list.jsp?id&page"),
        ("/list.jsp?id=9&page=4", "/list.jsp?id&page"),
        ("/list.jsp?", "/list.jsp?"),
        ("/a.jsp;jsessionid=0AF9?id=1", "/a.jsp?id"),
        ("/a.php?PHPSESSID=q1w2&id=1", "/a.php?id"),
        ("/a/b/a/b/c.html", "/a/b/a/b/c.html"),  # twice is no loop
        ("/news/list/news/list/news/c.html", "/news/~loop"),
        ("/news/news/c.html", "/news/news/c.html"),
        ("/news/news/news/c.html", "/news/~loop"),
        ("/x1/y/z/x1/y/z/x1/c.html", "/xN/~loop"),
        ("/art/11/11/11/c.html", "/art/N/N/N/c.html"),  # a date
        ("/a/b/a/b/a/c.html", "/a/~loop"),
        ("/" + "/".join(f"d{n}x" for n in range(DEPTH)) + "/c.html", "/" + "dNx/" * DEPTH + "c.html"),
        ("/" + "/".join(f"d{n}x" for n in range(DEPTH + 1)) + "/c.html", "/dNx/~loop"),  # one deeper
        ("/a.html#top", "/a.html"),
    ],
)
def test_a_shape_keeps_what_stays(path, expected):
    assert shape(SITE + path) == SITE + expected


def test_scheme_and_host_have_one_case():
    assert shape("HTTP://WWW.A.CN/b/1") == "http://www.a.cn/b/N"
    assert shape("http://www.a.cn") == shape("http://www.a.cn")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a.jsp;jsessionid=0AF9.node1", "/a.jsp"),
        ("/a.jsp;JSESSIONID=0AF9?id=1#x", "/a.jsp?id=1#x"),
        ("/a;jsessionid=0AF9/b.jsp", "/a/b.jsp"),
        ("/a.jsp?jsessionid=0AF9", "/a.jsp"),
        ("/a.php?PHPSESSID=q1w2e3&id=1", "/a.php?id=1"),
        ("/a.php?id=1&PHPSESSID=q1w2e3", "/a.php?id=1"),
        ("/a.asp?x=1&ASPSESSIONIDABCD=KJHG&y=2", "/a.asp?x=1&y=2"),
        (f"/a?sid={HEX}", "/a"),
        ("/a?sid=12", "/a?sid=12"),  # a number of something
        (f"/a?sid={HEX}0", f"/a?sid={HEX}0"),  # 33 digits
        ("/a.cfm?CFID=12&CFTOKEN=345&x=1", "/a.cfm?x=1"),
        ("/a?cfid=12", "/a?cfid=12"),  # alone it may name a document
        ("/(S(abcdefghij0123456789klmn))/a.aspx", "/a.aspx"),
        ("/a?session=4&id=2", "/a?session=4&id=2"),  # a session of a congress
        ("/a?jsession&id=", "/a?jsession&id="),
        ("/a.html", "/a.html"),
        ("/a?", "/a?"),
    ],
)
def test_session_ids_go_and_nothing_else(path, expected):
    assert without_session(SITE + path) == SITE + expected
    assert without_session(without_session(SITE + path)) == without_session(SITE + path)


def body(words: object, links: str = "") -> bytes:
    return f"<html><body>{links}<div>{words}</div></body></html>".encode()


def article(number: int) -> bytes:
    pick = random.Random(number)
    return body("".join(chr(pick.randrange(0x4E00, 0x9FA0)) for _ in range(60)))


def walk(traps: Traps, pages, most: int) -> int:
    """How many pages are read before the trap is noticed, at most ``most``."""
    for read, (url, content) in enumerate(pages):
        if read == most or not traps.admit(url):
            return read
        traps.read(url, digest(content), [url])  # each leads on to more of its kind
    return most


@pytest.mark.parametrize(
    "address",
    [
        lambda n: f"/list.jsp?page={n}",
        lambda n: f"/show.jsp?id={n}",
        lambda n: f"/art/{2000 + n % 26}/{n % 12 + 1}/{n % 28 + 1}/art_{n % 7}_{n}.html",
        lambda n: f"/zwgk/{200000 + n}/t2020_{n}.html",
        lambda n: f"/a/{random.Random(n).getrandbits(128):032x}.html",
    ],
)
def test_no_list_of_distinct_pages_is_a_trap(address):
    traps = Traps()
    assert walk(traps, ((SITE + address(n), article(n)) for n in range(5000)), 5000) == 5000
    assert traps.found() == []


def test_pages_that_are_alike_by_tens_are_no_trap():
    traps = Traps()  # one in eight is new, as on a site that shows each article under eight addresses
    assert walk(traps, ((f"{SITE}/a?id={n}", article(n // 8)) for n in range(5000)), 5000) == 5000


def session(n: int) -> str:
    return "".join(random.Random(n).choices(string.ascii_uppercase + string.digits, k=32))


@pytest.mark.parametrize(
    ("address", "content"),
    [
        (
            lambda n: f"/rl?month={2031 + n // 12}-{n % 12 + 1:02}",
            lambda n: body(f"{2031 + n // 12}年{n % 12 + 1}月 1 2 3"),
        ),
        (lambda n: f"/calendar/{2031 + n // 12}/{n % 12 + 1:02}/", lambda n: body(f"{2031 + n // 12}年{n % 12 + 1}月")),
        (lambda n: f"/list?page={n}", lambda n: body(f"第{n}页 暂无数据")),
        (
            lambda n: f"/a.jsp;jsessionid={session(n)}",
            lambda n: body("正文", f"<a href='/b;jsessionid={session(n)}'>下</a>"),
        ),
        (
            lambda n: f"/a.php?PHPSESSID={session(n)}",
            lambda n: body("正文", f"<a href='?PHPSESSID={session(n)}'>下</a>"),
        ),
        (lambda n: "/" + "a/b/" * n + "x.html", article),
        (
            lambda n: "/" + "/".join(random.Random(n).choices(["xw", "gg", "tz"], k=14)) + "/x.html",
            article,
        ),
    ],
)
def test_what_leads_nowhere_is_trapped_within_sixty_pages(address, content):
    traps = Traps()
    assert walk(traps, ((SITE + address(n), content(n)) for n in range(5000)), 5000) <= 60
    assert traps.found()
    assert traps.admit(f"{SITE}/zwgk/index.html")  # other shapes go on


@pytest.mark.parametrize(("distinct", "trapped"), [(4, True), (5, False)])
def test_a_tenth_of_fifty_must_differ(distinct, trapped):
    traps = Traps()
    for n in range(49):
        traps.read(f"{SITE}/a?id={n}", n % distinct, [f"{SITE}/a?id={n + 1}"])
    assert traps.admit(f"{SITE}/a?id=1")  # forty-nine pages decide nothing
    traps.read(f"{SITE}/a?id=50", 0)
    assert traps.admit(f"{SITE}/a?id=1") is not trapped
    assert traps.found() == ([(f"{SITE}/a?id", 50, distinct)] if trapped else [])


def test_pages_alike_that_lead_elsewhere_are_no_trap():
    traps = Traps()  # stubs, each with a refresh to another file
    for n in range(500):
        traps.read(f"{SITE}/tz/{n}.html", 0, [f"{SITE}/files/{n}.pdf"])
    assert traps.found() == []


@pytest.mark.parametrize(("leading", "trapped"), [(25, True), (24, False)])
def test_half_of_them_must_lead_on(leading, trapped):
    traps = Traps()
    for n in range(50):
        traps.read(f"{SITE}/a?id={n}", 0, [f"{SITE}/a?id={n + 1}"] if n < leading else [])
    assert bool(traps.found()) is trapped


def test_a_loop_is_followed_ten_times():
    traps = Traps()
    for n in range(LOOPS):
        traps.read(f"{SITE}/a1/a1/a1/{n}.html", n)
    assert traps.admit(f"{SITE}/a1/a1/a1/x.html")
    traps.read(f"{SITE}/a1/a1/a1/{LOOPS}.html", LOOPS)
    assert not traps.admit(f"{SITE}/a1/a1/a1/x.html")


def test_memory_has_a_limit():
    traps = Traps()
    for n in range(5 * KEPT):
        traps.read(f"{SITE}/a?id={n}", n)
    (seen,) = traps._seen.values()
    assert (seen.read, seen.known, len(seen.digests)) == (5 * KEPT, 5 * KEPT, KEPT)
