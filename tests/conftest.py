"""What holds for every test: nothing outside this machine is asked, whatever a test forgets."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Sequence


class ReachedOutside(RuntimeError):
    """A test asked for an address that is not this machine's own.

    It is no ``OSError``: nothing may take it for a site that is down.
    """


def _is_here(host: object) -> bool:
    if host in {None, "", b"", "localhost", b"localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _stay_inside(event: str, args: Sequence[object]) -> None:
    if event in {"socket.connect", "socket.sendto"} and isinstance(args[1], tuple):
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    if not _is_here(host):
        raise ReachedOutside(f"{event} {host!r}: tests reach loopback only")


# An audit hook sees every way to a socket, and no patch can be forgotten or undone.
sys.addaudithook(_stay_inside)
