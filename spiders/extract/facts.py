"""What the readers hand back: frozen values, shared by all channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Row:
    """One entry of a list. ``url`` is absolute, empty where the entry leads nowhere."""

    title: str
    url: str
    date: date | None = None


@dataclass(frozen=True)
class Charset:
    """An encoding that the answer or its page declares, and the other one that its bytes are in."""

    declared: str
    read: str


@dataclass(frozen=True)
class Follow:
    """What must be fetched next before anything can be concluded, and why.

    ``why``: "redirect", "iframe", "dataproxy", "next-page" or "newest-page". ``others``: what to fetch
    where this one turns out to hold nothing.
    """

    url: str
    why: str
    method: str = "GET"
    body: bytes = b""
    others: tuple[Follow, ...] = ()


@dataclass(frozen=True)
class ColumnFacts:
    """A column's page.

    ``page``: "list", "shell", "redirect", "waf", "moved", "error" or "document".
    ``channel``: "html", "datastore", "array", "dataproxy", "iframe", "rendered", or ``None``.
    ``undecided``: why nothing may be concluded; ``None`` where the page speaks for itself.
    ``future``: those of ``dates`` that are still to come, which no ``newest`` counts.
    ``charset``: only where bytes and declaration contradict each other.
    """

    page: str
    channel: str | None = None
    entries: int = 0
    blank: bool = False
    newest: date | None = None
    dates: tuple[date, ...] = ()
    pages: int | None = None
    undecided: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    follow: Follow | None = None
    future: tuple[date, ...] = ()
    charset: Charset | None = None


@dataclass(frozen=True)
class Marks:
    """The marks a government site must carry. ``undecided``: why they may be missed, or ``None``."""

    site_code: str | None = None
    icp: str | None = None
    police: str | None = None
    conac: bool = False
    report_errors: bool = False
    undecided: str | None = None


@dataclass(frozen=True)
class HomeFacts:
    """A home page. ``page`` is "home" or one of the classes of ``ColumnFacts`` that is no list.

    ``rows`` are the dated entries of all its lists.
    """

    page: str
    newest: date | None = None
    dated: int = 0
    marks: Marks = Marks()
    meta: Mapping[str, str] = field(default_factory=dict)
    undecided: str | None = None
    follow: Follow | None = None
    rows: tuple[Row, ...] = ()
    future: tuple[date, ...] = ()
    charset: Charset | None = None


@dataclass(frozen=True)
class ArticleFacts:
    """An article. ``published`` is an aware instant (+08:00) where a time is shown, else a day.

    ``source_of_date``: "meta", "label", "list" or "url". ``others``: what the other sources said.
    """

    title: str | None = None
    published: datetime | date | None = None
    source_of_date: str | None = None
    others: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    undecided: str | None = None


@dataclass(frozen=True)
class FeedFacts:
    """An account's feed. ``pushes`` counts distinct times of publication."""

    name: str | None = None
    newest: date | None = None
    pushes: int = 0
    undecided: str | None = None
