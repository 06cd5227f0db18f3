"""Reads a PDF back: text, fonts, glyphs, where characters stand, and whether they left ink."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

A4 = (595.28, 841.89)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
SHOWN = re.compile(rb"<([0-9a-fA-F]+)>")


@dataclass(frozen=True)
class Char:
    """A character, where it begins and ends, and its base line, in points from the page's upper left corner."""

    char: str
    left: float
    right: float
    base: float


def texts(content: bytes) -> list[str]:
    """The text of each page, without white space."""
    document = pdfium.PdfDocument(content)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def chars(page: pdfium.PdfPage) -> list[Char]:
    """The visible characters of a page in reading order."""
    text = page.get_textpage()
    made = []
    for place in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text.raw, place))
        if char.isspace() or not char.isprintable():
            continue
        left, _, right, _ = text.get_charbox(place, loose=True)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
        made.append(Char(char, left, right, A4[1] - y.value))
    return made


def fonts(content: bytes) -> dict[str, bool]:
    """Every font that some text is set in, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in pdfium.PdfDocument(content):
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(item.raw)
            size = raw.FPDFFont_GetBaseFontName(font, None, 0)
            name = ctypes.create_string_buffer(size)
            raw.FPDFFont_GetBaseFontName(font, name, size)
            found[name.value.decode()] = raw.FPDFFont_GetIsEmbedded(font) == 1
    return found


def glyphs(content: bytes) -> Iterator[int]:
    """Every glyph id that some page shows: WeasyPrint writes them as hexadecimal strings of two bytes."""
    for match in STREAM.finditer(content):
        try:
            stream = zlib.decompress(match[1])
        except zlib.error:
            continue
        if b" Tf" not in stream:
            continue
        for block in re.findall(rb"BT(.*?)ET", stream, re.DOTALL):
            for shown in SHOWN.findall(block):
                yield from (int(shown[place : place + 4], 16) for place in range(0, len(shown), 4))


def inkless(page: pdfium.PdfPage, scale: float = 2.0) -> list[str]:
    """The Chinese characters of a page whose place on the picture is blank."""
    picture = page.render(scale=scale, grayscale=True).to_pil()
    text = page.get_textpage()
    missing = []
    for place in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text.raw, place))
        if not "\u4e00" <= char <= "\u9fff":
            continue
        left, bottom, right, top = (edge * scale for edge in text.get_charbox(place, loose=True))
        high = A4[1] * scale
        darkest, _ = picture.crop((int(left), int(high - top), int(right) + 1, int(high - bottom) + 1)).getextrema()
        if darkest > 160:
            missing.append(char)
    return missing
