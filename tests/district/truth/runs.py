"""From a yes or no per day to rows from a first to a last day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tests.district.days import Month, Span

BACK = 320  # days before the month that are looked at: no seeded fault is older
LOOKS = 3  # daily looks that make a suspicion a problem


def looked_at(month: Month) -> list[date]:
    """The days that runs are made of."""
    return [month.day(offset) for offset in range(-BACK, month.last.day)]


def runs(month: Month, wrong: Callable[[date], bool]) -> Iterator[tuple[date, date | None]]:
    """The stretches of wrong days that touch the month; the last day is ``None`` past the month."""
    begun: date | None = None
    for day in looked_at(month):
        if wrong(day):
            begun = begun or day
        elif begun is not None:
            if day > month.first:
                yield begun, day - timedelta(days=1)
            begun = None
    if begun is not None:
        yield begun, None


def must(month: Month, since: date, until: date | None, blind: Span | None = None) -> str:
    """Whether daily looks within the month are enough to confirm; none counts on ``blind`` days."""
    seen = [day for day in month.days if since <= day and (until is None or day <= until)]
    return "confirmed" if len([day for day in seen if not (blind and day in blind)]) >= LOOKS else "never"
