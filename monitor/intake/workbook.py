"""A workbook opened with bounds: nothing that is no workbook, has a password, or unpacks beyond measure."""

from __future__ import annotations

import warnings
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from monitor.intake.rows import unusable

# openpyxl holds about fifty times the unpacked size in memory; the 20,000 columns of a province unpack to 11 MB.
UNPACKED_MB = 32
_OLE = b"\xd0\xcf\x11\xe0"
# What zipfile, the XML parsers (a SyntaxError) and openpyxl raise on broken files.
_BROKEN = (
    BadZipFile, InvalidFileException, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    SyntaxError, LookupError, ValueError, TypeError, AttributeError,
)  # fmt: skip


def sheets(file: str, raw: bytes) -> list[Worksheet]:
    """The worksheets in their order. Raises ``InventoryError`` where they cannot be opened."""
    wrong = _unfit(raw)
    found: list[Worksheet] = []
    if wrong is None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl warns of features it would drop on writing
                found = [s for s in load_workbook(BytesIO(raw)).worksheets if isinstance(s, Worksheet)]
        except _BROKEN as error:
            wrong = f"is no workbook ({type(error).__name__})"
    if wrong:
        raise unusable(file, wrong, "an .xlsx workbook saved by a spreadsheet program")
    return found


def _unfit(raw: bytes) -> str | None:
    if raw.startswith(_OLE):
        return "is an old .xls workbook or has a password"
    try:
        with ZipFile(BytesIO(raw)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except _BROKEN as error:
        return f"is no workbook ({type(error).__name__})"
    return f"unpacks to more than {UNPACKED_MB} MB" if unpacked > UNPACKED_MB * 2**20 else None
