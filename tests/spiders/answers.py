"""Answers that are more than a body, for the pages of the hostile server."""

from __future__ import annotations

import asyncio
import re
from hashlib import blake2b

from tests.spiders.troubles import Client, Handler

HTML = "text/html; charset=utf-8"
CHANGED = "Wed, 04 Mar 2026 01:00:00 GMT"


def html(body: str, title: str = "", head: str = "") -> bytes:
    """A page in UTF-8."""
    return f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def sends(body: bytes = b"", kind: str = HTML, status: str = "200 OK", **headers: str) -> Handler:
    """This body, always."""

    async def handler(client: Client) -> None:
        await client.answer(status, body, Content_Type=kind, **headers)

    return handler


def leads(to: str, status: str = "302 Found") -> Handler:
    """A redirect."""

    async def handler(client: Client) -> None:
        await client.redirect(to, status)

    return handler


def late(body: bytes, seconds: float) -> Handler:
    """A page that takes its time."""

    async def handler(client: Client) -> None:
        await asyncio.sleep(seconds)
        await client.answer(body=body)

    return handler


def tagged(body: bytes, *, etag: bool = True) -> Handler:
    """A page with validators, 304 to whoever has it. ``etag``: else it has the day of its change alone."""
    mark = f'"{blake2b(body, digest_size=8).hexdigest()}"'

    async def handler(client: Client) -> None:
        marks = {"ETag": mark} if etag else {"Last_Modified": CHANGED}
        known = client.headers.get("if-none-match") == mark if etag else "if-modified-since" in client.headers
        if known:
            await client.answer("304 Not Modified", b"", Content_Length="", Content_Type="", **marks)
        else:
            await client.answer(body=body, **marks)

    return handler


def in_ranges(body: bytes, kind: str) -> Handler:
    """A file of which parts are given."""

    async def handler(client: Client) -> None:
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", client.headers.get("range", ""))
        if not asked:
            await client.answer(body=body, Content_Type=kind)
            return
        first = int(asked[1]) if asked[1] else max(len(body) - int(asked[2]), 0)
        last = min(int(asked[2]), len(body) - 1) if asked[1] and asked[2] else len(body) - 1
        if first >= len(body):
            await client.answer("416 Range Not Satisfiable", b"", Content_Range=f"bytes */{len(body)}")
            return
        span = f"bytes {first}-{last}/{len(body)}"
        await client.answer("206 Partial Content", body[first : last + 1], Content_Type=kind, Content_Range=span)

    return handler
