"""Working days of the national calendar, with 调休 (days swapped for long holidays)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

# The years whose State Council notice is built into the library we use; a later year knows
# the statutory days only, so what is computed in it is provisional.
NOTICED_UNTIL = 2026


@cache
def _calendar(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=year)


def is_workday(day: date) -> bool:
    """Whether offices work on that day."""
    return _calendar(day.year).is_working_day(day)


def provisional(day: date) -> bool:
    """Whether the year's 调休 notice is not known yet."""
    return day.year > NOTICED_UNTIL


def workdays_after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
