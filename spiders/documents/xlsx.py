"""An .xlsx as blocks: each sheet a table, lines across it paragraphs."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from spiders.documents import package
from spiders.documents.refusals import Refused
from spiders.extract.annual import labels
from spiders.extract.annual.document import MOST_CELLS, Block, Cell, Document, Paragraph, Table
from spiders.extract.annual.numerals import UNSURE

_MOST_SHEETS = 20
_BROKEN = (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError)


def read_xlsx(body: bytes) -> Document:
    """The document of a workbook with the values that were stored with it. Raises ``Refused``."""
    for member in (held := package.opened(body)).namelist():
        if member.endswith(".xml"):
            package.tree(package.member(held, member) or b"")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that openpyxl leaves out
            book = load_workbook(BytesIO(body), data_only=True)
    except _BROKEN as error:
        raise Refused("unreadable", "xlsx") from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:_MOST_SHEETS]
    return Document("xlsx", tuple(block for sheet in sheets for block in _blocks(sheet)), images=True)


def _blocks(sheet: Worksheet) -> Iterator[Block]:
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise Refused("unreadable", "sheet size")
    cells: list[Cell] = []
    for line in _rows(sheet):
        filled = [cell for cell in line if cell.text.strip()]
        if len(filled) == 1 and _is_prose(filled[0]):
            if cells:
                yield Table(tuple(cells))
                cells = []
            yield Paragraph(filled[0].text)
        elif filled or cells:
            cells += line
    if cells:
        yield Table(tuple(cells))


def _is_prose(cell: Cell) -> bool:
    """Whether a cell alone in its row is running text: neither a row's label nor the head of a block."""
    return cell.col == 0 and cell.rows == 1 and labels.row_of(cell.text) is None and "第二十条" not in cell.text


def _rows(sheet: Worksheet) -> Iterator[list[Cell]]:
    merged = {(m.min_row, m.min_col): m for m in sheet.merged_cells.ranges}
    covered = {(y, x) for m in merged.values() for y, x in _inside(m.bounds)} - set(merged)
    for row in sheet.iter_rows():
        line = []
        for cell in row:
            place = (cell.row, cell.column)
            if place in covered:
                continue
            span = merged.get(place)
            tall = span.max_row - span.min_row + 1 if span else 1
            wide = span.max_col - span.min_col + 1 if span else 1
            line.append(Cell(_text(cell.value), cell.row - 1, cell.column - 1, tall, wide))
        yield line


def _inside(bounds: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = bounds
    if (right - left + 1) * (bottom - top + 1) > MOST_CELLS:
        raise Refused("unreadable", "merged cells")
    return ((y, x) for y in range(top, bottom + 1) for x in range(left, right + 1))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return f"{value}{UNSURE}"
    return str(value)
