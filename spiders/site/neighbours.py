"""Control probes: what a host answers for an address that cannot exist, next to one that claims to.

A page that says "页面不存在" with status 200, or leads home, may still be what the author meant. It
is taken for absent only where an invented neighbour gets the same answer.
"""

from __future__ import annotations

import asyncio
import re
from hashlib import blake2b
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from monitor.model.observation import Look, Outcome
from spiders.extract.absence import missing_words
from spiders.extract.likeness import alike, fingerprint
from spiders.site.link import host_of
from spiders.visit import Visit

_NUMBER = re.compile(r"\d+(?=\D*$)")  # the last of a name
LOGIN = re.compile(rb"type\s{0,3}=\s{0,3}[\"']?password", re.IGNORECASE)
LOGIN_LINKS = 20  # a page with as many links is no log-in, though it may have one in a corner
HOMES = frozenset({"", "/", "/index.html", "/index.htm", "/index.shtml", "/index.jsp", "/index.php", "/index.aspx"})


class Asks(Protocol):
    """Who asks the neighbour."""

    async def start(self, url: str) -> Visit: ...


class Neighbours:
    """Answers to invented addresses, one for each folder and ending, asked once. ``salt`` makes the names."""

    def __init__(self, asks: Asks, salt: str):
        self._asks = asks
        self._salt = salt
        self._known: dict[str, asyncio.Future[Visit]] = {}
        self._deep: set[str] = set()  # hosts that answered below their home page, with a page that is there

    async def absent(self, visit: Visit) -> bool:
        """Whether a good answer says that its address does not exist."""
        url = visit.look.url
        self.answered(visit.url)
        if _leads_home(url, visit.url):
            if LOGIN.search(visit.body) and visit.body.lower().count(b"<a ") < LOGIN_LINKS:
                return False  # who is not logged in is sent there from everywhere
            beside = await self._of(url)
            return beside.look.outcome is Outcome.OK and _same_place(beside.url, visit.url)
        if not visit.body or missing_words(visit.body, visit.content_type) is None:
            return False
        beside = await self._of(url)
        if beside.look.outcome is not Outcome.OK or not beside.body:
            return False
        return alike(fingerprint(visit.body), fingerprint(beside.body))

    def answered(self, url: str) -> None:
        """A page came from this address, after all hops."""
        if urlsplit(url).path not in HOMES:
            self._deep.add(host_of(url))

    def leads_everyone_home(self, look: Look) -> bool:
        """Whether a look that ended at a home page says nothing: its host sent everybody there in this crawl, as walls do."""
        final = look.final_url or look.url
        return look.cause == "soft-404" and _leads_home(look.url, final) and host_of(final) not in self._deep

    async def _of(self, url: str) -> Visit:
        invented = self._invented(url)
        if invented not in self._known:
            self._known[invented] = asyncio.ensure_future(self._asks.start(invented))
        return await asyncio.shield(self._known[invented])

    def _invented(self, url: str) -> str:
        parts = urlsplit(url)
        folder, _, name = parts.path.rstrip("/").rpartition("/")
        invented = _like(name, blake2b(f"{self._salt}{folder}".encode(), digest_size=6))
        ending = "/" if parts.path.endswith("/") else ""
        return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{invented}{ending}", "", ""))


def _like(name: str, token: blake2b) -> str:
    """A name of the same build that cannot exist: rules of servers look at digits and endings."""
    if _NUMBER.search(name):
        number = f"98{int.from_bytes(token.digest()) % 10**9:09d}"
        return _NUMBER.sub(number, name, count=1)
    dot = name.rfind(".")
    return "xj" + token.hexdigest() + (name[dot:] if dot > 0 else "")


def _leads_home(url: str, final: str) -> bool:
    """Whether a deep address was answered by a home page: its own host's, or that of another name of it."""
    asked, got = urlsplit(url), urlsplit(final)
    deep = asked.path not in HOMES or bool(asked.query)
    if not deep or got.path not in HOMES or got.query:
        return False
    return host_of(final).removeprefix("www.") == host_of(url).removeprefix("www.")


def _same_place(one: str, other: str) -> bool:
    a, b = urlsplit(one), urlsplit(other)
    return a.netloc == b.netloc and a.path == b.path
