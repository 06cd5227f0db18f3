"""The crawl process: the looks of a batch, one after the other in one reactor.

One after the other, because two looks at once would give a site twice the connections that
``per_host_concurrency`` allows; within a look the sites are visited at the same time.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from time import monotonic
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor

from spiders.folder import RunFolder
from spiders.run import Run
from spiders.settings import ASYNCIO_EVENT_LOOP, settings_of
from spiders.visitor import Visitor

# Short looks first: what a stop cuts off is the long one.
LOOKS = ("control", "home", "columns", "reports", "accounts", "links")
PARENT_SECONDS = 2.0  # a crawl whose parent was killed ends itself this soon
# A traceback per robots.txt that is not there: the observations say it.
LOUD = ("scrapy.downloadermiddlewares.robotstxt",)
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def crawl(path: Path, changes: dict[str, str] | None = None) -> int:
    """Crawl a run folder to its end or to a signal; the exit code. ``WrongFolder`` if it cannot begin."""
    started = monotonic()
    folder = RunFolder(path)
    run = Run.of(folder)
    settings = settings_of(folder.order, path / "crawl.log", changes)
    wanted = {target.look for target in folder.targets}
    settings["SPIDER_MODULES"] = [f"spiders.{look}" for look in LOOKS if look in wanted]
    stopped = drive(settings, lambda runner: looks(runner, run))
    run.close()
    folder.close(finished=not stopped and folder.written == len(folder.targets), seconds=monotonic() - started)
    return 128 + stopped if stopped else 0


async def looks(runner: AsyncCrawlerRunner, run: Run) -> None:
    """Every look that has targets, then observations for what a fault of ours left out."""
    for look in LOOKS:
        targets = [target for target in run.folder.targets if target.look == look]
        if not targets:
            continue
        crawler = runner.create_crawler(look)
        await runner.crawl(crawler, run=run, targets=targets)
        if isinstance(crawler.spider, Visitor):
            for target, observation in crawler.spider.missing():
                run.keep(target, observation)


def drive(settings: dict[str, Any], work: Callable[[AsyncCrawlerRunner], Coroutine[Any, Any, None]]) -> int:
    """Run ``work`` in a fresh reactor; 0, or the signal that ended it. Once per process."""
    # Tens of thousands of addresses live as long as the crawl: looking through all of them again and again finds nothing.
    gc.freeze()
    gc.set_threshold(20_000, 10, 50)
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor", ASYNCIO_EVENT_LOOP)
    from twisted.internet import reactor as installed

    reactor: Any = installed

    configure_logging(settings)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    runner = AsyncCrawlerRunner(settings)
    loop = asyncio.get_event_loop()
    stopped: list[int] = []

    def stop(number: int) -> None:
        stopped.append(number)
        if len(stopped) == 1:
            reactor.stop()  # at once: what is written is written, what is on the wire is dropped

    for number in SIGNALS:
        loop.add_signal_handler(number, stop, number)
    task = loop.create_task(work(runner))
    task.add_done_callback(lambda _: None if stopped else reactor.stop())
    _watch_parent(loop, os.getppid(), lambda: stop(signal.SIGTERM))
    reactor.run(installSignalHandlers=False)
    if not stopped:
        task.result()
    return stopped[0] if stopped else 0


def _watch_parent(loop: asyncio.AbstractEventLoop, parent: int, stop: Callable[[], None]) -> None:
    if os.getppid() != parent:
        stop()
    else:
        loop.call_later(PARENT_SECONDS, _watch_parent, loop, parent, stop)
