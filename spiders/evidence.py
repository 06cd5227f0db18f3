"""WARC of what a verdict rests on, written as the answers came over the wire."""

from __future__ import annotations

import hashlib
from datetime import UTC
from http.client import responses
from io import BytesIO
from pathlib import Path
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from monitor.model.target import CrawlOrder

NEVER, ALWAYS, BAD = "never", "always", "bad"  # meta["evidence"]: which answers of a request are kept


class Evidence:
    """``evidence.warc.gz``: a warcinfo record, then responses. Every record carries the order's now."""

    def __init__(self, path: Path, order: CrawlOrder):
        self._out = path.open("xb")
        # Run folders stand in runs/ below the workspace; a problem outlives its run and must still find them.
        self._name = f"runs/{order.run}/{path.name}"
        self._date = order.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._writer = WARCWriter(self._out, gzip=True, warc_version="1.1")
        about = {"software": order.user_agent, "format": "WARC File Format 1.1", "isPartOf": order.run}
        record = self._writer.create_warcinfo_record(path.name, about)
        record.rec_headers.replace_header("WARC-Date", self._date)
        self._writer.write_record(record)

    def add(self, url: str, response: Response) -> str:
        """Append a response that still has its content encoding; returns its ``name#offset``."""
        offset = self._out.tell()
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ]
        status = f"{response.status} {responses.get(response.status, '')}".strip()
        record = self._writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(response.body),
            length=len(response.body),
            http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": self._date, "WARC-IP-Address": str(response.ip_address or "")},
        )
        self._writer.write_record(record)
        return f"{self._name}#{offset}"

    def add_rendered(self, url: str, body: bytes, content_type: str) -> str:
        """Append a page as a browser's scripts left it, which no server sent; returns its ``name#offset``."""
        offset = self._out.tell()
        record = self._writer.create_warc_record(
            url,
            "resource",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=content_type,
            warc_headers_dict={"WARC-Date": self._date},
        )
        self._writer.write_record(record)
        return f"{self._name}#{offset}"

    def close(self) -> None:
        """Nothing is lost without it: every record is flushed."""
        self._out.close()


class EvidenceMiddleware:
    """Keeps answers before anything decodes them; ``meta["warc"]`` then names the last one kept."""

    def __init__(self, evidence: Evidence):
        self._evidence = evidence

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler.spider.run.evidence)  # type: ignore[union-attr]

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the answer if the request asks for it."""
        wanted = request.meta.get("evidence", NEVER)
        if "download_stopped" in response.flags:
            return response
        if wanted == ALWAYS or (wanted == BAD and response.status >= 400 and response.body):
            request.meta["warc"] = self._evidence.add(request.url, response)
        return response


def digest(body: bytes) -> str | None:
    """SHA-256 of a decoded body in hex, ``None`` for an empty one."""
    return hashlib.sha256(body).hexdigest() if body else None
