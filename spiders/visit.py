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
    """A look with what it brought. ``body`` is decoded of its content encoding and empty unless the look is OK."""

    look: Look
    url: str
    body: bytes = b""
    content_type: str | None = None


def visit_of(response: Response, url: str, *, html: bool) -> Visit:
    """The visit that an answer makes."""
    found, cause = _verdict(response, html=html)
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
    kind = response.headers.get("Content-Type")
    body = response.body if found is Outcome.OK else b""
    return Visit(look, response.url, body, kind.decode("latin-1") if kind else None)


def visit_without(error: BaseException, url: str, request: Request) -> Visit:
    """The visit that ended without an answer."""
    found, cause = outcome.of_error(error)
    if cause == "internal":
        log.error("no outcome for %r at %s", error, url, exc_info=error)
    return Visit(Look(url, found, cause, seconds=_seconds(request.meta)), url)


def _verdict(response: Response, *, html: bool) -> outcome.Verdict:
    for flag, flagged in outcome.FLAGS.items():
        if flag in response.flags:
            return flagged
    verdict = outcome.of_status(response.status)
    if outcome.is_wall(response.body):
        return Outcome.BLOCKED, "anti-bot"
    if verdict[0] is Outcome.OK and html:
        return _of_page(response)
    return verdict


def _of_page(response: Response) -> outcome.Verdict:
    kind = response.headers.get("Content-Type")
    if not response.body:
        return Outcome.DEGRADED, "empty"
    if not outcome.is_html(kind.decode("latin-1") if kind else None, response.body):
        return Outcome.DEGRADED, "not-html"
    if "partial" in response.flags and b"</html" not in response.body[-4096:].lower():
        return Outcome.TRANSIENT, "truncated"  # no length was announced and the end is not there
    return Outcome.OK, None


def _seconds(meta: dict[str, Any]) -> float | None:
    return round(meta["seconds"], 3) if "seconds" in meta else None
