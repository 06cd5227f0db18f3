"""Scrapy's settings: politeness and limits, each with its reason. ``settings_of`` adds what an order says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from monitor.model.target import CrawlOrder

BOT_NAME = "xunjian"
SPIDER_MODULES = [f"spiders.{look}" for look in ("control", "home", "columns", "reports", "accounts", "links")]

# Surfaces that Scrapy opens by default: a telnet console and a server that runs Python code.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

ASYNCIO_EVENT_LOOP = "uvloop.Loop"
CONCURRENT_REQUESTS = 0  # no limit over all hosts, each has its own: a silent one must not hold up the others
CONCURRENT_ITEMS = 1  # 100 would start 101 tasks for every response
DOWNLOAD_DELAY = 0  # spiders.pace keeps the delays, for Scrapy and for the lane beside it

DOWNLOAD_TIMEOUT = 30  # seconds for a whole answer; the connection has 15 of them (wire.client.CONNECT_SECONDS)
DOWNLOAD_MAXSIZE = 4 * 1024 * 1024  # 9.6 MB of links cost a parser 730 MB of memory; no list page comes near 4
DOWNLOAD_WARNSIZE = 0

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",  # what can be checked to be whole
}

# What is not named here is not there: with a base emptied, Scrapy does not even import its components.
DOWNLOAD_HANDLERS_BASE: dict[str, str] = {}
DOWNLOAD_HANDLERS = {"http": "spiders.connect.GuardedHandler", "https": "spiders.connect.GuardedHandler"}

ROBOTSTXT_OBEY = True  # what obeying means, spiders.robots decides
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "spiders.robots.Robots": 100,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "spiders.patience.PatienceMiddleware": 550,
    "spiders.decoding.DecodingMiddleware": 590,
    "spiders.redirects.RedirectMiddleware": 600,
    "spiders.cookies.HostCookies": 700,
    "spiders.evidence.EvidenceMiddleware": 950,  # before anything decodes
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}  # every answer reaches the spider, whatever its status
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {"scrapy.extensions.corestats.CoreStats": 0, "scrapy.extensions.logstats.LogStats": 0}
ITEM_PIPELINES = {"spiders.run.ObservationPipeline": 100}
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # every target is asked, the same address twice if need be
LOG_LEVEL = "INFO"
LOG_FORMATTER = "spiders.visitor.QuietLog"


def settings_of(order: CrawlOrder, log: Path, changes: dict[str, str] | None = None) -> dict[str, Any]:
    """All settings of one crawl as Scrapy takes them; ``changes`` are the operator's, by name."""
    constants = {name: value for name, value in globals().items() if name.isupper()}
    return {
        **constants,
        "USER_AGENT": order.user_agent,  # whom robots.txt is asked about
        "DEFAULT_REQUEST_HEADERS": {**DEFAULT_REQUEST_HEADERS, "User-Agent": order.user_agent},
        "CONCURRENT_REQUESTS_PER_DOMAIN": order.network.per_host_concurrency,
        "LOG_FILE": str(log),
        **(changes or {}),
    }
