"""Addresses are joined as the URL standard's own tests say, and encoded as a browser encodes them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from spiders.extract.address import absolute
from spiders.extract.url import LONGEST, join, resolve

# The cases of web-platform-tests whose base is an http address or none, with their licence.
_FILE = json.loads((Path(__file__).parent / "urltestdata.json").read_text("ascii"))
CASES: list[tuple[str, str | None, str | None]] = [tuple(case) for case in _FILE["cases"]]
BASE = "http://h.cn/d/e.html"


def test_the_cases_are_all_there() -> None:
    assert len(CASES) == 590
    assert sum(href is not None for _, _, href in CASES) == 211
    assert _FILE["license"] == "BSD-3-Clause"


def test_every_case_of_the_standard_is_joined_as_it_says() -> None:
    """No case is left out: what has no http address means none."""
    joined = [(raw, base, href, join(raw, base or "about:blank")) for raw, base, href in CASES]
    assert [case for case in joined if case[2] != case[3]] == []


def test_what_is_asked_for_has_no_user_and_no_fragment() -> None:
    wrong = []
    for raw, base, href in CASES:
        found = resolve(raw, base or "about:blank")
        shown = raw.strip("".join(map(chr, range(33))))
        asked = re.sub(r"(?<=//)[^/@]*@", "", href.partition("#")[0]) if href and shown and shown[0] != "#" else None
        if found != asked:
            wrong.append((raw, base, asked, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("//x.cn/a", "http://x.cn/a"),
        ("http:a.html", "http://h.cn/d/a.html"),
        ("http:/a.html", "http://h.cn/a.html"),
        ("https:/x.cn/a", "https://x.cn/a"),  # another scheme than the base's: a host follows
        ("http:\\\\x.cn\\a", "http://x.cn/a"),
        ("http:///x.cn/a", "http://x.cn/a"),
        ("a\tb\n.html", "http://h.cn/d/ab.html"),
        ("公开/年报.html", "http://h.cn/d/%E5%85%AC%E5%BC%80/%E5%B9%B4%E6%8A%A5.html"),
        ("?", "http://h.cn/d/e.html?"),
        ("a?b=%e4&c=%E4", "http://h.cn/d/a?b=%e4&c=%E4"),
        ("http://中文域名.政务/", "http://xn--fiq06l2rdsvs.xn--zfr164b/"),
        ("http://a。中国/", "http://a.xn--fiqs8s/"),
        ("http://WWW.x.CN:80/", "http://www.x.cn/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0177.0.0.01/", "http://127.0.0.1/"),
        ("http://１２７.０.０.１/", "http://127.0.0.1/"),
        ("http://[::ffff:7f00:1]/", "http://[::ffff:7f00:1]/"),
        ("http://u:p@x.cn/@me", "http://x.cn/@me"),
        ("http://x.cn/a@b", "http://x.cn/a@b"),
        ("http://a b/", None),
        ("http://x.cn:70000/", None),
        ("http://256.256.256.256/", None),
        ("a\ud83d\ude00\ud800", "http://h.cn/d/a%F0%9F%98%80%EF%BF%BD"),  # half a pair is no character
        ("/" + "a" * (LONGEST - 12), "http://h.cn/" + "a" * (LONGEST - 12)),  # as long as can be
        ("/" + "a" * (LONGEST - 11), None),
    ],
)
def test_what_pages_write(raw: str, url: str | None) -> None:
    assert resolve(raw, BASE) == url


@pytest.mark.parametrize(
    ("encoding", "raw", "query"),
    [
        ("utf-8", "?name=年报", "name=%E5%B9%B4%E6%8A%A5"),
        ("utf-16-le", "?name=年报", "name=%E5%B9%B4%E6%8A%A5"),  # no form or link sends UTF-16
        ("gbk", "?name=年报", "name=%C4%EA%B1%A8"),
        ("gb2312", "?name=年报", "name=%C4%EA%B1%A8"),
        ("gb18030", "?name=年报", "name=%C4%EA%B1%A8"),
        ("gbk", "?丂", "%81@"),  # the second byte is ASCII, and stays
        ("gbk", "?€", "%80"),
        ("gb18030", "?€", "%A2%E3"),
        ("gbk", "?é😀", "%A8%A6%26%23128512%3B"),  # GBK lacks it: a character reference, itself encoded
        ("gb18030", "?😀", "%949%FC6"),
        ("gbk", "?龴ḿ︐", "%FEY%A8%BC%A6%D9"),  # the edition of 2022, which Python does not know
        ("gbk", "?\ue7c7", "%26%2359335%3B"),
        ("gb18030", "?\ue7c7", "%815%F47"),
        ("gb18030", "?\ue5e5", "%26%2358853%3B"),  # the one character that GB18030 cannot write
        ("gbk", "?a b\"<>'&c=1", "a%20b%22%3C%3E%27&c=1"),
        ("gbk", "?问?问#段", "%CE%CA?%CE%CA"),
    ],
)
def test_a_query_is_written_in_the_encoding_of_its_page(encoding: str, raw: str, query: str) -> None:
    assert resolve(raw, BASE, encoding) == f"{BASE}?{query}"


def test_a_path_is_utf8_on_every_page() -> None:
    assert resolve("/年?年", BASE, "gbk") == "http://h.cn/%E5%B9%B4?%C4%EA"


@pytest.mark.parametrize(
    ("base", "href", "url"),
    [
        (BASE, "a.html#top", "http://h.cn/d/a.html#top"),  # for whoever shows it
        (BASE, "..\\x.html", "http://h.cn/x.html"),
        (BASE, "javascript:;", ""),
        (BASE, "#", ""),
        (BASE, "ftp://x.cn/", ""),
        (BASE, "http://[", ""),
        ("", "a.html", "a.html"),  # a saved page whose address nobody gave
        ("", "http://x.cn/a", "http://x.cn/a"),
    ],
)
def test_an_absolute_address_comes_from_the_same_joining(base: str, href: str, url: str) -> None:
    assert absolute(base, href) == url
