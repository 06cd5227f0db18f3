"""What a page names as columns: menus, breadcrumb, 更多, a site map; and what it does not."""

from __future__ import annotations

import pytest

from spiders.extract.menu import key, mapped, proposals, site_map
from spiders.extract.page import Page, from_text

URL = "http://www.donghe.gov.cn/zwgk/index.html"


def page(body: str) -> Page:
    return from_text(f"<html><head><title>东河</title></head><body>{body}</body></html>", URL)


@pytest.mark.parametrize(
    ("markup", "name", "url", "place"),
    [
        ('<div class="main-nav"><a href="/xwzx/">新闻中心</a></div>', "新闻中心", "/xwzx/", "menu"),
        ('<nav><a href="../tzgg/#top"> 通知\n 公告 &gt;</a></nav>', "通知 公告", "/tzgg/", "menu"),
        (
            '<ul id="menu"><li><a href="tzgg/"><img alt="通知公告" src="a.png"></a></li></ul>',
            "通知公告",
            "/zwgk/tzgg/",
            "menu",
        ),
        ('<div class="nav"><a href="/gk/" title="政府信息公开">政府信…</a></div>', "政府信息公开", "/gk/", "menu"),
        ('<div class="leftbox"><a href="/ghjh/">规划计划</a></div>', "规划计划", "/ghjh/", "menu"),
        ('<p>当前位置：<a href="/">首页</a> &gt; <a href="/gk/">信息公开</a></p>', "信息公开", "/gk/", "crumb"),
        ('<div><h2>政务要闻</h2><a href="/zwyw/">更多&gt;&gt;</a></div>', "政务要闻", "/zwyw/", "more"),
        ('<div><h3><a href="/zwyw/">政务要闻</a></h3><p>…</p></div>', "政务要闻", "/zwyw/", "more"),
        # A menu by its looks alone: nothing but short links.
        (
            '<div><a href="/a/">要闻</a><a href="http://b.cn/">他站</a><a href="javascript:;">办事</a><a href="#">互动</a></div>',
            "要闻",
            "/a/",
            "menu",
        ),
    ],
)
def test_a_column_is_named(markup: str, name: str, url: str, place: str) -> None:
    (found,) = proposals(page(markup))
    assert (found.name, found.url, found.place) == (name, f"http://www.donghe.gov.cn{url}", place)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/">首页</a>',
        '<a href="http://www.donghe.gov.cn/index.html">东河政府网</a>',
        '<a href="http://news.donghe.gov.cn/">要闻</a>',  # another host is another site
        '<a href="javascript:;">办事服务</a>',
        '<a href="/lxwm/">联系我们</a>',
        '<a href="/en/">English</a>',
        '<a href="/zwyw/202611/t20261120_1.html">全区工作会议召开</a>',
        '<a href="/art/2026/11/20/art_12_3.html">全区工作会议召开</a>',
        '<a href="/files/mulu.pdf">目录下载</a>',
        '<a href="/zwyw/">关于召开二〇二六年全区春季农业生产工作现场会议的通知</a>',
    ],
)
def test_what_cannot_be_a_column_is_left_out_of_a_menu(link: str) -> None:
    assert proposals(page(f'<div class="nav">{link}</div>')) == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<ul><li><a href="/zwyw/a/">全区会议</a><span>2026-11-20</span></li></ul>',
        '<div class="footer"><div class="nav"><a href="/sm/">网站声明条款</a></div></div>',
        '<div class="friends nav"><a href="/gk/">信息公开</a></div>',
        '<!-- <div class="nav"><a href="/gk/">信息公开</a></div> -->',
    ],
)
def test_what_stands_elsewhere_is_no_menu(markup: str) -> None:
    assert proposals(page(markup)) == ()


def test_an_address_is_proposed_once_by_the_words_of_the_menu() -> None:
    body = '<div><h2>要闻</h2><a href="/zwyw/index.html">更多</a></div><div class="nav"><a href="/zwyw/">政务要闻</a></div>'
    (found,) = proposals(page(body))
    assert (found.name, found.place, found.top) == ("政务要闻", "menu", True)


def test_entries_below_others_are_not_of_the_first_level() -> None:
    menu = '<ul class="nav"><li><a href="/xw/">新闻</a><ul><li><a href="/xw/dt/">部门动态</a></li></ul></li></ul>'
    assert [(one.name, one.top) for one in proposals(page(menu))] == [("新闻", True), ("部门动态", False)]


@pytest.mark.parametrize(
    "lower",
    [
        '<dl class="nav"><dt><a href="/xw/">新闻</a></dt><dd><a href="/xw/dt/">部门动态</a></dd></dl>',
        '<div class="nav"><div><a href="/xw/">新闻</a><p><a href="/xw/dt/">部门动态</a></p></div></div>',
        '<div class="nav"><h3><a href="/xw/">新闻</a></h3><ul><li><a href="/xw/dt/">部门动态</a></li></ul></div>',
    ],
)
def test_what_hangs_below_an_entry_is_not_of_the_first_level(lower: str) -> None:
    assert [(one.name, one.top) for one in proposals(page(lower))] == [("新闻", True), ("部门动态", False)]


def test_an_entry_beside_the_way_home_is_of_the_first_level() -> None:
    menu = '<div class="nav"><a href="/">首页</a><ul><li><a href="/xw/">新闻</a></li></ul></div>'
    assert [(one.name, one.top) for one in proposals(page(menu))] == [("新闻", True)]


def test_a_picture_without_words_in_a_menu_is_proposed_without_a_name() -> None:
    picture = '<a href="/xw/"><img src="xw.png"></a>'
    assert [(one.name, one.place) for one in proposals(page(f'<div class="nav">{picture}</div>'))] == [("", "menu")]
    assert proposals(page(f"<div>{picture}</div>")) == ()
    named = f'<div class="nav">{picture}</div><p>当前位置：<a href="/">首页</a> &gt; <a href="/xw/">新闻</a></p>'
    assert [one.name for one in proposals(page(named))] == ["新闻"]


def test_a_site_map_is_found_and_read() -> None:
    assert site_map(page('<p><a href="/wzdt/">网站地图</a></p>')) == "http://www.donghe.gov.cn/wzdt/"
    assert site_map(page('<p><a href="http://other.gov.cn/wzdt/">网站地图</a></p>')) is None
    listed = page('<table><tr><td><a href="/gk/">信息公开</a></td><td><a href="/gk/zc/">政策文件</a></td></tr></table>')
    assert [(one.name, one.place) for one in mapped(listed)] == [("信息公开", "map"), ("政策文件", "map")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.a.gov.cn/tzgg/", "https://a.gov.cn/tzgg/index.html", True),
        ("http://a.gov.cn:80/tzgg", "http://a.gov.cn/tzgg/", True),
        ("http://a.gov.cn/tzgg/list.htm", "http://a.gov.cn/tzgg/", False),
        ("http://a.gov.cn/l.jsp?id=1", "http://a.gov.cn/l.jsp?id=2", False),
        ("http://a.gov.cn/tzgg/", "http://b.gov.cn/tzgg/", False),
    ],
)
def test_spellings_of_one_address_share_a_key(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same
