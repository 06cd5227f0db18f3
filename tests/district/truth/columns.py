"""Columns: stale, blank, and those that only look so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

from tests.district.days import Month, months_after
from tests.district.plan import Column, Site, View
from tests.district.seeds import District
from tests.district.truth.row import Truth
from tests.district.truth.runs import looked_at, must, runs

DAYS = {"news": 14}
MONTHS = {"notice": 6, "policy": 6, "personnel": 12, "plan": 12}
OPENED = -200  # offset of the day since when the columns without items exist


class Condition(Enum):
    """What is true of a column, and whether it can be seen."""

    FRESH = "fresh"
    STALE = "stale"
    BLANK = "blank"
    UNSEEN = "unseen"
    EXEMPT = "exempt"


def newest(district: District, column: Column, day: date) -> date | None:
    """The day of the latest item."""
    source = district.column(column.mirror)[1] if column.mirror else column
    return source.activity.newest(day) if source.activity else None


def condition(district: District, column: Column, day: date) -> Condition:
    """The column's condition on ``day``."""
    if column.view not in (View.LIST, View.STUB, View.MOVED) or not column.dated:
        return Condition.EXEMPT if _never_stale(column) else Condition.UNSEEN
    if column.view is View.MOVED and column.moved and day in column.moved:
        return Condition.UNSEEN
    latest = newest(district, column, day)
    if latest is None:
        return Condition.BLANK if day >= district.month.day(OPENED) else Condition.EXEMPT
    if _never_stale(column) or (column.quiet and day <= column.quiet.until):
        return Condition.EXEMPT
    return Condition.STALE if day > _allowed(column, latest) else Condition.FRESH


def history(district: District, column: Column) -> dict[date, Condition]:
    """The column's condition on every day that is looked at."""
    return {day: condition(district, column, day) for day in looked_at(district.month)}


def column_rows(district: District) -> Iterator[Truth]:
    """The rows of all columns."""
    for site in district.sites:
        for column in site.columns:
            past = history(district, column)
            yield from _faults(district, site, column, past, "column-stale", Condition.STALE)
            yield from _faults(district, site, column, past, "column-blank", Condition.BLANK)
            if column.trap:
                yield from _traps(district.month, column, column.trap, past)


def _faults(
    district: District, site: Site, column: Column, past: dict[date, Condition], rule: str, wrong: Condition
) -> Iterator[Truth]:
    month = district.month
    for since, until in runs(month, lambda day: past[day] is wrong):
        note = f"{column.kind}: {newest(district, column, since) or 'no item since it was opened'}"
        verdict = must(month, since, until, site.down or site.cut)
        yield Truth(rule, "column", column.id, since, until, verdict, note)


def _traps(month: Month, column: Column, trap: str, past: dict[date, Condition]) -> Iterator[Truth]:
    since, until, verdict = month.first, None, "never"
    unseen = [day for day in month.days if past[day] is Condition.UNSEEN]
    if unseen:
        since, until, verdict = unseen[0], unseen[-1] if unseen[-1] < month.last else None, "inconclusive"
    yield Truth("column-stale", "column", column.id, since, until, verdict, trap, "trap")
    yield Truth("column-blank", "column", column.id, month.first, None, "never", trap, "trap")


def _never_stale(column: Column) -> bool:
    return column.kind not in DAYS and column.kind not in MONTHS and column.max_age is None


def _allowed(column: Column, latest: date) -> date:
    """The last day on which an item of ``latest`` is recent enough."""
    limits = [latest + timedelta(days=days) for days in (DAYS.get(column.kind), column.max_age) if days is not None]
    if column.kind in MONTHS:
        limits.append(months_after(latest, MONTHS[column.kind]))
    return min(limits)
