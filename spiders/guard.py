"""Where a crawl may connect to. Pure: addresses in, a yes or no out; ``connect`` asks it at connect time.

A page of a hacked site chooses where links and redirects lead. So every address that is not
globally routable is refused, for every host and on every hop, unless the operator opened its
network in ``allow_networks``. What is checked is the address that is then connected to, which
a second look-up (DNS rebinding) cannot change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self

from monitor.model.target import Network

PORTS = frozenset({80, 443, 8080, 8443})  # where sites live; any other port is somebody else's service

# Our own list beside ``is_global``, whose meaning differs between Python versions.
DENIED = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 "
        "::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
    ).split()
)
METADATA = (ip_address("169.254.169.254"), ip_address("fd00:ec2::254"))  # hands out a machine's credentials

Address = IPv4Address | IPv6Address
Place = tuple[str, int]  # host in lower case, port


class Refused(Exception):
    """A connection that the egress policy forbids. Raised from ``Guard.check``; our refusal, never their fault."""


@dataclass(frozen=True)
class Guard:
    """The egress policy of one crawl. ``connect_to`` leads a place elsewhere, like curl's option of that name."""

    allowed: tuple[IPv4Network | IPv6Network, ...] = ()
    connect_to: Mapping[Place, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, network: Network) -> Self:
        """The policy that ``[network]`` asks for. ``ValueError`` names a place or network that is none."""
        allowed = tuple(ip_network(text) for text in network.allow_networks)
        return cls(allowed, {place(key): place(value) for key, value in network.connect_to.items()})

    def destination(self, host: str, port: int) -> Place | None:
        """Where the operator sends this place, or ``None``. It is their word: no check applies to it."""
        return self.connect_to.get((host.lower(), port))

    def check(self, address: str, port: int) -> None:
        """Pass, or raise ``Refused`` for a resolved address (text, as ``getaddrinfo`` gives it)."""
        number = _unwrapped(ip_address(address.partition("%")[0]))
        if self._opened(number):
            return
        if not number.is_global or any(number in network for network in DENIED if network.version == number.version):
            raise Refused(f"{number} is not a public address; open it in [network] allow_networks if it must be read")
        if port not in PORTS:
            raise Refused(f"port {port} is not one of {sorted(PORTS)}")

    def _opened(self, number: Address) -> bool:
        return any(
            number.version == network.version and number in network
            for network in self.allowed
            if number not in METADATA or network.num_addresses == 1
        )


def place(text: str) -> Place:
    """``host:port`` or ``[v6]:port`` as a pair."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or not host:
        raise ValueError(f"{text!r} is not host:port")
    return host.strip("[]").lower(), int(port)


def _unwrapped(number: Address) -> Address:
    return number.ipv4_mapped or number if isinstance(number, IPv6Address) else number
