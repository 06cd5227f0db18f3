"""What the looks of one crawl share, and how an observation is kept."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from zoneinfo import ZoneInfo

from scrapy.crawler import Crawler

from monitor.model.observation import Observation
from monitor.model.target import Target
from spiders.endpoints import Resolver
from spiders.evidence import Evidence
from spiders.folder import RunFolder, WrongFolder
from spiders.guard import Guard
from spiders.patience import Patience

SHANGHAI = ZoneInfo("Asia/Shanghai")  # pages print the civil dates of China
log = logging.getLogger(__name__)


@dataclass
class Run:
    """One crawl: its folder, its policy, and what its looks learn about hosts."""

    folder: RunFolder
    guard: Guard
    evidence: Evidence
    resolver: Resolver = field(default_factory=Resolver)
    patience: Patience = field(default_factory=Patience)
    robots: dict[str, Any] = field(default_factory=dict)  # parsed robots.txt by netloc
    seen: set[tuple[str, str, str]] = field(default_factory=set)  # targets that have their observation
    quiet: bool = False  # nobody waits for progress

    @classmethod
    def of(cls, folder: RunFolder) -> Self:
        """The run of a folder, which begins with it. ``WrongFolder`` names what in it is wrong."""
        try:
            guard = Guard.of(folder.order.network)
        except ValueError as error:
            raise WrongFolder(f"{folder.path / 'order.json'}: network: {error}") from error
        folder.begin()
        return cls(folder, guard, Evidence(folder.path / "evidence.warc.gz", folder.order))

    @property
    def today(self) -> date:
        """The civil date of the order's now."""
        return self.folder.order.now.astimezone(SHANGHAI).date()

    def keep(self, target: Target, observation: Observation) -> None:
        """Write a target's one observation and say so."""
        self.folder.write(observation)
        self.seen.add(key(target))
        log.info("%s %s: %s", target.look, target.subject, getattr(observation, "look", None))
        if not self.quiet:
            done = f"{self.folder.written}/{len(self.folder.targets)}"
            print(f"progress {done} {target.look} {target.subject}", file=sys.stderr, flush=True)


def key(target: Target) -> tuple[str, str, str]:
    """What tells one target of a batch from another."""
    return target.look, target.subject, target.url


class ObservationPipeline:
    """Takes what the spiders yield, ``(target, observation)``, to the folder."""

    def __init__(self, run: Run):
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler.spider.run)  # type: ignore[union-attr]

    def process_item(self, item: tuple[Target, Observation]) -> tuple[Target, Observation]:
        """Keep one observation."""
        self._run.keep(*item)
        return item
