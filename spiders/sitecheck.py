"""The check of one site's links: what is asked, in what order, by how many at once."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import urlsplit

from monitor.model.observation import Look, Observation, Outcome
from monitor.model.target import LinksTarget, Target
from spiders.extract.links import resolve
from spiders.sitemap import Link, SiteMap
from spiders.visit import Visit

ABROAD = 1  # connections to a host that is not the site's own: it consented to nothing
HOSTS_AT_ONCE = 32  # of those
READABLE = (Outcome.OK, Outcome.GONE)


class Asker(Protocol):
    """Who fetches for the checks of all sites, so that an address is asked once for all of them."""

    own: int  # connections to the site's own host
    abroad: asyncio.Semaphore

    async def get(self, url: str, method: str = "GET", *, take: str, headers: Any = None, **meta: Any) -> Visit: ...
    async def probe(self, url: str) -> Look: ...
    def observation(self, target: Target, look: Look, **facts: Any) -> Observation: ...


class SiteCheck:
    """One site: a queue a host, worked on by as many as the host may have connections."""

    def __init__(self, spider: Asker, target: LinksTarget):
        self._spider = spider
        self._target = target
        self._map = SiteMap(urlsplit(target.url).hostname or "")
        self._queues: defaultdict[str, deque[Link]] = defaultdict(deque)
        self._workers: Counter[str] = Counter()
        self._budget = target.max_pages - 1  # the home page is read in any case
        self._read_urls: set[str] = set()  # two addresses may lead to one page
        self._unread = 0  # pages within reach that were not read
        self._moved = False  # the home page leads to another host

    async def run(self) -> tuple[Target, Observation]:
        """The target and its observation. Open problems come last: most of them the crawl has asked by then."""
        async with asyncio.TaskGroup() as self._group:
            home = await self._enter()
            seeds = () if self._moved else self._resolved(self._target.seeds)
            self._add([self._map.link(seed, page=True) for seed in seeds])
        async with asyncio.TaskGroup() as self._group:
            self._add([self._map.link(url, page=False) for url in self._resolved(self._target.asked)])
        return self._target, self._observation(home)

    async def _enter(self) -> Look:
        """Read the home page. ``www.`` may come or go; another host is another site, which nobody enrolled."""
        (url,) = self._resolved((self._target.url,))
        visit = await self._spider.get(url, take="page")
        host = urlsplit(visit.url).hostname or self._map.host
        if host.removeprefix("www.") != self._map.host.removeprefix("www."):
            self._moved = True
            return visit.look
        self._map.host = host
        home = self._map.link(url, page=True)
        home.asked(visit.look)
        self._unread += visit.look.outcome not in READABLE
        if visit.body:
            self._take(visit.body, visit.url)
        return visit.look

    def _resolved(self, urls: tuple[str, ...]) -> list[str]:
        return [resolve(url, self._target.url) or url for url in urls]

    def _add(self, links: list[Link]) -> None:
        for link in links:
            if link.outcome is not None:
                continue
            host = urlsplit(link.url).netloc
            self._queues[host].append(link)
            if self._workers[host] < (self._spider.own if link.internal else ABROAD):
                self._workers[host] += 1
                self._group.create_task(self._work(host))

    async def _work(self, host: str) -> None:
        queue = self._queues[host]
        while queue:
            link = queue.popleft()
            if link.outcome is not None:
                continue
            if link.internal:
                await self._check(link)
            else:
                async with self._spider.abroad:
                    link.asked(await self._spider.probe(link.url))
        self._workers[host] -= 1

    async def _check(self, link: Link) -> None:
        if link.page and self._budget > 0:
            self._budget -= 1
            await self._read(link)
        else:
            self._unread += link.page
            link.asked(await self._spider.probe(link.url))

    async def _read(self, link: Link) -> None:
        visit = await self._spider.get(link.url, take="page")
        link.asked(visit.look)
        if visit.look.outcome not in READABLE:
            self._unread += 1
        elif visit.body and visit.url not in self._read_urls and urlsplit(visit.url).hostname == self._map.host:
            self._take(visit.body, visit.url)
        else:
            self._budget += 1  # a dead link, a file, or a page known by another address

    def _take(self, body: bytes, url: str) -> None:
        self._read_urls.add(url)
        self._add(self._map.read(body, url))

    def _observation(self, home: Look) -> Observation:
        links = self._map.links
        asked = zip(self._target.asked, self._resolved(self._target.asked), strict=True)
        pages = len(self._read_urls)
        return self._spider.observation(
            self._target,
            replace(home, url=self._target.url),
            pages=pages,
            links=len(links),
            complete=pages > 0 and not self._unread and not self._map.unsafe,
            bad=tuple(bad for link in links.values() if (bad := link.bad())),
            asked={url: links[found].outcome or Outcome.OURS for url, found in asked},
            undecided="moved" if self._moved else None if pages else home.cause or "no-page",
        )
