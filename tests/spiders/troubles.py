"""Everything that can go wrong on the wire: one handler a trouble, found by its name."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import brotli

ROBOTS = {
    "forbidden": b"User-agent: *\nDisallow: /",
    "forbidden-too": b"User-agent: *\nDisallow: /",
    "spaced": b"User-agent: *\nCrawl-delay: 0.4",
    "ruled": b"User-agent: *\nDisallow: /closed/\nAllow: /",
}
PAGE = "<html><head><title>通知公告</title></head><body><ul><li><a href='a.html'>关于放假的通知</a></li></ul></body></html>"
BODY = PAGE.encode()
MEGABYTE = b"a" * 1024 * 1024
GZIP_BOMB = gzip.compress(b"\0" * 32 * 1024 * 1024, 1)
BR_BOMB = brotli.compress(b"\0" * 32 * 1024 * 1024, quality=1)


@dataclass
class Client:
    """One request on one connection."""

    method: str
    path: str
    headers: dict[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    visits: int  # how often this host and path was asked, this time included
    canary_port: int
    pages: Mapping[str, bytes | Handler]

    async def send(self, *parts: bytes) -> None:
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()

    async def answer(self, status: str = "200 OK", body: bytes = BODY, **headers: str) -> None:
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        await self.send(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1"), b"" if self.method == "HEAD" else body)

    async def redirect(self, to: str, status: str = "302 Found") -> None:
        await self.answer(status, b"", Location=to)

    async def hang(self) -> None:
        """Nothing, until the other side gives up."""
        await self.reader.read()

    def reset(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.writer.transport.abort()


Handler = Callable[[Client], Awaitable[None]]
TROUBLES: dict[str, Handler] = {}


def trouble(handler: Handler) -> Handler:
    TROUBLES[handler.__name__.strip("_").replace("_", "-")] = handler
    return handler


def statuses() -> None:
    lines = "401 403 404 408 410 412 418 429 444 500 502 503 521 999 204 405 451 304"
    for status in lines.split():

        async def handler(client: Client, status: str = status) -> None:
            await client.answer(f"{status} X", b"" if status in ("204", "304") else b"<html><p>no</p></html>")

        TROUBLES[f"s{status}"] = handler


statuses()


@trouble
async def ok(client: Client) -> None:
    await client.answer()


@trouble
async def gbk(client: Client) -> None:
    await client.answer(body=PAGE.encode("gb18030"), Content_Type="text/html; charset=gb2312")


@trouble
async def echo(client: Client) -> None:
    await client.answer(body=f"<html>{client.headers['host']} {client.headers['user-agent']}</html>".encode())


@trouble
async def no_length(client: Client) -> None:
    await client.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", BODY)
    client.writer.close()


@trouble
async def no_length_cut(client: Client) -> None:
    await client.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", BODY[:60])
    client.writer.close()


@trouble
async def silent(client: Client) -> None:
    await client.hang()


@trouble
async def slow_headers(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        await client.send(f"X-{number}: y\r\n".encode())
        await asyncio.sleep(0.3)


@trouble
async def slow_body(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
    for _ in range(200):
        await client.send(b"x")
        await asyncio.sleep(0.3)


@trouble
async def reset(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")
    await asyncio.sleep(0.1)
    client.reset()


@trouble
async def hang_up(client: Client) -> None:
    client.writer.close()


@trouble
async def short(client: Client) -> None:
    await client.answer(Content_Length="5000")
    client.writer.close()


@trouble
async def bad_chunk(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")
    client.writer.close()


@trouble
async def cut_chunk(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    client.writer.close()


@trouble
async def two_lengths(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello")


@trouble
async def http09(client: Client) -> None:
    await client.send(b"<html>hello</html>\r\n")
    client.writer.close()


@trouble
async def bad_status(client: Client) -> None:
    await client.send(b"HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n")
    client.writer.close()


@trouble
async def long_header(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nX: " + MEGABYTE + b"\r\n\r\n")


@trouble
async def many_headers(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)))
    await client.send(b"Content-Length: 0\r\n\r\n")


@trouble
async def infinite(client: Client) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        await client.send(MEGABYTE)


@trouble
async def big(client: Client) -> None:
    await client.answer(body=MEGABYTE * 20)


@trouble
async def gzip_page(client: Client) -> None:
    await client.answer(body=gzip.compress(BODY), Content_Encoding="gzip")


@trouble
async def gzip_cut(client: Client) -> None:
    packed = gzip.compress(BODY * 200)
    await client.answer(body=packed[: len(packed) // 2], Content_Encoding="gzip")


@trouble
async def gzip_bomb(client: Client) -> None:
    await client.answer(body=GZIP_BOMB, Content_Encoding="gzip")


@trouble
async def gzip_not(client: Client) -> None:
    await client.answer(Content_Encoding="gzip")


@trouble
async def br_bomb(client: Client) -> None:
    await client.answer(body=BR_BOMB, Content_Encoding="br")


@trouble
async def br_cut(client: Client) -> None:
    packed = brotli.compress(bytes(range(256)) * 200 + BODY)
    await client.answer(body=packed[:-9], Content_Encoding="br")


@trouble
async def loop(client: Client) -> None:
    await client.redirect("/")


@trouble
async def loop_growing(client: Client) -> None:
    await client.redirect(client.path + "a/")


@trouble
async def to_ok(client: Client) -> None:
    await client.redirect("http://ok.test/", "301 Moved")


@trouble
async def to_private(client: Client) -> None:
    await client.redirect("http://10.1.2.3/")


@trouble
async def to_metadata(client: Client) -> None:
    await client.redirect("http://169.254.169.254/latest/")


@trouble
async def to_canary(client: Client) -> None:
    await client.redirect(f"http://127.0.0.9:{client.canary_port}/")


@trouble
async def to_file(client: Client) -> None:
    await client.redirect("file:///etc/passwd")


@trouble
async def to_data(client: Client) -> None:
    await client.redirect("data:text/html,<p>hello")


@trouble
async def to_nowhere(client: Client) -> None:
    await client.redirect("http://[::1/")


@trouble
async def cookie_wall(client: Client) -> None:
    if "seen=1" in client.headers.get("cookie", ""):
        await client.answer()
    else:
        await client.answer("302 Found", b"", Location="/", Set_Cookie="seen=1; Domain=cookie-wall.test; Path=/")


@trouble
async def retry_later(client: Client) -> None:
    await client.answer("429 Too Many", b"wait", Retry_After="3600")


@trouble
async def retry_soon(client: Client) -> None:
    if client.visits == 1:
        await client.answer("503 Busy", b"wait", Retry_After="1")
    else:
        await client.answer()


@trouble
async def flaky(client: Client) -> None:
    await client.answer("500 Oops" if client.visits == 1 else "200 OK")


@trouble
async def challenge(client: Client) -> None:
    await client.answer(body=b"<html><script>document.cookie='__jsl_clearance=1';location.reload()</script></html>")


@trouble
async def captcha(client: Client) -> None:
    await client.answer(body="<html><title>安全验证</title><div id=slider>请完成安全验证</div></html>".encode())


@trouble
async def pdf(client: Client) -> None:
    await client.answer(body=b"%PDF-1.7 ...", Content_Type="application/pdf")


@trouble
async def pdf_as_html(client: Client) -> None:
    await client.answer(body=b"%PDF-1.7 ...")


@trouble
async def json(client: Client) -> None:
    await client.answer(body=b'{"a": 1}', Content_Type="application/json")


@trouble
async def empty(client: Client) -> None:
    await client.answer(body=b"")


@trouble
async def forbidden(client: Client) -> None:
    await client.answer()


@trouble
async def slot(client: Client) -> None:
    await asyncio.sleep(0.1)
    await client.answer()


@trouble
async def no_head(client: Client) -> None:
    if client.method == "HEAD":
        await client.answer("405 Method Not Allowed", b"")
    else:
        await client.answer()


async def page(client: Client) -> None:
    host = client.headers["host"]
    found = client.pages.get(host + client.path, client.pages.get(f"{host}/*"))
    path = client.path.partition("?")[0]
    kind = "text/html" if path.endswith(("/", ".html")) else "application/octet-stream"
    if found is None:
        await client.answer("404 Not Found", b"<html><p>gone</p></html>")
    elif isinstance(found, bytes):
        await client.answer(body=found, Content_Type="application/xml" if path.endswith(".xml") else kind)
    else:
        await found(client)
