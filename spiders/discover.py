"""``python -m spiders.discover URL``: the columns a site seems to have, one JSON object a line.

Stdin: the crawl order on the first line, then a line for each enrolled column of the site (a
``ColumnTarget``). Lines out: ``line`` is "column" (with ``enrolled``: the id under which it is
known), "missing" (enrolled, but nothing of the site led to it; ``lost``: nor is it at its address any more)
or, last, "done".
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from scrapy import Request
from scrapy.crawler import AsyncCrawlerRunner

from monitor.model import wire
from monitor.model.observation import ControlSeen, Look, Outcome
from monitor.model.subject import ColumnKind, SubjectKind
from monitor.model.target import ColumnTarget, ControlTarget, Target
from spiders import evidence
from spiders.crawl import drive
from spiders.extract.column import read_column
from spiders.extract.facts import ColumnFacts
from spiders.extract.kinds import kind_of
from spiders.extract.menu import key
from spiders.fetching import thrown_away
from spiders.following import Found, followed
from spiders.settings import settings_of
from spiders.survey import Candidate, Survey
from spiders.visit import Visit
from spiders.visitor import Visitor

MOST_PAGES = 200
PAGING = frozenset({"next-page", "newest-page"})  # what a column is, its first page tells


class DiscoverSpider(Visitor):
    """Reads one site, at most ``MOST_PAGES`` answers of it."""

    name = "discover"
    seen = ControlSeen
    evidence = evidence.NEVER

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._survey = survey
        self._left = MOST_PAGES
        self.spent = False

    async def start(self) -> AsyncIterator[Any]:
        """The survey; it yields nothing, for nothing is judged by it."""
        await self._survey.run(self)
        nothing: tuple[Any, ...] = ()
        for one in nothing:
            yield one

    def unlimited(self) -> None:
        """From now on an enrolled column is asked as every check asks it, however large the site."""
        self._left = sys.maxsize

    async def read(self, url: str) -> Found[ColumnFacts]:
        """A page read as a column, by way of stubs, frames and data."""
        visit = await self.visit(url, html=True, take="page")
        if visit.look.outcome is not Outcome.OK:
            return Found(ColumnFacts("error"), visit, visit.look.cause)
        return await followed(self, visit, self._facts, skip=PAGING)

    async def answer(self, request: Request, url: str, *, html: bool) -> Visit:
        """What an address brings, while more may be asked."""
        if self._left <= 0:
            self.spent = True
            return Visit(Look(url, Outcome.OURS, "budget"), url)
        self._left -= 1
        return await super().answer(request, url, html=html)

    def _facts(self, visit: Visit) -> ColumnFacts:
        return read_column(visit.body, visit.url, today=self.run.today, content_type=visit.content_type)


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: looked at; 2: wrong usage or a wrong order; 3: the home page could not be had, or stopped."""
    parser = argparse.ArgumentParser(prog="python -m spiders.discover", description=__doc__)
    parser.add_argument("url", metavar="URL", help="the site's home page")
    options = parser.parse_args(arguments)
    order, *lines = sys.stdin.read().splitlines() or [""]
    try:
        enrolled = [known for line in lines if isinstance(known := wire.target(line), ColumnTarget)]
        survey, spent = surveyed(options.url, order, [known.url for known in enrolled])
    except ValueError as error:
        parser.error(f"stdin: {error}")
    except InterruptedError:
        return 3
    if survey.home is None or survey.home.outcome is not Outcome.OK:
        print(f"{options.url}: {survey.home.cause if survey.home else 'internal'}", file=sys.stderr)
        return 3
    for line in told(survey, enrolled):
        print(json.dumps(line, ensure_ascii=False))
    print(json.dumps({"line": "done", "complete": not spent, "pages": MOST_PAGES}))
    return 0


def surveyed(url: str, order: str, enrolled: Sequence[str] = ()) -> tuple[Survey, bool]:
    """The survey of a site, and whether pages were left out. ``ValueError``: a wrong order; ``InterruptedError``."""
    survey = Survey(url, enrolled)
    crawled: list[Any] = []
    targets: list[Target] = [ControlTarget(SubjectKind.SITE, url, url)]
    with thrown_away(targets, order) as run:

        async def work(runner: AsyncCrawlerRunner) -> None:
            crawler = runner.create_crawler(DiscoverSpider)
            await runner.crawl(crawler, run=run, targets=targets, survey=survey)
            crawled.append(crawler.spider)

        if drive(settings_of(run.folder.order, run.folder.path / "crawl.log"), work):
            raise InterruptedError
    return survey, any(isinstance(one, DiscoverSpider) and one.spent for one in crawled)


def told(survey: Survey, enrolled: list[ColumnTarget]) -> Iterator[dict[str, Any]]:
    """The lines for what was found, then for what was not."""
    known = {key(one.url): one for one in enrolled}
    bodies: dict[str, str] = {}  # digest of a list → the name it was met under first
    for one in survey.candidates:
        at = key(one.proposal.url)
        if one.is_column and at not in survey.lost:
            name = one.proposal.name
            twin = bodies.setdefault(one.digest, name) if one.page == "list" else name
            yield _line(one) | {
                "same_as": None if twin == name else twin,
                "enrolled": known[at].subject if at in known else None,
            }
    met = survey.met - survey.lost
    for column in enrolled:
        if (at := key(column.url)) not in met:
            yield {
                "line": "missing",
                "enrolled": column.subject,
                "name": column.name,
                "url": column.url,
                "lost": at in survey.lost,
            }


def _line(one: Candidate) -> dict[str, Any]:
    guess = kind_of(one.proposal.name, one.meta.get("columntype", ""), one.proposal.url, page=one.page or "")
    fits = one.page == "list" or (one.page, guess.kind) == ("document", ColumnKind.STATIC)
    return {
        "line": "column",
        "name": one.proposal.name,
        "url": one.proposal.url,
        "kind": guess.kind,
        "reason": guess.reason,
        "sure": guess.sure and fits,
        "top_level": one.proposal.top,
        "page": one.page,
        "undecided": one.undecided,
    }


if __name__ == "__main__":
    sys.exit(main())
