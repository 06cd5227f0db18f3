"""Run folders for tests, and the crawl process run on them as its parent runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.model import wire
from monitor.model.observation import Observation
from monitor.model.target import CrawlOrder, Network, Target

NOW = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
AGENT = "Xunjian/0 (+http://about.test/)"
FAST = ("-s", "DOWNLOAD_TIMEOUT=2")


@dataclass(frozen=True)
class Crawled:
    """What a crawl left."""

    folder: Path
    code: int
    stderr: str
    observations: list[Observation]
    done: dict[str, Any]

    def by_subject(self) -> dict[str, Any]:
        return {observation.subject: observation for observation in self.observations}


def make_folder(
    path: Path, targets: Iterable[Target], *, hosts: tuple[str, ...] = (), now: datetime = NOW, **network: Any
) -> Path:
    path.mkdir(parents=True)
    order = CrawlOrder("test", now, AGENT, Network(**{"per_host_delay": 0.0, **network}), hosts)
    (path / "order.json").write_text(wire.line(order), encoding="utf-8")
    (path / "targets.jsonl").write_text("".join(wire.line(target) + "\n" for target in targets), encoding="utf-8")
    return path


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "spiders", str(folder), *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def left(folder: Path, code: int, stderr: str) -> Crawled:
    lines = (folder / "observations.jsonl").read_text(encoding="utf-8").splitlines()
    done = json.loads((folder / "done.json").read_text(encoding="utf-8"))
    return Crawled(folder, code, stderr, [wire.observation(line) for line in lines], done)


def crawl(folder: Path, *options: str) -> Crawled:
    process = start(folder, *(options or FAST))
    _, stderr = process.communicate(timeout=60)
    return left(folder, process.returncode, stderr)
