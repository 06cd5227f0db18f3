"""Content encodings, taken off strictly: a body that ends early or grows beyond the limit is flagged.

Scrapy's own middleware takes a truncated gzip body for a complete one, and half a column list
looks like a whole one.
"""

from __future__ import annotations

import zlib
from typing import Self

import brotli  # type: ignore[import-untyped]
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

GZIP, RAW = zlib.MAX_WBITS | 16, -zlib.MAX_WBITS


class Undecodable(Exception):
    """A body that cannot be decoded; the message is the flag for ``outcome``. Raised from ``decoded``."""


def decoded(body: bytes, encodings: list[str], limit: int) -> bytes:
    """The body without its content encodings (in the order of the header), at most ``limit`` bytes."""
    for encoding in reversed(encodings):
        if encoding in ("gzip", "x-gzip"):
            body = _inflated(body, GZIP, limit)
        elif encoding == "deflate":
            zlib_head = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
            body = _inflated(body, zlib.MAX_WBITS if zlib_head else RAW, limit)
        elif encoding == "br":
            body = _unbrotlied(body, limit)
        elif encoding != "identity":
            raise Undecodable("encoding")
    return body


def begun(body: bytes, encodings: list[str], limit: int) -> bytes:
    """What the start of a body says, as far as it can be decoded; empty where it cannot."""
    if not encodings:
        return body
    if encodings not in (["gzip"], ["x-gzip"]):
        return b""
    try:
        return zlib.decompressobj(GZIP).decompress(body, limit)
    except zlib.error:
        return b""


def _inflated(body: bytes, bits: int, limit: int) -> bytes:
    whole = b""
    while body:  # a gzip body may have several members
        one = zlib.decompressobj(bits)
        try:
            whole += one.decompress(body, limit + 1 - len(whole))
        except zlib.error as error:
            if whole:
                break  # bytes after the last member: every browser ignores them
            raise Undecodable("encoding") from error
        if len(whole) > limit:
            raise Undecodable("too-large")
        if not one.eof:
            raise Undecodable("truncated")
        body = one.unused_data if bits == GZIP else b""
    return whole


def _unbrotlied(body: bytes, limit: int) -> bytes:
    one = brotli.Decompressor()
    try:
        whole = part = one.process(body, output_buffer_limit=limit)
        while part and len(whole) <= limit and not one.is_finished():
            part = one.process(b"", output_buffer_limit=limit)
            whole += part
    except brotli.error as error:
        raise Undecodable("encoding") from error
    if len(whole) > limit:
        raise Undecodable("too-large")
    if not one.is_finished():
        raise Undecodable("truncated")
    return bytes(whole)


class DecodingMiddleware:
    """Takes the place of ``HttpCompressionMiddleware``."""

    def __init__(self, limit: int):
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """The response decoded, or flagged and without a body."""
        encodings = _encodings(response)
        if not encodings or request.method == "HEAD" or "download_stopped" in response.flags:
            return response
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        try:
            body = decoded(response.body, encodings, self._limit)
        except Undecodable as flag:
            return response.replace(body=b"", flags=[*response.flags, str(flag)], headers=headers)
        return response.replace(body=body, headers=headers)


def _encodings(response: Response) -> list[str]:
    return encodings_of(b",".join(response.headers.getlist("Content-Encoding")))


def encodings_of(header: bytes) -> list[str]:
    """The encodings that a Content-Encoding header names, in the order in which they were put on."""
    return [value.strip() for value in header.decode("latin-1").lower().split(",") if value.strip()]
