"""Addresses as browsers read them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from spiders.extract.carriers import Kind
from spiders.extract.links import LONGEST, read_links, resolve
from spiders.extract.standing import Region

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
        ("x.html?q=a\\b", "http://h.cn/d/x.html?q=a\\b"),  # a backslash in a query is none of a path
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
    assert all(not one.weak for one in found.references)
    assert found.base == BASE  # a base element without an address is none
    assert [one.text() for one in found.references[2:6]] == ["公告 一", "", "", "图"]


def test_a_base_with_an_address_counts() -> None:
    assert read_links(b"<base href='/z/'><a href=a>", BASE).base == "http://h.cn/z/"


@pytest.mark.parametrize(("encoding", "named"), [("utf-8", "utf-8"), ("gb18030", "gbk")])
def test_the_page_is_read_in_its_own_encoding(encoding: str, named: str) -> None:
    found = read_links("<p>东昌府区人民政府门户网站</p><a href='/q?w=公开'>政务公开</a>".encode(encoding), BASE)
    assert found.encoding == named
    assert found.references[0].text() == "政务公开"


def test_a_page_that_no_parser_is_safe_from_says_that_it_was_not_read() -> None:
    nested = b"<div>" * 30_000 + b"<a href='/x'>x</a>"
    assert not read_links(nested, "http://www.test/").read
    assert read_links(b"<a href='/x'>x</a>", "http://www.test/").read


@pytest.mark.parametrize(
    ("declared", "charset", "encoding"),
    [
        ("", None, "gbk"),  # as browsers in China take a page that says nothing
        ("<meta charset=gb2312>", None, "gbk"),
        ("<meta charset='GB18030'>", None, "gb18030"),
        ("<meta charset=gb18030>", "gb2312", "gbk"),  # the answer's head comes first
        ("", "GB18030", "gb18030"),
    ],
)
def test_a_chinese_page_writes_queries_as_it_says(declared: str, charset: str | None, encoding: str) -> None:
    body = f"{declared}<p>东昌府区人民政府门户网站</p><a href='?q=公😀'>政务公开</a>".encode("gb18030")
    found = read_links(body, BASE, charset=charset)
    assert found.encoding == encoding
    query = resolve(found.references[0].raw, found.base, found.encoding)
    assert query == BASE + ("?q=%B9%AB%26%23128512%3B" if encoding == "gbk" else "?q=%B9%AB%949%FC6")


CARRIERS = [
    ("<frameset><frame src=a></frameset>", "a", Kind.PAGE, False),
    ("<map><area href=a>", "a", Kind.PAGE, False),
    ("<a href=x/通知.PDF?v=1>", "x/通知.PDF?v=1", Kind.ATTACHMENT, False),
    ("<input type=IMAGE src=a>", "a", Kind.RESOURCE, False),
    ("<object data=a></object>", "a", Kind.RESOURCE, False),
    ("<embed src=a>", "a", Kind.RESOURCE, False),
    ("<video poster=a></video>", "a", Kind.RESOURCE, False),
    ("<video><track src=a></video>", "a", Kind.RESOURCE, False),
    ("<audio src=a></audio>", "a", Kind.RESOURCE, False),
    ("<picture><source srcset='a, b 2x'></picture>", "a b", Kind.RESOURCE, False),
    ("<img srcset='a,b.png 100w, c(1,2).png 2x,d,'>", "a,b.png c(1,2).png d", Kind.RESOURCE, False),
    ("<img srcset='a (x, y) , b'>", "a b", Kind.RESOURCE, False),
    ("<table background=a>", "a", Kind.RESOURCE, False),
    ("<p style='color:red;background:URL( &quot;a&quot; )'>", "a", Kind.RESOURCE, False),
    ("<p style='background:url(a)'>", "a", Kind.RESOURCE, False),
    ("<style>@import 'a'; b{src:url(b)} /* url(c) */</style>", "a b", Kind.RESOURCE, False),
    ("<link rel='shortcut icon' href=a>", "a", Kind.RESOURCE, False),
    ("<link rel=preload href=a>", "a", Kind.RESOURCE, False),
    ("<meta http-equiv=Refresh content='0; URL=\"a\"'>", "a", Kind.PAGE, False),
    ("<meta http-equiv=refresh content='30'>", None, Kind.PAGE, False),
    ("<img src=0 data-src=a>", "0 a", Kind.RESOURCE, None),
    ("<a href=\"javascript:window.open('a.html')\">", "a.html", Kind.SCRIPT, True),
    ("<p onclick=\"location.href='/a'\">", "/a", Kind.SCRIPT, True),
    ("<p onclick=\"window.location = '/a'; return false\">", "/a", Kind.SCRIPT, True),
    ("<script>if (phone) { top.location.replace('http:\\/\\/m.cn\\/') }</script>", "http://m.cn/", Kind.SCRIPT, True),
    # None at all: forms, hints, feeds, templates, what is put together, compared, remarked, or a variable's name.
    ("<form action=a>", None, Kind.PAGE, False),
    ("<link rel=alternate href=a><link rel=next href=a><link href=a>", None, Kind.PAGE, False),
    ("<a href='{{row.url}}'></a><img src='${x}'><a href='<%=url%>'>", None, Kind.PAGE, False),
    ("<a href=\"javascript:window.open('/a/' + id)\">", None, Kind.PAGE, False),
    ("<p onclick=\"if (location.href == '/a') x()\">", None, Kind.PAGE, False),
    (
        "<script>var location = 'a/b';\n// location.href = '/a';\n/* window.open('/a') */ x.open('GET', '/a')</script>",
        None,
        Kind.PAGE,
        False,
    ),
    ("<input type=hidden src=a><input type=text value='/a'>", None, Kind.PAGE, False),
]


@pytest.mark.parametrize(("markup", "raws", "kind", "weak"), CARRIERS)
def test_where_an_address_stands(markup: str, raws: str | None, kind: Kind, weak: bool | None) -> None:
    found = read_links(markup.encode(), BASE).references
    assert [one.raw for one in found] == (raws.split() if raws else [])
    assert {one.kind for one in found} <= {kind}
    assert weak is None or all(one.weak is weak for one in found)
    assert [one.weak for one in found] == [False, True] or weak is not None


def test_a_tree_that_is_there_is_not_parsed_again() -> None:
    tree = LexborHTMLParser(PAGE)
    found = read_links(PAGE.encode(), BASE, tree)
    assert found.tree is tree
    assert [one[:2] for one in found.references] == [one[:2] for one in read_links(PAGE.encode(), BASE).references]


LINED = """<html><!-- <a href=a.html>
--><head><script>s = "<a href='a.html'>"</script>
<script src="s.js"></script></head><body><div class="Nav_Box"><ul>
<li><a
 href="a.html">一</a><a href='q?a=1&amp;b=2'>二</a></ul></div>
<p><a href=a.html>三</a><p onclick="x();location.href='b.html'">
<div><h3>友情链接</h3><a href=//f.cn>四</a></div>\r<style>
p{background:url(c.png)}</style><div id=footer><span><a href="a.html">五</a></span></div>
<select><option value=http://o.cn/>六</select><div class=headline><a href=z>七</a></div>"""


def test_a_reference_says_where_it_stands() -> None:
    found = read_links(LINED.encode(), BASE)
    standing = [(one.raw, line, one.region()) for one, line in zip(found.references, found.lines, strict=True)]
    assert standing == [
        ("s.js", 3, Region.BODY),
        ("a.html", 5, Region.MENU),
        ("q?a=1&b=2", 5, Region.MENU),
        ("a.html", 6, Region.BODY),
        ("//f.cn", 7, Region.LINKS),
        ("c.png", 9, Region.BODY),  # a lone carriage return ends a line as well
        ("a.html", 9, Region.FOOTER),
        ("http://o.cn/", 10, Region.LINKS),
        ("z", 10, Region.BODY),
        ("b.html", 6, Region.BODY),
    ]


def test_a_line_that_cannot_be_found_is_not_guessed() -> None:
    found = read_links("<a href='a&#x2e;html'>一</a><a href=b&nbsp;c>二</a>".encode(), BASE)
    assert found.lines == [1, 1]
    assert read_links(b"<style>p{background:url(a\x00b)}</style>", BASE).lines == [None]
