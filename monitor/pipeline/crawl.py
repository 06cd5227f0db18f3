"""Crawl: a batch of targets becomes a run folder, by a process of its own.

The folder is the whole interface: ``order.json`` and ``targets.jsonl`` go in,
``observations.jsonl``, ``evidence.warc.gz``, ``crawl.log`` and ``done.json`` come out.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from monitor.model import wire
from monitor.model.target import CrawlOrder, Target

_COUNTS = re.compile(r"(\w+)=([0-9.]+)")


@dataclass(frozen=True)
class LinksSoFar:
    """How far the links of a site are, while its crawl is at work.

    ``of`` counts the pages known so far that this run will read, so it grows; ``links`` are those
    known, ``dead`` those found dead; ``rate`` is in pages a second.
    """

    subject: str
    pages: int
    of: int
    links: int
    dead: int
    rate: float

    @classmethod
    def told(cls, line: str) -> Self | None:
        """What a line of the crawl's talk says, ``None`` if it is another one."""
        match line.split():
            case ["links", subject, *words]:
                said = {pair[1]: pair[2] for word in words if (pair := _COUNTS.fullmatch(word))}
            case _:
                return None
        try:
            pages, of, links, dead = (int(said[name]) for name in ("pages", "of", "links", "dead"))
            return cls(subject, pages, of, links, dead, float(said["rate"]))
        except (KeyError, ValueError):
            return None

    @classmethod
    def together(cls, sites: Iterable[Self]) -> Self:
        """Several sites, which are visited at the same time, as one."""
        each = list(sites)
        name = each[0].subject if len(each) == 1 else f"{len(each)} sites"
        pages, of, links, dead = (
            sum(counts) for counts in zip(*((s.pages, s.of, s.links, s.dead) for s in each), strict=True)
        )
        return cls(name, pages, of, links, dead, sum(site.rate for site in each))

    @property
    def seconds_left(self) -> float | None:
        """Until the pages known so far are read; ``None`` where that cannot be told."""
        return (self.of - self.pages) / self.rate if self.rate and self.of > self.pages else None


Progress = Callable[[int, int, str | LinksSoFar], None]


class CrawlFailed(RuntimeError):
    """The crawl process ended without finishing its batch. Raised from ``crawl``."""


def prepare(folder: Path, order: CrawlOrder, targets: Sequence[Target]) -> None:
    """Make the run folder with what the crawl is told."""
    folder.mkdir(parents=True)
    (folder / "order.json").write_text(wire.line(order) + "\n", encoding="utf-8")
    lines = "".join(wire.line(target) + "\n" for target in targets)
    (folder / "targets.jsonl").write_text(lines, encoding="utf-8")


def crawl(folder: Path, *, progress: Progress) -> None:
    """Run the crawl of a prepared folder to its end; ``progress`` gets (done, total, what).

    ``what`` names the target that is done, or tells how far the links of a site are.
    """
    command = [sys.executable, "-m", "spiders", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        talk: list[str] = []
        done = (0, _targets(folder))
        try:
            for line in child.stderr:
                if so_far := LinksSoFar.told(line):
                    progress(*done, so_far)
                elif reported := _reported(line):
                    done = reported[:2]
                    progress(*reported)
                else:
                    talk = [*talk[-20:], line]
        except KeyboardInterrupt:
            # The child has the same signal from the terminal, or gets it now; what it wrote stays.
            child.terminate()
            child.wait(10)
            raise
    if child.returncode != 0:
        said = "".join(talk[-3:]).strip()
        raise CrawlFailed(f"the crawl exited {child.returncode}, see {folder / 'crawl.log'}: {said}")


def _targets(folder: Path) -> int:
    with (folder / "targets.jsonl").open(encoding="utf-8") as lines:
        return sum(1 for _ in lines)


def _reported(line: str) -> tuple[int, int, str] | None:
    word, _, rest = line.strip().partition(" ")
    count, _, what = rest.partition(" ")
    done, slash, total = count.partition("/")
    if word != "progress" or not slash or not (done.isdigit() and total.isdigit()):
        return None
    return int(done), int(total), what
