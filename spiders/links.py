"""The look at links: every page of a site read, every link on them asked once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request

from monitor.model.observation import LinksChecked, Look, Outcome
from monitor.model.target import LinksTarget
from spiders import evidence
from spiders.sitecheck import ABROAD, HOSTS_AT_ONCE, SiteCheck
from spiders.visit import Visit
from spiders.visitor import Visitor

log = logging.getLogger(__name__)
BEYOND = 416  # a range beyond the end: an empty file, which is there


class LinkSpider(Visitor):
    """Pages by GET, everything else by HEAD; a HEAD that fails is asked again by GET before it is believed."""

    name = "links"
    seen = LinksChecked

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._probes: dict[str, asyncio.Future[Look]] = {}
        self._hosts = {urlsplit(target.url).hostname for target in self.targets}
        self.own = self.run.folder.order.network.per_host_concurrency
        self.abroad = asyncio.Semaphore(HOSTS_AT_ONCE)

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

    async def probe(self, url: str) -> Look:
        """Whether an address answers, asked once however many sites link to it."""
        if url not in self._probes:
            self._probes[url] = asyncio.ensure_future(self._probed(url))
        return await self._probes[url]

    async def _probed(self, url: str) -> Look:
        head = await self.get(url, "HEAD", take="head", max_tries=1)
        if head.look.outcome in (Outcome.OK, Outcome.OURS):
            return head.look
        look = (await self.get(url, "GET", take="head", headers={"Range": "bytes=0-1023"})).look
        return replace(look, outcome=Outcome.OK, cause=None) if look.status == BEYOND else look

    async def get(self, url: str, method: str = "GET", *, take: str, headers: Any = None, **meta: Any) -> Visit:
        """One request; ``take`` is what of a good answer is wanted: its "head", or the whole "page"."""
        try:
            request = Request(
                url, method=method, headers=headers, meta={"take": take, "evidence": evidence.BAD, **meta}
            )
        except ValueError:
            return Visit(Look(url, Outcome.DEGRADED, "address"), url)
        return await self.answer(request, url, html=False)
