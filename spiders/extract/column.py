"""A column's page: what it is, and the newest date of its list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from spiders.extract import classes, emptiness, pager, prose, scripting
from spiders.extract.address import url_date
from spiders.extract.channels import array, dataproxy, datastore, html, iframe
from spiders.extract.facts import ColumnFacts, Follow, Row
from spiders.extract.page import Page, Pages, from_text, open_page
from spiders.extract.rowdate import comment_dates

FEW = 5  # rows beside an article that are only related reading
ALL_ON_ONE_DAY = 5  # rows from which a single date is suspicious
MIN_DATED_PERCENT = 60


def read_column(
    body: bytes,
    url: str,
    *,
    today: date,
    content_type: str | None = None,
    title: str | None = None,
    page: Page | None = None,
) -> ColumnFacts:
    """The facts of a list page fetched from ``url``; ``title`` is the column's enrolled name.

    ``page`` is the same page where the caller has opened it already.

    Also reads what ``follow`` of an earlier call led to. Dates are civil days in Asia/Shanghai.
    """
    if classes.foreign(body, content_type):
        return ColumnFacts("error", undecided="not-html")
    if not body.strip():
        return ColumnFacts("error", undecided="empty-answer")
    page = page or open_page(body, url, content_type)
    facts = _answer(page, today) or _read(page, today, title)
    future = tuple(d for d in facts.dates if d > today)
    return replace(facts, meta=page.meta, future=future, charset=page.charset)


def _answer(page: Page, today: date) -> ColumnFacts | None:
    """A fragment that a list's script would fetch: JSON or a bare store."""
    start = page.text[:200].lstrip()
    if start[:1] in ("{", "["):
        found = array.from_json(page.text, page.base)
        if isinstance(found, str):
            return _fragment(page, found, "dataproxy", today)
        if found is not None:
            return (
                _facts(found, "dataproxy", today, Pages())
                if found
                else ColumnFacts("shell", undecided="script-rendered")
            )
    if start.startswith(("<?xml", "<datastore")) or dataproxy.answers(page.url):
        found_stores = datastore.stores(page)
        if found_stores:
            return _stored(page, found_stores, "dataproxy", today)
    return None


def _read(page: Page, today: date, title: str | None) -> ColumnFacts:
    refused = classes.class_of(page)
    if refused is not None:
        return ColumnFacts(refused.page, undecided=refused.undecided, follow=refused.follow)
    found_stores = datastore.stores(page)
    if found_stores:
        facts = _stored(page, found_stores, "datastore", today)
        if facts.undecided is None or facts.follow is not None:
            return facts
    listing = html.read(page, today, title)
    if prose.is_article(page) and (listing is None or not listing.dated or len(listing.rows) < FEW):
        return ColumnFacts("document", undecided="not-a-list")
    if listing is not None and listing.dated:
        if emptiness.awaited(page, listing.main.dated.block.container):
            return _scripted(page, today) or ColumnFacts("shell", undecided="script-rendered")
        return _listed(page, listing, "html", today)
    return _scripted(page, today) or _undated(page, listing, today)


def _stored(page: Page, found: list[datastore.Store], channel: str, today: date) -> ColumnFacts:
    store = found[0]
    if store.records and not all(s.records for s in found):
        return ColumnFacts("shell", channel, undecided="script-rendered", follow=dataproxy.request(page))
    if store.records:
        facts = _fragment(page, store.markup, channel, today)
        return replace(facts, pages=store.total_pages or facts.pages)
    if store.empty and page.flaw is None and len(found) == 1:
        return ColumnFacts("list", channel, blank=True, pages=store.total_pages)
    follow = None if channel == "dataproxy" else dataproxy.request(page)
    return ColumnFacts("shell", channel, undecided="script-rendered", follow=follow)


def _fragment(page: Page, markup: str, channel: str, today: date) -> ColumnFacts:
    """A list that arrived as a piece of markup."""
    part = from_text(markup, page.url)
    part.base, part.flaw = page.base, page.flaw or part.flaw
    listing = html.read(part, today)
    if listing is None:
        return ColumnFacts("shell", channel, undecided="script-rendered")
    return _listed(part, listing, channel, today)


def _listed(page: Page, listing: html.Listing, channel: str, today: date) -> ColumnFacts:
    facts = _facts(listing.rows, channel, today, pager.pages_of(page))
    doubt = facts.undecided or page.flaw or _doubt(listing, facts)
    return replace(facts, undecided=doubt, newest=None if doubt in ("year-unclear", "several-lists") else facts.newest)


def _facts(rows: tuple[Row, ...], channel: str, today: date, pages: Pages) -> ColumnFacts:
    dates = tuple(r.date for r in rows if r.date is not None)
    newest = max((d for d in dates if d <= today), default=None)
    facts = ColumnFacts("list", channel, len(rows), newest=newest, dates=dates, pages=pages.total, rows=rows)
    if newest is None or len(dates) * 100 < MIN_DATED_PERCENT * len(rows):
        return replace(facts, undecided="undated" if not dates or newest is not None else "future-dates", newest=None)
    if _oldest_first(dates) and (pages.total or 0) > 1 and pages.current != pages.total:
        follow = Follow(pages.last, "newest-page") if pages.last else None
        return replace(facts, undecided="oldest-first", follow=follow)
    return facts


def _oldest_first(dates: tuple[date, ...]) -> bool:
    steps = list(pairwise(dates))
    return len(dates) >= 3 and dates[0] < dates[-1] and sum(a <= b for a, b in steps) * 10 >= 9 * len(steps)


def _doubt(listing: html.Listing, facts: ColumnFacts) -> str | None:
    if listing.several:
        return "several-lists"
    if not listing.sure:
        return "year-unclear"
    if len(facts.dates) >= ALL_ON_ONE_DAY and len(set(facts.dates)) == 1 and _contradicted(listing, facts.dates[0]):
        return "dates-disagree"
    return None


def _contradicted(listing: html.Listing, day: date) -> bool:
    """Whether comments or addresses of rows that share one date speak of other years or months."""
    said = [d for e in listing.main.dated.block.entries for d in comment_dates(e)]
    said += [d for r in listing.rows if (d := url_date(r.url))]
    far = {d for d in said if abs(d - day) > timedelta(days=60)}
    return len(far) >= 2


def _scripted(page: Page, today: date) -> ColumnFacts | None:
    """What the page does not show but a script or frame of it would."""
    found = array.rows(page)
    if len(found) >= 3 and array.today_or_before(found, today):
        return _facts(found, "array", today, pager.pages_of(page))
    markup = array.written(page)
    if markup:
        facts = _fragment(page, markup, "array", today)
        if facts.undecided is None:
            return facts
    follow = dataproxy.request(page)
    if follow is not None:
        return ColumnFacts("shell", "dataproxy", undecided="script-rendered", follow=follow)
    return None


def _undated(page: Page, listing: html.Listing | None, today: date) -> ColumnFacts:
    pages = pager.pages_of(page)
    if prose.is_map(page):
        return ColumnFacts("document", undecided="not-a-list")
    if listing is not None and not prose.outweighs(page, len(listing.rows), pages):
        facts = _facts(listing.rows, "html", today, pages)
        return replace(facts, undecided="several-lists" if listing.several else facts.undecided)
    follow = iframe.frame(page)
    if follow is not None:
        return ColumnFacts("shell", "iframe", undecided="script-rendered", follow=follow)
    if emptiness.blank(page, pages):
        return ColumnFacts("list", "html", blank=True, pages=pages.total)
    if page.flaw or (pages.total or 0) > 1:
        return ColumnFacts("shell", undecided=page.flaw or "script-rendered", pages=pages.total)
    if prose.is_document(page) and not scripting.waiting(page):
        return ColumnFacts("document", undecided="not-a-list", pages=pages.total)
    if scripting.shell(page):
        return ColumnFacts("shell", undecided="script-rendered", pages=pages.total)
    return ColumnFacts("document", undecided="not-a-list", pages=pages.total)
