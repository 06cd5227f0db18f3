"""Rows to checked fields: each value of its field's type, nothing unknown, nothing needed missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from monitor.faults import listed, nearest
from monitor.intake.contacts import FORM, written
from monitor.intake.rows import Cell, Flaw, Place, Row, shown
from monitor.intake.shape import Field
from monitor.intake.takes import Unfit


@dataclass(frozen=True)
class Entry:
    """One entry of a list: the fields that were given and fit."""

    row: Row
    values: dict[str, Any]

    def place(self, name: str) -> Place:
        """Where the field stands, or the entry where it does not."""
        cell = self.row.fields.get(name)
        return cell.place if cell else self.row.place


def entry(row: Row, fields: Sequence[Field], flaws: list[Flaw], prefix: str = "") -> Entry:
    """The fields of ``row`` that fit; what does not goes to ``flaws``."""
    astray = _unknown(row, fields, flaws, prefix)
    values: dict[str, Any] = {}
    for field in fields:
        cell = row.fields.get(field.name)
        if cell is not None and cell.value not in (None, ""):
            try:
                values[field.name] = _items(cell, field, flaws) if field.items else field.take(cell.value)
            except Unfit as unfit:
                flaws.append(Flaw(cell.place, prefix + field.name, unfit.said, unfit.accepted))
        elif field.needed and field.name.partition(".")[0] not in astray:
            place = cell.place if cell else row.place
            flaws.append(Flaw(place, prefix + field.name, "is missing", _accepted(field)))
    return Entry(row, values)


def _accepted(field: Field) -> str:
    """What the field takes, in the words with which it refuses nothing."""
    try:
        field.take(None)
    except Unfit as unfit:
        return unfit.accepted
    return "a value"


def _items(cell: Cell, field: Field, flaws: list[Flaw]) -> tuple[dict[str, Any], ...]:
    if isinstance(cell.value, str):
        rows: list[Row] = written(cell)
    elif isinstance(cell.value, tuple):
        rows = [row for item in cell.value for row in ([item] if isinstance(item, Row) else written(item))]
    else:
        raise Unfit(f"found {shown(cell.value)}", FORM)
    return tuple(entry(row, field.items, flaws, f"{field.name}.").values for row in rows)


def _unknown(row: Row, fields: Sequence[Field], flaws: list[Flaw], prefix: str) -> set[str]:
    """Note the fields that are none; the names that have a value in the place of a mapping, or the reverse."""
    known = {field.name: field for field in fields}
    astray: set[str] = set()
    for name, cell in row.fields.items():
        parent = name.partition(".")[0]
        inner = [other.partition(".")[2] for other in known if other.startswith(f"{name}.")]
        if name in known or parent in astray or (inner and cell.value is None):
            continue
        if inner:
            flaws.append(Flaw(cell.place, prefix + name, f"found {shown(cell.value)}", f"a mapping of {listed(inner)}"))
            astray.add(name)
        elif parent in known:
            wanted = "a list of entries" if known[parent].items else "one value"
            flaws.append(Flaw(cell.place, prefix + parent, "found a mapping", wanted))
            astray.add(parent)
        else:
            flaws.append(Flaw(cell.place, prefix + name, f"unknown field{nearest(name, known)}", listed(known)))
    return astray
