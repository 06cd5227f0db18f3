"""The district as a context: a server process of this interpreter, gone at the end of the block."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.district.server import write_clock
from tests.district.truth import Truth, read_truth

ROOT = Path(__file__).resolve().parents[2]  # where the package ``tests`` is found
PATIENCE = 30  # seconds to get ready, on a busy machine


class NotServing(RuntimeError):
    """The district's process ended or was not ready in time. Raised from ``running``."""


@dataclass(frozen=True)
class Running:
    """A district that is being served. ``folder`` holds its files, ``log`` the requests so far."""

    folder: Path
    port: int
    pid: int
    truth: list[Truth]

    @property
    def inventory(self) -> Path:
        """The inventory to enroll."""
        return self.folder / "inventory.yaml"

    @property
    def settings(self) -> Path:
        """The settings, with the way to every host."""
        return self.folder / "xunjian.toml"

    @property
    def log(self) -> Path:
        """The access log: day, method, address, status; up to half a second behind."""
        return self.folder / "access.log"

    def set_now(self, now: datetime) -> None:
        """Move the simulated instant; the next request sees it."""
        write_clock(self.folder / "clock", now)


@contextmanager
def running(folder: Path, month: str = "2026-03") -> Iterator[Running]:
    """Serve the district of ``month`` (2020-01 to 2030-12) with its files in ``folder``."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ready.json").unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.district", "serve", str(folder), "--month", month]
    with (folder / "server.err").open("wb") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors)
    assert process.stdin is not None
    try:
        ready = _wait(process, folder)
        yield Running(folder, ready["port"], ready["pid"], read_truth(folder / "truth.jsonl"))
    finally:
        process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], folder: Path) -> dict[str, int]:
    until = time.monotonic() + PATIENCE
    while not (folder / "ready.json").exists():
        if process.poll() is not None or time.monotonic() > until:
            said = (folder / "server.err").read_text(encoding="utf-8", errors="replace").strip()
            raise NotServing(f"the simulated district did not start in {folder}: {said or 'not ready in time'}")
        time.sleep(0.02)
    ready: dict[str, int] = json.loads((folder / "ready.json").read_text())
    return ready
