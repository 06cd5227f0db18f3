"""The download handler: Scrapy's own, connecting only where the guard lets it."""

from __future__ import annotations

from time import monotonic
from typing import Any, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _ScrapyAgent
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.web.client import URI, Agent

from spiders.endpoints import GuardedEndpoints
from spiders.heads import BoundedHeads
from spiders.outcome import ObsoleteTls
from spiders.tls import shakes_hands


class _GuardedAgent(_ScrapyAgent):
    """Scrapy's reading of an answer, on an agent that never sees a proxy.

    Responses are plain: extraction reads bytes, and guessing a type for each costs as much as its headers.
    """

    agent: Agent

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        return self.agent

    def _cb_bodyready(self, txresponse: Any, request: Request) -> Any:
        if _has_enough(request.meta.get("take"), txresponse):
            transport = txresponse._transport  # noqa: SLF001 (as Scrapy ends a download)
            transport.stopProducing()
            transport.loseConnection()
            return {"txresponse": txresponse, "flags": ["download_stopped"]}
        return super()._cb_bodyready(txresponse, request)

    def _cb_bodydone(self, result: Any, url: str) -> Response:
        answer = result["txresponse"]
        return Response(
            url,
            int(answer.code),
            self._headers_from_twisted_response(answer),
            result.get("body", b""),
            result.get("flags"),
            ip_address=result.get("ip_address"),
        )


def _has_enough(take: str | None, answer: Any) -> bool:
    """Whether a good answer's head says all that ``meta["take"]`` wants: "head", or "page" of what is none."""
    if take is None or answer.code >= 300 or answer.length == 0:
        return False
    kinds = answer.headers.getRawHeaders(b"content-type", [b"html"])
    return take == "head" or not any(word in kinds[0].lower() for word in (b"html", b"xml", b"text/plain"))


def _anonymous(request: Request) -> Request:
    """Without ``user:password@``, which Twisted takes for a part of the host and no page needs."""
    parts = urlparse_cached(request)
    if "@" not in parts.netloc:
        return request
    return request.replace(url=parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl())


class GuardedHandler(HTTP11DownloadHandler):
    """``DOWNLOAD_HANDLERS`` for http and https.

    Adds the seconds an answer took to ``meta["seconds"]``. Holds the host's seat meanwhile:
    Scrapy's own slots let through every request that is queued in one turn of the loop.
    """

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        from twisted.internet import reactor

        self._pool._factory = BoundedHeads  # noqa: SLF001 (as Scrapy sets it)
        self._spider = cast("Any", crawler.spider)
        run = self._spider.run
        self._endpoints = GuardedEndpoints(run.guard, run.resolver, self._contextFactory)
        self._agent = Agent.usingEndpointFactory(reactor, self._endpoints, self._pool)  # type: ignore[no-untyped-call]
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    async def download_request(self, request: Request) -> Response:
        """The answer to a request, or what went wrong as an exception."""
        agent = _GuardedAgent(
            contextFactory=self._contextFactory,
            connectTimeout=self._timeout,
            pool=self._pool,
            maxsize=self._default_maxsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
        )
        agent.agent = self._agent
        host = urlparse_cached(request).hostname or ""
        async with self._spider.seat(host):
            self._spider.run.patience.check(host)
            return await self._downloaded(agent, request)

    async def _downloaded(self, agent: _GuardedAgent, request: Request) -> Response:
        started = monotonic()
        sent = _anonymous(request)
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(sent))
        except DownloadFailedError as error:
            if sent.url.startswith("https:") and await self._is_obsolete(sent):
                raise ObsoleteTls(request.url) from error
            raise
        finally:
            request.meta["seconds"] = request.meta.get("seconds", 0.0) + monotonic() - started

    async def _is_obsolete(self, request: Request) -> bool:
        endpoint = self._endpoints.endpointForURI(URI.fromBytes(request.url.encode("ascii")))  # type: ignore[no-untyped-call]
        address, port = (await endpoint.places())[0]
        return await shakes_hands(address, port, urlparse_cached(request).hostname or "")
