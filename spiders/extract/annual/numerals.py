"""A cell's text as a number, or why it is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

UNSURE = "\u2047"  # put into a cell's text where a footnote mark, deleted or hidden text may join its number

_COUNT = re.compile(r"(0|[1-9]\d{0,8}|[1-9]\d{0,2}(?:,\d{3}){1,2})(?:\.0+)?(?:[件条个份宗次项])?")
_MONEY = re.compile(r"(0|[1-9]\d{0,11}|[1-9]\d{0,2}(?:,\d{3}){1,3})(\.\d{1,6})?(?:万元)?")
_DASH = re.compile(r"[-/\\\u2014\u2013\u2015\u2500_~]{1,4}|无|空")
_DIGITS_APART = re.compile(r"\d[\s,.]+\d")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


class Kind(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"
    UNCLEAR = "unclear"  # perhaps a number that was read wrongly
    WRONG = "wrong"  # something that is no count
    ABSENT = "absent"  # no such cell


@dataclass(frozen=True)
class Value:
    """A cell: ``number`` stands only where ``kind`` is NUMBER."""

    kind: Kind
    number: int | float | None = None
    text: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return self.kind in (Kind.BLANK, Kind.DASH)


ABSENT = Value(Kind.ABSENT)


def squeezed(text: str) -> str:
    """``text`` in half-width forms, white space collapsed, invisible characters gone."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def count(text: str) -> Value:
    """A number of things: a non-negative integer, or nothing that is one."""
    clean = squeezed(text)
    found = _COUNT.fullmatch(clean)
    if found:
        return Value(Kind.NUMBER, int(found[1].replace(",", "")), clean)
    return Value(_no_number(clean), None, clean)


def money(text: str) -> Value:
    """A sum in units of 10,000 yuan."""
    clean = squeezed(text)
    found = _MONEY.fullmatch(clean)
    if not found:
        return Value(_no_number(clean), None, clean)
    whole = found[1].replace(",", "")
    amount = float(whole + found[2]) if found[2] else int(whole)
    return Value(Kind.NUMBER, int(amount) if amount == int(amount) else amount, clean)


def _no_number(clean: str) -> Kind:
    if not clean:
        return Kind.BLANK
    if _DASH.fullmatch(clean.replace(" ", "")):
        return Kind.DASH
    if UNSURE in clean or "(cid:" in clean or _DIGITS_APART.search(clean) or re.fullmatch(r"0\d+", clean):
        return Kind.UNCLEAR
    return Kind.WRONG
