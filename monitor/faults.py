"""What is wrong in a file that somebody wrote: where, in which field, what was found, what would be accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

# A spreadsheet with shifted columns is wrong in every row: the first faults tell it as well as ten thousand.
SHOWN = 200


@dataclass(frozen=True)
class Fault:
    """One thing to correct. ``place`` is "file:line" or "file:sheet!cell"."""

    place: str
    field: str
    said: str
    accepted: str

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.said}; accepted: {self.accepted}"


class FaultyFile(ValueError):
    """A file that is not taken at all. ``faults`` are all that were found; the text has one a line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        more = len(faults) - SHOWN
        lines = [str(fault) for fault in faults[:SHOWN]] + ([f"… and {more} more"] if more > 0 else [])
        super().__init__("\n".join(lines))


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word closest to ``word``, or nothing."""
    close = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return f", did you mean {close[0]!r}" if close else ""


def listed(words: Iterable[str], most: int = 20) -> str:
    """The words as one text, cut after ``most``."""
    every = list(words)
    return ", ".join(every[:most]) + (f", … ({len(every)} in all)" if len(every) > most else "")


def not_utf8(raw: bytes, error: UnicodeDecodeError) -> tuple[int, str]:
    """The line of the first byte that is no UTF-8, and what the file seems to be instead."""
    line = raw.count(b"\n", 0, error.start) + 1
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return line, "found bytes that are not UTF-8"
    return line, "found bytes that are not UTF-8 (the file looks like GBK)"
