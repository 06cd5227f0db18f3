"""Servers that speak only obsolete TLS, which to Scrapy's OpenSSL look like dead hosts."""

from __future__ import annotations

import asyncio
import ssl

SECONDS = 10


async def shakes_hands(address: str, port: int, host: str) -> bool:
    """Whether the interpreter's own OpenSSL, with every old version and cipher allowed, gets through."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    opening = asyncio.open_connection(address, port, ssl=context, server_hostname=host)
    try:
        _, writer = await asyncio.wait_for(opening, SECONDS)
    except (OSError, TimeoutError):
        return False
    writer.transport.abort()
    return True
