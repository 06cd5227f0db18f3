"""A PDF as blocks: tables by their ruled lines, the text around them as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer import pdftypes
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.table import Table as Ruled
from pdfplumber.utils.exceptions import PdfminerException

from spiders.documents import garbled
from spiders.documents.refusals import Refused
from spiders.documents.stitching import NEAR, PAGE_NUMBER, Box, Piece, stitched
from spiders.extract.annual.document import Block, Document, Paragraph

MOST_PAGES = 80  # a report has 5 to 20
_SET_IN = 12.0  # points; a paragraph is set in by two characters, of 10 points and more
_SHORT = 40.0  # points; no line is broken so early
_PICTURE = 0.5  # of a page; one so large is a scan, and text over it a guess
_BROKEN = (PDFSyntaxError, PSException, PdfminerException, ValueError, KeyError, TypeError, AttributeError, IndexError,
           AssertionError, RecursionError, OverflowError, NotImplementedError, EOFError, ZeroDivisionError)  # fmt: skip


def _refuse(data: bytes) -> bytes:
    """Half a stream would be read as if it were whole, digits lost or changed."""
    raise Refused("unreadable", "damaged")


pdftypes.decompress_corrupted = _refuse


def read_pdf(body: bytes) -> Document:
    """The document of a PDF. Raises ``Refused``: "encrypted", "scanned", "mojibake" or "unreadable"."""
    try:
        with pdfplumber.open(BytesIO(body)) as pdf:
            return _read(pdf.pages)
    except _BROKEN as error:
        # pdfplumber wraps whatever it meets in an exception of its own.
        raise _refusal(error.args[0] if isinstance(error, PdfminerException) and error.args else error) from error


def _refusal(error: object) -> Refused:
    if isinstance(error, Refused):
        return error
    if isinstance(error, PDFPasswordIncorrect):
        return Refused("encrypted", "pdf")
    return Refused("unreadable", "memory" if isinstance(error, MemoryError) else type(error).__name__)


def _read(pages: list[Page]) -> Document:
    if len(pages) > MOST_PAGES:
        raise Refused("unreadable", "pages")
    images = False
    words: list[str] = []
    scans = 0
    for page in pages:
        words.append("".join(char["text"] for char in page.chars))
        scans += _scanned(page)
        images = images or bool(page.images)
    text = "".join(words)
    if garbled.is_garbled(text):
        raise Refused("mojibake", "text layer")
    if scans and (scans * 2 >= len(pages) or not text.strip()):
        raise Refused("scanned", "picture pages")
    if not text.strip():
        raise Refused("scanned" if images else "unreadable", "no text")
    blocks: list[Block | Piece] = []
    for page in pages:
        blocks.extend(_blocks(page))
        page.close()
    return Document("pdf", tuple(stitched(blocks)), images=images)


def _scanned(page: Page) -> bool:
    area = page.width * page.height
    return any(_area(image) > _PICTURE * area for image in page.images) and not (page.lines or page.rects)


def _area(box: dict[str, Any]) -> float:
    return float((box["x1"] - box["x0"]) * (box["bottom"] - box["top"]))


def _blocks(page: Page) -> Iterator[Block | Piece]:
    """The page's tables and lines from above to below."""
    # A bold face is often the same glyph printed twice: without this a 1 would be read as 11.
    page = page.dedupe_chars(tolerance=1)
    tables = [(table, rows) for table in page.find_tables(_closed(page)) if (rows := _rows(table))]
    boxes = [(min(c[1] for row in rows for c in row), max(c[3] for row in rows for c in row)) for _, rows in tables]
    parts: list[tuple[float, Block | Piece]] = []
    for (table, rows), (top, _) in zip(tables, boxes, strict=True):
        edges = sorted({round(x, 1) for row in rows for cell in row for x in (cell[0], cell[2])})
        parts.append(
            (top, Piece(tuple(tuple(row) for row in rows), _texts(table, rows), tuple(edges), page.page_number))
        )
    outside = page.filter(lambda item: not any(top - 1 <= _middle(item) <= bottom + 1 for top, bottom in boxes))
    parts += [(line["top"], paragraph) for line, paragraph in _lines(page, outside)]
    yield from (part for _, part in sorted(parts, key=lambda part: part[0]))


def _closed(page: Page) -> dict[str, Any]:
    """A cell that a page end cuts has no line there: its sides end in the open, which is where it ends."""
    sides = [edge for edge in page.edges if edge["orientation"] == "v"]
    if not sides:
        return {}
    return {"explicit_horizontal_lines": [min(e["top"] for e in sides), max(e["bottom"] for e in sides)]}


def _lines(page: Page, outside: Page) -> Iterator[tuple[dict[str, Any], Paragraph]]:
    """The lines of text but page numbers. One opens a paragraph where it is set in, or the one before ends early."""
    left = min((char["x0"] for char in page.chars), default=0.0)
    right = max((char["x1"] for char in page.chars), default=0.0)
    early = False
    for line in outside.extract_text_lines(return_chars=False):
        if PAGE_NUMBER.fullmatch(line["text"]):
            continue
        yield line, Paragraph(line["text"], opens=early or line["x0"] > left + _SET_IN)
        early = line["x1"] < right - _SHORT


def _middle(item: dict[str, Any]) -> float:
    return float((item["top"] + item["bottom"]) / 2)


def _rows(table: Ruled) -> list[list[Box]]:
    """The cells by row. Rows of one cell above and below are shaded text, unless they head a block of the form."""
    rows = [[cell for cell in row.cells if cell is not None] for row in table.rows]
    rows = [row for row in rows if row]
    if all(_across(table, row) for row in rows):
        return []
    while _across(table, rows[0]) and not _heads(table, rows[0][0]):
        rows.pop(0)
    while _across(table, rows[-1]) and not _heads(table, rows[-1][0]):
        rows.pop()
    return rows


def _across(table: Ruled, row: list[Box]) -> bool:
    return len(row) == 1 and row[0][0] <= table.bbox[0] + NEAR and row[0][2] >= table.bbox[2] - NEAR


def _heads(table: Ruled, cell: Box) -> bool:
    return "第二十条" in "".join(_inside(table.page, cell).split())


def _inside(page: Page, cell: Box) -> str:
    return page.crop(_clamped(page, cell), strict=False).extract_text() or ""


def _clamped(page: Page, cell: Box) -> Box:
    left, top, right, bottom = page.bbox
    return max(cell[0], left), max(cell[1], top), min(cell[2], right), min(cell[3], bottom)


def _texts(table: Ruled, rows: list[list[Box]]) -> dict[Box, str]:
    said = table.extract()
    texts = {}
    for row, line in zip(table.rows, said, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            if cell is not None:
                texts[cell] = text or ""
    kept = {cell for row in rows for cell in row}
    return {cell: text for cell, text in texts.items() if cell in kept}
