"""Our own HTTP client on real sockets: what it takes for an answer, what it refuses, what it keeps open."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import pytest

from monitor.model.target import Network
from spiders.guard import Guard, Refused
from spiders.wire.answer import Answer, WireFailed
from spiders.wire.client import Wire
from spiders.wire.places import NameUnknown, Places, Resolver
from spiders.wire.reading import HEAD, LINES, SMALL

LIMIT = 1_000_000
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """Says ``sayings``, one to a request, on as many connections as are opened; then, or at ``None``, it hangs up."""

    def __init__(self, *sayings: bytes | None, pause: float = 0.0, hang: bool = False):
        self._sayings = list(sayings)
        self._pause = pause
        self._hang = hang
        self.connections = 0
        self.heads: list[str] = []
        self._talks: set[asyncio.Task[Any] | None] = set()

    async def ended(self) -> None:
        """Wait until every connection is at its end."""
        await asyncio.gather(*filter(None, self._talks))

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._talks.add(asyncio.current_task())
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while self._sayings:
                self.heads.append((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
                said = self._sayings.pop(0)
                if said is None:
                    break
                for piece in _pieces(said, self._pause):
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(self._pause)
            if self._hang:
                await reader.read()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def _pieces(said: bytes, pause: float) -> list[bytes]:
    return [said[at : at + 1] for at in range(len(said))] if pause else [said]


Ask = Callable[..., Awaitable[Answer]]


def on_wire(server: Server, work: Callable[[Ask], Awaitable[Any]], *, seconds: float = 5.0) -> Any:
    """What ``work`` brings, given a way to ask the server."""

    async def main() -> Any:
        listening = await asyncio.start_server(server.talk, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        guard = Guard.of(Network(connect_to={"h.test:80": f"127.0.0.1:{port}"}))
        wire = Wire(Places(guard, Resolver()), limit=LIMIT, seconds=seconds)

        async def ask(path: str = "/", method: str = "GET", take: str | None = None) -> Answer:
            return await wire.send(method, urlsplit(f"http://h.test{path}"), [(b"Accept", b"*/*")], take=take)

        try:
            return await work(ask)
        finally:
            wire.close()
            listening.close()
            await server.ended()

    return asyncio.run(main())


def once(*sayings: bytes | None, method: str = "GET", take: str | None = None, **how: Any) -> Answer:
    async def work(ask: Ask) -> Answer:
        return await ask(method=method, take=take)

    seconds = how.pop("seconds", 5.0)
    answer: Answer = on_wire(Server(*sayings, **how), work, seconds=seconds)
    return answer


def http(*lines: str, body: bytes = b"", status: str = "200 OK") -> bytes:
    """An answer whose lines are these and nothing more."""
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


def sized(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    return http(*lines, f"Content-Length: {len(body)}", body=body, status=status)


def chunked(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + end
    return http("Transfer-Encoding: chunked", body=body)


# What is an answer


@pytest.mark.parametrize(
    ("said", "status", "body", "flags"),
    [
        (sized(b"hello"), 200, b"hello", []),
        (sized(b""), 200, b"", []),
        (chunked(b"hel", b"lo"), 200, b"hello", []),
        (chunked(), 200, b"", []),
        (http(body=b"hello"), 200, b"hello", ["partial"]),  # the end of the connection ends it
        (b"HTTP/1.0 200 OK\r\n\r\nhello", 200, b"hello", ["partial"]),
        (b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", 200, b"ok", []),  # no words beside the number
        (http(status="204 No Content"), 204, b"", []),
        (http('ETag: "x"', status="304 Not Modified"), 304, b"", []),
        (http("Content-Length: 9", status="304 Not Modified"), 304, b"", []),  # the length of what is not sent
        (sized(b"no", status="999 Odd"), 999, b"no", []),
        (http(status="100 Continue") + sized(b"hello"), 200, b"hello", []),
        (http("Link: </a.css>", status="103 Early Hints") * 3 + sized(b"hello"), 200, b"hello", []),
        (b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", 200, b"hello", []),  # lines end as they like
        (http("no colon here", "Content-Length: 5", body=b"hello"), 200, b"hello", []),
        (http("Name with spaces: 1", "Content-Length: 5", body=b"hello"), 200, b"hello", []),
        (http("Server : x", "Content-Length: 5", body=b"hello"), 200, b"hello", []),
        (http("X-Name: \u00e9\u00ff", "Content-Length: 5", body=b"hello"), 200, b"hello", []),
        (http("<!-- a line of a page -->", "Content-Length : 5", body=b"hello"), 200, b"hello", []),
    ],
)
def test_an_answer_is_read_as_browsers_read_it(said: bytes, status: int, body: bytes, flags: list[str]) -> None:
    answer = once(said)
    assert (answer.status, answer.body, answer.flags) == (status, body, flags)
    assert answer.address == "127.0.0.1"


def test_an_answer_may_come_in_pieces() -> None:
    said = http("bad line", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\n\r\n")
    assert once(said, pause=0.0005).body == b"hello"


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (None, "reset"),
        (b"", "reset"),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "reset"),  # the head never came
        (http("Content-Length: 10", body=b"hello"), "truncated"),
        (http("Transfer-Encoding: chunked", body=b"5\r\nhello\r\n"), "truncated"),
        (http("Transfer-Encoding: chunked", body=b"5\r\nhel"), "truncated"),
        (http("Transfer-Encoding: chunked", body=b"5\r\nhello\r\nzz\r\n"), "truncated"),
        (http("Content-Length: 5", "Content-Length: 7", body=b"hello"), "bad-answer"),
        (http("Content-Length: five", body=b"hello"), "bad-answer"),
        (b"<html>hello</html>\r\n", "bad-answer"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "bad-answer"),
        (b"SSH-2.0-OpenSSH_9\r\n", "bad-answer"),
        (http("Upgrade: websocket", "Connection: upgrade", status="101 Switching Protocols"), "bad-answer"),
        (http(*(f"X-{n}: y" for n in range(LINES + 1)), "Content-Length: 0"), "bad-answer"),
        (http("X: " + "a" * HEAD, "Content-Length: 0"), "bad-answer"),
        (http(f"Content-Length: {LIMIT + 1}"), "too-large"),  # told beforehand
        (chunked(b"a" * (LIMIT + 1)), "too-large"),
        (http(body=b"a" * (LIMIT + 1)), "too-large"),
    ],
)
def test_what_is_no_whole_answer_says_why(said: bytes | None, cause: str) -> None:
    with pytest.raises(WireFailed) as failed:
        once(said)
    assert failed.value.cause == cause


@pytest.mark.parametrize("lines", [LINES - 1, 1])
def test_a_head_within_its_limits_is_read(lines: int) -> None:
    fields = [f"X-{n}: y" for n in range(lines)]
    assert len(once(http(*fields, "Content-Length: 0")).fields) == lines + 1


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nX: ", http("Content-Length: 9", body=b"h")])
def test_an_answer_that_does_not_end_is_given_up_in_time(said: bytes) -> None:
    with pytest.raises(WireFailed) as failed:
        once(said, hang=True, seconds=0.3)
    assert failed.value.cause == "timeout"


def test_an_answer_that_trickles_is_given_up_in_time() -> None:
    with pytest.raises(WireFailed) as failed:
        once(sized(b"a" * 5000), pause=0.01, seconds=0.3)
    assert failed.value.cause == "timeout"


# Less than the whole body


PAGE = "Content-Type: text/html"
FILE = "Content-Type: application/zip"


@pytest.mark.parametrize(
    ("said", "take", "size", "flags"),
    [
        (sized(b"a" * 9000, PAGE), "head", 0, ["download_stopped"]),
        (sized(b"a" * 900_000, FILE), "head", 0, ["download_stopped"]),
        (http(PAGE, body=b"a" * 9000), "head", 0, ["download_stopped"]),
        (sized(b"no", PAGE, status="404 Not Found"), "head", 2, []),  # a bad answer is evidence: all of it
        (sized(b"a" * 9000, PAGE), "page", 9000, []),
        (sized(b"a" * 9000), "page", 9000, []),  # no type: it may be one
        (sized(b"a" * 9000, FILE), "page", 0, ["download_stopped"]),
        (sized(b"a" * 9000, PAGE), "start", 9000, []),
        (sized(b"a" * SMALL * 8, FILE), "start", None, ["cut"]),
        (http(f"Content-Length: {LIMIT * 30}", body=b"a" * SMALL * 2), "start", None, ["cut"]),  # larger than the limit
        (chunked(*[b"a" * 1000] * 200), "start", None, ["cut"]),
    ],
)
def test_a_body_is_taken_as_far_as_it_is_wanted(said: bytes, take: str, size: int | None, flags: list[str]) -> None:
    answer = once(said, take=take)
    assert answer.flags == flags
    assert len(answer.body) == size if size is not None else SMALL <= len(answer.body) < SMALL * 8


def test_head_brings_no_body_even_if_one_is_sent() -> None:
    async def work(ask: Ask) -> list[Any]:
        first = await ask(method="HEAD")
        return [first, await ask()]

    server = Server(sized(b"a body that must not be"), sized(b"next"))
    first, second = on_wire(server, work)
    assert (first.status, first.body, second.body) == (200, b"", b"next")


# Connections


def answers_to(count: int, *sayings: bytes | None, pause: float = 0.0) -> tuple[list[str], Server]:
    """The bodies of so many requests, one after the other."""

    async def work(ask: Ask) -> list[str]:
        bodies = []
        for number in range(count):
            try:
                bodies.append((await ask(f"/{number}")).body.decode())
            except WireFailed as failed:
                bodies.append(failed.cause)
            await asyncio.sleep(pause)
        return bodies

    server = Server(*sayings)
    return on_wire(server, work), server


def test_one_connection_serves_request_after_request() -> None:
    bodies, server = answers_to(4, sized(b"a"), chunked(b"b"), http(status="304 Not Modified"), sized(b"d"))
    assert (bodies, server.connections) == (["a", "b", "", "d"], 1)
    assert server.heads[3] == "GET /3 HTTP/1.1\r\nHost: h.test\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n"


@pytest.mark.parametrize(
    "said",
    [
        sized(b"a", "Connection: close"),
        b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na",
        sized(b"a") + b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged",  # an answer that nobody asked for
        sized(b"a") + b"garbage",
    ],
)
def test_a_connection_that_is_not_clean_is_used_no_more(said: bytes) -> None:
    bodies, server = answers_to(2, said, sized(b"b"), pause=0.05)
    assert (bodies, server.connections) == (["a", "b"], 2)


def test_a_server_that_ends_a_kept_connection_is_asked_on_another() -> None:
    bodies, server = answers_to(2, sized(b"a"), None, sized(b"b"))
    assert (bodies, server.connections) == (["a", "b"], 2)


def test_a_server_that_ends_every_connection_is_not_asked_for_ever() -> None:
    bodies, server = answers_to(2, sized(b"a"), None, None, None, None)
    assert (bodies, server.connections) == (["a", "reset"], 2)


def test_a_server_that_breaks_off_an_answer_is_not_asked_again_here() -> None:
    bodies, server = answers_to(2, sized(b"a"), http("Content-Length: 9", body=b"b"))
    assert (bodies, server.connections) == (["a", "truncated"], 1)


def test_requests_at_the_same_time_have_connections_of_their_own() -> None:
    async def work(ask: Ask) -> list[bytes]:
        return [answer.body for answer in await asyncio.gather(ask("/a"), ask("/b"), ask("/c"))]

    server = Server(*[sized(b"x")] * 3)
    assert on_wire(server, work) == [b"x"] * 3
    assert server.connections == 3


# Where it connects


def test_a_private_address_is_refused_and_a_closed_port_told() -> None:
    async def main(url: str, **network: Any) -> None:
        wire = Wire(Places(Guard.of(Network(**network)), Resolver()), limit=LIMIT, seconds=5)
        await wire.send("GET", urlsplit(url), [])

    with pytest.raises(Refused):
        asyncio.run(main("http://127.0.0.1/"))
    with pytest.raises(WireFailed) as failed:
        asyncio.run(main("http://127.0.0.1:9/", allow_networks=("127.0.0.0/8",)))
    assert failed.value.cause == "refused"


KNOWN: dict[str, Any] = {
    "good.test": ["2400:3200::1", "101.200.1.1"],
    "both.test": ["10.0.0.1", "101.200.1.1"],
    "private.test": ["10.0.0.1", "fd00::1"],
    "absent.test": socket.EAI_NONAME,
    "unsure.test": socket.EAI_AGAIN,
}


class Names(asyncio.SelectorEventLoop):
    """A loop that knows names of its own: addresses, or the error a resolver gives. ``asked`` counts."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def getaddrinfo(self, host: Any, port: Any, **_: Any) -> list[Any]:  # type: ignore[override]
        self.asked.append(host)
        known = KNOWN.get(host, [host])
        if isinstance(known, int):
            raise socket.gaierror(known, "no")
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in one], socket.SOCK_STREAM, 6, "", (one, port)) for one in known]


def named(work: Callable[[Resolver], Awaitable[Any]]) -> tuple[Any, list[str]]:
    with asyncio.Runner(loop_factory=Names) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, Names)
        return runner.run(work(Resolver())), loop.asked  # type: ignore[arg-type]


async def absence(resolver: Resolver, host: str) -> bool:
    with pytest.raises(NameUnknown) as unknown:
        await resolver.addresses(host)
    return unknown.value.absent


def test_a_name_is_looked_up_once_and_its_old_addresses_come_first() -> None:
    async def work(resolver: Resolver) -> list[str]:
        await asyncio.gather(*(resolver.addresses("good.test") for _ in range(5)))
        return await resolver.addresses("good.test")

    assert named(work) == (["101.200.1.1", "2400:3200::1"], ["good.test"])


def test_a_name_is_absent_only_if_the_resolver_says_so() -> None:
    async def work(resolver: Resolver) -> list[bool]:
        return [await absence(resolver, name) for name in ("absent.test", "unsure.test", "absent.test")]

    assert named(work) == ([True, False, True], ["absent.test", "unsure.test"])


@pytest.mark.parametrize(
    ("before", "controls", "able", "asked"),
    [
        ((), (), False, []),
        (("absent.test",), (), False, ["absent.test"]),
        (("good.test",), ("control.test",), True, ["good.test"]),  # no control needs to be asked
        (("absent.test",), ("unsure.test", "good.test"), True, ["absent.test", "unsure.test", "good.test"]),
        (("absent.test",), ("unsure.test",), False, ["absent.test", "unsure.test"]),
        (("127.0.0.1",), (), False, ["127.0.0.1"]),  # an address is no name: it proves nothing
    ],
)
def test_a_resolver_is_able_when_it_found_a_name(
    before: tuple[str, ...], controls: tuple[str, ...], able: bool, asked: list[str]
) -> None:
    async def work(resolver: Resolver) -> bool:
        for name in before:
            with suppress(NameUnknown):
                await resolver.addresses(name)
        return await resolver.is_able(controls)

    assert named(work) == (able, asked)


def test_of_several_addresses_the_private_ones_are_left_out() -> None:
    async def work(resolver: Resolver) -> Any:
        places = Places(Guard(), resolver)
        with pytest.raises(Refused):
            await places.of("private.test", 80)
        return await places.of("both.test", 80)

    assert named(work)[0] == [("101.200.1.1", 80)]
