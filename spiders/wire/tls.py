"""How TLS is spoken: with any certificate, which is a finding of its own, and with nothing given up long ago."""

from __future__ import annotations

import asyncio
import ssl

SECONDS = 10  # of a handshake
_LEGACY_SERVER_CONNECT = 0x4  # renegotiation as servers of ten years ago do it; ssl.OP_… has it from 3.12 on


def context() -> ssl.SSLContext:
    """The context of every connection: TLS 1.2 and later, certificates not checked, weak keys let through."""
    made = _unchecked()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_ciphers("DEFAULT:@SECLEVEL=0")
    made.options |= _LEGACY_SERVER_CONNECT
    return made


async def shakes_hands(address: str, port: int, host: str) -> bool:
    """Whether a server gets through with every old version and cipher allowed."""
    old = _unchecked()
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    opening = asyncio.open_connection(address, port, ssl=old, server_hostname=host)
    try:
        _, writer = await asyncio.wait_for(opening, SECONDS)
    except (OSError, TimeoutError):
        return False
    writer.transport.abort()
    return True


def _unchecked() -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made
