"""Inventories written for one test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

Sheets = Mapping[str, Sequence[Sequence[Any]]]


@pytest.fixture
def yaml_file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "inventory.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes sheets, each a list of rows; ``merged`` are ranges of the first sheet."""

    def write(sheets: Sheets, merged: Sequence[str] = ()) -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        for area in merged:
            book.worksheets[0].merge_cells(area)
        path = tmp_path / "inventory.xlsx"
        book.save(path)
        return path

    return write
