"""Tables as a workbook: headings, frozen and filtered, A4 landscape; whatever comes from a page is plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

Cell: TypeAlias = str | int | date | None
# The heading, its width in characters, and what a row shows below it; ``None`` stays empty.
Column: TypeAlias = tuple[str, int, Callable[[Any], Cell]]

CELL_LIMIT: Final = 32_000  # a cell holds 32,767 characters
HEAD: Final = {
    "bold": True,
    "bg_color": "#F3F0EE",
    "border": 1,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
}


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name, its columns, and the rows they read."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[object]


def book(title: str, created: datetime, sheets: Iterable[Sheet]) -> bytes:
    """The sheets as the bytes of an ``.xlsx`` file, set up for filtering and for printing."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as made:
        # The program reads the clock unless it is told a date; naive is what the format wants.
        made.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        head = made.add_format(HEAD)
        text = made.add_format({"border": 1, "valign": "top", "text_wrap": True})
        dated = made.add_format({"border": 1, "valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        for one in sheets:
            sheet = made.add_worksheet(one.name)
            _print_setup(sheet, title, len(one.columns), len(one.rows))
            for place, (heading, width, _) in enumerate(one.columns):
                sheet.set_column(place, place, width)
                sheet.write_string(0, place, heading, head)
            for line, row in enumerate(one.rows, 1):
                for place, (_, _, of) in enumerate(one.columns):
                    _write(sheet, line, place, of(row), text, dated)
    return out.getvalue()


def _print_setup(sheet: xlsxwriter.worksheet.Worksheet, title: str, columns: int, rows: int) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header("&C" + title.replace("&", "&&")[:200])
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, line: int, place: int, cell: Cell, text: object, dated: object
) -> None:
    if cell is None:
        sheet.write_blank(line, place, None, text)
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), dated)  # noqa: DTZ001  # a civil day
    elif isinstance(cell, int):
        sheet.write_number(line, place, cell, text)
    else:
        sheet.write_string(line, place, cell[:CELL_LIMIT], text)
