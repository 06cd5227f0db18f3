"""Annual reports: missing until they appear, late for ever after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.district.plan import Duty
from tests.district.seeds import District
from tests.district.seeds.reports import first_year
from tests.district.truth.row import Truth
from tests.district.truth.runs import must

MISSING, LATE = "annual-report-missing", "annual-report-late"
DAY = timedelta(days=1)


def report_rows(district: District) -> Iterator[Truth]:
    """The rows of all duties."""
    for duty in district.duties:
        for year in range(first_year(district.month), district.month.first.year):
            yield from _year(district, duty, year)


def _year(district: District, duty: Duty, year: int) -> Iterator[Truth]:
    month, published, due = district.month, duty.published(year), duty.due(year)
    if duty.trap:
        for rule in (MISSING, LATE):
            yield Truth(rule, "unit", duty.unit, month.first, None, "never", duty.trap, "trap", year=year)
        return
    if published is not None and published <= due:
        return
    since, until = due + DAY, published and published - DAY
    if since <= month.last and (until is None or until >= month.first):
        until = None if until is None or until >= month.last else until
        note = f"due {due}; look-alikes stand in the column"
        yield Truth(MISSING, "unit", duty.unit, since, until, must(month, since, until), note, year=year)
    if published is not None and published <= month.last:
        yield Truth(LATE, "unit", duty.unit, published, None, "confirmed", _said(published, due), year=year)


def _said(published: date, due: date) -> str:
    return f"published {published}, due {due}"
