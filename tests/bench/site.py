"""A generated portal of about a thousand pages on loopback, and the dead links it carries.

Everything follows from the number of pages: no randomness, so every run serves the same bytes.
"""

from __future__ import annotations

import http.server
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import cycle, islice
from urllib.parse import urlsplit

PER_LIST = 20
WORDS = "政府信息公开 通知公告 行政许可 财政预算 规范性文件 政策解读 民生实事 营商环境 市场监管 生态环境".split()
STYLE = '<p class="MsoNormal" style="text-indent:32pt;line-height:150%"><span style="font-family:仿宋_GB2312">'


def lists(pages: int) -> int:
    """How many list pages the site has; the rest but the home page are articles."""
    return pages // (PER_LIST + 1)


def dead(pages: int) -> list[str]:
    """The paths that the pages name and that do not exist: one in every fiftieth article."""
    return [f"/gone/{article}.html" for article in range(0, pages - lists(pages) - 1, 50)]


@lru_cache(maxsize=4096)
def body(path: str, pages: int) -> bytes | None:
    """The page at ``path``, or ``None``."""
    articles = pages - lists(pages) - 1
    if path == "/":
        rows = [f'<a href="/list/{n}/">{WORDS[n % 10]}栏目{n}</a>' for n in range(lists(pages))]
        return _page("首页", rows, pages)
    kind, _, rest = path.strip("/").partition("/")
    name = rest.removesuffix(".html").strip("/")
    if kind == "list" and name.isdigit() and int(name) < lists(pages):
        first = int(name) * PER_LIST
        own = range(first, articles if int(name) == lists(pages) - 1 else first + PER_LIST)
        rows = [
            f'<li><a href="/art/{n}.html">{WORDS[n % 10]}第{n}号</a><span>2026-03-{n % 28 + 1:02}</span></li>'
            for n in own
        ]
        return _page(f"栏目{name}", rows, pages)
    if kind == "art" and name.isdigit() and int(name) < articles:
        number = int(name)
        rows = [f'<a href="/gone/{number}.html">附件</a>'] if number % 50 == 0 else []
        return _page(f"文章{number}", [*rows, *_paragraphs(number)], pages)
    if path in ("/style.css", "/logo.png"):
        return b"x" * 2000
    return None


def _paragraphs(number: int) -> Iterator[str]:
    for line in range(90):
        words = "、".join(islice(cycle(WORDS), (number + line) % 10, (number + line) % 10 + 9))
        yield f"{STYLE}{words}<span>{2018 + line % 9}</span></span></p>"


def _page(title: str, rows: list[str], pages: int) -> bytes:
    menu = "".join(f'<a href="/list/{n}/">{WORDS[n % 10]}</a>' for n in range(min(40, lists(pages))))
    head = f'<html><head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/style.css"></head>'
    return f'{head}<body><img src="/logo.png"><div>{menu}</div><ul>{"".join(rows)}</ul></body></html>'.encode()


class Handler(http.server.BaseHTTPRequestHandler):
    """The pages over HTTP/1.1. ``LinkChecker`` in an answer allows that tool its configured rate."""

    protocol_version = "HTTP/1.1"
    pages = 1000

    def do_GET(self) -> None:
        """The page, or 404."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """The page's head."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = urlsplit(self.path).path
        found = body(path, self.pages)
        sent = found or b"404"
        self.send_response(200 if found else 404)
        kinds = {"css": "text/css", "png": "image/png"}
        self.send_header("Content-Type", kinds.get(path.rpartition(".")[2], "text/html; charset=utf-8"))
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("LinkChecker", "1")
        self.end_headers()
        if with_body:
            self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the process that measures counts."""


class Server(http.server.ThreadingHTTPServer):
    """A client that hangs up early is its own matter."""

    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of it."""


if __name__ == "__main__":
    Handler.pages = int(sys.argv[1])
    with Server(("127.0.0.1", 0), Handler) as server:
        print(server.server_port, flush=True)
        server.serve_forever()
