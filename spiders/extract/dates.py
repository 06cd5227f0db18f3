"""Civil dates in Chinese text. Whatever may be something else is not a date here.

Texts are joined with ``SEAM`` where one piece of a page ends and the next begins; a date may
span a seam ("03" beside "2026-11"), a number within a sentence never becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

SEAM = "\x1f"
FIRST_YEAR = 1949

_S = r"[\s\x1f]{0,2}"
_YEAR = rf"(?P<y>[12]{_S}\d{_S}\d{_S}\d)"
_CLOCK = rf"(?:[\sT\x1f]{{0,3}}(?P<H>[01]?\d|2[0-3]){_S}[:时点]{_S}(?P<M>[0-5]?\d)(?!\d)(?:[:分]{_S}(?P<S>[0-5]?\d))?)?"
_FULL = (
    re.compile(
        rf"(?<!\d)(?<!\d-){_YEAR}{_S}(?P<p>[-/.]){_S}(?P<m>\d{{1,2}}){_S}(?P=p){_S}(?P<d>\d{{1,2}})(?!\d){_CLOCK}"
    ),
    re.compile(
        rf"(?<!\d){_YEAR}{_S}年{_S}(?P<m>\d{{1,2}}){_S}月{_S}(?P<d>\d{{1,2}}){_S}(?:[日号]|(?=[\s\x1f\])】）,，]|$)){_CLOCK}"
    ),
)
_HAN_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "Ｏ": "0", "O": "0"}
_HAN = re.compile(
    r"([一二][〇○ＯO零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_MONTHS = {n: i for i, n in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_Y, _M, _D = r"-{0,2}(?P<y>(?:19|20)\d\d)年?-{0,2}", r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
_E = r"[\s\x1f]{1,3}"
_BADGES = tuple(
    re.compile(rf"(?<=\x1f)[\[(]?{shape}[\])]?(?=\x1f)", re.IGNORECASE)
    for shape in (
        rf"{_D}日?{_E}(?P<y>(?:19|20)\d\d)[-./年]{_M}月?",
        rf"(?P<y>(?:19|20)\d\d)[-./年]{_M}月?{_E}{_D}日?",
        rf"{_Y}{_E}{_M}[-./月]{_D}日?",
        rf"{_M}[-./月]{_D}日?{_E}{_Y}",
        rf"{_D}日?{_E}{_M}月{_E}{_Y}",
        rf"{_D}{_E}(?P<mon>[a-z]{{3}})[a-z]{{0,6}}\.?,?[\s\x1f]{{0,2}}{_Y}",
    )
)
_MONTH_DAY = re.compile(rf"(?<=\x1f)[\[(【]?{_M}(?:[-/.]|月){_D}日?[\])】]?(?=\x1f)")
_DAY_MONTH = re.compile(rf"(?<=\x1f){_D}日?{_E}{_M}月(?=\x1f)")
_SHORT = re.compile(rf"(?<=\x1f)[\[(【]?(?P<y>\d\d)[-/.]{_M}[-/.]{_D}[\])】]?(?=\x1f)")

_SAME = dict(
    zip(
        "０１２３４５６７８９－—–―‐−．／：∶︰［］（）\xa0\u3000\u2002\u2003\u2009\u200b\u200c\u200d\ufeff",
        "0123456789------./:::[]()" + "  \x20\x20\x20" + SEAM * 4,
        strict=True,
    )
)

_OTHER_FORM = re.compile("[" + "".join(map(re.escape, _SAME)) + "]")


class Found(NamedTuple):
    """A date at ``start`` to ``end`` of a text; without ``year`` only month and day are printed."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    clock: time | None = None

    @property
    def date(self) -> date | None:
        """The civil date, if the year is printed."""
        return None if self.year is None else date(self.year, self.month, self.day)


def plain(text: str) -> str:
    """The text with full-width digits, dashes, brackets and colons as ASCII; the length is kept."""
    if not _OTHER_FORM.search(text):
        return text
    # Of all that would be changed a text holds few; ``translate`` would look every character up.
    for other, same in _SAME.items():
        if other in text:
            text = text.replace(other, same)
    return text


def _start(found: Found) -> int:
    return found.start


def full_dates(text: str) -> list[Found]:
    """Every complete date of a ``plain`` text, in order: ISO-like, 年月日, Chinese numerals."""
    found = [f for m in _FULL[0].finditer(text) if (f := _found(m))]
    if "年" in text:
        found += [f for m in _FULL[1].finditer(text) if (f := _found(m))]
        found += [f for m in _HAN.finditer(text) if (f := _han(m))]
        found.sort(key=_start)
    return found


def badges(text: str) -> list[Found]:
    """Complete dates whose day, month and year stand in neighbouring pieces of a seamed text."""
    found = [f for pattern in _BADGES for m in pattern.finditer(text) if (f := _found(m))]
    found += [f for m in _SHORT.finditer(text) if (f := _found(m))]
    return found


def month_days(text: str) -> list[Found]:
    """Pieces of a seamed text that are a month and a day and nothing else."""
    return [f for pattern in (_MONTH_DAY, _DAY_MONTH) for m in pattern.finditer(text) if (f := _found(m))]


def first_date(text: str) -> Found | None:
    """The first complete date of any text."""
    return next(iter(full_dates(plain(text[:2000]))), None)


def is_date(year: int, month: int, day: int) -> bool:
    """Whether a publication could carry it: on the calendar, not before 1949, not the epoch."""
    if year < FIRST_YEAR or (year, month, day) == (1970, 1, 1):
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _found(match: re.Match[str]) -> Found | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS.get((parts.get("mon") or "").lower(), 0)
    day, year = int(parts["d"]), _year(parts.get("y"))
    if not is_date(year or 2000, month, day):
        return None
    return Found(match.start(), match.end(), year, month, day, _clock(parts))


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    year = int(re.sub(r"[\s\x1f]", "", digits))
    return year if year > 99 else 2000 + year


def _clock(parts: dict[str, str | None]) -> time | None:
    if not parts.get("H"):
        return None
    return time(int(parts["H"] or 0), int(parts["M"] or 0), int(parts.get("S") or 0))


def _han(match: re.Match[str]) -> Found | None:
    year = int("".join(_HAN_DIGITS[c] for c in match[1]))
    month, day = _han_number(match[2]), _han_number(match[3])
    if not is_date(year, month, day):
        return None
    return Found(match.start(), match.end(), year, month, day)


def _han_number(text: str) -> int:
    """一 to 三十一, also written 一一 for eleven."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(_HAN_DIGITS.get(tens, "1" if not tens else "99")) * 10 + int(
            _HAN_DIGITS.get(ones, "0" if not ones else "99")
        )
    return int("".join(_HAN_DIGITS[c] for c in text))


def civil(found: Iterable[Found]) -> list[date]:
    """The complete dates among ``found``."""
    return [day for f in found if (day := f.date) is not None]
