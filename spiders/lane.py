"""The lane beside Scrapy's engine: for all that is no page, and for pages asked whether they changed.

Nothing of the house's law is left out: robots.txt, one seat and one pace for each host, the guard on
every hop, patience, limits of size and time, whole bodies only. What is saved is the machinery.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.robotstxt import RobotParser

from monitor.model.observation import Look, Outcome
from spiders import evidence, outcome
from spiders.connect import response_of
from spiders.cookies import HostCookies
from spiders.decoding import Undecodable, begun, decoded, encodings_of
from spiders.guard import Refused
from spiders.outcome import NotAsked
from spiders.patience import SILENT, TRIES, WAIT, pause_of, retry_after
from spiders.redirects import HOPS, STATUSES, next_hop
from spiders.robots import Robots
from spiders.visit import Visit, verdict_of
from spiders.visitor import Visitor
from spiders.wire.answer import Answer, WireFailed
from spiders.wire.places import NameUnknown

NOT_MODIFIED = 304
UNANSWERED = (NotAsked, Refused, NameUnknown, WireFailed, ValueError, OSError)  # why a request brings nothing


@dataclass(frozen=True)
class Ask:
    """How an address is asked. ``take`` as ``wire.reading`` has it; ``agent`` in place of our own name."""

    method: str = "GET"
    take: str | None = None
    fields: tuple[tuple[bytes, bytes], ...] = ()
    agent: bytes | None = None
    tries: int = TRIES
    proof: str = evidence.BAD


class Lane:
    """Asks on behalf of one look. ``spider`` gives the seats and the run."""

    def __init__(self, spider: Visitor):
        self._spider = spider
        self._run = spider.run
        settings = spider.settings
        self._limit = settings.getint("DOWNLOAD_MAXSIZE")
        self._wire = self._run.wired(limit=self._limit, seconds=settings.getfloat("DOWNLOAD_TIMEOUT"))
        self._pause = pause_of(self._run.pace.delay)
        self._agent = settings["USER_AGENT"]
        given = settings["DEFAULT_REQUEST_HEADERS"]
        self._fields = tuple((name.encode(), str(given[name]).encode()) for name in given if name != "User-Agent")
        middlewares = cast("Any", spider.crawler).engine.downloader.middleware.middlewares
        self._robots = next(one for one in middlewares if isinstance(one, Robots))
        self._cookies = next(one for one in middlewares if isinstance(one, HostCookies))

    async def ask(self, url: str, ask: Ask = Ask()) -> Visit:
        """The visit of an address after all hops and tries."""
        for attempt in range(1, ask.tries + 1):
            visit, wait = await self._followed(url, ask)
            if wait is None or attempt == ask.tries:
                break
            await asyncio.sleep(wait)
        return visit

    async def _followed(self, url: str, ask: Ask) -> tuple[Visit, float | None]:
        """One try through all hops, and how long to wait before another, ``None`` if there is no point in one."""
        at, method = url, ask.method
        started = monotonic()
        for hops in range(HOPS + 1):
            host = urlsplit(at).hostname or ""
            try:
                answer = await self._answered(at, host, method, ask)
            except UNANSWERED as error:
                return self._without(url, host, error, monotonic() - started)
            there = self._there(at, answer) if answer.status in STATUSES else None
            if there is None or hops == HOPS:
                if there is not None:
                    answer.flags.append("redirect-loop")
                return self._visit(url, at, host, answer, ask, monotonic() - started)
            at = there
            method = "GET" if answer.status == 303 and method != "HEAD" else method
        raise AssertionError("the last hop returns")

    def _there(self, at: str, answer: Answer) -> str | None:
        location = answer.header(b"location")
        try:
            return next_hop(at, location) if location else None
        except ValueError:
            answer.flags.append("address")
            return None

    async def _answered(self, url: str, host: str, method: str, ask: Ask) -> Answer:
        parts = urlsplit(url)
        await self._permit(url, parts.netloc)
        async with self._spider.seat(host):
            await self._run.pace.turn(host)
            self._run.patience.check(host)
            fields = [(b"User-Agent", ask.agent or self._agent.encode()), *self._fields, *ask.fields]
            fields += self._cookies.fields(url)
            answer = await self._wire.send(method, parts, fields, take=ask.take)
        if answer.header(b"set-cookie"):
            self._cookies.process_response(Request(url), response_of(answer, url))
        return answer

    async def _permit(self, url: str, netloc: str) -> None:
        """Pass, or raise ``NotAsked``: what robots.txt says."""
        known = self._run.robots.get(netloc)
        if isinstance(known, RobotParser):
            if not known.allowed(url, self._agent):
                raise NotAsked(Outcome.OURS, "robots")
        elif known is not None or netloc not in self._run.robots:
            await self._robots.process_request(Request(url))

    def _without(self, url: str, host: str, error: Exception, seconds: float) -> tuple[Visit, float | None]:
        found, cause = outcome.of_error(error)
        passing = found is Outcome.TRANSIENT and not isinstance(error, NotAsked)
        if passing and cause in SILENT:
            self._run.patience.failed(host)
        visit = Visit(Look(url, found, cause, seconds=round(seconds, 3)), url)
        return visit, self._pause if passing and self._may_retry(host) else None

    def _may_retry(self, host: str) -> bool:
        return self._run.patience.failures(host) < TRIES and not self._run.patience.is_resting(host)

    def _visit(
        self, url: str, at: str, host: str, answer: Answer, ask: Ask, seconds: float
    ) -> tuple[Visit, float | None]:
        self._run.patience.answered(host)
        warc = self._kept(at, answer, ask)
        kind = answer.header(b"content-type").decode("latin-1") or None
        body = self._body(answer, ask)
        found, cause = verdict_of(answer.status, answer.flags, body, kind, html=False)
        if answer.status == NOT_MODIFIED and ask.fields:
            found, cause = Outcome.OK, None
        digest = evidence.digest(body) if warc else None
        final = at if at != url else None
        look = Look(url, found, cause, answer.status, final, digest, warc, round(seconds, 3))
        visit = Visit(
            look,
            at,
            body if found is Outcome.OK else b"",
            kind,
            size=_size(answer),
            etag=answer.header(b"etag") or None,
            modified=answer.header(b"last-modified") or None,
        )
        return visit, self._wait(host, answer, found)

    def _wait(self, host: str, answer: Answer, found: Outcome) -> float | None:
        later = answer.header(b"retry-after") if answer.status in (429, 503) else b""
        if later:
            seconds = retry_after(later.decode("latin-1").strip(), answer.header(b"date").decode("latin-1").strip())
            if seconds <= WAIT:
                self._run.pace.hold(host, seconds)  # also for whoever asks in another way, or for something else
                return seconds
            self._run.patience.told(host, seconds, outcome.of_status(answer.status))
            return None
        return self._pause if found is Outcome.TRANSIENT and self._may_retry(host) else None

    def _kept(self, at: str, answer: Answer, ask: Ask) -> str | None:
        """Where the answer is kept as evidence, before anything decodes it."""
        if not answer.body or "cut" in answer.flags or ask.proof == evidence.NEVER:
            return None
        if ask.proof == evidence.BAD and answer.status < 400:
            return None
        return self._run.evidence.add(at, response_of(answer, at))

    def _body(self, answer: Answer, ask: Ask) -> bytes:
        header = answer.header(b"content-encoding")
        if not header or not answer.body or ask.method == "HEAD":
            return answer.body
        if "cut" in answer.flags:
            return begun(answer.body, encodings_of(header), self._limit)
        try:
            return decoded(answer.body, encodings_of(header), self._limit)
        except Undecodable as flag:
            answer.flags.append(str(flag))
            return b""


def _size(answer: Answer) -> int | None:
    """The size of the whole file, as far as it is known: of a range the number behind the slash."""
    if answer.header(b"content-encoding"):
        return None
    if span := answer.header(b"content-range"):
        text = span.rpartition(b"/")[2].strip()
        return int(text) if text.isdigit() else None
    length = answer.header(b"content-length").strip()
    if length.isdigit():
        return int(length)
    return None if {"cut", "download_stopped"}.intersection(answer.flags) else len(answer.body)
