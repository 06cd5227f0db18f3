"""One answer read from the bytes of a connection, by httptools (llhttp), within limits.

llhttp is strict where browsers are not: a header line it cannot read is dropped on a second reading.
"""

from __future__ import annotations

import re

import httptools

from spiders.wire.answer import Answer, WireFailed

LINES = 500  # header lines; real portals send 10 to 40, 100,000 cost seconds in which no other site is read
HEAD = 128 * 1024  # bytes of a head
SMALL = 64 * 1024  # a body that nobody wants is read to its end up to here: cheaper than another connection
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:")
_MEND = re.compile(rb"\r?\n")
_PAGES = (b"html", b"xml", b"text/plain")
_BODILESS = frozenset({204, 304})


class Reading:
    """An answer in the making. ``feed`` bytes until ``done``; ``reusable`` says whether another may follow."""

    __slots__ = (
        "_head",
        "_limit",
        "_method",
        "_parser",
        "_parts",
        "_size",
        "_take",
        "answer",
        "done",
        "reusable",
        "started",
    )

    def __init__(self, method: str, take: str | None, limit: int):
        self._method = method
        self._take = take
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._head: bytearray | None = bytearray()  # kept until it is read, for a second reading
        self.answer = Answer(0, [])
        self.done = False
        self.reusable = False
        self.started = False
        self._parser = self._fresh()

    def feed(self, data: bytes) -> None:
        """More bytes of the connection. ``WireFailed`` for what is no HTTP or beyond a limit."""
        self.started = True
        if self._head is not None:
            self._head += data
            if len(self._head) > HEAD and not self.answer.status:
                raise WireFailed("bad-answer", "the head does not end")
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            raise WireFailed("bad-answer", "a protocol switch") from None
        except httptools.HttpParserCallbackError as error:
            if isinstance(error.__context__, WireFailed):
                raise error.__context__ from None
            raise
        except httptools.HttpParserError as error:
            self._again(error)

    def end(self) -> None:
        """The connection ended. ``WireFailed`` unless that is how the body was to end."""
        if self.done:
            return
        if not self.answer.status:
            raise WireFailed("reset", "no answer")
        if self._announced():
            raise WireFailed("truncated", f"{self._size} bytes")
        self.answer.flags.append("partial")
        self._finish()

    def on_header(self, name: bytes, value: bytes) -> None:
        """httptools: one header field."""
        self.answer.fields.append((name, value))
        if len(self.answer.fields) > LINES:
            raise WireFailed("bad-answer", "too many header lines")

    def on_headers_complete(self) -> None:
        """httptools: the head is read."""
        answer = self.answer
        answer.status = self._parser.get_status_code()
        if 100 <= answer.status < 200:
            return
        self._head = None
        self.reusable = self._parser.should_keep_alive()
        if self._method == "HEAD":
            self._finish()
            return
        length = self._length()
        if length is not None and length > self._limit and self._take != "start" and not self._enough(length):
            raise WireFailed("too-large", f"{length} bytes")
        if self._enough(length):
            answer.flags.append("download_stopped")
            if length is None or length > SMALL:
                self.reusable = False
                self._finish()

    def on_body(self, data: bytes) -> None:
        """httptools: a piece of the body."""
        if self.done:
            self.reusable = False
            return
        self._size += len(data)
        if self._size > self._limit:
            raise WireFailed("too-large", f"more than {self._limit} bytes")
        self._parts.append(data)
        if self._take == "start" and self._size >= SMALL and self.answer.status < 300:
            self.answer.flags.append("cut")
            self.reusable = False
            self._finish()

    def on_message_complete(self) -> None:
        """httptools: the body is whole, or an interim answer is over."""
        if 100 <= self.answer.status < 200:
            self.answer = Answer(0, [])
            return
        if not self.done:
            self._finish()

    def _finish(self) -> None:
        self.done = True
        if "download_stopped" not in self.answer.flags:
            self.answer.body = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        self._parts = []

    def _enough(self, length: int | None) -> bool:
        """Whether a good answer's head says all that is wanted: "head", or "page" of what is none."""
        if self._take in (None, "start") or self.answer.status >= 300 or self.answer.status < 200 or length == 0:
            return False
        if self._take == "head":
            return True
        kind = self.answer.header(b"content-type").lower() or b"html"
        return not any(word in kind for word in _PAGES)

    def _length(self) -> int | None:
        if self._chunked():
            return None
        text = self.answer.header(b"content-length").strip()
        return int(text) if text.isdigit() else None

    def _chunked(self) -> bool:
        return b"chunked" in self.answer.header(b"transfer-encoding").lower()

    def _announced(self) -> bool:
        return self.answer.status not in _BODILESS and (self._chunked() or self._length() is not None)

    def _fresh(self) -> httptools.HttpResponseParser:
        parser = httptools.HttpResponseParser(self)
        parser.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_chunked_length=True,
            lenient_transfer_encoding=True,
            lenient_version=True,
            lenient_data_after_close=True,
            lenient_optional_lf_after_cr=True,
            lenient_optional_cr_before_lf=True,
            lenient_optional_crlf_after_chunk=True,
            lenient_spaces_after_chunk_size=True,
        )
        return parser

    def _again(self, error: httptools.HttpParserError) -> None:
        """Read the head once more without the lines that are none, if that is where it failed."""
        if self._head is None:
            if self.done:  # bytes after the answer: the connection is of no more use
                self.reusable = False
                return
            raise WireFailed("truncated", error) from None  # a body that breaks off in nonsense
        head, self._head = bytes(self._head), None
        mended = _mended(head)
        if mended == head:
            raise WireFailed("bad-answer", error) from None
        self.answer = Answer(0, [])
        self._parser = self._fresh()
        try:
            self._parser.feed_data(mended)
        except httptools.HttpParserCallbackError as inner:
            if isinstance(inner.__context__, WireFailed):
                raise inner.__context__ from None
            raise
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as inner:
            raise WireFailed("bad-answer", inner) from None


def _mended(head: bytes) -> bytes:
    """The bytes of an answer without header lines that carry no name, ``Name : value`` put right."""
    top, blank, rest = head.partition(b"\r\n\r\n")
    if not blank:
        top, blank, rest = head.partition(b"\n\n")
    status, *lines = _MEND.split(top)
    kept = [name.rstrip() + b":" + value for name, colon, value in (line.partition(b":") for line in lines) if colon]
    kept = [line for line in kept if _TOKEN.match(line)]
    return b"\r\n".join([status, *kept]) + (b"\r\n\r\n" + rest if blank else b"")
