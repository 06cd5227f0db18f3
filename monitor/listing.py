"""Lists for people and programs: the same rows as a table, JSON Lines or CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

Row = dict[str, Any]
FORMATS = ("table", "jsonl", "csv")
# A cell that starts like a formula is one to a spreadsheet that opens the file.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def format_option(*more: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --format of every command that lists; on a terminal a table is the default, JSON Lines else."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([*FORMATS, *more]),
        default=lambda: "table" if sys.stdout.isatty() else "jsonl",
        help="How to print the list (default: table on a terminal, else jsonl).",
    )


def show(rows: Iterable[Row], form: str, columns: Sequence[str]) -> None:
    """Print the rows on stdout; a table and CSV show ``columns``, JSON Lines everything."""
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        click.echo(as_csv(rows, columns), nl=False)
    else:
        click.echo(as_table(rows, columns), nl=False)


def as_csv(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """The rows as CSV with a header; texts that a spreadsheet would compute are quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def as_table(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """The rows as aligned text; Chinese characters count as two."""
    lines = [[_plain(row[column]) for column in columns] for row in rows]
    widths = [max(_width(text) for text in cells) for cells in zip(columns, *lines, strict=True)]
    drawn = []
    for cells in [list(columns), *lines]:
        padded = (text + " " * (width - _width(text)) for text, width in zip(cells, widths, strict=True))
        drawn.append("  ".join(padded).rstrip() + "\n")
    return "".join(drawn)


def _plain(value: Any) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else " " for char in text)


def _cell(value: Any) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(FORMULA) else text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
