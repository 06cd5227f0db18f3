"""The corpus on loopback: every page under its own host name and path."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.corpus.labels import Label


@contextmanager
def serving(labels: Iterable[Label]) -> Iterator[int]:
    """Serve the pages until the block ends; the port is given."""
    pages = {(label.host, urlsplit(label.url).path or "/"): label.file for label in labels}

    class Page(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = pages.get((self.headers.get("Host", ""), urlsplit(self.path).path))
            body = file.read_bytes() if file else b"not in the corpus"
            self.send_response(200 if file else 404)
            self.send_header("Content-Type", "text/xml" if file and file.suffix == ".xml" else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the answers are counted, not the requests."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
