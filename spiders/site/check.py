"""The check of one site's links: what is asked, in what order, by how many at once."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from time import monotonic
from typing import Any, Protocol
from urllib.parse import urlsplit

from monitor.model.observation import Look, Observation, Outcome, Trapped
from monitor.model.target import LinksTarget, Target
from spiders.extract.likeness import digest
from spiders.extract.links import resolve
from spiders.extract.shape import Traps
from spiders.lane import NOT_MODIFIED
from spiders.run import Run
from spiders.site import facts
from spiders.site.carriers import TOLD, carriers_of, place
from spiders.site.due import RESUME, Turn, cycle_of
from spiders.site.link import READABLE, Link, host_of
from spiders.site.map import SiteMap
from spiders.site.memory import Mark, Memory
from spiders.site.probe import Answered, Prober
from spiders.site.progress import Progress
from spiders.visit import Visit

ABROAD = 1  # connections to a host that is not the site's own: it consented to nothing
HOSTS_AT_ONCE = 32  # of those
UNREAD = 0  # the instant of a page that was only asked for: the next run reads it first
PROOFS = 10  # times that further carriers are read, five of each dead link
SAVED_EVERY, SAVED_SECONDS = 1000, 10.0  # links, or since the last time; what a kill may cost is asked again


class Asker(Protocol):
    """Who fetches for the checks of all sites, so that an address is asked once for all of them."""

    run: Run
    prober: Prober
    own: int  # connections to the site's own host
    abroad: asyncio.Semaphore

    async def get(self, url: str) -> Visit: ...
    async def once(self, link: Link, mark: Mark | None) -> Answered: ...
    def observation(self, target: Target, look: Look, **facts: Any) -> Observation: ...


class SiteCheck:
    """One site: two queues a host, what is new before what is due, worked on by as many as it may have connections."""

    def __init__(self, spider: Asker, target: LinksTarget):
        self._spider = spider
        self._prober = spider.prober
        self._target = target
        self._now = int(spider.run.folder.order.now.timestamp())
        self._map = SiteMap(host_of(target.url))
        self._memory = Memory.at(spider.run.folder.path, target.memory)
        self._traps = Traps()
        self._queues: defaultdict[str, tuple[deque[Link], deque[Link]]] = defaultdict(lambda: (deque(), deque()))
        self._workers: Counter[str] = Counter()
        self._budget = target.max_pages - 1  # the home page is read in any case
        self._read_urls: set[str] = set()  # two addresses may lead to one page
        self._trapped: set[int] = set()
        self._progress = Progress(target.subject, quiet=spider.run.quiet)
        self._saved = monotonic()
        self._moved = False  # the home page leads to another host

    async def run(self) -> tuple[Target, Observation]:
        """The target and its observation. Open problems come last: most of them the crawl has asked by then."""
        for link in self._memory.begin(self._now, RESUME):
            self._map.add(link)
        for trap in self._memory.traps():
            self._traps.remember(*trap)
        pages = sum(link.page for link in self._map.links.values())
        self._turn = Turn(self._now, self._memory.begun, cycle_of(pages, self._target.cycle))
        try:
            async with asyncio.TaskGroup() as self._group:
                home = await self._enter()
                if not self._moved and self._read_urls:
                    self._add(self._map.link(seed, page=True) for seed in self._resolved(self._target.seeds))
                    self._add(self._accusing(), always=True)
                    self._add(sorted(self._map.links.values(), key=_well))
            async with asyncio.TaskGroup() as self._group:
                self._add((self._map.link(url, page=False) for url in self._resolved(self._target.asked)), always=True)
            await self._prove()
            return self._target, await self._told(home)
        finally:
            self._memory.close()

    async def _enter(self) -> Look:
        """Read the home page. ``www.`` may come or go; another host is another site, which nobody enrolled."""
        (url,) = self._resolved((self._target.url,))
        visit = await self._spider.get(url)
        host = host_of(visit.url) or self._map.host
        if host.removeprefix("www.") != self._map.host.removeprefix("www."):
            self._moved = True
            return visit.look
        self._map.host = host
        home = self._map.link(url, page=True)
        home.queued = True
        home.answered(visit.look, self._now)
        if visit.body:
            self._take(home, visit)
        return visit.look

    def _accusing(self, *, proven: bool = False) -> list[Link]:
        """Some carriers of each address that was bad: a site that dropped the link is accused no day longer.

        ``proven``: only of those of which none was read in this run.
        """
        bad = [link for link in self._map.links.values() if link.look is not None and link.look.outcome in TOLD]
        carriers = carriers_of(self._map, bad).values() if bad else ()
        begun = self._memory.begun
        wanted = [one.sample for one in carriers if not proven or all(page.asked < begun for page in one.sample)]
        return [page for sample in wanted for page in sample if page.asked < begun]

    async def _prove(self) -> None:
        """Read carriers of every dead link until one is known to carry it now: pages change between their turns."""
        for _ in range(PROOFS):
            stale = self._accusing(proven=True)
            if not stale or self._moved or not self._read_urls:
                return
            async with asyncio.TaskGroup() as self._group:
                self._add(stale, always=True)

    def _resolved(self, urls: tuple[str, ...]) -> list[str]:
        return [resolve(url, self._target.url) or url for url in urls]

    def _add(self, links: Iterable[Link], *, always: bool = False) -> None:
        for link in links:
            if link.queued or not (always or self._turn.is_due(link)):
                continue
            link.queued = True
            host = urlsplit(link.url).netloc
            self._queues[host][link.asked > 0].append(link)
            if self._workers[host] < (self._spider.own if link.internal else ABROAD):
                self._workers[host] += 1
                self._group.create_task(self._work(host))

    async def _work(self, host: str) -> None:
        new, due = self._queues[host]
        while new or due:
            link = (new or due).popleft()
            if link.internal:
                await self._check(link)
            else:
                async with self._spider.abroad:
                    self._heard(link, await self._spider.once(link, self._memory.mark(link)))
            self._map.changed.add(link)
            if len(self._map.changed) >= SAVED_EVERY or monotonic() - self._saved > SAVED_SECONDS:
                self._save()
            self._progress.tell(len(self._read_urls), self._budget, self._map, link)
        self._workers[host] -= 1

    def _save(self) -> None:
        self._saved = monotonic()
        self._memory.save(self._map.changed)
        self._map.changed.clear()

    async def _check(self, link: Link) -> None:
        if link.page and not self._traps.admit(link.url):
            self._trapped.add(link.number)
        elif link.page and self._budget > 0:
            self._budget -= 1
            await self._read(link)
        elif link.resource == "style" and not link.look:
            await self._read_style(link)
        else:
            self._heard(link, await self._prober.ask(link, self._memory.mark(link)))

    def _heard(self, link: Link, answered: Answered) -> None:
        link.answered(answered.look, UNREAD if link.page else self._now, answered.second)
        if not link.page and answered.look.status != NOT_MODIFIED:
            self._memory.set_mark(link, answered.mark)

    async def _read(self, link: Link) -> None:
        mark = self._memory.mark(link) if link.links is not None else None
        visit = await (self._prober.again(link, mark) if mark else self._spider.get(link.url))
        if visit.look.status == NOT_MODIFIED and mark:
            self._unchanged(link, visit)
            return
        look, second, *_ = await self._prober.confirmed(await self._prober.doubted(visit))
        link.answered(look, self._now, second)
        if look.outcome is Outcome.GONE or (look.outcome is Outcome.OK and self._is_elsewhere(visit)):
            link.links, link.empty = None, None
            self._memory.set_mark(link, None)
            self._budget += 1
        elif look.outcome is Outcome.OK:
            self._take(link, visit)  # else what is known of it stands until it answers

    def _is_elsewhere(self, visit: Visit) -> bool:
        """Whether a good answer is a file, a page of another host, or one known by another address."""
        return not visit.body or visit.url in self._read_urls or host_of(visit.url) != self._map.host

    def _unchanged(self, link: Link, visit: Visit) -> None:
        link.answered(replace(visit.look, outcome=Outcome.OK, cause=None), self._now)
        self._read_urls.add(visit.url)
        self._prober.neighbours.answered(visit.url)

    def _take(self, link: Link, visit: Visit) -> None:
        body = visit.body
        self._read_urls.add(visit.url)
        before = self._memory.mark(link) if link.links is not None else None
        mark = Mark(visit.etag, visit.modified, blake2b(body, digest_size=16).digest())
        self._memory.set_mark(link, mark)
        if before is None or before.digest != mark.digest:
            new = self._map.read(link, body, visit.url)
            self._traps.read(link.url, digest(body), (one.url for one in new if one.page))
            self._add(new)

    async def _read_style(self, link: Link) -> None:
        visit = await self._prober.start(link.url)
        if visit.look.outcome is Outcome.OK:
            link.answered(visit.look, self._now)
            self._add(self._map.read_style(link, visit.body))
        else:
            self._heard(link, await self._prober.ask(link, self._memory.mark(link)))

    async def _told(self, home: Look) -> Observation:
        site = self._map
        await self._settle_names()
        self._settle_homes()
        bad = [link for link in site.links.values() if link.look is not None]
        carriers = carriers_of(site, bad)
        told = [link for link in bad if link.look and link.look.outcome in TOLD]
        await place(self._prober, told, carriers)
        site.changed.update(told)
        self._save()
        resolved = self._resolved(self._target.asked)
        if not self._moved and self._read_urls:
            kept = [self._target.url, *self._resolved((self._target.url, *self._target.seeds)), *resolved]
            self._memory.finish(facts.orphans(site, kept), self._traps.found())
        if self._target.listing:
            facts.write_listing(self._spider.run.folder.path / facts.listing_name(self._target.subject), site)
        pages = [link for link in site.links.values() if link.links is not None and link.page]
        asked = zip(self._target.asked, resolved, strict=True)
        return self._spider.observation(
            self._target,
            replace(home, url=self._target.url),
            pages=len(pages),
            links=len(site.links),
            complete=bool(self._read_urls) and not self._left() and not site.unsafe,
            bad=tuple(one for link in bad if (one := facts.link_look(link, carriers.get(link.number)))),
            asked={url: site.links[found].outcome or Outcome.OURS for url, found in asked},
            undecided="moved" if self._moved else None if self._read_urls else home.cause or "no-page",
            read=len(self._read_urls),
            empty=facts.empty_links_of(site),
            trapped=tuple(Trapped(*one) for one in self._traps.found()),
        )

    def _left(self) -> bool:
        """Whether something within reach was not read or not asked in this cycle."""
        return any(
            not self._turn.is_known(link) or (link.page and link.outcome not in READABLE)
            for link in self._map.links.values()
            if link.number not in self._trapped
        )

    async def _settle_names(self) -> None:
        """A name that does not exist is gone, if our resolver proved in this run that it finds names."""
        absent = [one for one in self._map.links.values() if one.look is not None and one.look.cause == "no-name"]
        if not absent:
            return
        able = await self._spider.run.resolver.is_able(
            host_of(url) for url in self._spider.run.folder.order.network.control
        )
        for link in absent:
            self._settle(link, Outcome.GONE if able else Outcome.TRANSIENT)

    def _settle_homes(self) -> None:
        """A host that sent every address home in this crawl keeps us out: that accuses nobody."""
        for link in self._map.links.values():
            if link.look is not None and self._prober.neighbours.leads_everyone_home(link.look):
                self._settle(link, Outcome.BLOCKED)

    def _settle(self, link: Link, outcome: Outcome) -> None:
        assert link.look is not None
        link.look = replace(link.look, outcome=outcome)
        link.outcome = outcome
        self._map.changed.add(link)


def _well(link: Link) -> bool:
    return link.outcome is Outcome.OK
