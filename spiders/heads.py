"""Answers whose heads never end: a limit on header lines that Twisted and Scrapy lack.

100,000 header lines cost 8 seconds of CPU in which no other site is read, so that innocent
sites run into their time-outs.
"""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import ParseError, Request
from twisted.web.iweb import IResponse

LINES = 500  # real portals send 10 to 40


class _Parser(_LenientHTTPClientParser):
    lines = 0

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802 (Twisted's name)
        self.lines += 1
        if self.lines > LINES:
            raise ParseError("too many header lines", value)  # type: ignore[no-untyped-call]
        super().headerReceived(name, value)  # type: ignore[no-untyped-call]


class _Protocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Request) -> Deferred[IResponse]:
        answer = super().request(request)
        self._parser.__class__ = _Parser  # as Scrapy does: Twisted names its parser in the method
        return answer


class BoundedHeads(_LenientHTTP11ClientFactory):
    """The connection pool's factory: protocols that read at most ``LINES`` header lines."""

    def buildProtocol(self, addr: IAddress | None) -> _Protocol:  # noqa: N802 (Twisted's name)
        """Twisted's constructor."""
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
