"""Sites: the home page, and the three totals over a site's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tests.district.days import Month
from tests.district.plan import Column, Site
from tests.district.seeds import District
from tests.district.truth.columns import Condition, history, newest
from tests.district.truth.row import Truth
from tests.district.truth.runs import looked_at, must, runs

HOME_DAYS = 14
LIMITS = {"site-columns-stale": 5, "site-columns-overdue": 10, "site-columns-blank": 5}
NEAR = 2  # a total this close under its limit is told as a trap


def site_rows(district: District) -> Iterator[Truth]:
    """The rows of all sites."""
    for site in district.sites:
        yield from _home(district, site)
        past = [(column, history(district, column)) for column in site.columns]
        for rule, limit in LIMITS.items():
            counts = {
                day: sum(COUNTS[rule](column, days[day]) for column, days in past) for day in looked_at(district.month)
            }
            yield from _total(district.month, site, rule, limit, counts)


def _home(district: District, site: Site) -> Iterator[Truth]:
    month = district.month
    columns = [district.column(id_)[1] for id_ in site.home]
    if not columns:
        note = "a home page of navigation only, without any date, over columns that are fresh"
        yield Truth("home-stale", "site", site.id, month.first, None, "never", note, "trap")
        return

    def stale(day: date) -> bool:
        latest = max(filter(None, (newest(district, column, day) for column in columns)))
        return day > latest + timedelta(days=HOME_DAYS)

    for since, until in runs(month, stale):
        note = "the header prints the day's own date" if site.clock else "every block is old"
        yield Truth("home-stale", "site", site.id, since, until, must(month, since, until), note)


def _total(month: Month, site: Site, rule: str, limit: int, counts: dict[date, int]) -> Iterator[Truth]:
    most = max(counts[day] for day in month.days)
    for since, until in runs(month, lambda day: counts[day] >= limit):
        yield Truth(rule, "site", site.id, since, until, must(month, since, until), f"{most} columns at most")
    if limit - NEAR <= most < limit:
        note = f"{most} columns, {limit} would be too many"
        yield Truth(rule, "site", site.id, month.first, None, "never", note, "trap")


def _counts_as_stale(column: Column, found: Condition) -> bool:
    counted = column.kind == "news" or (column.kind in ("notice", "policy") and column.top)
    return counted and found is Condition.STALE


COUNTS: dict[str, Callable[[Column, Condition], bool]] = {
    "site-columns-stale": _counts_as_stale,
    "site-columns-overdue": lambda column, found: found in (Condition.STALE, Condition.BLANK),
    "site-columns-blank": lambda column, found: found is Condition.BLANK,
}
