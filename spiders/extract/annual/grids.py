"""What the readers of the three tables share: columns by their headers, a row's values by its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spiders.extract.annual.document import Block, Cell, Document, Paragraph, Table, joined
from spiders.extract.annual.numerals import ABSENT, Kind, Value, squeezed

_PAGE_NUMBER = re.compile(r"[-\u2014\u2013·\s]*(?:第?\s*\d{1,3}\s*页?(?:\s*[/共]\s*\d{1,3}\s*页?)?)[-\u2014\u2013·\s]*")


@dataclass(frozen=True)
class Span:
    """A column of the form: grid columns ``start`` to before ``stop``."""

    start: int
    stop: int


def whole_tables(document: Document) -> list[Table]:
    """The tables; those of equal width with nothing but a page number between them are one."""
    groups: list[list[Table]] = []
    together = False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            together = together and _PAGE_NUMBER.fullmatch(squeezed(block.text)) is not None
        elif together and _continues(groups[-1][-1], block):
            groups[-1].append(block)
        else:
            groups.append([block])
            together = True
    return [joined(group) for group in groups]


def _continues(table: Table, other: Table) -> bool:
    return table.ragged == other.ragged and (table.ragged or table.width == other.width)


def header_texts(table: Table, rows: Sequence[int]) -> list[str]:
    """For each grid column what its header says, cells from above to below, white space gone."""
    texts = []
    for col in range(table.width):
        cells = dict.fromkeys(cell for row in rows if (cell := table.grid[row][col]) is not None)
        texts.append("".join("".join(squeezed(cell.text).split()) for cell in cells))
    return texts


def spans(meanings: Sequence[str | None], wanted: Sequence[str]) -> dict[str, Span] | None:
    """Each wanted column's place, or ``None`` unless all stand there once, in their order, unbroken."""
    found: dict[str, Span] = {}
    previous = None
    for at, meaning in enumerate(meanings):
        if meaning is not None:
            if meaning in found and meaning != previous:
                return None
            start = found[meaning].start if meaning in found else at
            found[meaning] = Span(start, at + 1)
        previous = meaning
    return found if tuple(found) == tuple(wanted) else None


def values_in(table: Table, row: int, columns: Sequence[Span], read: Callable[[str], Value]) -> list[Value]:
    """The row's values. A cell that does not lie within its column alone is UNCLEAR, a missing one ABSENT."""
    values = []
    for column in columns:
        covering = list(dict.fromkeys(table.grid[row][column.start : column.stop]))
        cells = [cell for cell in covering if cell is not None]
        if not cells:
            values.append(ABSENT)
        elif len(cells) > 1 or not _within(cells[0], column) or cells[0].rows > 1:
            values.append(Value(Kind.UNCLEAR, None, " ".join(cell.text for cell in cells)))
        else:
            values.append(read(cells[0].text))
    return values


def _within(cell: Cell, column: Span) -> bool:
    return column.start <= cell.col and cell.col + cell.cols <= column.stop


def run_of(cells: Sequence[Cell], read: Callable[[str], Value]) -> tuple[str, list[Value]]:
    """A ragged row as its label and the values that follow it; empty cells at both ends are padding."""
    texts = [cell.text for cell in cells]
    while texts and not texts[-1].strip():
        texts.pop()
    label: list[str] = []
    while texts and read(texts[0]).kind in (Kind.BLANK, Kind.WRONG):
        label.append(squeezed(texts.pop(0)))
    return next((text for text in reversed(label) if text), ""), [read(text) for text in texts]


def full_width(table: Table) -> Iterator[tuple[int, str]]:
    """The rows that are one cell: its text is a line rather than a value."""
    for at in range(table.height):
        cells = table.row(at)
        if len(cells) == 1 and cells[0].row == at:
            yield at, cells[0].text


def lines(blocks: Sequence[Block]) -> Iterator[tuple[int, str, bool]]:
    """Every text that may be a heading: block number, text, whether it is one of a table's rows."""
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield number, block.text, False
        elif not block.ragged:
            for _, text in full_width(block):
                yield number, text, True
