"""The kinds of special links: what each is, whether it is dead, and how many of each a portal of a size has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import cycle, islice
from typing import NamedTuple


class Fate(StrEnum):
    """What is true of an address. Only ``DEAD`` must be found; calling ``ALIVE`` or ``IGNORED`` dead is false.

    ``UNSURE``: nobody can know from outside (a fault, a wall, silence). Other checkers may call it what they like.
    ``IGNORED``: no link at all (a comment, a mail address).
    """

    DEAD = "dead"
    ALIVE = "alive"
    UNSURE = "unsure"
    IGNORED = "ignored"


class Slot(NamedTuple):
    """One special link to be: the ``number``-th, of a kind, written in a place."""

    number: int
    kind: str
    place: str


DEAD = (
    "404 soft-404 404 404-image truncated 404 410 empty 404 404-file html-as-pdf 404-abroad 404 redirect-404 "
    "redirect-soft-404 404 404-image wrong-magic 404-file soft-404 host redirect-home 404 truncated"
).split()
UNSURE = "500 403 refused 503 timeout 412 500 html-xls robots 521 403".split()
ALIVE = (
    "redirect no-head raw-path wording redirect-2 raw-query head-404 octet alias-home spaces redirect-abroad tail "
    "raw-query-utf8 padded small amp slow"
).split()
IGNORED = "comment mailto comment tel script-text javascript comment data".split()
TURNS = "gone-file gone-image gone-truncated gone-empty gone-soft healed".split()

# What cannot be seen from a status alone, and where no reader of tags alone looks.
HIDDEN_KINDS = frozenset(
    "soft-404 redirect-soft-404 redirect-home empty html-as-pdf truncated wrong-magic gone-truncated gone-empty gone-soft".split()
)
HIDDEN_PLACES = frozenset({"onclick", "script", "option"})
JUMPS = frozenset({"script", "refresh"})  # places that need a small page of their own
RARE = {
    "timeout": (3, 10),
    "refused": (3, 20),
    "slow": (2, 5),
}  # seconds each: at most so many, to 2,000 pages and beyond

_PAGES = "a a a area a onclick a refresh a a script a option a iframe".split()
_PICTURES = "img srcset css img".split()
_OWN_PLACE = {"comment": "comment", "script-text": "script-text"}
_ANCHORED = frozenset(
    "404-file truncated wrong-magic html-as-pdf gone-file gone-truncated octet tail small spaces padded amp raw-path "
    "raw-query raw-query-utf8 html-xls mailto tel javascript data timeout refused slow host robots".split()
)


def slots(pages: int) -> list[Slot]:
    """All special links of a portal of ``pages`` pages, in an order that depends on nothing else."""
    kinds = [
        *islice(cycle(DEAD), max(48, pages * 17 // 1000)),
        *_without_many(islice(cycle(UNSURE), max(22, pages * 6 // 1000)), pages),
        *_without_many(islice(cycle(ALIVE), max(51, pages * 2 // 100)), pages),
        *islice(cycle(IGNORED), max(16, pages * 2 // 1000)),
        *islice(cycle(TURNS), max(6, pages * 2 // 1000)),
    ]
    pages_places, picture_places = cycle(_PAGES), cycle(_PICTURES)
    return [Slot(number, kind, _place(kind, pages_places, picture_places)) for number, kind in enumerate(kinds)]


def _place(kind: str, pages: Iterator[str], pictures: Iterator[str]) -> str:
    if kind.endswith("image"):
        return next(pictures)
    return _OWN_PLACE.get(kind) or ("a" if kind in _ANCHORED else next(pages))


def _without_many(kinds: Iterator[str], pages: int) -> Iterator[str]:
    left = {kind: few if pages <= 2000 else more for kind, (few, more) in RARE.items()}
    for kind in kinds:
        if kind in left:
            left[kind] -= 1
            if left[kind] < 0:
                continue
        yield kind


def jumps(chosen: Sequence[Slot]) -> list[Slot]:
    """Those that stand on a small page of their own."""
    return [slot for slot in chosen if slot.place in JUMPS]
