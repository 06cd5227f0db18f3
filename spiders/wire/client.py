"""The client: connections by place, kept while they are good; a request that never takes longer than it may."""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict
from collections.abc import Iterable
from time import monotonic
from urllib.parse import SplitResult

from spiders.wire.answer import Answer, WireFailed
from spiders.wire.connection import Connection
from spiders.wire.places import Places
from spiders.wire.reading import Reading
from spiders.wire.tls import context, shakes_hands

CONNECT_SECONDS = 15  # the national check counts a site as not opened from 15 s on
IDLE_SECONDS = 4.0  # shorter than any server's own patience, so that a kept connection is rarely a dead one
_PORTS = {"http": 80, "https": 443}
Origin = tuple[str, str, int]


class Wire:
    """HTTP/1.1 to wherever ``places`` allows. ``limit`` is in bytes, ``seconds`` for a whole answer."""

    def __init__(self, places: Places, *, limit: int, seconds: float):
        self._places = places
        self._limit = limit
        self._seconds = seconds
        self._idle: defaultdict[Origin, list[Connection]] = defaultdict(list)
        self._tls: ssl.SSLContext | None = None

    async def send(
        self,
        method: str,
        parts: SplitResult,
        fields: Iterable[tuple[bytes, bytes]],
        body: bytes = b"",
        *,
        take: str | None = None,
    ) -> Answer:
        """The answer to one request. ``WireFailed``, ``Refused`` or ``NameUnknown`` without one, ``ValueError`` for no address.

        ``parts`` are the address; ``fields`` go out as they are, Host and Connection are added.
        ``take``: see ``Reading``.
        """
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError(f"no http address: {parts.geturl()[:200]}")
        origin = (parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS[parts.scheme])
        head = _head(method, parts, fields, len(body))
        try:
            async with asyncio.timeout(self._seconds):
                return await self._sent(origin, method, head, body, take)
        except TimeoutError:
            raise WireFailed("timeout", f"{self._seconds:g} s") from None

    def close(self) -> None:
        """Let go of all connections."""
        for connections in self._idle.values():
            for connection in connections:
                connection.close()
        self._idle.clear()

    async def _sent(self, origin: Origin, method: str, head: bytes, body: bytes, take: str | None) -> Answer:
        while True:
            connection = self._kept(origin) or await self._connected(origin)
            reading = Reading(method, take, self._limit)
            try:
                answer = await connection.send(head, body, reading)
            except WireFailed as failure:
                # A server may end a kept connection just as it is used again: that is nobody's fault.
                if failure.cause == "reset" and connection.used > 1 and not reading.started:
                    continue
                raise
            except asyncio.CancelledError:
                connection.close()
                raise
            if connection.free:
                connection.idle_since = monotonic()
                self._idle[origin].append(connection)
            return answer

    def _kept(self, origin: Origin) -> Connection | None:
        kept = self._idle[origin]
        while kept:
            connection = kept.pop()
            if connection.free and monotonic() - connection.idle_since < IDLE_SECONDS:
                return connection
            connection.close()
        return None

    async def _connected(self, origin: Origin) -> Connection:
        scheme, host, port = origin
        last: WireFailed | None = None
        for address, real_port in await self._places.of(host, port):
            try:
                return await asyncio.wait_for(self._opened(scheme, host, address, real_port), CONNECT_SECONDS)
            except TimeoutError:
                last = WireFailed("timeout", f"connecting to {address}")
            except ConnectionRefusedError as error:
                last = WireFailed("refused", error)
            except (ssl.SSLError, ConnectionResetError) as error:
                # Some servers answer a version they do not know with an alert, some by hanging up.
                obsolete = scheme == "https" and await shakes_hands(address, real_port, host)
                cause = "tls-obsolete" if obsolete else "tls" if isinstance(error, ssl.SSLError) else "reset"
                raise WireFailed(cause, error) from error
            except OSError as error:
                last = WireFailed("unreachable", error)
        assert last is not None
        raise last

    async def _opened(self, scheme: str, host: str, address: str, port: int) -> Connection:
        loop = asyncio.get_running_loop()
        if scheme == "http":
            _, connection = await loop.create_connection(Connection, address, port)
            return connection
        self._tls = self._tls or context()
        _, connection = await loop.create_connection(Connection, address, port, ssl=self._tls, server_hostname=host)
        return connection


def _head(method: str, parts: SplitResult, fields: Iterable[tuple[bytes, bytes]], length: int) -> bytes:
    target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
    host = parts.netloc.rpartition("@")[2]
    lines = [f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n".encode("ascii")]
    lines += [b"%b: %b\r\n" % pair for pair in fields]
    if length or method == "POST":
        lines.append(b"Content-Length: %d\r\n" % length)
    lines.append(b"Connection: keep-alive\r\n\r\n")
    return b"".join(lines)
