"""A home page: the newest date it prints beside an entry, and its marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from spiders.extract import classes, scripting
from spiders.extract.channels import array, datastore, iframe
from spiders.extract.dating import dated
from spiders.extract.facts import HomeFacts, Row
from spiders.extract.marks import marks_of
from spiders.extract.page import Page, from_text, open_page
from spiders.extract.rows import blocks_of


def read_home(body: bytes, url: str, *, today: date, content_type: str | None = None) -> HomeFacts:
    """The facts of a home page fetched from ``url``. Dates are civil days in Asia/Shanghai."""
    if classes.foreign(body, content_type):
        return HomeFacts("error", undecided="not-html")
    if not body.strip():
        return HomeFacts("error", undecided="empty-answer")
    page = open_page(body, url, content_type)
    refused = classes.class_of(page)
    if refused is not None:
        return HomeFacts(
            refused.page, meta=page.meta, undecided=refused.undecided, follow=refused.follow, marks=marks_of(page)
        )
    facts = _read(page, today)
    future = tuple(r.date for r in facts.rows if r.date is not None and r.date > today)
    return replace(facts, future=future, charset=page.charset)


def _read(page: Page, today: date) -> HomeFacts:
    rows = _dated_rows(page, today)
    past = [r.date for r in rows if r.date is not None and r.date <= today]
    newest = max(past, default=None)
    doubt = page.flaw or (None if newest else "script-rendered" if scripting.scripted(page, None) else "undated")
    empty = newest is None and len(page.body_text) < 100 and scripting.shell(page)
    follow = iframe.frame(page) if empty else None
    return HomeFacts(
        "shell" if empty else "home", newest, len(past), marks_of(page), page.meta, doubt, follow, tuple(rows)
    )


def _dated_rows(page: Page, today: date) -> list[Row]:
    """The dated rows of all lists, whatever channel holds them."""
    parts = [page, *(_part(page, s.markup) for s in datastore.stores(page) if s.records)]
    rows = [r for part in parts for b in blocks_of(part.root) for r in dated(b, page.base, today).rows]
    if not any(r.date for r in rows):
        rows += array.rows(page)
        markup = array.written(page)
        if markup:
            rows += [r for b in blocks_of(_part(page, markup).root) for r in dated(b, page.base, today).rows]
    return [r for r in rows if r.date is not None]


def _part(page: Page, markup: str) -> Page:
    return from_text(markup, page.url)
