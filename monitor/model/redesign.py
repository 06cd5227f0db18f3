"""改版: a site whose columns vanish together was rebuilt; nobody stopped updating them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model.observation import ColumnRead
from monitor.model.reasons import unseen
from monitor.model.snapshot import Snapshot

REASON = "redesign"
MOVED = "moved"
AT_LEAST_PERCENT = 30
AT_LEAST = 3  # columns: one dead address of three is a dead address


@dataclass(frozen=True)
class Redesign:
    """How many of a site's columns that were looked at are gone from their addresses."""

    gone: int
    looked: int


def redesign(columns: Sequence[Snapshot]) -> Redesign | None:
    """The redesign that a site's columns show, or ``None``.

    While it lasts none of the site's columns is judged: those that still answer may be leftovers.
    """
    facts = [fact for column in columns if (fact := column.latest(ColumnRead)) is not None]
    gone = sum(unseen(fact) == MOVED for fact in facts)
    enough = gone >= AT_LEAST and 100 * gone >= AT_LEAST_PERCENT * len(facts)
    return Redesign(gone, len(facts)) if enough else None
