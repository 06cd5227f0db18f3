"""One visit to an address: the look, and what it brought."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from scrapy import Request
from scrapy.http import Response

from monitor.model.observation import Look, Outcome
from spiders import evidence, outcome

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Visit:
    """A look with what it brought. ``body`` is decoded of its content encoding and empty unless the look is OK.

    ``rendered``: it is no answer of a server but the page as a browser's scripts left it.
    """

    look: Look
    url: str
    body: bytes = b""
    content_type: str | None = None
    size: int | None = None  # bytes of the whole, where the answer says so
    etag: bytes | None = None
    modified: bytes | None = None
    rendered: bool = False


def visit_of(response: Response, url: str, *, html: bool) -> Visit:
    """The visit that an answer makes."""
    header = response.headers.get("Content-Type")
    kind = header.decode("latin-1") if header else None
    found, cause = verdict_of(response.status, response.flags, response.body, kind, html=html)
    request = response.request
    meta = request.meta if request else {}
    look = Look(
        url,
        found,
        cause,
        status=response.status,
        final_url=response.url if response.url != url else None,
        sha256=evidence.digest(response.body) if "warc" in meta else None,
        warc=meta.get("warc"),
        seconds=_seconds(meta),
    )
    body = response.body if found is Outcome.OK else b""
    etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    size = None if "download_stopped" in response.flags else len(response.body)
    return Visit(look, response.url, body, kind, size, etag, modified)


def visit_without(error: BaseException, url: str, request: Request) -> Visit:
    """The visit that ended without an answer."""
    found, cause = outcome.of_error(error)
    if cause == "internal":
        log.error("no outcome for %r at %s", error, url, exc_info=error)
    return Visit(Look(url, found, cause, seconds=_seconds(request.meta)), url)


def verdict_of(status: int, flags: list[str], body: bytes, kind: str | None, *, html: bool) -> outcome.Verdict:
    """What an answer means; ``html``: it must be a page. ``kind`` is its content type."""
    for flag, flagged in outcome.FLAGS.items():
        if flag in flags:
            return flagged
    verdict = outcome.of_status(status)
    if outcome.may_be_page(kind) and outcome.is_wall(body):
        return Outcome.BLOCKED, "anti-bot"
    if verdict[0] is Outcome.OK and html:
        return _of_page(flags, body, kind)
    return verdict


def _of_page(flags: list[str], body: bytes, kind: str | None) -> outcome.Verdict:
    if not body:
        return Outcome.DEGRADED, "empty"
    if not outcome.is_html(kind, body):
        return Outcome.DEGRADED, "not-html"
    if "partial" in flags and b"</html" not in body[-4096:].lower():
        return Outcome.TRANSIENT, "truncated"  # no length was announced and the end is not there
    return Outcome.OK, None


def _seconds(meta: dict[str, Any]) -> float | None:
    return round(meta["seconds"], 3) if "seconds" in meta else None
