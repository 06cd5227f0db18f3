"""How many pages a list has, which one this is, and where the others are."""

from __future__ import annotations

import re
from dataclasses import replace

from spiders.extract import chrome
from spiders.extract.address import absolute
from spiders.extract.page import Page, Pages
from spiders.extract.tree import Node

MAX_PAGES = 20_000
_TRS = re.compile(r"createPageHTML\w{0,10}\s{0,3}\(([^()]{1,200})\)")
_PAGER = re.compile(r"\bPager\s{0,3}\(\s{0,3}\{([^{}]{1,600})\}")
_VARS = re.compile(
    r"\b(?:var\s{1,3})?(countPage|pageCount|totalPages?|page_?count|totalpage|pages)\s{0,3}[=:]\s{0,3}[\"']?(\d{1,5})\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:var\s{1,3})?(currentPage|curPage|pageIndex|current)\s{0,3}[=:]\s{0,3}[\"']?(\d{1,5})\b", re.IGNORECASE
)
_TEXT = (
    re.compile(r"第\s?(?P<now>\d{1,5})\s?页?\s?/\s?共?\s?(?P<all>\d{1,5})\s?页"),
    re.compile(r"共\s?(?P<all>\d{1,5})\s?页"),
    re.compile(r"总页数\s?[:：]?\s?(?P<all>\d{1,5})"),
    re.compile(r"页次\s?[:：]?\s?(?P<now>\d{1,5})\s?/\s?(?P<all>\d{1,5})"),
)
_LAST = re.compile(r"尾页|末页|最后一?页|»»|>>\|")
_NEXT = re.compile(r"下\s?一?\s?页|后页|^\s?(?:>|»|Next)\s?$", re.IGNORECASE)
_NUMBER_IN = re.compile(r"[_=/-](\d{1,5})(?=(?:\.\w{3,5})?(?:[?#&]|$))")


def pages_of(page: Page) -> Pages:
    """What the page says about its list's pages; first who says it."""
    if page.pages is None:
        page.pages = _pages_of(page)
    return page.pages


def _pages_of(page: Page) -> Pages:
    for reader in (_trs, _settings, _variables, _links, _words):
        found = reader(page)
        if found is not None and (found.total is None or found.total <= MAX_PAGES):
            return (
                found if found.last or (found.total or 0) < 2 else replace(found, last=_beyond(page, found.total or 0))
            )
    return Pages()


def _beyond(page: Page, total: int) -> str | None:
    """The last page's address, made from that of the next: ``index_1`` is the second of pages counted from 0."""
    for node in page.root.named("a"):
        if _NEXT.search(node.text()[:12]):
            url = absolute(page.base, node.attrs.get("href", ""))
            number = _NUMBER_IN.search(url)
            if number is not None and int(number[1]) in (1, 2):
                last = total - 1 if int(number[1]) == 1 else total
                return f"{url[: number.start(1)]}{last}{url[number.end(1) :]}"
    return None


def _trs(page: Page) -> Pages | None:
    """``createPageHTML(pages, current from 0, "index", "html")``, also with the pager's id in front."""
    for call in _TRS.finditer(page.code[:600_000]):
        args = [a.strip().strip("\"'") for a in call[1].split(",")]
        numbers = [i for i, a in enumerate(args) if a.isdigit()]
        if len(numbers) < 2:
            continue
        total, current = int(args[numbers[0]]), int(args[numbers[0] + 1]) if args[numbers[0] + 1].isdigit() else 0
        names = [a for a in args[numbers[1] + 1 :] if a and not a.isdigit()]
        stem, suffix = names[:2] if len(names) >= 2 else ("index", "html")
        return _numbered(page, total, current, stem, suffix)
    return None


def _settings(page: Page) -> Pages | None:
    """``Pager({size: pages, current: from 0, prefix: "index", suffix: "html"})``."""
    call = _PAGER.search(page.code[:600_000])
    if call is None:
        return None
    fields = dict(re.findall(r"(\w{1,20})\s{0,3}:\s{0,3}[\"']?([\w.-]{1,60})", call[1]))
    if not fields.get("size", "").isdigit():
        return None
    current = int(fields["current"]) if fields.get("current", "").isdigit() else 0
    return _numbered(page, int(fields["size"]), current, fields.get("prefix", "index"), fields.get("suffix", "html"))


def _numbered(page: Page, total: int, current: int, stem: str, suffix: str) -> Pages:
    last = absolute(page.base, f"{stem}_{total - 1}.{suffix}") if total > 1 else None
    return Pages(max(total, 0), current + 1, last)


def _variables(page: Page) -> Pages | None:
    total = _VARS.search(page.code[:600_000])
    if total is None:
        return None
    now = _NOW.search(page.code[:600_000])
    zero_based = total[1] == "countPage"
    current = int(now[2]) + zero_based if now else None
    last = absolute(page.base, f"index_{int(total[2]) - 1}.html") if zero_based and int(total[2]) > 1 else None
    return Pages(int(total[2]), current, last)


def _links(page: Page) -> Pages | None:
    """Links with page numbers inside an element that is a pager by name."""
    numbers: dict[int, str] = {}
    last: str | None = None
    current: int | None = None
    end = 0
    for bar in chrome.pagers(page.root):
        if bar.index < end:  # it is part of the one before, and was read
            continue
        end = bar.end
        for node in bar.walk():
            text = node.text() if node.tag in ("a", "span", "li", "em", "b", "strong") else ""
            href = absolute(page.base, node.attrs.get("href", "")) if node.tag == "a" else ""
            if text.isdigit() and len(text) < 6:
                numbers[int(text)] = href or numbers.get(int(text), "")
                current = int(text) if _active(node) else current
            elif node.tag == "a" and _LAST.search(text) and href:
                last = href
    if last:
        number = _NUMBER_IN.search(last)
        if number and int(number[1]) <= MAX_PAGES:
            numbers.setdefault(int(number[1]), last)
    if not numbers:
        return None
    total = max(numbers)
    return Pages(total, current, last or numbers[total] or None)


def _active(node: Node) -> bool:
    return any(
        w in f"{n.label} "
        for n in (node, node.parent or node)
        for w in ("active", "current", "cur ", " on ", "thispage")
    )


def _words(page: Page) -> Pages | None:
    for pattern in _TEXT:
        found = pattern.search(page.body_text)
        if found:
            now = found.groupdict().get("now")
            return Pages(int(found["all"]), int(now) if now else None)
    return None
