"""改版: a site whose columns vanish together was rebuilt; nobody stopped updating them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.model.observation import ColumnRead, Look
from monitor.model.reasons import unseen
from monitor.model.snapshot import Snapshot

REASON = "redesign"
MOVED = "moved"
AT_LEAST_PERCENT = 30
FIRST_FILE = re.compile(r"/(?:index|default)\.[a-z]{2,5}")
AT_LEAST = 3  # columns: one dead address of three is a dead address


@dataclass(frozen=True)
class Redesign:
    """How many of a site's columns that were looked at are gone from their addresses, or lead to a home page."""

    gone: int
    looked: int


def redesign(columns: Sequence[Snapshot]) -> Redesign | None:
    """The redesign that a site's columns show, or ``None``.

    While it lasts none of the site's columns is judged: those that still answer may be leftovers.
    """
    facts = [fact for column in columns if (fact := column.latest(ColumnRead)) is not None]
    gone = sum(unseen(fact) == MOVED or _leads_home(fact.look) for fact in facts)
    enough = gone >= AT_LEAST and 100 * gone >= AT_LEAST_PERCENT * len(facts)
    return Redesign(gone, len(facts)) if enough else None


def _leads_home(look: Look) -> bool:
    """Whether a column's address leads to the first page of a site: what a rebuilt site does with old addresses."""
    return look.final_url is not None and _is_first(look.final_url) and not _is_first(look.url)


def _is_first(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and (parts.path in ("", "/") or FIRST_FILE.fullmatch(parts.path) is not None)
