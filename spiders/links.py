"""The look at links: every page of a site read, every link on them asked once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from functools import cached_property
from typing import Any, cast

from scrapy import Request

from monitor.model.observation import LinksChecked, Look, Outcome
from monitor.model.target import LinksTarget
from spiders import evidence
from spiders.lane import Lane
from spiders.site.check import ABROAD, HOSTS_AT_ONCE, SiteCheck
from spiders.site.link import Link, host_of
from spiders.site.memory import Mark
from spiders.site.probe import Answered, Prober
from spiders.visit import Visit
from spiders.visitor import Visitor

log = logging.getLogger(__name__)


class PageRequest(Request):
    """A request for an address that ``spiders.extract.url`` made: Scrapy need not encode it once more."""

    def _set_url(self, url: str) -> None:
        self._url = url


class LinkSpider(Visitor):
    """Pages go through Scrapy's downloader; everything else, and what was read before, through the lane beside it."""

    name = "links"
    seen = LinksChecked

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._once: dict[str, asyncio.Future[Answered]] = {}
        self._hosts = {host_of(target.url) for target in self.targets}
        self.own = self.run.folder.order.network.per_host_concurrency
        self.abroad = asyncio.Semaphore(HOSTS_AT_ONCE)

    @cached_property
    def prober(self) -> Prober:
        """Who asks what is no page to be read."""
        order = self.run.folder.order
        return Prober(Lane(self), order.user_agent, order.run)

    async def start(self) -> AsyncIterator[Any]:
        """All sites at the same time; each has its lanes."""
        checks = [asyncio.ensure_future(SiteCheck(self, cast(LinksTarget, target)).run()) for target in self.targets]
        pending = set(checks)
        while pending:
            finished, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for check in finished:
                if error := check.exception():  # a fault of ours at one site leaves the others alone
                    log.error("a site's links could not be checked", exc_info=error)
                else:
                    yield check.result()

    def connections_to(self, host: str) -> int:
        """As many as the order says to the sites checked, one to all others."""
        return self.own if host in self._hosts else ABROAD

    async def once(self, link: Link, mark: Mark | None) -> Answered:
        """What an address of another host answers, asked once however many sites link to it."""
        if len(self.targets) == 1:
            return await self.prober.ask(link, mark)
        if link.url not in self._once:
            self._once[link.url] = asyncio.ensure_future(self.prober.ask(link, mark))
        return await self._once[link.url]

    async def get(self, url: str) -> Visit:
        """A page of a site, or the head of what is none."""
        try:
            request = PageRequest(url, meta={"take": "page", "evidence": evidence.BAD})
        except ValueError:
            return Visit(Look(url, Outcome.DEGRADED, "address"), url)
        return await self.answer(request, url, html=False)
