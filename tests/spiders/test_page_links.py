"""Addresses as browsers read them."""

from __future__ import annotations

import pytest

from spiders.extract.links import LONGEST, read_links, resolve

BASE = "http://h.cn/d/e.html"


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("a.html", "http://h.cn/d/a.html"),
        ("../a.html", "http://h.cn/a.html"),
        ("/a.html#top", "http://h.cn/a.html"),
        ("?page=2", "http://h.cn/d/e.html?page=2"),
        (" \t\n a b.html \r\n", "http://h.cn/d/a%20b.html"),
        ("a\n.html", "http://h.cn/d/a.html"),
        ("..\\x\\y.html", "http://h.cn/x/y.html"),
        ("x.html?q=a\\b", "http://h.cn/d/x.html?q=a%5Cb"),  # a backslash in a query is none of a path
        ("//X.cn/a", "http://x.cn/a"),
        ("HTTP://X.CN:80", "http://x.cn/"),
        ("https://x.cn:443/a/../b", "https://x.cn/b"),
        ("http://x.cn:8080/", "http://x.cn:8080/"),
        ("http://u:p@x.cn/", "http://x.cn/"),
        ("http://例子.cn/", "http://xn--fsqu00a.cn/"),
        ("/中文.html", "http://h.cn/%E4%B8%AD%E6%96%87.html"),
        ("/%E4%B8%AD.html?a=%zz", "http://h.cn/%E4%B8%AD.html?a=%zz"),
        ("/art.jsp?a=1&b=2", "http://h.cn/art.jsp?a=1&b=2"),
        ("#top", None),
        ("", None),
        ("javascript:;", None),
        ("JavaScript:void(0)", None),
        (" mailto:a@b.cn", None),
        ("tel:0635", None),
        ("data:text/html,x", None),
        ("ftp://x.cn/", None),
        ("http://[::1", None),
        ("http://", None),
        ("/" + "a" * LONGEST, None),
    ],
)
def test_resolving(raw: str, url: str | None) -> None:
    assert resolve(raw, BASE) == url


@pytest.mark.parametrize(
    ("encoding", "query"),
    [("utf-8", "%E5%85%AC%E5%BC%80"), ("gb18030", "%B9%AB%BF%AA"), ("gb2312", "%B9%AB%BF%AA")],
)
def test_a_query_is_encoded_as_the_page_is(encoding: str, query: str) -> None:
    assert resolve("/公?q=公开", BASE, encoding) == f"http://h.cn/%E5%85%AC?q={query}"


PAGE = """<html><head><base target=_blank><link rel=stylesheet href=s.css><link rel=dns-prefetch href=//dns.cn>
<script src=j.js></script><script>document.write("<a href='written.html'>")</script></head>
<body><!-- <a href=commented.html> --><a href=a.html title=全文>  公告 <b>一</b></a><A HREF='A.HTML'></A>
<area href=m.html><img src=i.png srcset="i.png 1x, i2.png 2x" alt=图><iframe src=f.html></iframe>
<select><option value=0>请选择<option value=http://x.cn/>链接</select><a name=here>no address</a></body></html>"""


def test_every_kind_of_reference_is_found() -> None:
    found = read_links(PAGE.encode(), BASE)
    assert [(one.raw, one.page) for one in found.references] == [
        ("s.css", False),
        ("j.js", False),
        ("a.html", True),
        ("A.HTML", True),
        ("m.html", True),
        ("i.png", False),
        ("i.png", False),
        ("i2.png", False),
        ("f.html", True),
        ("http://x.cn/", True),
    ]
    assert found.base == BASE  # a base element without an address is none
    assert [one.text() for one in found.references[2:6]] == ["公告 一", "", "", "图"]


def test_a_base_with_an_address_counts() -> None:
    assert read_links(b"<base href='/z/'><a href=a>", BASE).base == "http://h.cn/z/"


@pytest.mark.parametrize(("encoding", "named"), [("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_the_page_is_read_in_its_own_encoding(encoding: str, named: str) -> None:
    found = read_links("<p>东昌府区人民政府门户网站</p><a href='/q?w=公开'>政务公开</a>".encode(encoding), BASE)
    assert found.encoding == named
    assert found.references[0].text() == "政务公开"


def test_a_page_that_no_parser_is_safe_from_says_that_it_was_not_read() -> None:
    nested = b"<div>" * 30_000 + b"<a href='/x'>x</a>"
    assert not read_links(nested, "http://www.test/").read
    assert read_links(b"<a href='/x'>x</a>", "http://www.test/").read
