"""Which block is the list of the page, and which only frame it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spiders.extract import chrome
from spiders.extract.dating import Dated, dated
from spiders.extract.facts import Row
from spiders.extract.page import Page
from spiders.extract.rows import Entry, blocks_of

MIN_DATED = 0.6  # of the rows, below it the list is undated
_NAV_TITLE = 7  # characters; shorter titles on average are menu items
_FEW = 3  # rows; with fewer, repetition proves nothing and each row must look like one
_BESIDE = 60  # characters beside the title of such a row
_BESIDE_IN_ITEM = 300  # characters where the markup says list item
_CJK = re.compile(r"[\u4e00-\u9fff]{2}")
_RIVAL = 0.35  # of the main list's mass
_WEIGHT = {"frame": 0.02, "pager": 0.0, "aside": 0.15, None: 1.0}


@dataclass(slots=True)
class Candidate:
    """A block with its mass: how much it looks like the list a visitor came for."""

    dated: Dated
    mass: float
    place: str | None
    order: int

    @property
    def has_dates(self) -> bool:
        """Whether most of its rows carry a date."""
        return self.dated.dated >= MIN_DATED * len(self.dated.rows)


def candidates(page: Page, today: date) -> list[Candidate]:
    """The blocks of a page that could be its list, the heaviest first."""
    here = chrome.breadcrumb(page.root)
    start = here.index if here is not None else 0
    found = []
    for order, block in enumerate(blocks_of(page.root)):
        place = chrome.place_of(block.container) or chrome.frame_of(block.entries[0].node)
        if place == "pager" or (place == "frame" and not any(e.node.numbered for e in block.entries)):
            continue
        reading = dated(block, page.base, today)
        if len(block.entries) < _FEW and not all(
            _compact(e, r) for e, r in zip(block.entries, reading.rows, strict=True)
        ):
            continue
        if chrome.frame_words([r.title for r in reading.rows]):
            continue
        if place is None and here is not None and chrome.promotes(block.container):
            place = "aside"
        mass = _mass(reading, place) * (1.5 if block.entries[0].node.index > start else 0.5)
        if mass > 0:
            found.append(Candidate(reading, mass, place, order))
    return sorted(found, key=lambda c: -c.mass)


def _compact(entry: Entry, row: Row) -> bool:
    """Whether a row says little beside its title; a lone link within prose is no list."""
    beside = sum(len(p.text()) for p in entry.parts) - len(row.title)
    limit = _BESIDE_IN_ITEM if entry.node.tag in ("li", "tr", "dl", "dd") else _BESIDE
    return beside <= limit and _CJK.search(row.title) is not None


def _mass(reading: Dated, place: str | None) -> float:
    titles = [min(len(r.title), 60) for r in reading.rows]
    share = reading.dated / len(titles)
    mean = sum(titles) / len(titles)
    if mean < _NAV_TITLE and share < MIN_DATED:
        return 0.0
    return sum(titles) * (3.0 if share >= MIN_DATED else 1.0) * _WEIGHT[place]


def rivals(main: Candidate, others: Iterable[Candidate]) -> list[Candidate]:
    """Other lists on the page that are comparable to ``main`` and do not repeat its entries."""
    titles = {r.title for r in main.dated.rows}
    return [
        c
        for c in others
        if c is not main
        and c.place is None
        and c.mass >= _RIVAL * main.mass
        and sum(r.title in titles for r in c.dated.rows) * 2 < len(c.dated.rows)
    ]
