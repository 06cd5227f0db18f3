"""Files that pages offer: which addresses are such, and what is wrong with one that was fetched. Pure.

Whoever downloads a file wants to open it. So a fault is only what keeps the usual programs from it: Word opens
RTF and HTML that is called .doc, Excel opens a table that is called .xls, and an archive is known by its bytes.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal
from urllib.parse import unquote

Flaw = Literal["html", "empty", "truncated", "wrong-kind"]

OFFICE = frozenset("doc docx docm wps xls xlsx xlsm et ppt pptx pps ppsx dps rtf".split())
ARCHIVES = frozenset("zip rar 7z gz tgz tar".split())
SUFFIXES = OFFICE | ARCHIVES | frozenset("pdf ofd ceb tif tiff txt csv".split())
ZEROS = 512  # bytes of nothing with which no file of any kind begins
TAIL = 1024  # bytes of a file's end in which readers look for its end mark

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (_OLE, "ole"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
)
# What the programs of each suffix open besides what they do not know; a suffix that is not here may hold anything.
_OPENED = (
    dict.fromkeys(OFFICE, frozenset({"ole", "zip", "rtf", "pdf", "office-html"}))
    | dict.fromkeys(ARCHIVES, frozenset({"zip", "rar", "7z", "gz"}))
    | {"pdf": frozenset({"pdf"}), "ofd": frozenset({"zip", "pdf"})}
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAVED = re.compile(rb"urn:schemas-microsoft-com:|<\?mso-application|progid=.?(?:Word|Excel)|ProgId\W", re.IGNORECASE)
_TABLE = re.compile(rb"<table\b", re.IGNORECASE)
_TEXT = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]+\Z")


def is_attachment(url: str) -> bool:
    """Whether the address names a file to download, by the suffix of its path."""
    return suffix(url) in SUFFIXES


def suffix(url: str) -> str:
    """The suffix of an address's path in lower case, without the dot; empty where there is none."""
    name = url.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return unquote(name.rpartition(".")[2]).strip().lower() if "." in name else ""


def flaw(url: str, head: bytes, tail: bytes | None, total: int | None, content_type: str | None) -> Flaw | None:
    """What is wrong with the file at ``url``, or ``None``: nothing, or nothing that these bytes prove.

    ``head`` and ``tail``: its first and last bytes, a kilobyte or more of each if it has them. ``total``: its size in
    bytes. ``content_type``: the answer's header.
    """
    named = suffix(url)
    if named not in SUFFIXES:
        return None
    if total == 0 or (not head and total is None):
        return "empty"
    if not head:
        return None
    if len(head) >= ZEROS and not head[:ZEROS].strip(b"\0"):
        return "wrong-kind"  # space that was kept for a file which never came
    kind = _kind(head)
    if kind == "html":
        return "html" if _is_page(named, head, content_type or "") else None
    opens = _OPENED.get(named)
    if opens is None:
        return None
    if kind is None:
        return "wrong-kind" if named not in ("rtf", "doc", "xls", "et", "wps", "tar") and _is_text(head) else None
    if kind not in opens:
        return "wrong-kind"
    return "truncated" if _is_cut(kind, head, tail, total) else None


def _kind(head: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:TAIL]:  # readers allow for a kilobyte before it
        return "pdf"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(text) or text[:6].lower() == b"<table":
        return "html"
    return "office-html" if text.startswith(b"<?xml") and _SAVED.search(head) else None


def _is_page(named: str, head: bytes, content_type: str) -> bool:
    """Whether a web page came instead of the file, not a document that an office program saved as HTML."""
    if named in ("txt", "csv", "tif", "tiff", "ceb") or named not in OFFICE:
        return named not in ("txt", "csv")
    return (
        not _SAVED.search(head)
        and "html" in content_type.lower()
        and not (named in ("xls", "et") and _TABLE.search(head) is not None)
    )


def _is_text(head: bytes) -> bool:
    """Whether it is plain text: a message of the server. A file that a security program locked is binary."""
    if not _TEXT.match(head):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return True


def _is_cut(kind: str, head: bytes, tail: bytes | None, total: int | None) -> bool:
    if kind == "ole":
        return total is not None and _sectors_beyond(head, total)
    if kind == "7z":
        return total is not None and len(head) >= 32 and total < 32 + _number(head, 12, 8) + _number(head, 20, 8)
    if tail is None or len(tail) < min(TAIL, total if total is not None else TAIL):
        return False
    if kind == "pdf":
        # A file without its last mark but with the pointer before it opens; padding may follow the marks.
        return b"%%EOF" not in tail and b"startxref" not in tail and bool(tail.strip(b"\0\r\n "))
    return kind == "zip" and _directory_missing(tail, total)


def _directory_missing(tail: bytes, total: int | None) -> bool:
    """Whether the end of a zip's directory is not where it must be: only a comment of up to 64 KiB may follow it."""
    if b"PK\x05\x06" in tail:
        return False
    return total is None or len(tail) >= min(total, TAIL)


def _sectors_beyond(head: bytes, total: int) -> bool:
    """Whether an OLE file lacks a sector that must be read to open it: of its allocation table or its directory."""
    if len(head) < 512:
        return False
    shift = _number(head, 30, 2)
    if shift not in (9, 12):
        return False
    named = [_number(head, 48, 4), _number(head, 60, 4)] + [_number(head, at, 4) for at in range(76, 512, 4)]
    return any(sector < 0xFFFFFFFA and (sector + 1) << shift >= total for sector in named)


def _number(head: bytes, at: int, size: int) -> int:
    return int.from_bytes(head[at : at + size], "little")
