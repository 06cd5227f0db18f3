"""What a reader saw, as the JSON object that ``inspect`` prints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from spiders.extract.article import read_article, text_of
from spiders.extract.column import read_column
from spiders.extract.facts import ColumnFacts, HomeFacts
from spiders.extract.feed import read_feed
from spiders.extract.home import read_home

Described = dict[str, Any]


def describe(kind: str, body: bytes, url: str, *, today: date, content_type: str | None = None) -> Described:
    """``body`` read as "column", "article", "home" or "feed"; keys in the order they are printed."""
    if kind not in _KINDS:
        raise ValueError(f"kind {kind!r} cannot be described; use one of {', '.join(_KINDS)}")
    return _KINDS[kind](body, url, today, content_type)


def _column(body: bytes, url: str, today: date, content_type: str | None) -> Described:
    facts = read_column(body, url, today=today, content_type=content_type)
    return {
        "page": facts.page,
        "channel": facts.channel,
        "entries": facts.entries,
        "blank": facts.blank,
        "newest": _day(facts.newest),
        "dates": [d.isoformat() for d in facts.dates],
        "pages": facts.pages,
        "undecided": facts.undecided,
        "meta": _meta(facts),
    }


def _article(body: bytes, url: str, today: date, content_type: str | None) -> Described:
    facts = read_article(body, url, today=today, content_type=content_type)
    return {
        "title": facts.title,
        "published": None if facts.published is None else text_of(facts.published),
        "from": facts.source_of_date,
        "others": dict(facts.others),
        "source": facts.source,
    }


def _home(body: bytes, url: str, today: date, content_type: str | None) -> Described:
    facts = read_home(body, url, today=today, content_type=content_type)
    marks = facts.marks
    return {
        "page": facts.page,
        "newest": _day(facts.newest),
        "marks": {
            "site_code": marks.site_code,
            "icp": marks.icp,
            "police": marks.police,
            "conac": marks.conac,
            "report_errors": marks.report_errors,
            "undecided": marks.undecided,
        },
        "meta": _meta(facts),
    }


def _feed(body: bytes, url: str, today: date, content_type: str | None) -> Described:
    facts = read_feed(body, url, today=today)
    return {"name": facts.name, "newest": _day(facts.newest), "pushes": facts.pushes, "undecided": facts.undecided}


def _meta(facts: ColumnFacts | HomeFacts) -> Described:
    """The page's metas; ``charset`` and ``future_dates`` stand beside them only where there is something to say."""
    said: Described = dict(facts.meta)
    if facts.charset is not None:
        said["charset"] = {"declared": facts.charset.declared, "read": facts.charset.read, "mismatch": True}
    if facts.future:
        said["future_dates"] = [d.isoformat() for d in facts.future]
    return said


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


_KINDS: dict[str, Callable[[bytes, str, date, str | None], Described]] = {
    "column": _column,
    "article": _article,
    "home": _home,
    "feed": _feed,
}
