"""Short words for the seeds: a beat, and a beat that falls silent."""

from __future__ import annotations

from datetime import date

from tests.district.activity import Activity, Silence
from tests.district.days import Month


def beat(every: int, phase: int = 0) -> Activity:
    """An item every ``every`` days, for ever."""
    return Activity(every, phase)


def silent(month: Month, every: int, *spells: tuple[int | date | None, int | None]) -> Activity:
    """A beat with silences, each from its last item to the next, as offsets or days of ``month``."""
    return Activity(every, 0, tuple(Silence(_day(month, last), _day(month, again)) for last, again in spells))


def _day(month: Month, point: int | date | None) -> date | None:
    return month.day(point) if isinstance(point, int) else point
