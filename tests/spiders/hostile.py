"""A loopback server of troubles, one host name each.

``Hostile`` answers ``http://<name>.test/`` with the trouble of that name; ``connect_to()`` leads
the names to it. It counts requests, so that a test can tell whether something was asked at all,
and how many connections of a host were open at once.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from time import monotonic
from typing import Self

from tests.spiders.troubles import ROBOTS, TROUBLES, Client, Handler, ok, page, slot


@dataclass(frozen=True)
class Call:
    """A request. Header names are in lower case."""

    host: str
    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Hostile:
    """The server, in a thread of its own. ``requests`` counts (host, path), robots.txt left out."""

    # "host/path" → body or handler; "host/*" is for all others of a host, which are 404 without it.
    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    most_open: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    slow: set[str] = field(default_factory=set)  # hosts that take a tenth of a second
    heard: dict[str, dict[str, str]] = field(default_factory=dict)  # the last headers of each host
    calls: list[Call] = field(default_factory=list)  # every request, robots.txt left out
    order: list[tuple[str, str]] = field(default_factory=list)  # (host, "start path" or "end path")
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  # of requests, by host
    canary_hits: int = 0
    port: int = 0
    canary_port: int = 0
    _busy: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def connect_to(self, *names: str) -> dict[str, str]:
        """``connect_to`` for every trouble, and further names."""
        return {f"{name}.test:80": f"127.0.0.1:{self.port}" for name in (*TROUBLES, *names)}

    def take_calls(self, host: str) -> list[Call]:
        """The requests to a host since the last time."""
        taken = [call for call in self.calls if call.host == host]
        self.calls = [call for call in self.calls if call.host != host]
        return taken

    async def _listen(self) -> None:
        page = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**20)
        canary = await asyncio.start_server(self._canary, "127.0.0.9", 0)
        self._servers = (page, canary)
        self.port, self.canary_port = (server.sockets[0].getsockname()[1] for server in self._servers)

    def _handler(self, host: str, name: str) -> Handler:
        if host in self.slow:
            return slot
        if any(known.startswith(f"{host}/") for known in self.pages):
            return page
        return TROUBLES.get(name, ok)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        pending = asyncio.all_tasks() - {asyncio.current_task()}
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    async def _canary(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.canary_hits += 1
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                await self._answer(head.decode("latin-1"), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line, *fields = head.strip().split("\r\n")
        method, path, _ = line.split(" ", 2)
        headers = {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}
        host = headers["host"].partition(":")[0]
        name = host.removesuffix(".test")
        self.heard[host] = headers
        if path != "/robots.txt":
            self.requests[host, path] += 1
            self.calls.append(Call(host, method, path, headers))
        client = Client(method, path, headers, reader, writer, self.requests[host, path], self.canary_port, self.pages)
        if path == "/robots.txt":
            rules = ROBOTS.get(name, b"")
            await client.answer("200 OK" if rules else "404 Not Found", rules, Content_Type="text/plain")
            return
        self._busy[host] += 1
        self.most_open[host] = max(self.most_open[host], self._busy[host])
        self.order.append((host, f"start {path}"))
        self.times[host].append(monotonic())
        try:
            await self._handler(host, name)(client)
        finally:
            self._busy[host] -= 1
            self.order.append((host, f"end {path}"))
