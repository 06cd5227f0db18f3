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


def headed(
    printed: Sequence[date | Printed | None],
    hints: Sequence[date | None],
    above: Sequence[int | None],
    today: date,
) -> tuple[list[date | None], bool]:
    """As ``infer``, where headings ``above`` the entries name their years.

    The years are sure where no such day is to come, no address names another year, and the list runs one way.
    """
    inferred, sure = infer(printed, hints, today)
    known: list[date | None] = []
    for entry, guess, year in zip(printed, inferred, above, strict=True):
        known.append(_on(year, entry) if year is not None and isinstance(entry, tuple) else guess)
    bare = [(e, k, h) for e, k, h in zip(printed, known, hints, strict=True) if isinstance(e, tuple)]
    days = [k for _, k, _ in bare if k is not None]
    denied = any(h is not None and (h.month, h.day) == e and h != k for e, k, h in bare)
    steps = list(pairwise(days))
    ordered = all(a >= b for a, b in steps) or all(a <= b for a, b in steps)
    if denied or not ordered or len(days) < len(bare) or max(days) > today:
        return inferred, False
    return known, sure or above[0] is not None


def _on(year: int, printed: Printed) -> date | None:
    try:
        return date(year, *printed)
    except ValueError:  # 29 February
        return None


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
