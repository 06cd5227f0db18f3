"""A date of a list, held against the page that its entry leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from urllib.parse import urlsplit

from monitor.model.observation import DateProof, Look, Outcome
from spiders.extract.article import read_article
from spiders.extract.facts import Row
from spiders.outcome import is_html
from spiders.run import SHANGHAI
from spiders.visit import Visit
from spiders.visitor import Visitor

SHOWN = ("meta", "label")  # what the page itself says; an address tells when the row entered the CMS


class Listed(Protocol):
    """What was read of a page that lists entries."""

    @property
    def newest(self) -> date | None: ...
    @property
    def rows(self) -> tuple[Row, ...]: ...


@dataclass(frozen=True)
class Dated:
    """A page that was opened for its date. ``printed`` comes from ``source``; ``said`` holds every source."""

    look: Look
    printed: date | None = None
    source: str | None = None
    said: dict[str, str] = field(default_factory=dict)


async def opened(spider: Visitor, url: str) -> Dated:
    """The day that the page at ``url`` prints as its publication, if it is a page and says so itself."""
    visit = await spider.visit(url, take="page")
    if visit.look.outcome is not Outcome.OK or not is_html(visit.content_type, visit.body):
        return Dated(visit.look)
    facts = read_article(visit.body, visit.url, today=spider.run.today, content_type=visit.content_type)
    if facts.undecided is not None or facts.source_of_date not in SHOWN:
        return Dated(visit.look, said=dict(facts.others))
    return Dated(visit.look, _day(facts.published), facts.source_of_date, dict(facts.others))


async def proven(spider: Visitor, listed: Visit, facts: Listed) -> DateProof | None:
    """What the page of the newest entry says of its date; ``None`` where it leads to no page of the site."""
    row = _newest(facts, urlsplit(listed.url).hostname)
    if row is None or row.date is None:
        return None
    page = await opened(spider, row.url)
    return DateProof(row.url, row.date, page.look, page.printed, page.said)


def _newest(facts: Listed, host: str | None) -> Row | None:
    rows = (row for row in facts.rows if row.date == facts.newest and row.url)
    return next((row for row in rows if urlsplit(row.url).hostname == host), None)


def _day(published: datetime | date | None) -> date | None:
    return published.astimezone(SHANGHAI).date() if isinstance(published, datetime) else published
