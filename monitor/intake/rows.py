"""The one form that YAML and spreadsheets are brought into: rows of cells that know their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monitor.faults import Fault, FaultyFile


class InventoryError(FaultyFile):
    """An inventory file is wrong and nothing of it was taken. Raised from ``read``."""


@dataclass(frozen=True, order=True)
class Place:
    """A line or a cell of a file. ``order`` sorts places as a reader meets them."""

    order: tuple[int, int, int]
    file: str
    spot: str

    def __str__(self) -> str:
        return f"{self.file}:{self.spot}" if self.spot else self.file


@dataclass(frozen=True)
class Number:
    """A number as it was written. Not ``exact``: the file lost digits (a spreadsheet keeps fifteen)."""

    text: str
    exact: bool = True


@dataclass(frozen=True)
class Cell:
    """A value and its place."""

    place: Place
    value: Value


@dataclass(frozen=True)
class Row:
    """One entry of a list. Nested fields have dotted names, such as "source.kind"."""

    place: Place
    fields: Mapping[str, Cell]


Value = str | Number | bool | date | None | tuple[Row | Cell, ...]

# A list that could not be read at all is ``None``: references into it are not judged.
Tables = dict[str, list[Row] | None]


@dataclass(frozen=True)
class Flaw:
    """A fault whose place is still sortable."""

    place: Place
    field: str
    said: str
    accepted: str


def refused(flaws: list[Flaw]) -> InventoryError:
    """The error with all ``flaws``, in the order of the file."""
    ordered = sorted(flaws, key=lambda flaw: flaw.place.order)
    return InventoryError([Fault(str(flaw.place), flaw.field, flaw.said, flaw.accepted) for flaw in ordered])


def unusable(file: str, said: str, accepted: str) -> InventoryError:
    """The error of a file of which nothing can be read."""
    return refused([Flaw(Place((0, 0, 0), file, ""), "file", said, accepted)])


def shown(value: Value) -> str:
    """The value as a message quotes it."""
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:60] + "…")
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Number):
        return f"the number {value.text}"
    return "nothing" if value is None else f"the date {value.isoformat()}"
