"""Bytes to text. Bytes are trusted over every declaration; a mismatch is a fact, not an error."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAX_BAD = 3  # a page cut in mid-character or with a stray byte is still UTF-8

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_WIDE_TAGS = (
    ("utf-16-le", re.compile(rb"(?:..){0,2000}?<\x00[a-zA-Z!/?]\x00", re.DOTALL)),
    ("utf-16-be", re.compile(rb"(?:..){0,2000}?\x00<\x00[a-zA-Z!/?]", re.DOTALL)),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]+")
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20)])
_FAMILY = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf8": "utf8", "utf-16": "utf16le"}


@dataclass(frozen=True)
class Decoded:
    """Text without control characters. ``repaired``: some bytes were no characters of ``encoding``.

    ``declared``: what the caller or else the page says. ``mismatch``: the page or the caller declares another encoding than the bytes are in.
    """

    text: str
    encoding: str
    repaired: bool = False
    mismatch: bool = False
    declared: str | None = None


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """``body`` by its own evidence: BOM, UTF-8, UTF-8 with at most three faults, UTF-16, else GB18030."""
    text, encoding, repaired = _decoded(body)
    declared = (declared or "").strip().lower() or _declared_in(body)
    mismatch = declared is not None and _family(declared) != _family(encoding)
    # In UTF-8 and GB18030 such a byte is always such a character; looking for it among bytes is quicker.
    clean = not encoding.startswith("utf-16") and len(body.translate(None, _CONTROL_BYTES)) == len(body)
    return Decoded(text if clean else _CONTROLS.sub("", text), encoding, repaired, mismatch, declared)


def _decoded(body: bytes) -> tuple[str, str, bool]:
    for bom, name in _BOMS:
        if body.startswith(bom):
            text = body[len(bom) :].decode(name, "replace")
            return text, name, "\ufffd" in text
    wide = _utf16(body)
    if wide is not None:
        text = body.decode(wide, "replace")
        return text, wide, "\ufffd" in text
    try:
        return body.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    text = body.decode("utf-8", "replace")
    faults = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    if faults <= MAX_BAD and not (faults and _short_gbk(body)):
        return text, "utf-8", faults > 0
    text = body.decode("gb18030", "replace")
    return text, "gb18030", "\ufffd" in text


def _short_gbk(body: bytes) -> bool:
    """Whether few bytes are beyond ASCII and all of them are good GB18030: then a fault is no accident."""
    if sum(byte > 127 for byte in body[:2000]) > 12:
        return False
    try:
        body.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _utf16(body: bytes) -> str | None:
    """UTF-16 without a mark: its tags have a zero in every second byte."""
    head = body[:4096]
    if b"\0" not in head:
        return None
    return next((name for name, tag in _WIDE_TAGS if tag.match(head)), None)


def _family(name: str) -> str:
    key = name.strip().lower()
    return _FAMILY.get(key, key.replace("-", "").replace("_", ""))


def _declared_in(body: bytes) -> str | None:
    found = _DECLARED.search(body[:2048].replace(b"\0", b""))
    return found[1].decode("ascii", "replace").lower() if found else None
