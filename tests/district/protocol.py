"""HTTP/1.1 over asyncio: virtual hosts, keep-alive, validators and conditional requests, HEAD."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime

from tests.district.days import day_of, opening_of
from tests.district.reply import Reply
from tests.district.world import World

PHRASES = {
    200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 400: "Bad Request", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 410: "Gone", 412: "Precondition Failed", 503: "Service Unavailable",
}  # fmt: skip
DAYS_KEPT = 2  # a crawl may straddle a move of the clock


@dataclass(frozen=True)
class Request:
    """The first line and the headers, names in lower case."""

    method: str
    target: str
    version: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Ready:
    """An answer in bytes: head without the final empty line, body, validators, the bare 304."""

    status: int
    head: bytes
    body: bytes
    etag: str | None
    changed: datetime | None
    unchanged: bytes
    closed: bool


class Answers:
    """Rendered answers, kept for the latest days."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._kept: dict[date, dict[tuple[str, str], Ready]] = {}

    def get(self, host: str, target: str, day: date) -> Ready:
        """The answer to GET."""
        if day not in self._kept:
            for old in list(self._kept)[: 1 - DAYS_KEPT or None]:
                del self._kept[old]
            self._kept[day] = {}
        known = self._kept[day]
        if (host, target) not in known:
            known[host, target] = ready(self._world.reply(host, target, day))
        return known[host, target]


def ready(reply: Reply) -> Ready:
    """The reply in bytes."""
    lines = [f"HTTP/1.1 {reply.status} {PHRASES[reply.status]}", "Server: nginx", f"Content-Type: {reply.type}"]
    marks: list[str] = []
    etag = changed = None
    if reply.changed is not None:
        etag = f'"{hashlib.sha1(reply.whole or reply.body, usedforsecurity=False).hexdigest()[:16]}"'
        changed = opening_of(reply.changed)
        marks = [f"ETag: {etag}", f"Last-Modified: {format_datetime(changed, usegmt=True)}"]
    lines += [*marks, *(f"{name}: {value}" for name, value in reply.headers), f"Content-Length: {len(reply.body)}"]
    unchanged = "\r\n".join(["HTTP/1.1 304 Not Modified", "Server: nginx", *marks]).encode("latin-1")
    steady = reply.whole is None  # a proxy that cuts bodies answers in full every time
    return Ready(
        reply.status, "\r\n".join(lines).encode("latin-1"), reply.body, etag if steady else None,
        changed if steady else None, unchanged, reply.closed,
    )  # fmt: skip


def fresh(answer: Ready, headers: dict[str, str]) -> bool:
    """Whether the client's copy is still good; If-None-Match counts before If-Modified-Since."""
    if answer.etag is None or answer.changed is None:
        return False
    tags = headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or answer.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since = headers.get("if-modified-since")
    try:
        return since is not None and answer.changed <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # no date, or one without a zone
        return False


class Connection(asyncio.Protocol):
    """One client. ``now`` gives the simulated instant, ``log`` takes a line per request."""

    def __init__(self, answers: Answers, now: Callable[[], datetime], log: Callable[[str], None]) -> None:
        self._answers, self._now, self._log = answers, now, log
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer and not self._transport.is_closing():
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            self._serve(head)
        if self._buffer[:1] == b"\x16" or len(self._buffer) > 65536:  # a TLS greeting, or no HTTP at all
            self._transport.close()

    def _serve(self, head: bytes) -> None:
        request = parse(head)
        now = self._now()
        if request is None or request.method not in ("GET", "HEAD"):
            wrong = 405 if request else 400
            self._transport.write(f"HTTP/1.1 {wrong} {PHRASES[wrong]}\r\nContent-Length: 0\r\n\r\n".encode())
            self._transport.close()
            return
        host = request.headers.get("host", "").lower().partition(":")[0]
        answer = self._answers.get(host, request.target, day_of(now))
        unchanged = fresh(answer, request.headers)
        status = "closed" if answer.closed else "304" if unchanged else str(answer.status)
        self._log(f"{now:%Y-%m-%d} {request.method} http://{host}{request.target} {status}\n")
        if answer.closed:
            self._transport.close()
            return
        asked = request.headers.get("connection", "").lower()
        stays = asked != "close" if request.version == "HTTP/1.1" else asked == "keep-alive"
        stamp = format_datetime(now.astimezone(UTC), usegmt=True)
        tail = f"\r\nDate: {stamp}\r\nConnection: {'keep-alive' if stays else 'close'}\r\n\r\n".encode()
        body = b"" if unchanged or request.method == "HEAD" else answer.body
        self._transport.write((answer.unchanged if unchanged else answer.head) + tail + body)
        if not stays:
            self._transport.close()


def parse(head: bytes) -> Request | None:
    """The request, or ``None`` for what is none. An absolute target loses its host."""
    first, *lines = head.decode("utf-8", "replace").split("\r\n")
    parts = first.split(" ")
    if len(parts) < 3:
        return None
    target = " ".join(parts[1:-1])
    if target.startswith("http://"):
        target = "/" + target[7:].partition("/")[2]
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(parts[0], target, parts[-1], headers)
