"""Crawl: a batch of targets becomes a run folder, by a process of its own.

The folder is the whole interface: ``order.json`` and ``targets.jsonl`` go in,
``observations.jsonl``, ``evidence.warc.gz``, ``crawl.log`` and ``done.json`` come out.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from monitor.model import wire
from monitor.model.target import CrawlOrder, Target

Progress = Callable[[int, int, str], None]


class CrawlFailed(RuntimeError):
    """The crawl process ended without finishing its batch. Raised from ``crawl``."""


def prepare(folder: Path, order: CrawlOrder, targets: Sequence[Target]) -> None:
    """Make the run folder with what the crawl is told."""
    folder.mkdir(parents=True)
    (folder / "order.json").write_text(wire.line(order) + "\n", encoding="utf-8")
    lines = "".join(wire.line(target) + "\n" for target in targets)
    (folder / "targets.jsonl").write_text(lines, encoding="utf-8")


def crawl(folder: Path, *, progress: Progress) -> None:
    """Run the crawl of a prepared folder to its end; ``progress`` gets (done, total, what)."""
    command = [sys.executable, "-m", "spiders", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        talk: list[str] = []
        try:
            for line in child.stderr:
                if not _reported(line, progress):
                    talk = [*talk[-20:], line]
        except KeyboardInterrupt:
            # The child has the same signal from the terminal, or gets it now; what it wrote stays.
            child.terminate()
            child.wait(10)
            raise
    if child.returncode != 0:
        said = "".join(talk[-3:]).strip()
        raise CrawlFailed(f"the crawl exited {child.returncode}, see {folder / 'crawl.log'}: {said}")


def _reported(line: str, progress: Progress) -> bool:
    word, _, rest = line.strip().partition(" ")
    count, _, what = rest.partition(" ")
    done, slash, total = count.partition("/")
    if word != "progress" or not slash or not (done.isdigit() and total.isdigit()):
        return False
    progress(int(done), int(total), what)
    return True
