"""An article's page: title, source, and when it was published on whose word."""

from __future__ import annotations

from datetime import date, datetime

from spiders.extract import classes, headline, published
from spiders.extract.address import url_date
from spiders.extract.dates import plain
from spiders.extract.facts import ArticleFacts
from spiders.extract.flow import flow_of
from spiders.extract.page import Page, open_page
from spiders.extract.published import When


def read_article(
    body: bytes, url: str, *, today: date, content_type: str | None = None, listed: date | None = None
) -> ArticleFacts:
    """The facts of an article fetched from ``url``; ``listed`` is the date beside it in its list."""
    if classes.foreign(body, content_type):
        return ArticleFacts(undecided="not-html")
    page = open_page(body, url, content_type)
    refused = classes.class_of(page)
    if refused is not None:
        return ArticleFacts(undecided=refused.undecided)
    return _read(page, today, listed)


def _read(page: Page, today: date, listed: date | None) -> ArticleFacts:
    flow = flow_of(page.root)
    title = headline.title_of(page)
    heard = published.said(page.meta, flow, _in_flow(title, flow))
    value, source, doubt = published.believed(heard)
    address = url_date(page.url)
    if value is None and listed is not None:
        value, source = listed, "list"
    scripted = published.scripted(page.code) if value is None else None
    if scripted is not None:
        value, source, doubt = scripted, "label", "script-only"
    if value is None and address is not None:
        value, source, doubt = address, "url", "url-only"
    if value is None:
        doubt = page.flaw or "undated"
    elif published.day_of(value) > today:
        doubt = "future-date"
    others = {"meta": heard.meta, "label": heard.label, "list": listed, "script": scripted, "url": address}
    others["generated"] = heard.generated
    return ArticleFacts(title, value, source, _texts(others), headline.source_of(page, flow), doubt)


def _in_flow(title: str | None, flow: str) -> str:
    """The title, or as much of it as one piece of the page holds."""
    text = plain(title or "")
    for part in (text, text[:12], text[:8]):
        if part and part in flow:
            return part
    return ""


def _texts(others: dict[str, When | None]) -> dict[str, str]:
    return {k: text_of(v) for k, v in others.items() if v is not None}


def text_of(value: When) -> str:
    """ISO 8601: ``2026-11-20T10:03+08:00`` where a time is known, else ``2026-11-20``."""
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat(timespec="seconds" if value.second else "minutes")
