"""Writes a bulletin down: ``bulletin.html``, ``bulletin.pdf``, ``problems.xlsx`` and ``data.json`` in one folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from reports.bulletin import Bulletin
from reports.data import canonical
from reports.pdf import pdf
from reports.render import html
from reports.workbook import workbook


def write(bulletin: Bulletin, folder: Path) -> tuple[Path, ...]:
    """Write the four files and return their paths, the HTML first.

    Everything is rendered before anything is written, and each file takes its place at once: a
    reader finds the old one or the new one. The same bulletin gives the same files.
    """
    page = html(bulletin)
    made = {
        "bulletin.html": page.encode(),
        "bulletin.pdf": pdf(page),
        "problems.xlsx": workbook(bulletin),
        "data.json": canonical(bulletin),
    }
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_put(folder / name, content) for name, content in made.items())


def _put(path: Path, content: bytes) -> Path:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
