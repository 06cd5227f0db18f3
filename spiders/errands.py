"""What a page in the browser asks for, fetched by this program's own downloader.

So guard, robots.txt, patience, the host's seats, limits of size and evidence hold for the browser as
for every look. Images, fonts and media are not fetched; style sheets arrive empty.
"""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from monitor.model.observation import Outcome
from spiders import evidence
from spiders.visit import Visit, visit_of, visit_without
from spiders.visitor import Visitor

if TYPE_CHECKING:
    from playwright.async_api import Request as Asked
    from playwright.async_api import Route

REQUESTS = 60  # of one page; a list needs ten scripts and an answer
SIZE = 16 * 1024 * 1024  # bytes of one page's answers together
DATA = frozenset({"document", "xhr", "fetch"})
NEEDED = DATA | {"script"}
# What of a script's own headers is sent on: a data interface may insist on them. No cookie, no token.
SENT = ("accept", "content-type", "referer", "x-requested-with")
# What the browser is told beside the body: CORS stays the other host's decision.
TOLD = ("Content-Type", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")
PASSING = (Outcome.OK, Outcome.GONE, Outcome.DEGRADED)  # answers that every visitor gets

log = logging.getLogger(__name__)


class Errands:
    """The requests of one page. ``failed`` says why the page may lack what its visitors see, or is ``None``."""

    def __init__(self, spider: Visitor, start: Visit):
        self._spider = spider
        self._start: Visit | None = start  # fetched already: the browser gets these bytes first
        self._host = _netloc(start.url)
        self._asked = self._size = self._open = 0
        self._moved = monotonic()
        self.failed: str | None = None

    def idle(self) -> float:
        """Seconds since something was last asked or answered; 0 while something is open."""
        return 0.0 if self._open else monotonic() - self._moved

    async def run(self, route: Route) -> None:
        """Answer one request of the page, or refuse it."""
        from playwright.async_api import Error

        self._open += 1
        try:
            await self._answer(route, route.request)
        except Error as error:  # the page went on and waits for no answer
            log.debug("%s: %s", route.request.url, error)
        finally:
            self._open -= 1
            self._moved = monotonic()

    async def _answer(self, route: Route, asked: Asked) -> None:
        if self._start is not None and asked.is_navigation_request():
            start, self._start = self._start, None
            await route.fulfill(status=200, body=start.body, headers=_typed(start.content_type))
        elif asked.resource_type == "stylesheet":
            # Refused, a bundler's script would take its part of the page for broken.
            await route.fulfill(status=200, body="", content_type="text/css")
        elif self._refuses(asked):
            await route.abort("blockedbyclient")
        else:
            await self._fetch(route, asked)

    def _refuses(self, asked: Asked) -> bool:
        if asked.resource_type not in NEEDED or asked.method not in ("GET", "POST"):
            return True
        if asked.method == "POST" and _netloc(asked.url) != self._host:
            return True  # no page makes us send anything to others
        self._asked += 1
        if self._asked > REQUESTS:
            self.failed = "too-many-requests"
        elif self._size > SIZE:
            self.failed = "too-large"
        return self.failed in ("too-many-requests", "too-large")

    async def _fetch(self, route: Route, asked: Asked) -> None:
        visit, headers = await self._visit(asked)
        self._size += len(visit.body)
        own = _netloc(asked.url) == self._host
        if visit.look.status is None or visit.look.outcome not in PASSING:
            if own or asked.resource_type in DATA:  # a counter of visits elsewhere may well be missing
                self.failed = self.failed or f"{visit.look.cause} at {asked.url}"
            await route.abort("failed")
        elif not own and asked.resource_type in ("xhr", "fetch") and TOLD[1] not in headers:
            await route.abort("accessdenied")  # Playwright would grant what the other host does not
        else:
            await route.fulfill(status=visit.look.status, body=visit.body, headers=headers)

    async def _visit(self, asked: Asked) -> tuple[Visit, dict[str, str]]:
        kept = evidence.ALWAYS if asked.resource_type in DATA else evidence.NEVER
        headers = {name: value for name, value in asked.headers.items() if name in SENT}
        body = asked.post_data_buffer or b""
        try:
            request = Request(
                asked.url, method=asked.method, headers=headers, body=body, meta={"evidence": kept}, dont_filter=True
            )
        except ValueError as error:
            return visit_without(error, asked.url, Request("http://invalid/")), {}
        answer, request = await self._spider.brought(request)
        if not isinstance(answer, Response):
            return visit_without(answer, asked.url, request), {}
        told = {name: value.decode("latin-1") for name in TOLD if (value := answer.headers.get(name))}
        return visit_of(answer, asked.url, html=False), told


def _netloc(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _typed(content_type: str | None) -> dict[str, str]:
    return {"Content-Type": content_type or "text/html"}
