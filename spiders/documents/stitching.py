"""Ruled tables as grids: columns by their edges, and a table that goes on over a page end as one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spiders.extract.annual.document import Block, Cell, Paragraph, Table, joined

Box = tuple[float, float, float, float]  # left, top, right, bottom

NEAR = 4.0  # points within which two edges are one; a digit's width
_ROUNDED = 0.1  # points; edges are kept with one decimal
PAGE_NUMBER = re.compile(r"[-\u2014\u2013·\s]*第?\s?\d{0,3}\s?页?[-\u2014\u2013·\s]*")


@dataclass(frozen=True)
class Piece:
    """What one page shows of a table: its cells by row with their texts, and all edges from left to right."""

    rows: tuple[tuple[Box, ...], ...]
    texts: dict[Box, str]
    edges: tuple[float, ...]
    page: int


def stitched(parts: Iterable[Block | Piece]) -> Iterator[Block]:
    """The blocks; pieces of one table on following pages, of one width, have one set of columns."""
    pieces: list[Piece] = []
    between: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Piece):
            if pieces and not (part.page == pieces[-1].page + 1 and _alike(pieces[-1], part) and _passes(between)):
                yield from _grids(pieces)
                yield from between
                pieces = []
            elif not pieces:
                yield from between
            between = []
            pieces.append(part)
        elif isinstance(part, Paragraph):
            between.append(part)
    yield from _grids(pieces)
    yield from between


def _passes(between: list[Paragraph]) -> bool:
    return all(PAGE_NUMBER.fullmatch(paragraph.text) for paragraph in between)


def _alike(one: Piece, other: Piece) -> bool:
    return abs(one.edges[0] - other.edges[0]) < 2 * NEAR and abs(one.edges[-1] - other.edges[-1]) < 2 * NEAR


def _grids(pieces: list[Piece]) -> Iterator[Table]:
    if not pieces:
        return
    edges = _joined(edge for piece in pieces for edge in piece.edges)
    yield replace(joined([_grid(piece, edges) for piece in pieces]), exact=False)


def _joined(edges: Iterable[float]) -> list[float]:
    """Edges that lie near each other as the first of them."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > NEAR:
            found.append(edge)
    return found


def _grid(piece: Piece, edges: list[float]) -> Table:
    tops = _joined(cell[1] for row in piece.rows for cell in row)
    cells = []
    for cell in dict.fromkeys(cell for row in piece.rows for cell in row):
        row, below = _place(tops, cell[1]), bisect_left(tops, cell[3] - NEAR)
        col, right = _place(edges, cell[0]), _place(edges, cell[2])
        cells.append(Cell(piece.texts.get(cell, ""), row, col, max(below - row, 1), max(right - col, 1)))
    return Table(tuple(sorted(cells, key=lambda c: (c.row, c.col))), exact=False)


def _place(edges: list[float], at: float) -> int:
    """The last edge that is not beyond ``at``."""
    return max(bisect_right(edges, at + _ROUNDED) - 1, 0)
