"""Where a connection really goes: names resolved once, addresses checked by the guard, ``connect_to`` obeyed.

``connect_to`` changes the socket's peer and nothing else: the Host header, the TLS server name,
the scheme and the address of the answer stay the original's.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Generator, Sequence
from typing import Any

from twisted.internet import interfaces
from twisted.internet.defer import Deferred, inlineCallbacks
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, wrapClientTLS
from twisted.internet.error import ConnectError
from twisted.internet.error import TimeoutError as ConnectTimeout
from twisted.web.client import URI
from twisted.web.iweb import IAgentEndpointFactory
from zope.interface import implementer  # type: ignore[import-untyped]

from spiders.guard import Guard, Refused
from spiders.outcome import NameUnknown

CONNECT_SECONDS = 15  # the national check counts a site as not opened from 15 s on
RESOLVE_SECONDS = 10  # longer than a resolver's own two tries of 5 s is waiting for nobody
TRIES = 3  # addresses of one name; the whole request has a limit of its own


class Resolver:
    """Addresses of names, IPv4 first, each name looked up once per crawl."""

    def __init__(self) -> None:
        self._known: dict[str, list[str]] = {}

    async def addresses(self, host: str) -> list[str]:
        """All addresses of a host as text. ``NameUnknown`` if there are none."""
        if host not in self._known:
            self._known[host] = await self._ask(host)
        return self._known[host]

    async def _ask(self, host: str) -> list[str]:
        look_up = asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.wait_for(look_up, RESOLVE_SECONDS)
        except (OSError, UnicodeError, TimeoutError) as error:
            raise NameUnknown(f"{host}: {error}") from error
        found.sort(key=lambda info: info[0] != socket.AF_INET)
        return list(dict.fromkeys(str(info[4][0]) for info in found))


@implementer(interfaces.IStreamClientEndpoint)
class GuardedEndpoint:
    """A place to connect to, resolved and checked when it is connected to."""

    def __init__(self, place: tuple[str, int], guard: Guard, resolver: Resolver, tls: Any):
        self._place = place
        self._guard = guard
        self._resolver = resolver
        self._tls = tls

    @inlineCallbacks
    def connect(self, factory: interfaces.IProtocolFactory) -> Generator[Deferred[Any], Any, interfaces.IProtocol]:
        """A connection, wrapped in TLS for https; ``Refused``, ``NameUnknown`` or a ``ConnectError``."""
        places = yield Deferred.fromFuture(asyncio.ensure_future(self.places()))
        for address, port in places[:TRIES]:
            try:
                connected: interfaces.IProtocol = yield self._wrapped(address, port).connect(factory)
            except (ConnectError, ConnectTimeout) as error:
                last = error
            else:
                return connected
        raise last

    async def places(self) -> list[tuple[str, int]]:
        """The addresses that may be connected to, at least one, with the port; ``Refused`` or ``NameUnknown``."""
        host, port = self._guard.destination(*self._place) or self._place
        return [(address, port) for address in self._allowed(await self._resolver.addresses(host), port)]

    def _allowed(self, addresses: Sequence[str], port: int) -> Sequence[str]:
        if self._guard.destination(*self._place):
            return addresses
        allowed, refusals = [], []
        for address in addresses:
            try:
                self._guard.check(address, port)
                allowed.append(address)
            except Refused as refusal:
                refusals.append(refusal)
        if not allowed:
            raise refusals[0]
        return allowed

    def _wrapped(self, address: str, port: int) -> Any:
        from twisted.internet import reactor

        kind = TCP6ClientEndpoint if ":" in address else TCP4ClientEndpoint
        endpoint: Any = kind(reactor, address, port, timeout=CONNECT_SECONDS)
        if self._tls is None:
            return endpoint
        host, original = self._place
        return wrapClientTLS(self._tls.creatorForNetloc(host.encode("ascii"), original), endpoint)


@implementer(IAgentEndpointFactory)
class GuardedEndpoints:
    """Endpoints for one handler; ``Agent`` asks it for every request."""

    def __init__(self, guard: Guard, resolver: Resolver, tls: Any):
        self._guard = guard
        self._resolver = resolver
        self._tls = tls

    def endpointForURI(self, uri: URI) -> GuardedEndpoint:  # noqa: N802 (Twisted's name)
        """The endpoint of an address."""
        tls = self._tls if uri.scheme == b"https" else None
        return GuardedEndpoint((uri.host.decode("ascii").lower(), uri.port), self._guard, self._resolver, tls)
