"""Where the columns of a rebuilt site went: enrolled columns and what the site offers now, in pairs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from monitor.model.subject import Column, ColumnKind

SIMILAR_PERCENT = 60  # of the characters of two names: 通知 and 通知公告 share 67, 部门动态 and 工作动态 50
SAME_NAME, SIMILAR_NAME, SAME_KIND = "same name", "similar name", "same kind"
_SURENESS = (SAME_NAME, SIMILAR_NAME, SAME_KIND)
# Half of a site is a topic or a page of text: that two are of such a kind tells nothing.
_TELLS_NOTHING = frozenset({ColumnKind.TOPIC, ColumnKind.STATIC})


@dataclass(frozen=True)
class Offer:
    """A column that the site shows and nobody has enrolled. ``sure``: a word says its kind."""

    name: str
    url: str
    kind: ColumnKind
    sure: bool = False
    top_level: bool = False


@dataclass(frozen=True)
class Relocation:
    """A lost column, what seems to be it now, and how sure that is: "same name", "similar name" or "same kind"."""

    was: Column
    now: Offer
    how: str


def relocations(lost: Sequence[Column], offers: Sequence[Offer]) -> list[Relocation]:
    """Pairs, the surest first chosen, in the order of ``lost``; both are given in the order of their menus.

    Each column and each offer is in one pair at most. Among equals the nearer in the menu is taken.
    """
    taken: dict[int, tuple[int, str]] = {}
    used = set()
    for _, column, offer, how in sorted(_possible(lost, offers)):
        if column not in taken and offer not in used:
            taken[column] = offer, how
            used.add(offer)
    return [Relocation(lost[one], offers[offer], how) for one, (offer, how) in sorted(taken.items())]


def _possible(
    lost: Sequence[Column], offers: Sequence[Offer]
) -> Iterator[tuple[tuple[int, float, bool, bool, float], int, int, str]]:
    for at, column in enumerate(lost):
        for there, offer in enumerate(offers):
            how, likeness = _compared(column, offer)
            if how is not None:
                way = abs(at / len(lost) - there / len(offers))
                other = column.kind is not offer.kind, column.top_level is not offer.top_level
                yield (_SURENESS.index(how), -likeness, *other, way), at, there, how


def _compared(column: Column, offer: Offer) -> tuple[str | None, float]:
    one, other = _plain(column.name), _plain(offer.name)
    if one == other:
        return SAME_NAME, 1.0
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    same_kind = column.kind is offer.kind
    # 政策法规 and 政策法规解读 share most of their characters and are two columns.
    if alike * 100 >= SIMILAR_PERCENT and (same_kind or not offer.sure):
        return SIMILAR_NAME, alike
    if same_kind and offer.sure and column.kind not in _TELLS_NOTHING:
        return SAME_KIND, alike
    return None, alike


def _plain(name: str) -> str:
    """A name without what a menu adds or leaves out: width, spaces, punctuation, 栏目."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", name).lower() if c.isalnum())
    return letters.removesuffix("栏目") or letters
