"""Hanweb lists: records as CDATA in ``<script type="text/xml"><datastore>``, or the same XML as an answer.

Read by scanning, not by an XML parser: the records are HTML, entities are not expanded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spiders.extract.page import Page

MAX_RECORDS = 2000
_STORE = re.compile(r"<datastore\b", re.IGNORECASE)
_STORE_END = re.compile(r"</datastore", re.IGNORECASE)
_RECORDS = re.compile(r"<record\b[^>]{0,80}>", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[")
_GROUP = re.compile(r"<(?:next|pre|prev)group\b", re.IGNORECASE)
_GROUP_END = re.compile(r"</(?:next|pre|prev)group", re.IGNORECASE)
_TOTAL_PAGE = re.compile(r"<totalpage>\s{0,5}(\d{1,6})", re.IGNORECASE)
_TOTAL_RECORD = re.compile(r"<totalrecord>\s{0,5}(\d{1,8})", re.IGNORECASE)


@dataclass(frozen=True)
class Store:
    """A store's records as one piece of HTML, its counts, and what its group links lead to."""

    markup: str
    records: int
    groups: str
    total_pages: int | None
    total_records: int | None

    @property
    def empty(self) -> bool:
        """Whether the store itself says that there is nothing."""
        return self.records == 0 and self.total_records == 0


def stores(page: Page) -> list[Store]:
    """All stores of a page, those with most records first."""
    found, at = [], 0
    while (start := _STORE.search(page.text, at)) is not None:
        end = _STORE_END.search(page.text, start.end())
        at = end.end() if end else len(page.text)
        found.append(_store(page.text[start.start() : end.start() if end else len(page.text)]))
    return sorted(found, key=lambda s: -s.records)


def _store(text: str) -> Store:
    groups, rest = _without_groups(text)
    records = _records(rest)
    return Store(_wrapped(records), len(records), groups, _number(_TOTAL_PAGE, text), _number(_TOTAL_RECORD, text))


def _without_groups(text: str) -> tuple[str, str]:
    groups, rest, at = [], [], 0
    while (start := _GROUP.search(text, at)) is not None:
        end = _GROUP_END.search(text, start.end())
        stop = end.end() if end else len(text)
        groups.append(text[start.end() : stop])
        rest.append(text[at : start.start()])
        at = stop
    rest.append(text[at:])
    return "\n".join(groups), "".join(rest)


def _records(text: str) -> list[str]:
    """The CDATA sections; without any, what stands between the record tags."""
    sections: list[str] = []
    at = 0
    while (start := _CDATA.search(text, at)) is not None and len(sections) < MAX_RECORDS:
        end = text.find("]]>", start.end())
        stop = end if end >= 0 else len(text)
        sections.append(text[start.end() : stop])
        at = stop
    if not sections:
        sections = [cut.split("</record", 1)[0] for cut in _RECORDS.split(text, MAX_RECORDS)[1:]]
    return [s for s in sections if "<" in s]


def _wrapped(records: list[str]) -> str:
    joined = "\n".join(records)
    rows = any("<tr" in r[:200].lower() for r in records)
    return f"<table>{joined}</table>" if rows else f"<ul>{joined}</ul>"


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None
