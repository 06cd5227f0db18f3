"""What a page holds, in page order: an element of the tree is a stretch of it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from spiders.extract.dates import plain

if TYPE_CHECKING:
    from spiders.extract.tree import Node

_TELLING = re.compile(r' (?:title|datetime|data-date|data-time)="[^"]*[0-9０-９一二]')  # whole dates have a year
_BETWEEN = "\0"  # no text of a parsed page holds it


class Order:
    """Everything of one tree in page order: a part of the tree is a slice. ``depth``: of the deepest element."""

    __slots__ = (
        "_clean",
        "_digits",
        "_joined",
        "_named",
        "_sources",
        "_telling",
        "_visible",
        "depth",
        "holders",
        "nodes",
        "texts",
    )

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.texts: list[str] = []  # the visible strings …
        self.holders: list[Node] = []  # … and the element that holds each
        self.depth = 0
        self._clean: list[str] | None = None
        self._digits: list[int] | None = None
        self._joined: str | None = None
        self._named: dict[str, list[Node]] | None = None
        self._sources: list[str] | None = None
        self._telling: list[Node] | None = None
        self._visible: list[Node] | None = None

    @property
    def clean(self) -> list[str]:
        """The visible strings made ``plain``, white space collapsed; some are empty. For trees that are complete."""
        if self._clean is None:
            whole = plain(self.joined).split(_BETWEEN)
            if len(whole) != len(self.texts):
                whole = [plain(text) for text in self.texts]
            self._clean = [" ".join(text.split()) for text in whole]
        return self._clean

    @property
    def joined(self) -> str:
        """The visible strings as one: to see quickly what none of them holds. For trees that are complete."""
        if self._joined is None:
            self._joined = _BETWEEN.join(self.texts)
        return self._joined

    @property
    def digits(self) -> list[int]:
        """The places of the visible strings that hold a digit."""
        if self._digits is None:
            self._digits = [at for at, text in enumerate(self.texts) if any(map(str.isdigit, text))]
        return self._digits

    @property
    def sources(self) -> list[str]:
        """The attributes of each element as they are written, in lower case: to see quickly which can be meant."""
        if self._sources is None:
            self._sources = _BETWEEN.join([n.source for n in self.nodes]).lower().split(_BETWEEN)
        return self._sources

    @property
    def telling(self) -> list[Node]:
        """The visible elements with an attribute that could say a whole date."""
        if self._telling is None:
            known = _TELLING.search("".join([n.source for n in self.nodes])) is not None
            self._telling = [n for n in self.visible if _TELLING.search(n.source)] if known else []
        return self._telling

    @property
    def visible(self) -> list[Node]:
        """The elements without scripts, comments and the like."""
        if self._visible is None:
            self._visible = [n for n in self.nodes if not n.hushed]
        return self._visible

    def named(self, tag: str) -> list[Node]:
        """All elements of that name."""
        if self._named is None:
            self._named = defaultdict(list)
            for node in self.nodes:
                self._named[node.tag].append(node)
        return self._named.get(tag, [])
