"""What every medium is turned into before it is read: paragraphs and tables, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

MOST_CELLS = 20_000  # of one table; the form has about 400


class TooLarge(ValueError):
    """A table has more positions than any real one; raised where its grid is made."""


@dataclass(frozen=True)
class Cell:
    """A cell and the grid positions it covers: ``rows`` by ``cols`` from (``row``, ``col``)."""

    text: str
    row: int
    col: int
    rows: int = 1
    cols: int = 1


@dataclass(frozen=True)
class Table:
    """A table. ``ragged``: from plain text, so that a cell's column says nothing.

    ``exact``: its cells are written as such and not found by their lines.
    """

    cells: tuple[Cell, ...]
    ragged: bool = False
    exact: bool = True

    @cached_property
    def height(self) -> int:
        """Rows."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """Columns of its widest row."""
        return max((cell.col + cell.cols for cell in self.cells), default=0)

    @cached_property
    def grid(self) -> list[list[Cell | None]]:
        """Every position with the cell that covers it. Raises ``TooLarge``."""
        if self.height * self.width > MOST_CELLS:
            raise TooLarge(f"{self.height} rows, {self.width} columns")
        grid: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for line in grid[cell.row : cell.row + cell.rows]:
                for at in range(cell.col, cell.col + cell.cols):
                    line[at] = line[at] or cell
        return grid

    def row(self, at: int) -> list[Cell]:
        """The distinct cells that cover a row, from left to right."""
        return list(dict.fromkeys(cell for cell in self.grid[at] if cell is not None))


def joined(tables: Sequence[Table]) -> Table:
    """The tables as one, each below the one before."""
    if len(tables) == 1:
        return tables[0]
    cells: list[Cell] = []
    height = 0
    for table in tables:
        cells += [replace(cell, row=cell.row + height) for cell in table.cells]
        height += table.height
    return Table(tuple(cells), tables[0].ragged, all(table.exact for table in tables))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's text. ``opens``: it surely begins one and is no line of a page that goes on another."""

    text: str
    opens: bool = True


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A document. ``title``: of the page around it. ``undecided``: why it could not be read, or ``None``."""

    medium: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    images: bool = False
    attachment: bool = False
    undecided: str | None = None
    cause: str | None = None

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> Iterator[str]:
        """The texts outside tables, in order."""
        return (block.text for block in self.blocks if isinstance(block, Paragraph))


def packed(document: Document) -> dict[str, Any]:
    """The document as JSON values."""
    blocks: list[Any] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks.append([block.text, block.opens])
        else:
            cells = [[c.text, c.row, c.col, c.rows, c.cols] for c in block.cells]
            blocks.append({"cells": cells, "ragged": block.ragged, "exact": block.exact})
    names = ("medium", "title", "images", "attachment", "undecided", "cause")
    return {name: getattr(document, name) for name in names} | {"blocks": blocks}


def unpacked(packed_: dict[str, Any]) -> Document:
    """The document that was ``packed``."""
    blocks: list[Block] = []
    for block in packed_.pop("blocks"):
        if isinstance(block, list):
            blocks.append(Paragraph(*block))
        else:
            cells = tuple(Cell(*cell) for cell in block["cells"])
            blocks.append(Table(cells, block["ragged"], block["exact"]))
    return Document(blocks=tuple(blocks), **packed_)
