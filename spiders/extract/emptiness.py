"""Proven emptiness: a column that is there and holds nothing."""

from __future__ import annotations

import re

from spiders.extract import chrome, prose, scripting
from spiders.extract.page import Page, Pages
from spiders.extract.pager import pages_of
from spiders.extract.tree import Node

_CONTAINERS = frozenset({"ul", "ol", "dl", "tbody", "table"})
_LISTLIKE = re.compile(r"list|news|items?\b|liebiao|wzlb|xxlb|con\b|article", re.IGNORECASE)
_NOTHING = re.compile(
    r"暂无(?:相关)?(?:数据|信息|内容|记录|文章|公告)|没有(?:找到)?(?:相关)?(?:数据|信息|内容|记录)|栏目(?:暂无|没有)"
)


def blank(page: Page, pages: Pages) -> bool:
    """Proven emptiness: an empty container, a pager of one page or none, no script, everything received."""
    if page.flaw or (pages.total or 0) > 1 or not _whole(page):
        return False
    box = empty_list(page)
    if (box is None and not _said(page)) or scripting.scripted(page, box):
        return False
    if scripting.waiting(page) or scripting.mounted(page):
        return False
    return prose.length(page) < prose.DOCUMENT and not prose.pictures(page, linked=False)


def empty_list(page: Page) -> Node | None:
    """The container of the content that holds no entry: one named like a list, or any where the page has a pager."""
    here = chrome.breadcrumb(page.root)
    start = here.index if here is not None else 0
    found = [
        n
        for n in page.root.walk()
        if n.mute
        and n.index > start
        and _is_container(n)
        and chrome.vacant(n)
        and chrome.place_of(n) is None
        and not chrome.hidden(n)
    ]
    outer = [n for n in found if not any(u in found for u in n.up())]
    named = [n for n in outer if _LISTLIKE.search(_labels(n))]
    return next(iter(named or (outer if _has_pager(page) else [])), None)


def _has_pager(page: Page) -> bool:
    return pages_of(page).total is not None or bool(chrome.pagers(page.root))


def awaited(page: Page, box: Node | None) -> bool:
    """Whether the page leaves an empty list to a script that ``box`` could be mistaken for."""
    if box is None:
        return False
    empty = empty_list(page)
    if empty is None or empty.index > box.index or any(u is empty for u in box.up()):
        return False
    return (_LISTLIKE.search(empty.label) is not None or "id" in empty.attrs) and scripting.scripted(page, empty)


def _said(page: Page) -> bool:
    """Whether the content itself says that there is nothing."""
    return any(
        len(text) < 40 and _NOTHING.search(text) and chrome.place_of(holder) is None and not chrome.hidden(holder)
        for text, holder in page.root.pieces()
    )


def _whole(page: Page) -> bool:
    tail = page.text[-4000:].lower()
    return "</html" in tail or "</body" in tail


def _is_container(node: Node) -> bool:
    return node.tag in _CONTAINERS or (node.tag == "div" and _LISTLIKE.search(node.label) is not None)


def _labels(node: Node) -> str:
    return " ".join(n.label for n in (node, *(u for _, u in zip(range(2), node.up(), strict=False))))
