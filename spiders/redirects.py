"""HTTP redirects, followed hop by hop. Every hop is a new connection and passes the guard again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import safe_url_string

STATUSES = frozenset({301, 302, 303, 307, 308})
HOPS = 5  # browsers give up at 20; a page that needs more than 5 is recorded as a loop, which accuses nobody


class RedirectMiddleware:
    """Takes the place of Scrapy's, which raises where this one flags the response.

    ``meta["hops"]`` counts. Meta refreshes are left alone: extraction decides about them.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The next hop, or the response if it leads nowhere."""
        location = response.headers.get("Location")
        if response.status not in STATUSES or not location:
            return response
        try:
            url = next_hop(request.url, location)
        except ValueError:
            return response.replace(flags=[*response.flags, "address"])
        if url is None:
            return response
        hops = request.meta.get("hops", 0) + 1
        if hops > HOPS:
            return response.replace(flags=[*response.flags, "redirect-loop"])
        return _next(request, response.status, url, hops)


def next_hop(url: str, location: bytes) -> str | None:
    """Where a redirect from ``url`` leads; ``None`` if to no page: file:, data: and javascript:. ``ValueError``: nowhere."""
    there = urljoin(url, safe_url_string(location))
    return there if urlsplit(there).scheme in ("http", "https") else None


def _next(request: Request, status: int, url: str, hops: int) -> Request:
    meta = {name: value for name, value in request.meta.items() if name != "download_slot"}
    changes: dict[str, Any] = {"url": url, "meta": {**meta, "hops": hops}}
    if status == 303 or (status in (301, 302) and request.method == "POST"):
        changes |= {"method": "HEAD" if request.method == "HEAD" else "GET", "body": b""}
    following: Request = request.replace(**changes)
    return following
