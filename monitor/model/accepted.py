"""What a key of a file accepts: in words for the error message, and as a reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf
from typing import Any

from monitor.model.subject import MonthDay


@dataclass(frozen=True)
class Accepted:
    """``read`` gives the value, or ``None`` for anything that is not as ``words`` say."""

    words: str
    read: Callable[[object], Any]


def one_of(enum: type[StrEnum]) -> Accepted:
    """The members of ``enum``, by value."""
    known = {member.value: member for member in enum}
    words = ", ".join(f'"{value}"' for value in known)
    return Accepted(f"one of {words}", lambda value: known.get(value) if isinstance(value, str) else None)


def _month_day(value: object) -> MonthDay | None:
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        day = date(2000, int(match[1]), int(match[2]))  # a leap year: 29 February is a day
    except ValueError:
        return None
    return MonthDay(day.month, day.day)


def _points(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value < inf else None


# type() and not isinstance(): in Python true is an int, and an instant is a date.
TEXT = Accepted("a text that is not empty", lambda v: v if isinstance(v, str) and v.strip() else None)
FLAG = Accepted("true or false", lambda v: v if type(v) is bool else None)
# Counts end where a date plus so many months still is a date.
COUNT = Accepted("a whole number from 1 to 9999", lambda v: v if type(v) is int and 1 <= v <= 9999 else None)
POINTS = Accepted("a number, at least 0", _points)
DATE = Accepted("a date such as 2019-04-18, without quotes", lambda v: v if type(v) is date else None)
DAY = Accepted('a day of the year such as "01-31"', _month_day)
