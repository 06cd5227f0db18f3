"""Content encodings come off whole or not at all."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from spiders.decoding import Undecodable, decoded

BODY = bytes(range(256)) * 40
LIMIT = len(BODY)
RAW = zlib.compressobj(wbits=-15)
RAW_BODY = RAW.compress(BODY) + RAW.flush()


@pytest.mark.parametrize(
    ("body", "encodings"),
    [
        (BODY, []),
        (BODY, ["identity"]),
        (gzip.compress(BODY), ["gzip"]),
        (gzip.compress(BODY), ["x-gzip"]),
        (gzip.compress(BODY[:99]) + gzip.compress(BODY[99:]), ["gzip"]),  # two members
        (gzip.compress(BODY) + b"\0\0\0trailing", ["gzip"]),  # browsers ignore what follows
        (zlib.compress(BODY), ["deflate"]),
        (RAW_BODY, ["deflate"]),  # without the zlib head, as old IIS sends it
        (brotli.compress(BODY), ["br"]),
        (gzip.compress(gzip.compress(BODY)), ["gzip", "gzip"]),
    ],
)
def test_whole_bodies_are_decoded(body: bytes, encodings: list[str]) -> None:
    assert decoded(body, encodings, LIMIT) == BODY


@pytest.mark.parametrize(
    ("body", "encodings", "limit", "flag"),
    [
        (gzip.compress(BODY)[:-1], ["gzip"], LIMIT, "truncated"),  # the last byte of the checksum
        (gzip.compress(BODY)[:50], ["gzip"], LIMIT, "truncated"),
        (zlib.compress(BODY)[:-1], ["deflate"], LIMIT, "truncated"),
        (RAW_BODY[:-1], ["deflate"], LIMIT, "truncated"),
        (brotli.compress(BODY)[:-1], ["br"], LIMIT, "truncated"),
        (gzip.compress(BODY), ["gzip"], LIMIT - 1, "too-large"),
        (zlib.compress(BODY), ["deflate"], LIMIT - 1, "too-large"),
        (brotli.compress(BODY), ["br"], LIMIT - 1, "too-large"),
        (b"<html>plain</html>", ["gzip"], LIMIT, "encoding"),
        (b"<html>plain</html>", ["br"], LIMIT, "encoding"),
        (BODY, ["zstd"], LIMIT, "encoding"),  # never asked for
        (BODY, ["compress"], LIMIT, "encoding"),
    ],
)
def test_others_say_what_is_wrong(body: bytes, encodings: list[str], limit: int, flag: str) -> None:
    with pytest.raises(Undecodable) as caught:
        decoded(body, encodings, limit)
    assert str(caught.value) == flag
