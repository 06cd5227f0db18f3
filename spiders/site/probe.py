"""How one address is asked, and what its answer means for the link that leads there."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from monitor.model.observation import Look, Outcome
from spiders import evidence
from spiders.extract.absence import is_blank
from spiders.extract.attachment import TAIL, flaw, suffix
from spiders.extract.charset import decode
from spiders.extract.hijack import signs
from spiders.lane import NOT_MODIFIED, Ask, Lane
from spiders.site.link import Link
from spiders.site.memory import Mark
from spiders.site.neighbours import LOGIN, Neighbours
from spiders.visit import Visit

BEYOND = 416  # a range beyond the end: an empty file, which is there
BLANK = 4096  # bytes; a longer page is not blank
_HEAD = Ask("HEAD", tries=1)
_FEW = Ask(take="head", fields=((b"Range", b"bytes=0-1023"),))
_PAGE = Ask(take="page")
_START = Ask(take="start")
_FILE = Ask(take="start", fields=((b"Range", b"bytes=0-4095"),))
_CARRIER = Ask(proof=evidence.ALWAYS)
_KEPT = {_FILE: replace(_FILE, proof=evidence.ALWAYS), _START: replace(_START, proof=evidence.ALWAYS)}
# A server that tells browsers otherwise than others is no dead link. Our name stays in it.
BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)


class Answered(NamedTuple):
    """What came of asking, the second look with a browser-like agent, and by what a good answer is known again."""

    look: Look
    second: Look | None = None
    mark: Mark | None = None


def _words_of(body: bytes) -> tuple[str, str]:
    """The title and the text of a page."""
    tree = LexborHTMLParser(decode(body).text)
    title = tree.css_first("title")
    return title.text() if title else "", tree.body.text(separator=" ") if tree.body else ""


def _shows_nothing(visit: Visit) -> bool:
    return 0 < len(visit.body) <= BLANK and is_blank(visit.body)


def _unless(mark: Mark | None, ask: Ask) -> Ask:
    """The ask with what lets the server say that nothing changed."""
    fields = [(b"If-None-Match", mark.etag)] if mark and mark.etag else []
    fields += [(b"If-Modified-Since", mark.modified)] if mark and mark.modified else []
    return replace(ask, fields=(*ask.fields, *fields)) if fields else ask


class Prober:
    """Asks for links that are no pages to be read. One for all sites of a crawl."""

    def __init__(self, lane: Lane, agent: str, salt: str):
        self._lane = lane
        self._second = Ask(take="head", agent=f"{BROWSER} {agent}".encode("ascii", "ignore"), tries=1)
        self.neighbours = Neighbours(self, salt)

    async def start(self, url: str) -> Visit:
        """The first 64 kB of an address."""
        return await self._lane.ask(url, _START)

    async def carrier(self, url: str) -> Visit:
        """A page that carries dead links, kept as evidence."""
        return await self._lane.ask(url, _CARRIER)

    async def again(self, link: Link, mark: Mark) -> Visit:
        """A page that was read before, asked whether it changed."""
        return await self._lane.ask(link.url, _unless(mark, _PAGE))

    async def ask(self, link: Link, mark: Mark | None = None) -> Answered:
        """What a link leads to; ``mark``: by what its answer would be known unchanged."""
        if link.resource == "attachment":
            visit, look = await self._file(link.url, mark)
        elif link.resource == "page" and not link.internal:
            visit, look = await self._abroad(link.url, mark)
        else:
            return await self.confirmed(await self._resource(link.url))
        if look.outcome is Outcome.OK:
            return Answered(look, None, Mark(visit.etag, visit.modified) if visit.etag or visit.modified else None)
        return await self.confirmed(look)

    async def confirmed(self, look: Look) -> Answered:
        """An absence by status is asked for once more as browsers ask; both looks are told, and only if they agree it is one."""
        if look.outcome is not Outcome.GONE or look.status not in (404, 410):
            return Answered(look)
        second = (await self._lane.ask(look.url, self._second)).look
        if second.outcome is Outcome.OK:
            return Answered(replace(look, outcome=Outcome.DEGRADED, cause="agent-dependent"), second)
        return Answered(look if second.outcome is Outcome.GONE else second, second)

    async def doubted(self, visit: Visit) -> Look:
        """The look at a page that answered well, unless it is one in name only: absent, empty or blank."""
        look = visit.look
        if look.outcome is not Outcome.OK or look.status != 200:
            return look
        if visit.size == 0:
            return await self._sure(look, "empty", _CARRIER)
        if await self.neighbours.absent(visit):
            return await self._sure(look, "soft-404", _CARRIER)
        if _shows_nothing(visit):
            return await self._sure(look, "blank", _CARRIER)
        return look

    async def _sure(self, look: Look, cause: str, ask: Ask) -> Look:
        """The look as an absence, with the answer kept: asked again, for it rests on a good answer, and the same again."""
        kept = await self._lane.ask(look.url, ask)
        if kept.look.outcome is Outcome.OK and await self._cause_of(kept, cause, ask):
            return replace(kept.look, outcome=Outcome.GONE, cause=cause)
        return kept.look

    async def _cause_of(self, visit: Visit, cause: str, ask: Ask) -> bool:
        """Whether an answer shows the same fault."""
        if cause == "empty":
            return visit.size == 0
        if cause == "soft-404":
            return await self.neighbours.absent(visit)
        if cause == "blank":
            return _shows_nothing(visit)
        return f"attachment-{await self._flaw(visit)}" == cause

    async def _resource(self, url: str) -> Look:
        head = await self._lane.ask(url, _HEAD)
        if head.look.outcome in (Outcome.OK, Outcome.OURS):
            return head.look
        look = (await self._lane.ask(url, _FEW)).look
        return replace(look, outcome=Outcome.OK, cause=None) if look.status == BEYOND else look

    async def _abroad(self, url: str, mark: Mark | None) -> tuple[Visit, Look]:
        visit = await self._lane.ask(url, _unless(mark, _START))
        look = await self.doubted(visit)
        if look.outcome is Outcome.OK and visit.body and signs(url, visit.url, *_words_of(visit.body)):
            kept = await self.carrier(url)
            if kept.look.outcome is not Outcome.OK or not signs(url, kept.url, *_words_of(kept.body)):
                return visit, kept.look
            return visit, replace(kept.look, outcome=Outcome.DEGRADED, cause="hijacked")
        return visit, look

    async def _file(self, url: str, mark: Mark | None) -> tuple[Visit, Look]:
        visit = await self._lane.ask(url, _unless(mark, _FILE))
        look = visit.look
        ask = _FILE
        if look.status == BEYOND:  # an empty file, or a server that does no ranges well: without one it will show
            visit, ask = await self._lane.ask(url, _START), _START
            look = visit.look
        if look.outcome is not Outcome.OK or look.status == NOT_MODIFIED:
            return visit, look
        return visit, await self._opened(visit, ask)

    async def _opened(self, visit: Visit, ask: Ask) -> Look:
        """The look at a file that answered well, unless it is no such file."""
        look = visit.look
        if LOGIN.search(visit.body):
            return replace(look, outcome=Outcome.BLOCKED, cause="login")
        if await self.neighbours.absent(visit):
            return await self._sure(look, "soft-404", _KEPT[ask])
        found = await self._flaw(visit)
        return look if found is None else await self._sure(look, f"attachment-{found}", _KEPT[ask])

    async def _flaw(self, visit: Visit) -> str | None:
        return flaw(visit.look.url, visit.body, await self._tail(visit), visit.size, visit.content_type)

    async def _tail(self, visit: Visit) -> bytes | None:
        """The end of a file, where its name says that an end mark belongs there."""
        if visit.size is None or suffix(visit.look.url) in ("txt", "csv", "doc", "xls", "ppt"):
            return None
        if len(visit.body) >= visit.size:
            return visit.body[-TAIL:]
        if visit.look.status != 206:
            return None
        first = max(visit.size - TAIL, 0)
        span = (b"Range", b"bytes=%d-%d" % (first, visit.size - 1))
        end = await self._lane.ask(visit.look.url, Ask(take="start", fields=(span,), tries=1))
        # Some servers answer any range with the beginning; what is not surely the end proves nothing.
        whole = end.look.status == 206 and end.size == visit.size and len(end.body) == visit.size - first
        return end.body if whole and not visit.body.startswith(end.body) else None
