"""What was seen. An observation is a fact with a kind; it never says whether the fact is allowed.

A new kind is one frozen dataclass with ``kind`` in its class keyword; ``wire`` finds it.
"Nothing answered" is an observation as well: its ``look.outcome`` says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from monitor.model.subject import SubjectKind


class Outcome(StrEnum):
    """How one look ended. What each may prove stands in its comment."""

    OK = "ok"  # a complete answer: may prove presence and absence
    GONE = "gone"  # definite absence (404, 410, a name that does not exist): may prove a dead link
    TRANSIENT = "transient"  # timeout, reset, refused, 5xx: accuses nobody by itself
    BLOCKED = "blocked"  # an anti-bot wall (403, 412, 429, 521, captcha): accuses nobody
    DEGRADED = "degraded"  # usable, not evidence of absence (truncated, lossy parse, no HTML)
    INSECURE = "insecure"  # TLS is broken: its own matter
    OURS = "ours"  # refused or failed on our side (policy, limit, network): accuses nobody


@dataclass(frozen=True)
class Look:
    """One visit to one address.

    ``cause`` names the outcome more closely ("dns", "timeout", "http-503", "egress",
    "too-large", "truncated", "anti-bot", "not-html", ...); ``None`` with ``OK``.
    ``warc`` is "runs/<run>/evidence.warc.gz#<offset>", from the workspace; ``sha256`` that of the body.
    """

    url: str
    outcome: Outcome
    cause: str | None = None
    status: int | None = None
    final_url: str | None = None
    sha256: str | None = None
    warc: str | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Observation:
    """A fact about a subject at an instant (aware)."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}  # an unknown field is another program's line
    kinds: ClassVar[dict[str, type[Observation]]] = {}
    kind: ClassVar[str]

    subject_kind: SubjectKind
    subject: str
    at: datetime

    def __init_subclass__(cls, kind: str) -> None:
        cls.kind = kind
        Observation.kinds[kind] = cls


@dataclass(frozen=True)
class ControlSeen(Observation, kind="control-seen"):
    """A control address was asked, to learn "is it us?". ``subject`` is the address."""

    look: Look


@dataclass(frozen=True)
class DateProof:
    """Where a newest date was read, and what its own page says of it.

    ``listed`` stands in the list beside the entry whose address is ``url``; ``printed`` is the day its
    page gives by its meta tag or label, ``None`` where it gives none or could not be read. ``said``
    holds every source by name ("meta", "label", "url", "generated") as it was written.
    """

    url: str
    listed: date
    look: Look
    printed: date | None = None
    said: dict[str, str] = field(default_factory=dict)

    @property
    def disagrees(self) -> bool:
        """Whether list and page differ by more than the day that time zones and midnight explain."""
        return self.printed is not None and abs((self.printed - self.listed).days) > 1


@dataclass(frozen=True)
class HomeRead(Observation, kind="home-read"):
    """A site's home page. ``newest`` is the latest plausible printed date.

    ``dated`` counts the dated entries: 0 on a page that was read well is a navigation page.
    ``proof`` is where the newest date comes from, ``None`` where its entry leads to no page of the site.
    """

    look: Look
    page: str | None = None
    newest: date | None = None
    dated: int = 0
    undecided: str | None = None
    proof: DateProof | None = None


@dataclass(frozen=True)
class ColumnRead(Observation, kind="column-read"):
    """A column's list. ``undecided`` says why nothing may be concluded, or is ``None``.

    ``entries`` counts the rows of the main list, ``dates`` are theirs in page order
    (undated rows left out, at most 40), ``blank`` is proven emptiness. ``proof`` is where the
    newest date comes from, ``None`` where its entry leads to no page of the site.
    """

    look: Look
    page: str | None = None
    channel: str | None = None
    entries: int = 0
    blank: bool = False
    newest: date | None = None
    dates: tuple[date, ...] = ()
    pages: int | None = None
    undecided: str | None = None
    proof: DateProof | None = None


@dataclass(frozen=True)
class LinkPlace:
    """Where a link stands on one page that carries it.

    ``region`` is "menu", "header", "footer", "body" or empty; ``line`` counts from 1 in the decoded
    source, 0 where it was not found; ``source`` is that line, shortened around the address.
    """

    page: str
    text: str = ""
    region: str = ""
    line: int = 0
    source: str = ""
    warc: str | None = None


@dataclass(frozen=True)
class LinkLook:
    """A distinct address that did not answer well, and where it stands.

    ``pages`` counts the pages that carry it, ``sample`` names some of them (at most 5),
    ``text`` is the link's text on the first, ``place`` where it stands there. ``resource`` is
    "page", "attachment", "image", "script", "style" or "other". ``second`` is the look with a
    browser-like agent where one was taken. ``first_bad`` and ``last_good`` are the crawl's memory
    of it (aware), ``None`` where it has none.
    """

    look: Look
    pages: int
    sample: tuple[str, ...]
    text: str = ""
    internal: bool = True
    resource: str = "page"
    place: LinkPlace | None = None
    second: Look | None = None
    first_bad: datetime | None = None
    last_good: datetime | None = None


@dataclass(frozen=True)
class EmptyLink:
    """A link that leads nowhere by how it is written (空链). ``pages`` counts the pages that carry it."""

    raw: str
    place: LinkPlace
    pages: int = 1


@dataclass(frozen=True)
class Trapped:
    """Addresses of one shape without end (calendars, session ids), left alone after ``read`` of ``known``.

    Ours, not the site's: nothing is wrong with it, only our walk through it ended there.
    """

    shape: str
    read: int
    known: int


@dataclass(frozen=True)
class LinksChecked(Observation, kind="links-checked"):
    """The links of a site.

    ``complete``: every page within reach was read and every link asked, each within the crawl's
    cycle. ``pages`` and ``links`` count what is known by now, ``read`` the pages read this time.

    ``bad`` holds the addresses that are not OK, whatever the reason. Dead is only what is GONE; its
    causes: "http-404", "http-410", "no-name" (the host name does not exist while other names
    resolve), "soft-404" (says so with status 200, or leads home, as an invented neighbour does),
    "empty" and "blank" pages, and "attachment-empty", "attachment-html", "attachment-truncated",
    "attachment-wrong-kind" for files that are no such file. ``DEGRADED`` "hijacked" is a question for a person,
    "agent-dependent" an address that answers browsers only.

    ``asked`` holds the addresses asked for by name (open problems), each with its outcome, also
    when OK or when no page carries it any more.
    """

    look: Look
    pages: int = 0
    links: int = 0
    complete: bool = False
    bad: tuple[LinkLook, ...] = ()
    asked: dict[str, Outcome] = field(default_factory=dict)
    undecided: str | None = None
    read: int = 0
    empty: tuple[EmptyLink, ...] = ()
    trapped: tuple[Trapped, ...] = ()


@dataclass(frozen=True)
class ReportSeen:
    """One annual report found. ``year`` is the year reported on.

    ``listed`` is the date beside it in the list, ``printed`` the date its own page shows.
    """

    year: int
    title: str
    url: str
    listed: date | None = None
    printed: date | None = None
    printed_from: str | None = None
    look: Look | None = None


@dataclass(frozen=True)
class ReportsSeen(Observation, kind="reports-seen"):
    """A unit's annual reports in the places it should publish them.

    ``complete``: every place was read to its end, so a year not in ``reports`` is not there.
    ``unmatched`` are the years of reports whose unit could not be told. ``one_day``: all
    entries of the list carry the same date (a migration day).
    """

    look: Look
    places: tuple[str, ...] = ()
    complete: bool = False
    reports: tuple[ReportSeen, ...] = ()
    unmatched: tuple[int, ...] = ()
    one_day: bool = False
    undecided: str | None = None


@dataclass(frozen=True)
class FeedRead(Observation, kind="feed-read"):
    """An account's recent posts. ``pushes`` counts distinct times of publication."""

    look: Look
    name: str | None = None
    newest: date | None = None
    pushes: int = 0
    undecided: str | None = None
