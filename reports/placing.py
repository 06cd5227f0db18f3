"""Where the figure goes: never leaving a hole in the page, as a float in a well-set book.

The page is a grid, so whether a figure still fits is arithmetic. Where it does not, the text after it
moves up to the page's end, and the figure heads the next page.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

PAGE: Final = 22  # lines
PITCH: Final = 28.95  # points
HEAD: Final = 12  # lines the head takes beside those of its title


def place_figure(root: Element) -> None:
    """Move the figure of a page that has been set line by line; leave it where it fits, or nothing follows."""
    figure = root.find(".//figure")
    if figure is None:
        return
    blocks = [one for one in root.iter() if one is figure or "set" in _classes(one)]
    place = blocks.index(figure)
    used = (_head(root) + sum(_lines(one) for one in blocks[:place])) % PAGE
    room = PAGE - used
    if _lines(figure) <= room:
        return
    taken = 0
    for one in blocks[place + 1 :]:
        taken += _lines(one)
        if taken >= room and one.tag == "p":
            _move(root, figure, one)
            return


def _classes(one: Element) -> list[str]:
    return (one.get("class") or "").split()


def _head(root: Element) -> int:
    header = root.find(".//header")
    title = "" if header is None else (header.get("class") or "")
    return HEAD + int(title.removeprefix("title-") or 0)


def _lines(one: Element) -> int:
    if one.tag != "figure":
        return len(one.findall("span[@class='line']"))
    svg = next(child for child in one if str(child.tag).endswith("svg"))
    return round(float((svg.get("height") or "0").removesuffix("pt")) / PITCH) + 1  # and the caption


def _move(root: Element, figure: Element, behind: Element) -> None:
    for parent in root.iter():
        if figure in list(parent):
            parent.remove(figure)
            break
    for parent in root.iter():
        children = list(parent)
        if behind in children:
            parent.insert(children.index(behind) + 1, figure)
            break
