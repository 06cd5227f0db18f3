"""The run folder: what a crawl is told and what it leaves. Nothing is written outside it.

In: ``order.json``, ``targets.jsonl``. Out: ``observations.jsonl`` (each line flushed when it is
known), ``evidence.warc.gz``, ``crawl.log``, and last of all ``done.json``.
"""

from __future__ import annotations

import json
from pathlib import Path

from monitor.model import wire
from monitor.model.observation import Observation
from monitor.model.target import CrawlOrder, Target


class WrongFolder(Exception):
    """A folder that cannot be crawled: a file is missing, used up or not on the wire. The message names it."""


class RunFolder:
    """One crawl's folder. ``WrongFolder`` if it cannot be read."""

    def __init__(self, path: Path):
        self.path = path
        self.order: CrawlOrder = read_order(path / "order.json")
        self.targets = read_targets(path / "targets.jsonl")
        self.written = 0

    def begin(self) -> None:
        """Open ``observations.jsonl``; ``WrongFolder`` if there is one."""
        try:
            self._out = (self.path / "observations.jsonl").open("x", encoding="utf-8")
        except FileExistsError:
            raise WrongFolder(f"{self.path}: was crawled already; a run folder is used once") from None

    def write(self, observation: Observation) -> None:
        """Append one line and flush it, so that a stop at any moment keeps it."""
        self._out.write(wire.line(observation) + "\n")
        self._out.flush()
        self.written += 1

    def close(self, *, finished: bool, seconds: float) -> None:
        """Leave ``done.json``; ``finished`` is whether every target has its line."""
        self._out.close()
        done = {"observations": self.written, "finished": finished, "seconds": round(seconds, 3)}
        half = self.path / "done.json.tmp"
        half.write_text(json.dumps(done) + "\n", encoding="utf-8")
        half.rename(self.path / "done.json")


def read_order(path: Path) -> CrawlOrder:
    """The order in ``path``."""
    try:
        return wire.value(CrawlOrder, _read(path))
    except wire.NotOnTheWire as error:
        raise WrongFolder(f"{path}: {error}") from error


def read_targets(path: Path) -> tuple[Target, ...]:
    """The targets in ``path``, in its order."""
    targets = []
    for number, line in enumerate(_read(path).splitlines(), 1):
        try:
            targets.append(wire.target(line))
        except wire.NotOnTheWire as error:
            raise WrongFolder(f"{path}:{number}: {error}") from error
    return tuple(targets)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongFolder(f"{path}: {error.strerror}") from error
