"""Sets the text of a page line by line, so that every full line of the PDF ends on the margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from reports.breaking import HALF, Line, lines, tight
from reports.fonts import Face, advance, advances

MEASURE: Final = 28.0  # characters a line
INDENT: Final = 2.0
STYLE_OF: Final = {"h2": "黑体", "h3": "楷体", "b": "楷体"}
BODY: Final = "仿宋"


@dataclass(frozen=True)
class _Glyph:
    """A character, how wide it is in em, whether its font stands in, and the inline element it is in."""

    char: str
    width: float
    rare: bool
    inside: Element | None


def set_lines(root: Element, them: Sequence[Face]) -> None:
    """Replace the text of every element of class ``set`` by its lines, a ``span`` of class ``line`` each."""
    by_style = {face.style: face for face in them}
    for element in [one for one in root.iter() if "set" in (one.get("class") or "").split()]:
        _set(element, by_style)


def _set(element: Element, by_style: Mapping[str, Face]) -> None:
    glyphs = list(_glyphs(element, by_style))
    text = "".join(glyph.char for glyph in glyphs)
    squeezed = tight(text)
    widths = [glyph.width - HALF * (place in squeezed) for place, glyph in enumerate(glyphs)]
    indent = 0.0 if "flush" in (element.get("class") or "") else INDENT
    for child in list(element):
        element.remove(child)
    element.text = None
    for line in lines(text, widths, MEASURE, indent):
        _fill(SubElement(element, "span", {"class": "line"} | _spacing(line.spacing)), line, glyphs, squeezed)


def _spacing(em: float) -> dict[str, str]:
    return {"style": f"letter-spacing: {em:.4f}em"} if em else {}


def _glyphs(element: Element, by_style: Mapping[str, Face]) -> Iterator[_Glyph]:
    own = STYLE_OF.get(str(element.tag), BODY)
    runs: list[tuple[str | None, Element | None]] = [(element.text, None)]
    for child in element:
        runs += [(child.text, child), (child.tail, None)]
    for text, inside in runs:
        face = by_style[own if inside is None else STYLE_OF.get(str(inside.tag), own)]
        for char in text or "":
            yield _Glyph(char, advance(face, char) or 1.0, ord(char) not in advances(face.main), inside)


def _fill(span: Element, line: Line, glyphs: list[_Glyph], squeezed: frozenset[int]) -> None:
    """Write a line: runs of like glyphs, each in its own inline element where it needs one."""
    places = range(line.first, line.last)
    for (inside, rare, narrow), run in groupby(
        places, key=lambda place: (glyphs[place].inside, glyphs[place].rare, place in squeezed)
    ):
        text = "".join(glyphs[place].char for place in run)
        home = span if inside is None else _twin(span, inside)
        attributes = ({"class": "rare"} if rare else {}) | (_spacing(line.spacing - HALF) if narrow else {})
        if attributes:
            SubElement(home, "span", attributes).text = text
        elif len(home):
            home[-1].tail = (home[-1].tail or "") + text
        else:
            home.text = (home.text or "") + text


def _twin(span: Element, inside: Element) -> Element:
    """An empty copy of an inline element at the end of the line; a link that breaks is two links."""
    twin = copy(inside)
    twin.text = twin.tail = None
    span.append(twin)
    return twin
