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
from spiders.evidence import Evidence
from spiders.folder import RunFolder, WrongFolder
from spiders.guard import Guard
from spiders.pace import Pace
from spiders.patience import Patience
from spiders.wire.client import Wire
from spiders.wire.places import Places, Resolver

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
    pace: Pace = field(default_factory=lambda: Pace(0.0))
    wire: Wire | None = None  # one for all looks: what one opened, the next may use
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
        evidence = Evidence(folder.path / "evidence.warc.gz", folder.order)
        return cls(folder, guard, evidence, pace=Pace(folder.order.network.per_host_delay))

    def wired(self, *, limit: int, seconds: float) -> Wire:
        """The client of this crawl; ``limit`` in bytes an answer, ``seconds`` for a whole one."""
        if self.wire is None:
            self.wire = Wire(Places(self.guard, self.resolver), limit=limit, seconds=seconds)
        return self.wire

    @property
    def today(self) -> date:
        """The civil date of the order's now."""
        return self.folder.order.now.astimezone(SHANGHAI).date()

    def close(self) -> None:
        """Let go of files and connections."""
        self.evidence.close()
        if self.wire is not None:
            self.wire.close()

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
