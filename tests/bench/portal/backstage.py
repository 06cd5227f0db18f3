"""What no file can be: silence, slow answers, and pages without end. A process beside nginx."""

from __future__ import annotations

import http.server
import re
import secrets
import socket
import sys
import threading
import time

SLOW = 1.5  # seconds until an answer that does come
_MONTH = re.compile(r"/rili/(\d+)/(\d+)/")


class Handler(http.server.BaseHTTPRequestHandler):
    """``/slow/``: a late page; ``/rili/Y/M/``: a calendar without end; ``/hd/``: another session with every look."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A page."""
        body = self._body().encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("LinkChecker", "1")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 (the library's name)

    def _body(self) -> str:
        if self.path.startswith("/slow/"):
            time.sleep(SLOW)
            return "<html><body><h1>系统繁忙，请耐心等待</h1></body></html>"
        if found := _MONTH.match(self.path):
            year, month = int(found[1]), int(found[2])
            after = f"{year + month // 12}/{month % 12 + 1}"
            days = "".join(f'<a href="/rili/{year}/{month}/?d={day}">{day}</a>' for day in range(1, 29))
            return f'<html><body>{days}<a href="/rili/{after}/">下月</a></body></html>'
        return "".join(f'<a href="/hd/{page};jsessionid={secrets.token_hex(8)}">互动{page}</a>' for page in range(20))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A client that hangs up early is its own matter."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of it."""


def hold(port: int) -> None:
    """Accept connections and never answer one."""
    kept = []
    with socket.create_server(("127.0.0.5", port), backlog=1024) as server:
        while True:
            kept.append(server.accept()[0])


if __name__ == "__main__":
    threading.Thread(target=hold, args=(int(sys.argv[1]),), daemon=True).start()
    with Server(("127.0.0.6", int(sys.argv[1])), Handler) as server:
        server.serve_forever()
