"""Civil periods: months as the bulletins name them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class NoPeriod(ValueError):
    """The text names no period. Raised from ``month``."""


@dataclass(frozen=True)
class Period:
    """From ``first`` to ``last``, both inclusive, in civil days."""

    name: str
    first: date
    last: date

    def start(self, zone: ZoneInfo) -> datetime:
        """The first instant of the period in ``zone``."""
        return datetime.combine(self.first, time(), zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The first instant after the period in ``zone``."""
        return datetime.combine(self.last + timedelta(days=1), time(), zone)


def month(text: str) -> Period:
    """The month that "2026-11" names."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if match is None or not 1 <= int(match[2]) <= 12 or not 2000 <= int(match[1]) <= 2999:
        raise NoPeriod(f"{text!r} is no month; write it as 2026-11")
    year, number = int(match[1]), int(match[2])
    return Period(text, date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months_before(day: date, months: int) -> date:
    """The same day ``months`` earlier by the calendar; the 31st falls on a short month's last day."""
    year, number = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later by the calendar."""
    return months_before(day, -months)
