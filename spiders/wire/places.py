"""Where a connection really goes: names resolved once, addresses checked by the guard, ``connect_to`` obeyed.

``connect_to`` changes the socket's peer and nothing else: the Host header, the TLS server name,
the scheme and the address of the answer stay the original's.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress

from spiders.guard import Guard, Refused

RESOLVE_SECONDS = 10  # longer than a resolver's own two tries of 5 s is waiting for nobody
TRIES = 3  # addresses of one name; the whole request has a limit of its own
# What a resolver answers when a name is not there, as opposed to not being able to tell.
ABSENT = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class NameUnknown(Exception):
    """A host name that does not resolve. Raised while connecting.

    ``absent``: a resolver that could tell said that there is no such name.
    """

    def __init__(self, host: str, error: object, *, absent: bool):
        super().__init__(f"{host}: {error}")
        self.absent = absent


class Resolver:
    """Addresses of names, IPv4 first, each name looked up once per crawl.

    ``resolved`` counts the names that were found by looking them up: while it is 0 nothing proves
    that a name which is not found does not exist.
    """

    def __init__(self) -> None:
        self._known: dict[str, asyncio.Future[list[str]]] = {}
        self.resolved = 0

    async def addresses(self, host: str) -> list[str]:
        """All addresses of a host as text. ``NameUnknown`` if there are none."""
        if host not in self._known:
            self._known[host] = asyncio.ensure_future(self._ask(host))
        return await asyncio.shield(self._known[host])

    async def is_able(self, controls: Iterable[str]) -> bool:
        """Whether names can be looked up at all: one was found in this crawl, or one of ``controls`` is now."""
        for host in controls:
            if self.resolved:
                break
            with suppress(NameUnknown):
                await self.addresses(host)
        return self.resolved > 0

    async def _ask(self, host: str) -> list[str]:
        look_up = asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.wait_for(look_up, RESOLVE_SECONDS)
        except socket.gaierror as error:
            raise NameUnknown(host, error, absent=error.errno in ABSENT) from error
        except UnicodeError as error:
            raise NameUnknown(host, error, absent=True) from error
        except (OSError, TimeoutError) as error:
            raise NameUnknown(host, error, absent=False) from error
        found.sort(key=lambda info: info[0] != socket.AF_INET)
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        self.resolved += addresses != [host]
        return addresses


class Places:
    """The policy of where to connect: the guard over the resolver."""

    def __init__(self, guard: Guard, resolver: Resolver):
        self._guard = guard
        self._resolver = resolver
        self._known: dict[tuple[str, int], Sequence[tuple[str, int]]] = {}  # checked once: answers are pinned

    async def of(self, host: str, port: int) -> Sequence[tuple[str, int]]:
        """The addresses that may be connected to, at least one, with the port; ``Refused`` or ``NameUnknown``."""
        known = self._known.get((host, port))
        if known is None:
            known = self._known[host, port] = await self._found(host, port)
        return known

    async def _found(self, host: str, port: int) -> Sequence[tuple[str, int]]:
        sent_to = self._guard.destination(host, port)
        if sent_to is not None:
            return [(address, sent_to[1]) for address in await self._resolver.addresses(sent_to[0])][:TRIES]
        addresses = await self._resolver.addresses(host)
        return [(address, port) for address in self._allowed(addresses, port)][:TRIES]

    def _allowed(self, addresses: Sequence[str], port: int) -> Sequence[str]:
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
