"""Whether something the page does not show is put there by a script, a template or a frame."""

from __future__ import annotations

import re

from spiders.extract import chrome
from spiders.extract.markup import without_raw
from spiders.extract.page import Page, code_of
from spiders.extract.tree import Node

_ASKS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s?\(|XMLHttpRequest|\bfetch\s?\(|axios[.(]|\.load\s?\(\s?[\"']|jpage|dataproxy|datacall|wPaginate|easyui|datagrid"
    r"|layui\.use|laypage|new Vue\(|createApp\(|ng-app|angular\.module|ReactDOM|webpackJsonp|__NEXT_DATA__|__NUXT__|\.jhtml|getList|loadList|queryList",
    re.IGNORECASE,
)
_ABOUT_LISTS = re.compile(r"list|news|page|column|channel|catalog|article|info|data\b|rows", re.IGNORECASE)
_WRITES = re.compile(r"\.(?:innerHTML|append|html|prepend|appendChild)\b|document\.write", re.IGNORECASE)
_PAGER_CALL = re.compile(r"createPageHTML|\bPager\s?\(")
_APP = re.compile(r"(?:^|/)(?:app|main|index|chunk-vendors|runtime|vendor|umi|bundle)[.\w-]{0,40}\.js", re.IGNORECASE)
_LIST_SCRIPT = re.compile(
    r"jpage|datacall|dataproxy|getlist|loadlist|list_?data|pagelist|ajaxlist|vue(?:\.min)?\.js|angular|react",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{[^{}]{1,80}\}\}|\sv-for\s?=|\sng-repeat\s?=|<%=|\$\{[\w.]{1,40}\}")


def scripted(page: Page, box: Node | None) -> bool:
    """Whether a script, a template or a frame could put the entries there."""
    if _TEMPLATE.search(_visible_markup(page)) or any(
        _LIST_SCRIPT.search(s.attrs.get("src", "")) for s in page.scripts
    ):
        return True
    if any(
        _asks_for_lists(code_of(s))
        for s in page.scripts
        if s.attrs.get("type", "").lower() in ("", "text/javascript", "module")
    ):
        return True
    if any(
        s.attrs.get("type", "").lower() in ("text/template", "text/x-template", "text/html", "text/xml")
        for s in page.scripts
    ):
        return True
    return box is not None and (_named_in_code(page, box) or _script_beside(box))


def frames(page: Page) -> list[Node]:
    """The frames of the content: not those hidden or in the page's frame."""
    return [
        n
        for n in page.root.named("iframe", "frame")
        if not chrome.hidden(n) and chrome.place_of(n) not in ("frame", "pager")
    ]


def waiting(page: Page) -> bool:
    """Whether the content stands in a frame, or a table has a head and no rows: a script brings them."""
    return bool(frames(page)) or any(_headed_only(n) for n in page.root.named("table") if not chrome.hidden(n))


def mounted(page: Page) -> bool:
    """Whether the content has an empty element with an id beside an external script: where an application puts itself."""
    return any(
        n.tag == "script"
        and n.attrs.get("src")
        and n.parent is not None
        and chrome.place_of(n) is None
        and any(c.attrs.get("id") and c.tag != "script" and chrome.vacant(c) for c in n.parent.elements())
        for n in page.scripts
    )


def shell(page: Page) -> bool:
    """Whether the content is put into the page by a frame or a script application."""
    if waiting(page) or mounted(page):
        return True
    app = any(_APP.search(s.attrs.get("src", "")) for s in page.scripts)
    return scripted(page, None) or (app and len(page.body_text) < 200)


def _headed_only(table: Node) -> bool:
    bodies = table.named("tbody")
    heads = [n for n in table.named("thead") if n.text()]
    return bool(heads) and bool(bodies) and not any(b.text() for b in bodies)


def _asks_for_lists(code: str) -> bool:
    found = _ASKS.search(code[:300_000])
    return (
        found is not None
        and _WRITES.search(code[:300_000]) is not None
        and _ABOUT_LISTS.search(code[:300_000]) is not None
    )


def _named_in_code(page: Page, box: Node) -> bool:
    near = [box, *(u for _, u in zip(range(3), box.up(), strict=False))]
    ids = [n.attrs["id"] for n in near if len(n.attrs.get("id", "")) > 1]
    own = [c for c in box.attrs.get("class", "").split() if len(c) > 3]
    return any(f"#{i}" in page.code or f"'{i}'" in page.code or f'"{i}"' in page.code for i in ids) or any(
        f".{c}" in page.code for c in own
    )


def _script_beside(box: Node) -> bool:
    """A script within the content's box that is not a pager's."""
    parent = box.parent
    if parent is None:
        return False
    scripts = [n for n in parent.named("script", silent=True) if chrome.place_of(n) is None]
    return any(not _PAGER_CALL.search(code_of(s)) for s in scripts)


def _visible_markup(page: Page) -> str:
    return without_raw(page.text[:400_000])
