"""Mutated fixture pages through every reader: ``python -m tests.spiders.extract.fuzz PAGES [FIRST]``.

Each page follows from its number, so that a failure is repeated with ``fuzz 1 NUMBER``. Exit code 1
where a reader raised, took over two seconds of CPU for a page, answered a day to come, or where the
process grew beyond 300 MB.
"""

from __future__ import annotations

import random
import re
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from spiders.extract.article import read_article
from spiders.extract.column import read_column
from spiders.extract.feed import read_feed
from spiders.extract.home import read_home
from spiders.extract.links import read_links, resolve
from tests.spiders.extract.pages import TODAY, URL

MAX_SECONDS = 2.0
MAX_MEGABYTES = 300
MAX_BYTES = 600_000
_FOLDER = Path(__file__).parent / "pages"
_TAG = re.compile(rb"<[^<>]{1,300}>")
_SOUP = (
    b"<div>", b"</div>", b"<li>", b"</ul>", b"<table><tr>", b"</td>", b"<a href=", b"<a href='", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"<script>", b"</script>", b"<style>", b"<title>", b"<template>", b"<select>", b"<svg><p>", b"<math><mi>", b"<p><b><i>", b"</p></p>",
    b"<frameset>", b"<plaintext>", b"<base href=//[>", b"<datastore>", b"&#x110000;", b"&nbsp", b"\x00", b"\xff\xfe", b"2026-02-30",
    b"<a href='http://[::1'>", b"<meta http-equiv=refresh content='0;url=//[x'>", "９９９９年９９月９９日".encode(), b"<time datetime='2026-11-31'>",
    b"createPageHTML(99999,0,'i','h')", b'"totalPage":99999', b"<option value=/x>", b"<img srcset=',,,'>", b"<br/></br>",
)  # fmt: skip
Mutation = Callable[[random.Random, bytes], bytes]


def _span(rng: random.Random, body: bytes, longest: int = 2000) -> tuple[int, int]:
    start = rng.randrange(len(body) + 1)
    return start, min(len(body), start + rng.randrange(1, longest))


def _deleted(rng: random.Random, body: bytes) -> bytes:
    start, end = _span(rng, body)
    return body[:start] + body[end:]


def _duplicated(rng: random.Random, body: bytes) -> bytes:
    start, end = _span(rng, body)
    return body[:end] + body[start:end] * rng.randrange(1, 60) + body[end:]


def _moved(rng: random.Random, body: bytes) -> bytes:
    start, end = _span(rng, body)
    rest = body[:start] + body[end:]
    to = rng.randrange(len(rest) + 1)
    return rest[:to] + body[start:end] + rest[to:]


def _souped(rng: random.Random, body: bytes) -> bytes:
    for _ in range(rng.randrange(1, 30)):
        at = rng.randrange(len(body) + 1)
        body = body[:at] + rng.choice(_SOUP) + body[at:]
    return body


def _untagged(rng: random.Random, body: bytes) -> bytes:
    """Some of the tags lost."""
    share = rng.random() * 0.5
    return _TAG.sub(lambda m: b"" if rng.random() < share else m[0], body)


def _truncated(rng: random.Random, body: bytes) -> bytes:
    return body[: rng.randrange(len(body) + 1)]


def _flipped(rng: random.Random, body: bytes) -> bytes:
    flipped = bytearray(body)
    for _ in range(rng.randrange(1, 80) if flipped else 0):
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
    return bytes(flipped)


def _nested(rng: random.Random, body: bytes) -> bytes:
    start, end = _span(rng, body)
    tag = rng.choice((b"div", b"span", b"table", b"ul", b"b", b"font", b"a", b"li", b"iframe", b"td"))
    depth = rng.choice((10, 300, 511, 600, 5000))
    closed = rng.choice((b"", b"</%s>" % tag * depth))
    return body[:start] + b"<%s>" % tag * depth + body[start:end] + closed + body[end:]


def _swollen(rng: random.Random, body: bytes) -> bytes:
    """A huge attribute, or very many."""
    found = list(_TAG.finditer(body))
    if not found:
        return body
    at = rng.choice(found).end() - 1
    huge = rng.choice(
        (b' title="%s"' % (b"2026-" * 20_000), b" class=list" * 1500, b" x=1" * 3000, b" href='" + b"/a" * 30_000)
    )
    return body[:at] + huge + body[at:]


def _recoded(rng: random.Random, body: bytes) -> bytes:
    return body.decode("utf-8", "replace").encode(rng.choice(("gb18030", "utf-16-le", "utf-16", "big5")), "replace")


def _lengthened(rng: random.Random, body: bytes) -> bytes:
    """The page's rows many times over, as on a list without pages."""
    start, end = _span(rng, body, 400)
    return body[:end] + body[start:end] * min(3000, 200_000 // max(1, end - start)) + body[end:]


MUTATIONS: tuple[Mutation, ...] = (
    _deleted, _duplicated, _moved, _souped, _untagged, _truncated, _flipped, _nested, _swollen, _recoded, _lengthened,
)  # fmt: skip


@lru_cache(maxsize=1)
def _originals() -> list[bytes]:
    return [path.read_bytes() for path in sorted(_FOLDER.iterdir())]


def mutated(number: int) -> bytes:
    """The page of that number: a fixture, or two of them in a row, changed one to six times."""
    rng = random.Random(number)
    body = rng.choice(_originals())
    if rng.random() < 0.1:
        body += rng.choice(_originals())
    for _ in range(rng.randrange(1, 7)):
        body = rng.choice(MUTATIONS)(rng, body)[:MAX_BYTES]
    return body


def _column(body: bytes) -> date | None:
    return read_column(body, URL, today=TODAY).newest


def _home(body: bytes) -> date | None:
    return read_home(body, URL, today=TODAY).newest


def _feed(body: bytes) -> date | None:
    return read_feed(body, URL, today=TODAY).newest


def _article(body: bytes) -> None:
    read_article(body, URL, today=TODAY)


def _links(body: bytes) -> None:
    links = read_links(body, URL)
    for reference in links.references:
        reference.text()
        resolve(reference.raw, links.base, links.encoding)


READERS: tuple[Callable[[bytes], date | None], ...] = (_column, _home, _feed, _article, _links)


def slowest_of(body: bytes) -> float:
    """CPU seconds of the slowest reader of the page; raises where one fails or sees a day to come."""
    worst = 0.0
    for reader in READERS:
        start = time.process_time()
        newest = reader(body)
        worst = max(worst, time.process_time() - start)
        assert newest is None or newest <= TODAY, f"{reader.__name__} answers {newest}, a day to come"
    return worst


def main(pages: int, first: int = 0) -> int:
    """Read that many pages; prints failures, the slowest page and the peak of memory."""
    failures, slowest, slow_page = 0, 0.0, first
    for number in range(first, first + pages):
        body = mutated(number)
        try:
            seconds = slowest_of(body)
        except Exception:  # noqa: BLE001 - a fuzz looks for whatever a reader raises
            failures += 1
            print(f"page {number} ({len(body)} bytes):\n{traceback.format_exc()}")
            continue
        if seconds > MAX_SECONDS:
            print(f"page {number} ({len(body)} bytes) took {seconds:.1f} s of CPU")
        if seconds > slowest:
            slowest, slow_page = seconds, number
    peak = _peak_megabytes()
    print(f"{pages} pages, {failures} failures, slowest {slowest:.2f} s (page {slow_page}), peak {peak} MB")
    return int(failures > 0 or slowest > MAX_SECONDS or peak > MAX_MEGABYTES)


def _peak_megabytes() -> int:
    """The most memory this program ever held. (``ru_maxrss`` would count the process that started it as well.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024  # type: ignore[index]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
