"""Civil days of the simulated calendar, counted from the first day of one month."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
OPENING = time(9)  # the offices have published the day's items by then


def day_of(instant: datetime) -> date:
    """The day whose pages stand at ``instant``: before the opening hour still the day before's."""
    local = instant.astimezone(ZONE) if instant.tzinfo else instant.replace(tzinfo=ZONE)
    return local.date() if local.time() >= OPENING else local.date() - timedelta(days=1)


def opening_of(day: date) -> datetime:
    """The instant at which the pages of ``day`` appear, in UTC."""
    return datetime.combine(day, OPENING, ZONE).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later (earlier when negative); the 31st falls on a short month's last day."""
    year, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


@dataclass(frozen=True)
class Month:
    """The month lived through. Offsets count from its first day: 0 is the first, -1 the day before."""

    first: date

    @classmethod
    def named(cls, text: str) -> Month:
        """The month that "2026-03" names; a ValueError otherwise."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if match is None or not 2020 <= int(match[1]) <= 2030 or not 1 <= int(match[2]) <= 12:
            raise ValueError(f"{text!r} is no month; write it as 2026-03, from 2020-01 to 2030-12")
        return cls(date(int(match[1]), int(match[2]), 1))

    @property
    def last(self) -> date:
        """The last day."""
        return months_after(self.first, 1) - timedelta(days=1)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day, in order."""
        return tuple(self.day(offset) for offset in range(self.last.day))

    def day(self, offset: int) -> date:
        """The day ``offset`` days after the first."""
        return self.first + timedelta(days=offset)

    def ago(self, months: int, offset: int) -> date:
        """``months`` calendar months before day ``offset``, which must stand before the 28th.

        On later days of a month "six months earlier" has two readings; the seeded dates avoid them.
        """
        day = self.day(offset)
        if day.day > 27:
            raise ValueError("count months from a day before the 28th")
        return months_after(day, -months)

    def span(self, since: int | None, until: int | None) -> Span:
        """The days from offset ``since`` to offset ``until``, both inclusive; ``None`` is unbounded."""
        return Span(None if since is None else self.day(since), None if until is None else self.day(until))


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last``, both inclusive; ``None`` is unbounded."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meet(self, other: Span) -> Span | None:
        """The days of both, or ``None``."""
        firsts = [one for one in (self.first, other.first) if one is not None]
        lasts = [one for one in (self.last, other.last) if one is not None]
        met = Span(max(firsts, default=None), min(lasts, default=None))
        return None if met.first and met.last and met.first > met.last else met

    def turn(self, day: date) -> date | None:
        """The latest day up to ``day`` on which something began or had ended by this span."""
        turns = [self.first, self.last and self.last + timedelta(days=1)]
        return max((one for one in turns if one is not None and one <= day), default=None)
