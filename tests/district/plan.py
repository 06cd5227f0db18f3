"""What the district consists of: plain values that the seeds fill and the world renders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tests.district.activity import Activity
from tests.district.days import Span


class View(StrEnum):
    """What stands at a column's address."""

    LIST = "list"
    DOCUMENT = "document"  # one page of text
    REPORTS = "reports"  # the annual reports of one unit or of several
    YEARLY = "yearly"  # the yearly report of the web site
    SHELL = "shell"  # filled by a script
    WALL = "wall"  # an anti-bot wall, 412
    STUB = "stub"  # a meta refresh to the real list
    PRIVATE = "private"  # a redirect to a private address
    PDF = "pdf"  # no HTML
    HUGE = "huge"  # 20 MB
    BUSY = "busy"  # 503
    MOVED = "moved"  # 404 on the days of ``moved``


@dataclass(frozen=True)
class Unit:
    """单位. ``kind`` as in the inventory; ``short`` is what its titles call it."""

    id: str
    name: str
    kind: str
    short: str


@dataclass(frozen=True)
class Quiet:
    """An approval to be silent, up to ``until`` inclusive."""

    reason: str
    until: date


@dataclass(frozen=True)
class Column:
    """栏目. ``activity`` is ``None`` for a column that was never filled.

    ``mirror`` names the column (of any site) whose items this one lists. ``trap`` says why the
    column looks faulty and is not.
    """

    id: str
    name: str
    kind: str
    slug: str
    activity: Activity | None = None
    view: View = View.LIST
    rows: int = 5
    per_page: int = 20
    top: bool = False
    max_age: int | None = None
    quiet: Quiet | None = None
    mirror: str | None = None
    unit: str | None = None
    number: int = 0  # of the column within its site, part of the articles' addresses
    pinned: bool = False
    future: date | None = None
    ascending: bool = False
    dated: bool = True
    linked: bool = True  # from the navigation of every page
    moved: Span | None = None
    trap: str | None = None


@dataclass(frozen=True)
class Site:
    """网站. ``home`` names the columns whose latest items the home page shows."""

    id: str
    host: str
    name: str
    unit: str
    code: str
    style: str
    columns: tuple[Column, ...]
    home: tuple[str, ...]
    kind: str = "department"
    clock: bool = False  # the header prints the day's date
    down: Span | None = None  # days without any answer
    cut: Span | None = None  # days on which bodies end in the middle of the gzip stream
    robots: str | None = None
    forgotten: str | None = None  # an entry of the navigation without an address

    @property
    def url(self) -> str:
        """The home page."""
        return f"http://{self.host}/"


@dataclass(frozen=True)
class Item:
    """One row of a list and the article behind it.

    ``published`` is the day it appeared, ``listed`` the day beside it in the list, ``shown``
    the day its own page prints (either may be ``None``: none printed).
    """

    column: str
    title: str
    path: str
    published: date
    listed: date | None
    shown: date | None
    minute: str  # HH:MM
    topic: str = "news"
    files: tuple[str, ...] = ()
    image: str | None = None
    report: tuple[str, int] | None = None  # whose annual report, on which year


@dataclass(frozen=True)
class Row:
    """An item as a style prints it: ``href`` ready, ``date`` ``None`` for an undated row."""

    title: str
    href: str
    date: date | None


@dataclass(frozen=True)
class Account:
    """政务新媒体账号 and its feed. ``push`` is the hour of publication in Asia/Shanghai."""

    id: str
    unit: str
    platform: str
    name: str
    form: str  # rss | bridge | atom | json | error | manual
    activity: Activity | None = None
    closed_on: date | None = None
    push: str = "08:20"
    trap: str | None = None


@dataclass(frozen=True)
class Duty:
    """A unit's duty to report: the column that carries it and the days of publication.

    ``usual`` is (month, day) of the year after; ``days`` are the exceptions by year reported on
    (``None``: never published).
    """

    unit: str
    column: str
    usual: tuple[int, int]
    title: str  # with {name} and {year}
    days: tuple[tuple[int, date | None], ...] = ()
    deadline: tuple[int, int] = (1, 31)
    local: bool = False  # the deadline is the office's own, so the inventory says it
    by_url: bool = False  # the inventory names the list
    trap: str | None = None

    def published(self, year: int) -> date | None:
        """The day on which the report on ``year`` appears."""
        return dict(self.days).get(year, date(year + 1, *self.usual))

    def due(self, year: int) -> date:
        """The last day allowed for the report on ``year``."""
        return date(year + 1, *self.deadline)


@dataclass(frozen=True)
class Link:
    """A seeded address on a page of ``site``.

    ``place`` is "home", "footer", "document:<column>", "list:<column>" or "article:<column>" (the
    latest item of the column as of the eve of the month). ``markup`` holds {href}. On the days of
    ``dead`` the address answers ``answer``, else with ``alive``; ``carried`` are the days on which
    the page carries it.
    """

    site: str
    place: str
    url: str
    markup: str
    note: str
    answer: str = "404"  # a status, "close" (no answer at all), "private", "tls", or one of ``odd.FALSE``
    alive: str = "html"  # html | png | pdf
    dead: tuple[Span, ...] = (Span(),)
    carried: Span = Span()
    href: str | None = None  # as written, where it differs from the address
    fault: bool = True
    rule: str = "link-broken"
