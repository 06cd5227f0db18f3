"""The look at annual reports: every place where a unit should publish them, read to its end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast

from monitor.model.observation import Look, Observation, Outcome, ReportSeen, ReportsSeen
from monitor.model.target import ReportsTarget, Target
from spiders import titles
from spiders.extract.column import read_column
from spiders.extract.facts import ColumnFacts, Row
from spiders.following import followed
from spiders.paging import further_pages
from spiders.proving import opened
from spiders.titles import Whose
from spiders.visit import Visit
from spiders.visitor import Visitor

PAGES = 10  # of one list: a century of annual reports
REPORTS = 40  # pages opened for one unit
ONE_DAY = 5  # rows from which a single date is a migration day, not a coincidence
NEWEST = frozenset({"newest-page"})  # not gone to: every page is read anyway
# Doubts about dates do not matter to whether a year is there.
DATE_DOUBTS = frozenset({"year-unclear", "dates-disagree", "future-dates", "oldest-first"})


@dataclass
class Places:
    """What the places of one unit hold. ``doubt``: the first reason why a year may stand elsewhere."""

    rows: list[Row] = field(default_factory=list)
    doubt: str | None = None

    def doubted(self, reason: str | None) -> None:
        """Remember the first reason."""
        self.doubt = self.doubt or reason


class ReportSpider(Visitor):
    """The annual reports of each unit."""

    name = "reports"
    seen = ReportsSeen

    async def observe(self, target: Target, visit: Visit) -> Observation:
        """All places read, and every report found opened for the date it shows."""
        goal = cast(ReportsTarget, target)
        places = Places()
        await self._read(visit, places)
        for place in goal.places:
            if place != goal.url:
                await self._read(await self.visit(place, html=True), places)
        ours, unmatched = _sorted(goal, places.rows)
        reports = [await self._opened(row, year) for row, year in ours[:REPORTS]]
        days = [row.date for row in places.rows if row.date]
        return self.observation(
            target,
            visit.look,
            places=goal.places or (goal.url,),
            complete=places.doubt is None,
            reports=tuple(reports),
            unmatched=unmatched,
            one_day=len(days) >= ONE_DAY and len(set(days)) == 1,
            undecided=places.doubt,
        )

    async def _read(self, visit: Visit, places: Places) -> None:
        if visit.look.outcome is not Outcome.OK:
            places.doubted(visit.look.cause)
            return
        found = await followed(self, visit, self._list, skip=NEWEST)
        _take(found.facts, found.undecided, places)
        first = found.visit
        rest = further_pages(first.body, first.url, found.facts.pages, first.content_type)
        if rest is None or len(rest) >= PAGES:
            places.doubted("paging")
        for url in (rest or [])[: PAGES - 1]:
            page = await self.visit(url)
            if page.look.outcome is not Outcome.OK:
                places.doubted(page.look.cause)
            else:
                facts = self._list(page)
                _take(facts, facts.undecided, places)

    def _list(self, visit: Visit) -> ColumnFacts:
        return read_column(visit.body, visit.url, today=self.run.today, content_type=visit.content_type)

    async def _opened(self, row: Row, year: int) -> ReportSeen:
        seen = ReportSeen(year, row.title, row.url, listed=row.date)
        if not row.url:
            return replace(seen, look=Look(row.url, Outcome.DEGRADED, "address"))
        page = await opened(self, row.url)
        return replace(seen, look=page.look, printed=page.printed, printed_from=page.source)


def _take(facts: ColumnFacts, undecided: str | None, places: Places) -> None:
    places.rows.extend(row for row in facts.rows if row not in places.rows)
    if undecided not in DATE_DOUBTS:
        places.doubted(undecided)


def _sorted(goal: ReportsTarget, rows: list[Row]) -> tuple[list[tuple[Row, int]], tuple[int, ...]]:
    """The unit's own reports with their years, and the years of those that may be its own."""
    ours, unmatched = [], []
    for row in rows:
        if not titles.is_report(row.title):
            continue
        year = titles.year_of(row.title)
        owner = titles.whose(row.title, goal.unit_name, goal.others)
        if owner is Whose.ANOTHERS:
            continue
        if year is None:  # a title without a year may be of any; the year before its listing is the likely one
            unmatched += [row.date.year - 1] if row.date else []
        elif owner is Whose.OURS or not goal.shared:
            ours.append((row, year))
        else:
            unmatched.append(year)
    return ours, tuple(dict.fromkeys(unmatched))
