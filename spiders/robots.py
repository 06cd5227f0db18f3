"""robots.txt, read once per crawl and host; Crawl-delay; the exemption of enrolled sites."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from monitor.model.observation import Outcome
from spiders.outcome import NotAsked

log = logging.getLogger(__name__)

LONGEST_DELAY = 5.0  # seconds; more would stretch a check of 40 columns beyond its day
EXEMPT = "own-sites-exempt"


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware; a forbidden address is ``NotAsked(OURS, "robots")``.

    With ``robots = "own-sites-exempt"`` the hosts of enrolled sites, whose owners consented,
    are not asked for their robots.txt at all.
    """

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        run = crawler.spider.run  # type: ignore[union-attr]
        for netloc in [netloc for netloc, known in run.robots.items() if not isinstance(known, RobotParser)]:
            del run.robots[netloc]  # the look before could not read it; a file that fails allows everything
        self._parsers = run.robots
        self._pace = run.pace
        order = run.folder.order
        self._exempt = frozenset(order.hosts) if order.network.robots == EXEMPT else frozenset()
        if self._exempt:
            hosts = ", ".join(sorted(self._exempt))
            log.info("robots.txt is not asked for by order (%s: enrolled sites, owners consented): %s", EXEMPT, hosts)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_request(self, request: Request, spider: None = None) -> None:  # type: ignore[override]
        """Let the request pass, or raise ``NotAsked``."""
        if urlparse_cached(request).hostname in self._exempt:
            return
        await super().process_request(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Ask the parsed file, and space the host's requests as it wishes."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            raise NotAsked(Outcome.OURS, "robots") from None
        if rp and (delay := rp.crawl_delay(self._default_useragent)):
            self._pace.slow(urlparse_cached(request).hostname or "", min(delay, LONGEST_DELAY))
