"""Second tries, waiting when told to, and leaving a host alone that does not answer.

What is learned about a host holds for the whole crawl, all looks: 60 columns of a site that is
down cost a few time-outs, not 60.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from email.utils import mktime_tz, parsedate_tz
from time import monotonic
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from monitor.model.observation import Outcome
from spiders import outcome
from spiders.outcome import NotAsked, Verdict

TRIES = 2  # one retry: the quorum of looks over hours is the real second opinion
PAUSES = 2.0  # operator's delays between requests that go by before it: a host under load gets some air
LEAST_PAUSE = 0.1  # seconds, also where the operator asks for no delay
WAIT = 20.0  # the longest Retry-After that is waited out; beyond it the host is left alone
SILENCES = 5  # failures in a row until a host counts as silent
REST = 120.0  # seconds a silent host is left alone before it is tried again
LONGEST = 3600.0  # a Retry-After of a day must not outlive the crawl's memory
SILENT = ("timeout", "refused", "unreachable", "reset", "dns", "no-name")


@dataclass
class Host:
    """What is known of one host: failures in a row, and until when it is left alone, with what outcome."""

    failures: int = 0
    until: float = 0.0
    verdict: Verdict = (Outcome.TRANSIENT, "silent")


@dataclass
class Patience:
    """What is known of all hosts. Instants are those of the monotonic clock."""

    hosts: dict[str, Host] = field(default_factory=dict)

    def check(self, host: str) -> None:
        """Pass, or raise ``NotAsked`` while the host is left alone."""
        if self.is_resting(host):
            raise NotAsked(*self.hosts[host].verdict)

    def is_resting(self, host: str) -> bool:
        """Whether a host is being left alone."""
        return host in self.hosts and monotonic() < self.hosts[host].until

    def failures(self, host: str) -> int:
        """How often in a row it has not answered."""
        return self.hosts[host].failures if host in self.hosts else 0

    def answered(self, host: str) -> None:
        """It lives."""
        if host in self.hosts:
            self.hosts[host].failures = 0

    def failed(self, host: str) -> None:
        """It did not answer once more."""
        known = self.hosts.setdefault(host, Host())
        known.failures += 1
        if known.failures >= SILENCES:
            known.until, known.verdict = monotonic() + REST, (Outcome.TRANSIENT, "silent")

    def told(self, host: str, seconds: float, verdict: Verdict) -> None:
        """It said when to come back."""
        known = self.hosts.setdefault(host, Host())
        known.until, known.verdict = monotonic() + min(seconds, LONGEST), verdict


class PatienceMiddleware:
    """Takes the place of Scrapy's retries, which ignore Retry-After.

    Whether a host may be asked at all, the handler checks when a request is really sent: a
    middleware sees it when it joins the queue, which may be minutes earlier.
    """

    def __init__(self, patience: Patience, pause: float):
        self._patience = patience
        self._pause = pause  # seconds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        run = crawler.spider.run  # type: ignore[union-attr]
        return cls(run.patience, pause_of(run.pace.delay))

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Count the answer; come again when told to or when it was a fault that passes."""
        self._patience.answered(_host(request))
        if response.status in (429, 503) and "Retry-After" in response.headers:
            seconds = retry_after(_header(response, "Retry-After"), _header(response, "Date"))
            if seconds > WAIT or not self._may_retry(request):
                self._patience.told(_host(request), seconds, outcome.of_status(response.status))
                return response
            await asyncio.sleep(seconds)
            return _again(request)
        passing = outcome.of_status(response.status)[0] is Outcome.TRANSIENT or "truncated" in response.flags
        return await self._retried(request) or response if passing else response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Count the failure; come again once if it is one that passes."""
        found, cause = outcome.of_error(exception)
        if cause in SILENT and not isinstance(exception, NotAsked):
            self._patience.failed(_host(request))
        if found is not Outcome.TRANSIENT or isinstance(exception, NotAsked):
            return None
        return await self._retried(request)

    async def _retried(self, request: Request) -> Request | None:
        if not self._may_retry(request):
            return None
        await asyncio.sleep(self._pause)
        return _again(request)

    def _may_retry(self, request: Request) -> bool:
        """Whether tries are left: of the request, and of a host that has not answered at all lately."""
        if request.meta.get("dont_obey_robotstxt"):
            return False  # robots.txt itself: the page after it is the second try
        host = _host(request)
        tried = max(request.meta.get("tries", 1), self._patience.failures(host))
        return tried < request.meta.get("max_tries", TRIES) and not self._patience.is_resting(host)


def pause_of(delay: float) -> float:
    """The seconds before a second try, from the operator's delay."""
    return max(PAUSES * delay, LEAST_PAUSE)


def _host(request: Request) -> str:
    return urlparse_cached(request).hostname or ""


def _again(request: Request) -> Request:
    meta = {**request.meta, "tries": request.meta.get("tries", 1) + 1}
    meta.pop("seconds", None)
    return request.replace(meta=meta, dont_filter=True)


def retry_after(text: str, sent: str) -> float:
    """Retry-After in seconds; an instant counts from the server's own clock (``sent``), unreadable words as too long."""
    if text.isdecimal():
        return float(text[:9])
    moment, now = parsedate_tz(text), parsedate_tz(sent)
    return max(0.0, mktime_tz(moment) - mktime_tz(now)) if moment and now else WAIT + 1


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()
