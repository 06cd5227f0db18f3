"""From a cell's value to the value of a field, one function a type of field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from monitor.faults import nearest
from monitor.intake.rows import Number, Value, shown
from monitor.model.subject import MonthDay

E = TypeVar("E", bound=StrEnum)
Take = Callable[[Value], object]

# Ids name folders and stand in commands.
_IDENT = re.compile(r"\w[\w.\-]{0,99}")
_CODE = re.compile(r"(?:[0-9]{10}|bm[0-9]{8})")
_HOST = re.compile(r"(?:[\w\-]+(?:\.[\w\-]+)*\.?|[0-9a-f:.]+)", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>|;,]+@[^\s@<>|;,]+\.[^\s@<>|;,]+")


class Unfit(ValueError):
    """A value is none of the field's. Raised from every take."""

    def __init__(self, said: str, accepted: str) -> None:
        super().__init__(said)
        self.said = said
        self.accepted = accepted


def text(value: Value, accepted: str = "one line of text") -> str:
    """One line of words. The zero-width joiner is let through: account names carry emoji."""
    if not isinstance(value, str):
        raise Unfit(f"found {shown(value)}", accepted)
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Cs"} for sign in value.replace("\u200d", "")):
        raise Unfit(f"found {shown(value)} with an invisible sign or a line break", accepted)
    return value


def key(value: Value, accepted: str = "one line of text or digits") -> str:
    """An opaque key of a platform, which may look like a number."""
    if isinstance(value, Number):
        if not value.exact:
            raise Unfit(f"found {shown(value)}, whose last digits are lost", "the same digits in a cell of format text")
        return value.text
    return text(value, accepted)


def part(value: Value) -> str:
    """A part of a contact, which a spreadsheet writes into one cell with its other parts."""
    word = key(value)
    if re.search(r"[|｜;；<>]", word):
        raise Unfit(f"found {shown(value)}", "text without | ; < >")
    return word


def ident(value: Value) -> str:
    """An id or a reference to one."""
    accepted = "letters, digits, '-', '_' and '.', without blanks"
    word = key(value, accepted)
    if not _IDENT.fullmatch(word):
        raise Unfit(f"found {shown(value)}", accepted)
    return word


def url(value: Value) -> str:
    """An address of the web."""
    word = value if isinstance(value, str) else ""
    try:
        parts = urlsplit(word)
        fit = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        fit = False
    if not fit or "@" in parts.netloc or not word.isprintable() or re.search(r"\s", word):
        raise Unfit(f"found {shown(value)}", "an address that begins with http:// or https://, without blanks")
    return word


def code(value: Value) -> str:
    """网站标识码. No area code begins with 0, so a number of fewer digits is a slip, not a lost zero."""
    accepted = "ten digits, or bm and eight digits"
    word = key(value, accepted)
    if not _CODE.fullmatch(word):
        raise Unfit(f"found {shown(value)}", accepted)
    return word


def email(value: Value) -> str:
    """A mail address."""
    if not isinstance(value, str) or not _EMAIL.fullmatch(value):
        raise Unfit(f"found {shown(value)}", "a mail address such as name@example.cn")
    return value


def flag(value: Value) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise Unfit(f"found {shown(value)}", "true or false (in a spreadsheet also 是 or 否)")
    return value


def day(value: Value) -> date:
    """A civil date."""
    if isinstance(value, date):
        return value
    accepted = "a date such as 2026-12-31"
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise Unfit(f"found {shown(value)}, which the calendar does not have", accepted) from error
    raise Unfit(f"found {shown(value)}", accepted)


def month_day(value: Value) -> MonthDay:
    """A day of every year. Spreadsheets turn 01-31 into a date of this year, which is taken as meant."""
    if isinstance(value, date):
        return MonthDay(value.month, value.day)
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", value) if isinstance(value, str) else None
    try:
        leap = date(2000, int(match[1]), int(match[2])) if match else None
    except ValueError:
        leap = None
    if leap is None:
        raise Unfit(f"found {shown(value)}", 'month and day in quotes, such as "01-31"')
    return MonthDay(leap.month, leap.day)


def whole(least: int, most: int) -> Take:
    """A whole number from ``least`` to ``most``."""

    def take(value: Value) -> int:
        word = value.text if isinstance(value, Number) else value
        if isinstance(word, str) and re.fullmatch(r"[0-9]{1,9}", word) and least <= int(word) <= most:
            return int(word)
        raise Unfit(f"found {shown(value)}", f"a whole number from {least} to {most}")

    return take


def one_of(kinds: type[E], words: Mapping[E, tuple[str, ...]]) -> Take:
    """A member of a closed set, by its value or by one of its Chinese ``words``."""
    known = {member.value: member for member in kinds}
    known |= {word: member for member, said in words.items() for word in said}
    accepted = ", ".join(f"{member.value} ({words[member][0]})" for member in kinds)

    def take(value: Value) -> E:
        if isinstance(value, str) and value in known:
            return known[value]
        hint = nearest(value, known) if isinstance(value, str) else ""
        raise Unfit(f"found {shown(value)}{hint}", accepted)

    return take
