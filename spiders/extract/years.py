"""The year of dates printed without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

Printed = tuple[int, int]  # month, day


def infer(
    printed: Sequence[date | Printed | None], hints: Sequence[date | None], today: date
) -> tuple[list[date | None], bool]:
    """Dates in list order, and whether the years are sure.

    A list runs from new to old: the first entry is the latest such day not after ``today``,
    each next one not later than the one before. ``hints`` (the entries' address dates) settle a
    year where month and day are the same. A list that jumps back by months within its first
    entries may have them pinned: then the years are not sure.
    """
    known: list[date | None] = []
    ceiling = today
    for entry, hint in zip(printed, hints, strict=True):
        day = _dated(entry, hint, ceiling)
        if isinstance(entry, tuple) and day is not None:
            ceiling = day
        known.append(day)
    return known, not _pinned(printed, known, today)


def _dated(entry: date | Printed | None, hint: date | None, ceiling: date) -> date | None:
    if entry is None or isinstance(entry, date):
        return entry
    if hint is not None and (hint.month, hint.day) == entry:
        return hint
    return _latest(entry, ceiling)


def _latest(printed: Printed, ceiling: date) -> date | None:
    for year in range(ceiling.year, ceiling.year - 9, -1):
        try:
            day = date(year, *printed)
        except ValueError:  # 29 February
            continue
        if day <= ceiling:
            return day
    return None


def _pinned(printed: Sequence[date | Printed | None], known: Sequence[date | None], today: date) -> bool:
    """Whether the entries after a jump would be newer than those before, taken by themselves."""
    bare = [(e, k) for e, k in zip(printed, known, strict=True) if isinstance(e, tuple) and k is not None]
    for (_, before), (entry, after) in pairwise(bare[:4]):
        alone = _latest(entry, today)
        if before - after > timedelta(days=92) and alone is not None and alone > before:
            return True
    return False
