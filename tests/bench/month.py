"""The time of every step of the sentence for the demo's month."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from monitor import settings, worker
from monitor.model import period as periods
from monitor.pipeline import publish
from monitor.pipeline.enroll import enroll
from monitor.pipeline.plan import Selection
from monitor.store import engine as databases
from tests import district

MONTH = "2026-03"
STEPS = ("plan", "crawl", "ingest", "judge", "track")


def main() -> None:
    """Live through the month in this process and print the seconds of each step."""
    spent: dict[str, float] = defaultdict(float)
    for step in STEPS:
        # The worker calls each verb by its name, so the name is where the watch goes.
        setattr(worker, step, _watched(getattr(worker, step), step, spent))
    with tempfile.TemporaryDirectory(prefix="xunjian-bench-") as name, district.running(Path(name), MONTH) as world:
        _live(Path(name), world, spent)
    total = sum(spent.values())
    print(f"the month {MONTH} of the simulated district\n")
    print(f"{'step':<10}{'seconds':>9}{'share':>8}")
    for step in ("enroll", *STEPS, "publish"):
        print(f"{step:<10}{spent[step]:>9.2f}{100 * spent[step] / total:>7.1f}%")
    print(f"{'all':<10}{total:>9.2f}")


def _live(place: Path, world: Any, spent: dict[str, float]) -> None:
    chosen = settings.load(place)
    databases.create(chosen.database_url)
    engine = databases.writer(chosen.database_url)
    period = periods.month(MONTH)
    now = datetime.combine(period.first, datetime.min.time(), ZoneInfo("Asia/Shanghai")) + timedelta(hours=9)
    with engine.begin() as db:
        _watched(enroll, "enroll", spent)(db, world.inventory, now=now, zone=chosen.zone)
    while now.date() <= period.last:
        world.set_now(now)
        worker.check(engine, chosen, Selection(), now=now, progress=lambda _done, _total, _what: None)
        now += timedelta(days=1)
    evening = now - timedelta(hours=15)
    _watched(publish.month, "publish", spent)(engine, chosen, period, now=evening, draft=False, rehearsal=True)
    engine.dispose()


def _watched(step: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **options: Any) -> Any:
        started = time.monotonic()
        try:
            return step(*args, **options)
        finally:
            spent[name] += time.monotonic() - started

    return timed
