"""Cookies in a jar per host. Without them a cookie wall (a redirect to itself) looks like a loop."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from scrapy.utils.httpobj import urlparse_cached


class HostCookies:
    """Takes the place of Scrapy's middleware, which downloads the public suffix list at the first cookie.

    No cookie of one host reaches another here, so that list is not needed.
    """

    def __init__(self) -> None:
        self._jars: defaultdict[str | None, CookieJar] = defaultdict(CookieJar)

    def process_request(self, request: Request) -> None:
        """Send what the host has set."""
        request.headers.pop("Cookie", None)  # a redirect carries the header of the host before
        host = urlparse_cached(request).hostname
        if host in self._jars:
            self._jars[host].add_cookie_header(request)

    def fields(self, url: str) -> list[tuple[bytes, bytes]]:
        """The header fields that carry what the host of an address has set."""
        if urlsplit(url).hostname not in self._jars:
            return []
        request = Request(url)
        self.process_request(request)
        return [(b"Cookie", value) for value in request.headers.getlist("Cookie")]

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep what the host sets."""
        if b"Set-Cookie" in response.headers:
            self._jars[urlparse_cached(request).hostname].extract_cookies(response, request)
        return response
