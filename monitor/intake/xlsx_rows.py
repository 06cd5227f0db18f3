"""Spreadsheet to rows: a sheet a list, the fields' names in its first row."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from monitor.faults import listed, nearest
from monitor.intake.rows import Cell, Flaw, Number, Place, Row, Tables, Value
from monitor.intake.shape import LISTS, NOTES, SHEETS
from monitor.intake.workbook import sheets

_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
_EDGES = " \t\r\n\u3000\xa0\u200b\ufeff"
_YES_NO = {"是": True, "否": False, "true": True, "false": False}
_TITLES = {head: name for name, heads in SHEETS.items() for head in (name, *heads)}


def read_xlsx(file: str, raw: bytes, flaws: list[Flaw]) -> Tables:
    """The lists of the workbook ``raw``; what is wrong with its form goes to ``flaws``.

    Raises ``InventoryError`` where it is no workbook, or one too large to open.
    """
    tables: Tables = {}
    for number, sheet in enumerate(sheets(file, raw)):
        page = _Page(file, number, sheet, flaws)
        title = sheet.title.strip()
        name = _TITLES.get(title.casefold())
        if name is None and title not in NOTES and page.lines:
            page.flaw(1, 1, "sheet", f"unknown sheet {title!r}{nearest(title, _TITLES)}", listed(_TITLES))
        elif name in tables:
            page.flaw(1, 1, "sheet", f"is a second sheet of {name}", "one sheet a list")
        elif name:
            tables[name] = page.rows(name)
    return tables


class _Page:
    """One sheet while it is read. ``lines`` are its filled cells: row, column (from 1), value."""

    def __init__(self, file: str, number: int, sheet: Worksheet, flaws: list[Flaw]) -> None:
        self.file, self.number, self.sheet, self.flaws = file, number, sheet, flaws
        self.lines: dict[int, dict[int, Value]] = defaultdict(dict)
        # iter_rows() would make every cell up to the last one, a million rows for one stray border.
        for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001
            if cell.data_type in {"f", "e"}:
                self.flaw(row, column, "cell", f"found the formula or error {str(cell.value)[:40]!r}", "a plain value")
            elif (value := _value(cell.value)) is not None:
                self.lines[row][column] = value

    def place(self, row: int, column: int) -> Place:
        spot = f"{self.sheet.title}!{get_column_letter(column)}{row}"
        return Place((self.number, row, column), self.file, spot)

    def flaw(self, row: int, column: int, field: str, said: str, accepted: str) -> None:
        self.flaws.append(Flaw(self.place(row, column), field, said, accepted))

    def rows(self, name: str) -> list[Row] | None:
        """The entries; ``None`` where merged cells or the first row make it doubtful which value is whose."""
        before = len(self.flaws)
        for area in self.sheet.merged_cells.ranges:
            self.flaw(area.min_row, area.min_col, "cells", f"{area.coord} are merged", "one cell a value; split them")
        heads = self._heads(name) if self.lines else {}
        if len(self.flaws) > before:
            return None
        data = {row: line for row, line in self.lines.items() if row > 1}
        self._astray(heads, data)
        return [self._row(heads, row, line) for row, line in data.items()]

    def _row(self, heads: Mapping[int, str], row: int, line: Mapping[int, Value]) -> Row:
        cells = {name: Cell(self.place(row, column), line.get(column)) for column, name in heads.items()}
        return Row(self.place(row, 1), cells)

    def _astray(self, heads: Mapping[int, str], data: dict[int, dict[int, Value]]) -> None:
        """Values below no head, the first of each column: a sign that columns have been shifted."""
        first = {column: row for row, line in reversed(data.items()) for column in line if column not in heads}
        for column, row in first.items():
            self.flaw(row, column, "cell", "has a value below an empty head", "values below a field's name only")

    def _heads(self, name: str) -> dict[int, str]:
        """The field of each column. Every head must be known, and every needed field have one head."""
        known = {_bare(head): field.name for field in LISTS[name] for head in (field.name, *field.heads)}
        accepted = listed(f"{field.name} ({field.heads[0]})" for field in LISTS[name])
        written = {column: str(value) for column, value in self.lines.get(1, {}).items()}
        if not any(_bare(word) in known for word in written.values()):
            self.flaw(1, 1, "header", "the first row does not name the fields", accepted)
            return {}
        heads: dict[int, str] = {}
        for column, word in written.items():
            field = known.get(_bare(word))
            if field is None:
                self.flaw(1, column, word, f"unknown field{nearest(word, known)}", accepted)
            elif field in heads.values():
                self.flaw(1, column, word, f"names {field} a second time", "each field once")
            else:
                heads[column] = field
        for missing in LISTS[name]:
            if missing.needed and missing.name not in heads.values():
                self.flaw(1, 1, missing.name, "no column has this field", f"a column {missing.heads[0]}")
        return heads


def _bare(head: str) -> str:
    """A head without what people add to it: blanks, full-width signs, the star of a needed field."""
    return "".join(unicodedata.normalize("NFKC", head).casefold().split()).rstrip("*")


def _value(value: object) -> Value:
    if isinstance(value, str):
        word = value.strip(_EDGES)
        return _YES_NO.get(word.lower(), word or None)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else str(value)
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and float(value).is_integer():
        return Number(str(int(value)), exact=abs(value) < _EXACT)
    return Number(str(value)) if isinstance(value, float) else str(value)
