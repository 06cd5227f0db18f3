"""Addresses fetched for ``inspect``: a crawl in a folder that is thrown away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner

from monitor.model import wire
from monitor.model.observation import Observation, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import ControlTarget, CrawlOrder, Target
from spiders.control import ControlSpider
from spiders.crawl import drive
from spiders.extract.column import read_column
from spiders.extract.facts import ColumnFacts
from spiders.folder import RunFolder, WrongFolder
from spiders.following import Found
from spiders.rendering import Renderer
from spiders.run import Run
from spiders.settings import settings_of
from spiders.visit import Visit


class FetchSpider(ControlSpider):
    """Keeps the visits themselves; those of columns that are left to a script as a browser shows them."""

    name = "fetch"

    def __init__(self, *args: Any, visits: dict[str, Visit], kind: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._visits = visits
        self._renderer = Renderer(self) if kind == "column" else None

    async def observe(self, target: Target, visit: Visit) -> Observation:
        """Keep the visit."""
        if self._renderer and visit.look.outcome is Outcome.OK:
            facts = self._read(visit)
            visit = (await self._renderer.improved(visit, Found(facts, visit, facts.undecided), self._read)).visit
        self._visits[target.url] = visit
        return await super().observe(target, visit)

    def _read(self, visit: Visit) -> ColumnFacts:
        return read_column(visit.body, visit.url, today=self.run.today, content_type=visit.content_type)


def fetch(addresses: Sequence[str], order: str, kind: str) -> dict[str, Visit]:
    """A visit for every address, to be described as ``kind``. ``ValueError``: no order or a wrong one; ``InterruptedError``: stopped by a signal."""
    visits: dict[str, Visit] = {}
    targets = [ControlTarget(SubjectKind.SITE, address, address) for address in addresses]
    with thrown_away(targets, order) as run:

        async def work(runner: AsyncCrawlerRunner) -> None:
            await runner.crawl(FetchSpider, run=run, targets=targets, visits=visits, kind=kind)

        if drive(settings_of(run.folder.order, run.folder.path / "crawl.log"), work):
            raise InterruptedError
    return visits


@contextmanager
def thrown_away(targets: Sequence[Target], order: str) -> Iterator[Run]:
    """A quiet run in a folder that is gone when the block ends. ``ValueError``: no order or a wrong one."""
    wire.value(CrawlOrder, order)
    with TemporaryDirectory(prefix="xunjian-look-") as name:
        path = Path(name)
        (path / "order.json").write_text(order, encoding="utf-8")
        (path / "targets.jsonl").write_text("".join(wire.line(one) + "\n" for one in targets), encoding="utf-8")
        try:
            run = Run.of(RunFolder(path))
        except WrongFolder as error:
            raise ValueError(str(error).removeprefix(f"{path}/")) from error
        run.quiet = True
        yield run
