"""One process and what it costs: CPU of its whole tree, peak memory of the tree, wall, and whether it was stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

TICK = 0.1  # seconds between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """CPU and wall in seconds, memory in megabytes. ``stopped``: the bound was reached first."""

    cpu: float
    wall: float
    memory: float
    stopped: bool
    code: int


def run(line: list[str], *, cwd: Path, out: Path, bound: float, cpu: int | None = None) -> Cost:
    """Run ``line``, on one ``cpu`` if asked; its words go to ``out``, what it complains of to ``out`` with ``.err``."""
    began = time.monotonic()
    with out.open("wb") as said, out.with_suffix(".err").open("wb") as complained, _pinned(cpu):
        child = subprocess.Popen(
            line, cwd=cwd, stdout=said, stderr=complained, stdin=subprocess.DEVNULL, start_new_session=True
        )
    memory, stopped = 0.0, False
    while True:
        memory = max(memory, _tree_memory(child.pid))
        pid, status, used = os.wait4(child.pid, os.WNOHANG)  # of its own children too, as far as it waited for them
        if pid:
            break
        if not stopped and time.monotonic() - began > bound:
            stopped = True
            os.killpg(child.pid, signal.SIGKILL)
        time.sleep(TICK)
    child.returncode = os.waitstatus_to_exitcode(status)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)  # what it left behind
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, memory, stopped, child.returncode)


@contextmanager
def _pinned(cpu: int | None) -> Iterator[None]:
    """What is started inside inherits the one core; this process has all of them back afterwards."""
    if cpu is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {cpu})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _tree_memory(pid: int) -> float:
    """Resident megabytes of a process and its children. ru_maxrss would begin with the memory of whoever forked."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 + sum(_tree_memory(int(child)) for child in children)
