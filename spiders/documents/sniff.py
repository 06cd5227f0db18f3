"""What a file is by its first bytes; its name is not asked."""

from __future__ import annotations

import zipfile
from io import BytesIO

PDF, DOCX, DOC, XLSX, HTML, TEXT, UNKNOWN = "pdf", "docx", "doc", "xlsx", "html", "text", "unknown"
ENCRYPTED = "encrypted"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = {name: name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument", "Workbook")}
_FOREIGN = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BM",
    b"MZ",
    b"\x7fELF",
    b"{\\rtf",
)
_MOST_MEMBERS = 5_000  # of a package; Office writes a few dozen


def sniffed(body: bytes) -> str:
    """One of the kinds above. Web pages are told from text by a tag near their beginning."""
    if b"%PDF-" in body[:1024]:
        return PDF
    if body.startswith(b"PK"):
        return _package(body)
    if body.startswith(_OLE):
        return _compound(body)
    if not body or body.startswith(_FOREIGN):
        return UNKNOWN
    head = body[:4096].replace(b"\0", b"").lower()
    if b"<html" in head or b"<!doctype html" in head or b"<table" in body.lower() or b"<p" in head or b"<div" in head:
        return HTML
    return UNKNOWN if b"\0" in body[:4096] else TEXT


def _package(body: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(body)) as package:
            names = set(package.namelist()[:_MOST_MEMBERS])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return UNKNOWN
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else UNKNOWN


def _compound(body: bytes) -> str:
    """The names of its streams stand in the directory as UTF-16."""
    if _WIDE["EncryptedPackage"] in body:
        return ENCRYPTED
    return DOC if _WIDE["WordDocument"] in body else UNKNOWN
