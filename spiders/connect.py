"""The download handler: our own client under Scrapy's downloader, connecting only where the guard lets it."""

from __future__ import annotations

from time import monotonic
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from spiders.wire.answer import Answer


class GuardedHandler(BaseDownloadHandler):
    """``DOWNLOAD_HANDLERS`` for http and https.

    Adds the seconds an answer took to ``meta["seconds"]``. Holds the host's seat meanwhile:
    Scrapy's own slots let through every request that is queued in one turn of the loop.
    Responses are plain: extraction reads bytes, and guessing a type for each costs as much as its headers.
    """

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self._spider = cast("Any", crawler.spider)
        limit, seconds = crawler.settings.getint("DOWNLOAD_MAXSIZE"), crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._run = self._spider.run
        self._wire = self._run.wired(limit=limit, seconds=seconds)

    async def download_request(self, request: Request) -> Response:
        """The answer to a request, or what went wrong as an exception."""
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        async with self._spider.seat(host):
            await self._run.pace.turn(host)
            self._run.patience.check(host)
            started = monotonic()
            fields = [(name, value) for name, values in request.headers.items() for value in values]
            meta = request.meta
            try:
                answer = await self._wire.send(request.method, parts, fields, request.body, take=meta.get("take"))
            finally:
                meta["seconds"] = meta.get("seconds", 0.0) + monotonic() - started
        return response_of(answer, request.url)

    async def close(self) -> None:
        """Scrapy's end; the connections are the run's."""


def response_of(answer: Answer, url: str) -> Response:
    """An answer as Scrapy's response."""
    headers: dict[bytes, list[bytes]] = {}
    for name, value in answer.fields:
        headers.setdefault(name, []).append(value)
    return Response(url, answer.status, Headers(headers), answer.body, answer.flags, ip_address=answer.address)
