"""Contacts written as one text, as a spreadsheet's cell holds them."""

from __future__ import annotations

import re

from monitor.intake.rows import Cell, Row, shown
from monitor.intake.takes import Unfit

FORM = "name|email|phone|role, or 姓名 <邮箱> 电话; several separated by ';'"
_NAMES = ("name", "email", "phone", "role")
_MAILED = re.compile(r"([^<>]+)<([^<>]+)>([^<>]*)")
_BARE = re.compile(r"[^\s@0-9]+")


def written(cell: Cell) -> list[Row]:
    """One row a contact, each field at the place of the cell. Raises ``Unfit``."""
    if not isinstance(cell.value, str):
        raise Unfit(f"found {shown(cell.value)}", FORM)
    people = [part.strip() for part in re.split(r"[;；\n]", cell.value)]
    return [Row(cell.place, _fields(cell, person)) for person in people if person]


def _fields(cell: Cell, person: str) -> dict[str, Cell]:
    parts = re.split(r"[|｜]", person)
    if len(parts) == 1 and (match := _MAILED.fullmatch(person)):
        parts = list(match.groups())
    elif len(parts) > len(_NAMES) or (len(parts) == 1 and not _BARE.fullmatch(person)):
        raise Unfit(f"found {shown(person)}", FORM)
    return {name: Cell(cell.place, part.strip() or None) for name, part in zip(_NAMES, parts, strict=False)}
