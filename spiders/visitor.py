"""The ground that every look stands on: a spider that asks each target once and yields one observation for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.python.failure import Failure

from monitor.model.observation import Look, Observation, Outcome
from monitor.model.target import Target
from spiders import evidence, outcome
from spiders.run import Run, key
from spiders.visit import Visit, visit_of, visit_without

Seen = tuple[Target, Observation]


class QuietLog(LogFormatter):
    """No line per answer: the observations tell."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """Nothing."""

    def scraped(self, item: Any, response: Any, spider: Spider) -> None:  # type: ignore[override]
        """Nothing."""


class Visitor(Spider):
    """Asks the address of every target and yields exactly one observation for each.

    A look is a subclass that says which observation it makes (``seen``) and how (``observe``).
    ``html`` is whether a target's answer must be a page.
    """

    seen: ClassVar[type[Observation]]
    html: ClassVar[bool] = True
    evidence: ClassVar[str] = evidence.ALWAYS

    def __init__(self, run: Run, targets: Sequence[Target], **kwargs: Any):
        super().__init__(**kwargs)
        self.run = run
        self.targets = targets
        self._seats: dict[str, asyncio.Semaphore] = {}

    def seat(self, host: str) -> asyncio.Semaphore:
        """What a request to a host holds while it is on the wire."""
        if host not in self._seats:
            self._seats[host] = asyncio.Semaphore(self.connections_to(host))
        return self._seats[host]

    def connections_to(self, host: str) -> int:
        """How many connections a host gets from this look."""
        return self.run.folder.order.network.per_host_concurrency

    async def start(self) -> AsyncIterator[Any]:
        """One request per target; what cannot be asked is observed at once."""
        for target in self.targets:
            begun = self.begin(target)
            yield begun if isinstance(begun, Request) else (target, await self.observe(target, begun))

    def begin(self, target: Target) -> Request | Visit:
        """The request for a target, or the visit that ends before it begins."""
        url = self.address(target)
        try:
            return self.request(url, target)
        except ValueError as error:
            return Visit(Look(url, *outcome.of_error(error)), url)

    def address(self, target: Target) -> str:
        """The first address of a target."""
        return target.url

    def request(self, url: str, target: Target) -> Request:
        """The request that leads to ``observe``."""
        return Request(
            url,
            self.answered,
            errback=self.failed,
            cb_kwargs={"target": target},
            meta={"evidence": self.evidence},
            dont_filter=True,
        )

    async def answered(self, response: Response, target: Target) -> AsyncIterator[Seen]:
        """An answer, any answer."""
        yield target, await self.observe(target, visit_of(response, self.address(target), html=self.html))

    async def failed(self, failure: Failure) -> AsyncIterator[Seen]:
        """No answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        target = request.cb_kwargs["target"]
        error = failure.value or RuntimeError("a failure without an error")
        yield target, await self.observe(target, visit_without(error, self.address(target), request))

    async def observe(self, target: Target, visit: Visit) -> Observation:
        """The observation of a target whose address was visited."""
        raise NotImplementedError

    async def visit(
        self, url: str, *, html: bool = False, method: str = "GET", body: bytes = b"", take: str | None = None
    ) -> Visit:
        """Go to one more address. ``take`` = "page": a body that is no page is left where it is."""
        meta = {"evidence": evidence.ALWAYS, "take": take}
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else None
        try:
            request = Request(url, method=method, body=body, headers=form, meta=meta, dont_filter=True)
        except ValueError as error:
            return Visit(Look(url, *outcome.of_error(error)), url)
        return await self.answer(request, url, html=html)

    async def answer(self, request: Request, url: str, *, html: bool) -> Visit:
        """What a request brings after all hops and tries, as the visit of ``url``."""
        answer, request = await self.brought(request)
        if isinstance(answer, Response):
            return visit_of(answer, url, html=html)
        return visit_without(answer, url, request)

    async def brought(self, request: Request) -> tuple[Response | BaseException, Request]:
        """What a request brings after all hops and tries, and the request that brought it.

        Asks the downloader itself: what the engine adds, signals and a log line an answer, nobody here listens to.
        """
        answer: Any = request
        while isinstance(answer, Request):
            request = answer
            fetched = self.crawler.engine.downloader.fetch(request).addErrback(lambda failure: failure.value)
            answer = await maybe_deferred_to_future(fetched)
        if isinstance(answer, Response):
            answer.request = request
        return answer, request

    def observation(self, target: Target, look: Look, **facts: Any) -> Observation:
        """What was seen of a target, stamped with the order's now."""
        now = self.run.folder.order.now
        return self.seen(target.subject_kind, target.subject, now, look=look, **facts)  # type: ignore[call-arg]

    def missing(self) -> list[Seen]:
        """Observations for targets that a fault of this program left without one."""
        look = Look("", Outcome.OURS, "internal")
        left = [target for target in self.targets if key(target) not in self.run.seen]
        return [(target, self.observation(target, replace(look, url=target.url))) for target in left]
