"""What a checker found, held against the truth of the portal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag

from tests.bench.portal.plan import Places


@dataclass(frozen=True)
class Score:
    """Dead addresses found and missed, by whether they are hidden, and those wrongly called dead."""

    plain: int
    hidden: int
    missed: Counter[str]  # by kind and place
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Truth:
    """``truth.json``, with every address as ``same`` writes it."""

    dead: dict[str, dict[str, Any]]
    unsure: frozenset[str]
    names: dict[str, str]  # every name of a dead address
    pages: int

    @classmethod
    def read(cls, path: Path, places: Places, *, bare: bool = False) -> Truth:
        """The truth; of the port without validators if ``bare``."""
        text = path.read_text(encoding="utf-8")
        told = json.loads(text.replace(f"{places.site}/", f"{places.bare}/") if bare else text)
        dead = {same(url): fact for url, fact in told["dead"].items()}
        names = {same(fact["also"]): url for url, fact in dead.items() if "also" in fact}
        return cls(dead, frozenset(map(same, told["unsure"])), names | {url: url for url in dead}, told["pages"])

    def count(self, *, hidden: bool) -> int:
        return sum(fact["hidden"] is hidden for fact in self.dead.values())

    def score(self, accused: Iterable[str], *, strict: bool) -> Score:
        """``strict``: what nobody can know counts as wrongly called dead."""
        called = {same(url) for url in accused}
        found = {self.names[url] for url in called if url in self.names}
        wrong = called - self.names.keys() - (frozenset() if strict else self.unsure)
        hidden = sum(self.dead[url]["hidden"] for url in found)
        missed = Counter(f"{fact['kind']}/{fact['place']}" for url, fact in self.dead.items() if url not in found)
        return Score(len(found) - hidden, hidden, missed, tuple(sorted(wrong)))


def same(url: str) -> str:
    """One spelling for the ways in which checkers write an address."""
    bare = urldefrag(url.strip().replace("&amp;", "&")).url
    return quote(bare, safe="/:?&=%#;,+~!$'()*@[]")
