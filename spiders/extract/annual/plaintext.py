"""Plain text as a document: a line with tabs or bars is a row whose cells may have moved."""

from __future__ import annotations

import re

from spiders.extract.annual.document import Block, Cell, Document, Paragraph, Table

_MARKDOWN = re.compile(r"^#{1,6}\s+|\*\*|^>\s+")
_RULE = re.compile(r"[\s|:-]+")  # between the head of a Markdown table and its rows
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def read_text(text: str) -> Document:
    """The document of a text export; Markdown's marks are dropped."""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for line in text.splitlines():
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if line.count("|") > 1:
            rows += [] if _RULE.fullmatch(line) else [line.strip().strip("|").split("|")]
            continue
        clean = _LINK.sub(r"\1", _MARKDOWN.sub("", line)).strip()
        if clean:
            _flush(rows, blocks)
            blocks.append(Paragraph(clean))
    _flush(rows, blocks)
    return Document("text", tuple(blocks))


def _flush(rows: list[list[str]], blocks: list[Block]) -> None:
    if rows:
        cells = (Cell(text, at, col) for at, row in enumerate(rows) for col, text in enumerate(row))
        blocks.append(Table(tuple(cells), ragged=True))
    rows.clear()
