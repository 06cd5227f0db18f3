"""The server process: one port on loopback, a clock in a file, gone when its parent is gone."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

from tests.district.days import ZONE
from tests.district.protocol import Answers, Connection
from tests.district.world import World

WATCH = 0.5  # seconds between two looks at the parent, and between two flushes of the log


class Clock:
    """The instant that the file tells; read again when the file changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._now = datetime.max.replace(tzinfo=ZONE)

    def __call__(self) -> datetime:
        try:
            state = self._path.stat()
            seen = (state.st_mtime_ns, state.st_ino)
            if seen != self._seen:
                now = datetime.fromisoformat(self._path.read_text().strip())
                self._now = now if now.tzinfo else now.replace(tzinfo=ZONE)
                self._seen = seen
        except (OSError, ValueError):  # being written by hand: the old instant stands
            pass
        return self._now


def write_clock(path: Path, now: datetime) -> None:
    """Move the clock in one step, so that no half-written instant is ever read."""
    fresh = path.with_name("clock.new")
    fresh.write_text(now.isoformat() + "\n")
    if path.exists():  # two moves within one tick of the file system must still differ
        before, after = path.stat().st_mtime_ns, fresh.stat().st_mtime_ns
        stamp = max(after, before + 1)
        os.utime(fresh, ns=(stamp, stamp))
    fresh.replace(path)


class Log:
    """The access log: a line a request, for the tests of manners."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")

    def __call__(self, line: str) -> None:
        self._file.write(line)

    def flush(self) -> None:
        """Let readers see what was logged."""
        self._file.flush()


async def bind(world: World, clock: Clock, log: Log, port: int) -> asyncio.Server:
    """Listen on 127.0.0.1."""
    answers = Answers(world)
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: Connection(answers, clock, log), "127.0.0.1", port, backlog=256)


async def stay(folder: Path, port: int, log: Log) -> None:
    """Say that the server is ready, then wait until standard input ends, the parent is gone or a signal comes."""
    loop, done, parent = asyncio.get_running_loop(), asyncio.Event(), os.getppid()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, done.set)
    threading.Thread(target=_drain, args=(loop, done), daemon=True).start()
    fresh = folder / "ready.json.new"
    fresh.write_text(json.dumps({"port": port, "pid": os.getpid()}) + "\n")
    fresh.replace(folder / "ready.json")
    while not done.is_set() and os.getppid() == parent:
        log.flush()
        try:
            await asyncio.wait_for(done.wait(), WATCH)
        except TimeoutError:
            continue
    log.flush()


def _drain(loop: asyncio.AbstractEventLoop, done: asyncio.Event) -> None:
    while os.read(sys.stdin.fileno(), 65536):
        pass
    loop.call_soon_threadsafe(done.set)
