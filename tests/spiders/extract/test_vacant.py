"""Links without an address are told from whatever a script works on."""

from __future__ import annotations

import pytest

from spiders.extract.links import read_links
from spiders.extract.standing import Region
from spiders.extract.vacant import Empty, empty_links

URL = "http://h.cn/"
ROW = "<ul><li><a href=/a>要闻动态</a><li><a href=/b>通知公告</a>{}</ul>"


def found(link: str, page: str = ROW) -> list[str]:
    return [one.text for one in empty_links(read_links(page.format(link).encode(), URL))]


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#",
        " # ",
        "javascript:;",
        "javascript:void(0)",
        "JavaScript:void(0);",
        "javascript:",
        "http://",
        "https:///",
    ],
)
def test_a_plain_link_without_an_address_is_empty(href: str) -> None:
    assert found(f"<li><a class=t target=_blank title=x href='{href}'>政务公开</a>") == ["政务公开"]


@pytest.mark.parametrize(
    "link",
    [
        "<li><a href=/x>政务公开</a>",
        "<li><a href='#top'>政务公开</a>",
        "<li><a>政务公开</a>",
        "<li><a href='javascript:go()'>政务公开</a>",
        "<li><a href='#'></a>",
        "<li><a href='#'><img src=x></a>",
        "<li><a href='#' onclick='go()'>政务公开</a>",
        "<li><a href='#' role=button>政务公开</a>",
        "<li><a href='#' data-id=3>政务公开</a>",
        "<li><a href='#' id=tab1>政务公开</a>",
        "<li><a href='#' class='dropdown-toggle'>政务公开</a>",
        "<li><a href='#' class=on>政务公开</a>",
        "<li><a href='#' style='display:none'>政务公开</a>",
        "<li onclick='go()'><a href='#'>政务公开</a>",
        "<li data-url=/x><a href='#'>政务公开</a>",
        "<li class=tab><a href='#'>政务公开</a>",
        "<li><a href='#'>政务公开</a><ul><li><a href=/c>指南</a></ul>",  # the head of a menu
        "<li><a class=zw href='#'>政务公开</a><script>$('.zw').click(go)</script>",
        "<li><a href='#'>返回顶部</a>",
        "<li><a href='#'>2</a>",
        "<li>当前位置：<a href='#'>政务公开</a> &gt; 指南",
        "<!-- <li><a href='#'>政务公开</a> -->",
    ],
)
def test_a_doubtful_one_is_none(link: str) -> None:
    assert found(link) == []


def test_a_row_without_any_address_is_tabs() -> None:
    row = "<ul><li><a href=/a>要闻</a><li><a href='#'>政务公开</a><li><a href='#'>指南指引</a>{}</ul>"
    assert found("", row) == []


def test_a_page_may_lead_to_itself_by_an_empty_address() -> None:
    page = f"<title>政务公开 - 东昌府区</title>{ROW}"
    assert found("<li><a href=''>政务公开</a>", page) == []
    assert found("<li><a href=''>民生实事</a>", page) == ["民生实事"]


def test_it_says_where_it_stands() -> None:
    page = "<!-- <a href='#'> -->\n<div class=nav><a href=/a>要闻</a><a href=/b>公告</a>\n<a href='#'>返回顶部</a><a href=/c>指南</a>\n<a href='#'>政务公开</a></div>"
    assert empty_links(read_links(page.encode(), URL)) == [Empty("政务公开", "#", Region.MENU, 4)]


def test_a_page_that_was_not_read_has_none() -> None:
    assert empty_links(read_links(b"<div>" * 30_000, URL)) == []
