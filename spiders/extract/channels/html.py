"""Rows in the page itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from spiders.extract import lists, pager
from spiders.extract.facts import Row
from spiders.extract.lists import Candidate
from spiders.extract.page import Page

_CLOCK = re.compile(r"今天是|星期[一二三四五六日]|农历")


@dataclass(frozen=True)
class Listing:
    """The rows of a list and what is doubtful about them. ``several``: a hub of short undated lists."""

    rows: tuple[Row, ...]
    main: Candidate
    sure: bool = True
    several: bool = False
    dated: bool = True


def read(page: Page, today: date, title: str | None = None) -> Listing | None:
    """The list of a page, or ``None`` where only frame and prose are found."""
    found = lists.candidates(page, today)
    main = _main(page, found, title)
    if main is None:
        return None
    others = lists.rivals(main, found)
    if main.has_dates:
        listing = _dated(page, main, [c for c in others if c.has_dates])
        return replace(listing, several=_outdone(page, listing, found, today, title))
    return _undated(page, main, others)


def _outdone(page: Page, listing: Listing, found: list[Candidate], today: date, title: str | None) -> bool:
    """Whether another list of the content is newer, and nothing says which of them is the column."""
    if pager.pages_of(page).total is not None or _heading(listing.main) in _names(page, title):
        return False
    newest = max((r.date for r in listing.rows if r.date is not None and r.date <= today), default=date.min)
    return any(
        (c.dated.newest(today) or date.min) > newest and not _CLOCK.search(c.dated.block.container.text()[:2000])
        for c in found
        if c.place is None
    )


def _names(page: Page, title: str | None) -> list[str]:
    return [n for n in (title, page.meta.get("ColumnName")) if n]


def _main(page: Page, found: list[Candidate], title: str | None) -> Candidate | None:
    named = _names(page, title)
    strong = [c for c in found if c.place is None]
    dated = [c for c in strong if c.has_dates]
    for c in dated:
        if _heading(c) in named:
            return c
    return next(iter(dated or strong), None)


def _heading(c: Candidate) -> str:
    """The short text right before a block's container."""
    node = c.dated.block.container
    for u in (node, *node.up()):
        if u.parent is None:
            break
        before = [s for s in u.parent.elements() if s.index < u.index]
        if before:
            return before[-1].text()[:20]
    return ""


def _dated(page: Page, main: Candidate, others: list[Candidate]) -> Listing:
    alone = pager.pages_of(page).total is not None
    blocks = [main] if alone else sorted([main, *others], key=lambda c: c.dated.block.entries[0].node.index)
    rows = tuple(r for c in blocks for r in c.dated.rows)
    return Listing(rows, main, sure=all(c.dated.sure for c in blocks))


def _undated(page: Page, main: Candidate, others: list[Candidate]) -> Listing | None:
    rows = main.dated.rows
    paged = (pager.pages_of(page).total or 0) > 0
    long_titles = sum(len(r.title) >= 8 for r in rows)
    if long_titles < max(1, len(rows) * 0.5) and not paged:
        return None
    if len(rows) < 3 and not paged:
        return None
    return Listing(rows, main, several=len(others) >= 2, dated=False)
