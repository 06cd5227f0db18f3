"""One connection: a request out, its answer in, then perhaps another."""

from __future__ import annotations

import asyncio
import ssl
from typing import cast

from spiders.wire.answer import Answer, WireFailed
from spiders.wire.reading import Reading


class Connection(asyncio.Protocol):
    """A connection to one place. ``free`` while another request may be sent on it."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._reading: Reading | None = None
        self._waiter: asyncio.Future[Answer] | None = None
        self.used = 0  # requests sent on it
        self.idle_since = 0.0
        self.free = False
        self.address: str | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: it stands."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's TLS transport is one in all but name
        peer = transport.get_extra_info("peername")
        self.address = peer[0] if peer else None
        self.free = True

    def send(self, head: bytes, body: bytes, reading: Reading) -> asyncio.Future[Answer]:
        """Send a request; the future brings what ``reading`` makes of the answer."""
        assert self._transport is not None
        self.free = False
        self.used += 1
        self._reading = reading
        self._waiter = asyncio.get_running_loop().create_future()
        self._transport.write(head + body)
        return self._waiter

    def data_received(self, data: bytes) -> None:
        """asyncio: bytes came in."""
        reading = self._reading
        if reading is None:
            self.close()  # nobody asked
            return
        try:
            reading.feed(data)
        except WireFailed as failure:
            self._fail(failure)
            return
        if reading.done:
            self._finish(reading)

    def eof_received(self) -> bool:
        """asyncio: the other side will send no more; ours closes as well."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """asyncio: it is gone."""
        self.free = False
        reading = self._reading
        if reading is None:
            return
        if isinstance(exc, ssl.SSLError) or (exc is not None and not reading.answer.status):
            self._fail(WireFailed("tls" if isinstance(exc, ssl.SSLError) else "reset", exc))
            return
        try:
            reading.end()
        except WireFailed as failure:
            self._fail(failure)
        else:
            self._finish(reading)

    def close(self) -> None:
        """End it at once, whatever is on its way."""
        self.free = False
        self._reading = None
        if self._transport is not None:
            self._transport.abort()

    def _finish(self, reading: Reading) -> None:
        reading.answer.address = self.address
        waiter, self._waiter, self._reading = self._waiter, None, None
        if reading.reusable and self._transport is not None and not self._transport.is_closing():
            self.free = True
        else:
            self.close()
        if waiter is not None and not waiter.done():
            waiter.set_result(reading.answer)

    def _fail(self, failure: WireFailed) -> None:
        waiter, self._waiter = self._waiter, None
        self.close()
        if waiter is not None and not waiter.done():
            waiter.set_exception(failure)
