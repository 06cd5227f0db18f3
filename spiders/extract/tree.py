"""A page as a small tree of our own: one shape for every parser, walked without recursion.

Everything a page holds lies in page order in a few lists; an element knows its stretch of them. What few
elements are asked for (attributes, text, children) is made when it is asked for, since a page has hundreds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from spiders.extract.dates import SEAM
from spiders.extract.order import Order

COMMENT = "!"
BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table tbody td th thead tr ul br".split()
)
_ATTRIBUTE = re.compile(r' (=?[^ =]*)="([^"]*)"')  # only a space parts attributes here; their names may hold any other
_index_of = attrgetter("index")


class Node:
    """An element. ``children`` mixes elements and strings; a comment is an element named ``COMMENT``.

    ``index`` is its place in the page, ``end`` that of the first element after it; ``linked`` whether it is a
    link or lies in one, ``hushed`` whether no reader sees it. ``label`` is its class and id in lower case,
    for telling chrome from content. ``part``, ``place`` and ``hidden`` are notes of ``chrome``.
    """

    __slots__ = (
        "attrs",
        "children",
        "end",
        "first",
        "hidden",
        "hushed",
        "index",
        "label",
        "leads",
        "linked",
        "order",
        "own",
        "parent",
        "part",
        "place",
        "said",
        "source",
        "stop",
        "tag",
    )  # fmt: skip

    tag: str
    attrs: dict[str, str]
    children: list[Node | str]
    label: str
    part: str
    place: str
    hidden: bool
    leads: list[Node]
    own: list[str]

    def __init__(
        self, tag: str, source: str, parent: Node | None, order: Order, hushed: bool = False, linked: bool = False
    ) -> None:
        self.tag = tag
        self.source = source
        self.parent = parent
        self.order = order
        self.hushed = hushed
        self.linked = linked
        nodes = order.nodes
        self.index = index = len(nodes)
        self.end = index + 1
        self.first = self.stop = len(order.texts)
        self.said: str | None = None
        nodes.append(self)

    def __getattr__(self, name: str) -> Any:
        """A note not taken yet: it is taken once."""
        made = NOTES.get(name)
        if made is None:
            raise AttributeError(name)
        value = made(self)
        setattr(self, name, value)
        return value

    def noted(self, name: str) -> bool:
        """Whether a note was taken already."""
        try:
            object.__getattribute__(self, name)
        except AttributeError:
            return False
        return True

    def elements(self) -> list[Node]:
        """The child elements, without comments."""
        nodes, at, end = self.order.nodes, self.index + 1, self.end
        found = []
        while at < end:
            node = nodes[at]
            if node.tag != COMMENT:
                found.append(node)
            at = node.end
        return found

    def up(self) -> Iterator[Node]:
        """The ancestors, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self, silent: bool = False, most: int | None = None) -> list[Node]:
        """This element and all below it in page order, ``most`` of them; ``silent`` includes scripts and comments."""
        if not silent and most is None and self.parent is None:
            return self.order.visible
        below = self.order.nodes[self.index : self.end if most is None else min(self.end, self.index + most)]
        return below if silent else [n for n in below if not n.hushed]

    def named(self, *tags: str, silent: bool = False) -> list[Node]:
        """The elements of these names among ``walk(silent)``."""
        found = [n for tag in tags for n in self._named(tag) if silent or not n.hushed]
        return found if len(tags) == 1 else sorted(found, key=_index_of)

    def _named(self, tag: str) -> list[Node]:
        found = self.order.named(tag)
        if self.parent is None or not found:
            return found
        return found[bisect_left(found, self.index, key=_index_of) : bisect_left(found, self.end, key=_index_of)]

    def telling(self, most: int) -> list[Node]:
        """The elements among ``walk(most=most)`` with an attribute that could say a whole date."""
        found, end = self.order.telling, min(self.end, self.index + most)
        if not found:
            return found
        return found[bisect_left(found, self.index, key=_index_of) : bisect_left(found, end, key=_index_of)]

    def pieces(self) -> list[tuple[str, Node]]:
        """The visible strings below, each with the element that holds it."""
        order = self.order
        return list(zip(order.texts[self.first : self.stop], order.holders[self.first : self.stop], strict=True))

    def clean_pieces(self) -> list[tuple[str, Node]]:
        """``pieces`` made ``plain``, white space collapsed; some are empty. For trees that are complete."""
        order = self.order
        return list(zip(order.clean[self.first : self.stop], order.holders[self.first : self.stop], strict=True))

    def flow(self) -> str:
        """The clean strings below as one seamed text."""
        found = SEAM.join(filter(None, self.order.clean[self.first : self.stop]))
        return f"{SEAM}{found}{SEAM}" if found else SEAM

    @property
    def mute(self) -> bool:
        """Whether it holds no visible string: what ``text`` being empty says, without reading it."""
        return self.first == self.stop

    @property
    def numbered(self) -> bool:
        """Whether a visible string below holds a digit. For trees that are complete."""
        digits = self.order.digits
        place = bisect_left(digits, self.first)
        return place < len(digits) and digits[place] < self.stop

    def text(self) -> str:
        """The visible text, white space collapsed; block elements part words, inline ones do not."""
        if self.said is None:
            self.said = _said(self)
        return self.said


def of_text(text: str, parent: Node) -> Node:
    """A string of ``parent`` as an element of its own, outside the tree."""
    order = Order()
    node = Node("#text", "", parent, order, linked=parent.linked)
    order.texts.append(text)
    order.holders.append(node)
    node.stop = 1
    return node


def unescaped(text: str) -> str:
    """A string of normalised markup, in which four characters are written as entities."""
    text = text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return text.replace("&amp;", "&")


def _attributes(node: Node) -> dict[str, str]:
    source = node.source
    if "&" not in source:
        return dict(_ATTRIBUTE.findall(source))
    return {name: unescaped(value) for name, value in _ATTRIBUTE.findall(source)}


def _label(node: Node) -> str:
    source = node.source
    named = source.partition(' class="')[2].partition('"')[0]
    known = source.partition(' id="')[2].partition('"')[0]
    label = f"{named} {known}".lower()
    return unescaped(label) if "&" in label else label


def _said(node: Node) -> str:
    order, first, stop = node.order, node.first, node.stop
    if stop - first <= 1:
        return " ".join(order.texts[first].split()) if stop > first else ""
    parts: list[str] = []
    last = order.holders[first]
    for at in range(first, stop):
        holder = order.holders[at]
        if holder is not last and (holder.tag in BLOCKS or last.tag in BLOCKS):
            parts.append(" ")
        parts.append(order.texts[at])
        last = holder
    return " ".join("".join(parts).split())


def _children(node: Node) -> list[Node | str]:
    """Elements and own strings in order; the strings of hushed elements, whose order nobody asks for, come first."""
    found: list[Node | str] = list(node.own)
    order, at, text = node.order, node.index + 1, node.first
    while at < node.end:
        child = order.nodes[at]
        found += order.texts[text : child.first]
        found.append(child)
        at, text = child.end, child.stop
    return found + order.texts[text : node.stop]


NOTES: dict[str, Callable[[Node], object]] = {
    "attrs": _attributes,
    "children": _children,
    "label": _label,
    "own": lambda _: [],
}
