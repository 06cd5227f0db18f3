"""A list that only a script shows, read from the page as the browser's scripts leave it.

For columns that no channel of extraction can read, where the extra ``xunjian[browser]`` and a
Chromium are there. The rendered page may prove a date, never an absence: an empty list, a page that
does not come to rest or a request that failed leaves the column as undecided as it was.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request

from spiders import browser, evidence
from spiders.errands import Errands
from spiders.extract.facts import ColumnFacts
from spiders.following import Found
from spiders.outcome import is_html
from spiders.visit import Visit
from spiders.visitor import Visitor

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

UNREAD = "script-rendered"
AT_ONCE = 2  # columns; most of their time is waiting for the page to rest
SECONDS = 20.0  # for one column, its requests included; -s RENDER_SECONDS=… changes it
REST = 1.0  # seconds without a request, and between two readings that must agree
LARGEST = 4_000_000  # characters, as extraction.markup takes
CROWDED = 0.2  # seconds until it is asked again whether a host has time
HTML = "text/html; charset=utf-8"

# Asked in a world of its own, whose functions the page's scripts cannot replace.
MARKUP = f"(text => text.length > {LARGEST} ? null : text)('<!DOCTYPE html>' + document.documentElement.outerHTML)"

log = logging.getLogger(__name__)
Read = Callable[[Visit], ColumnFacts]


class NotRendered(Exception):
    """A page that the browser cannot be relied on for. Raised while it is drawn; the message is the cause."""


class Renderer:
    """The rendering of one look, a page at a time."""

    def __init__(self, spider: Visitor):
        self._spider = spider
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._program = browser.program()

    async def improved(self, first: Visit, found: Found[ColumnFacts], read: Read) -> Found[ColumnFacts]:
        """``found``, or what is read in the browser where it was left to a script and the browser shows it.

        ``first`` is the visit of the enrolled address, from which ``found`` was followed.
        """
        if self._program is None or found.undecided != UNREAD:
            return found
        page = _page(first, found)
        await self._uncrowded(page.url)
        async with self._turn:
            try:
                return await self._rendered(page, read)
            except NotRendered as error:
                log.info("%s is not rendered: %s", page.url, error)
        return found

    async def _uncrowded(self, url: str) -> None:
        """Wait until the host's own columns are asked for: the page's requests would stand behind them all."""
        downloader: Any = self._spider.crawler.engine.downloader  # type: ignore[union-attr]
        key = downloader.get_slot_key(Request(url))
        while key in downloader.slots and downloader.slots[key].queue:  # noqa: ASYNC110 (Scrapy tells nobody)
            await asyncio.sleep(CROWDED)

    async def _rendered(self, page: Visit, read: Read) -> Found[ColumnFacts]:
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(self._seconds()):
                visit, facts = await self._drawn(page, read)
        except TimeoutError as error:
            raise NotRendered(f"not at rest after {self._seconds():.0f} s") from error
        except Error as error:
            raise NotRendered(error.message.partition("\n")[0]) from error
        if facts.undecided or facts.newest is None:
            raise NotRendered(facts.undecided or "no dated entry")
        kept = self._spider.run.evidence.add_rendered(visit.url, visit.body, HTML)
        look = replace(visit.look, warc=kept, sha256=evidence.digest(visit.body))
        return Found(replace(facts, channel="rendered"), replace(visit, look=look), None)

    def _seconds(self) -> float:
        return self._spider.crawler.settings.getfloat("RENDER_SECONDS", SECONDS)

    async def _drawn(self, page: Visit, read: Read) -> tuple[Visit, ColumnFacts]:
        errands = Errands(self._spider, page)
        agent = self._spider.run.folder.order.user_agent
        async with browser.blank_page(self._program or "", agent, errands.run) as drawn:
            await drawn.goto(page.url, wait_until="domcontentloaded")
            world = await drawn.context.new_cdp_session(drawn)
            before = None
            while True:
                await _rested(errands)
                visit = _visited(page, drawn.url, await _markup(world))
                facts = read(visit)
                if facts == before:
                    return visit, facts
                before = facts
                await asyncio.sleep(REST)


async def _rested(errands: Errands) -> None:
    """Wait until nothing is asked for. ``NotRendered`` if the page lacks what its visitors get."""
    while (idle := errands.idle()) < REST:  # noqa: ASYNC110 (that time passes is no event)
        await asyncio.sleep(max(REST - idle, 0.1))
    if errands.failed:
        raise NotRendered(errands.failed)


async def _markup(world: CDPSession) -> str:
    tree = await world.send("Page.getFrameTree")
    options = {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "xunjian"}
    context = (await world.send("Page.createIsolatedWorld", options))["executionContextId"]
    said = await world.send("Runtime.evaluate", {"expression": MARKUP, "contextId": context, "returnByValue": True})
    text = said["result"].get("value")
    if not isinstance(text, str):
        raise NotRendered("too-large")
    return text


def _visited(page: Visit, url: str, text: str) -> Visit:
    """The rendered page as a visit; ``NotRendered`` if scripts have led to another host."""
    if urlsplit(url).hostname != urlsplit(page.url).hostname:
        raise NotRendered(f"led to {url}")
    look = replace(page.look, final_url=url if url != page.look.url else None)
    return Visit(look, url, text.encode("utf-8", "replace"), HTML, rendered=True)


def _page(first: Visit, found: Found[ColumnFacts]) -> Visit:
    """The last of the visits that a browser can open: not the bare data that a page's script would fetch."""
    seen = found.visit
    is_page = found.facts.channel != "dataproxy" and is_html(seen.content_type, seen.body)
    return seen if is_page and b"<html" in seen.body[:4096].lower() else first
