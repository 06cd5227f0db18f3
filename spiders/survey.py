"""The look at a whole site for its columns: home page, site map, one level of section pages."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlsplit

from monitor.model.observation import Look, Outcome
from spiders.extract.facts import ColumnFacts
from spiders.extract.menu import Proposal, key, mapped, proposals, site_map
from spiders.extract.naming import name_of
from spiders.extract.page import open_page
from spiders.following import Found

NO_COLUMN = ("error", "moved")
VOUCHED = ("menu", "map", "more")  # what a menu names is a column, even one that cannot be read


class Reader(Protocol):
    """Who fetches. ``spent``: a page was left out because no more may be asked, until ``unlimited`` says otherwise."""

    spent: bool

    def unlimited(self) -> None: ...

    async def read(self, url: str) -> Found[ColumnFacts]: ...


@dataclass(frozen=True)
class Candidate:
    """A proposal with what was found there. ``undecided``: why its page says nothing certain."""

    proposal: Proposal
    look: Look
    final: str
    page: str | None = None
    undecided: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    digest: str = ""
    near: tuple[Proposal, ...] = ()

    @property
    def is_column(self) -> bool:
        """Whether it belongs into the inventory, be it for review."""
        if self.look.outcome is Outcome.GONE or self.page in NO_COLUMN or self.look.cause == "budget":
            return False
        if not self.proposal.name:
            return False
        if _host(self.final) != _host(self.proposal.url):
            return False
        return self.page == "list" or self.proposal.place in VOUCHED


class Survey:
    """One site. ``home`` is the look at its first page, ``candidates`` what was found, in the order of its menus.

    ``known`` are addresses that were columns once: ``lost`` are those at which no column is any more.
    """

    def __init__(self, url: str, known: Sequence[str] = ()):
        self._url = url
        self._known = known
        self._seen: set[str] = set()
        self.home: Look | None = None
        self.candidates: list[Candidate] = []
        self.lost: set[str] = set()

    @property
    def met(self) -> set[str]:
        """The keys of all addresses that something of the site leads to."""
        return {key(url) for one in self.candidates for url in (one.proposal.url, one.final)}

    async def run(self, reader: Reader) -> None:
        """Read the site; nothing is proposed where its home page is not had."""
        found = await reader.read(self._url)
        self.home = found.visit.look
        if self.home.outcome is not Outcome.OK:
            return
        page = open_page(found.visit.body, found.visit.url, found.visit.content_type)
        self._seen.add(key(found.visit.url))
        first = list(proposals(page))
        if url := site_map(page):
            self._seen.add(key(url))
            first += await _mapped(reader, url)
        await self._read(reader, first)
        # The first level is that of the first page; what a section names stands below it.
        await self._read(reader, [replace(near, top=False) for one in self.candidates for near in one.near])
        await self._revisit(reader, key(found.visit.url))

    async def _read(self, reader: Reader, offered: Iterable[Proposal]) -> None:
        fresh = []
        for one in offered:
            if key(one.url) not in self._seen:
                self._seen.add(key(one.url))
                fresh.append(one)
        self.candidates += await asyncio.gather(*(_candidate(reader, one) for one in fresh))

    async def _revisit(self, reader: Reader, home: str) -> None:
        """Ask what nothing led to; a silent address is not lost."""
        met = self.met
        asked = [Proposal("", url, "enrolled") for url in self._known if key(url) not in met]
        reader.unlimited()
        looked = await asyncio.gather(*(_candidate(reader, one) for one in asked))
        for one in (*self.candidates, *looked):
            at = key(one.proposal.url)
            gone = one.look.outcome is Outcome.GONE or one.page == "moved"
            if gone or (key(one.final) == home != at):
                self.lost.add(at)


async def _mapped(reader: Reader, url: str) -> tuple[Proposal, ...]:
    found = await reader.read(url)
    if found.visit.look.outcome is not Outcome.OK:
        return ()
    return mapped(open_page(found.visit.body, found.visit.url, found.visit.content_type))


async def _candidate(reader: Reader, proposal: Proposal) -> Candidate:
    found = await reader.read(proposal.url)
    visit = found.visit
    if visit.look.outcome is not Outcome.OK:
        return Candidate(proposal, visit.look, visit.url, undecided=visit.look.cause)
    page = open_page(visit.body, visit.url, visit.content_type)
    facts = found.facts
    meta = {name.lower(): value for name, value in facts.meta.items()}
    return Candidate(
        proposal if proposal.name else replace(proposal, name=name_of(page)),
        visit.look,
        visit.url,
        facts.page,
        found.undecided,
        meta,
        page.title,
        sha256(visit.body).hexdigest(),
        proposals(page),
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
