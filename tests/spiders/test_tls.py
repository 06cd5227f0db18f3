"""Certificates do not keep us from looking; TLS that cannot be spoken is a matter of its own."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from monitor.model.observation import Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import ControlTarget
from tests.spiders.crawls import crawl, make_folder


def certificate(path: Path) -> Path:
    """Self-signed, expired, for another name."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "another.test")])
    since = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, since, since + timedelta(days=9))
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    path.write_bytes(pem + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path


def context(pem: Path, *, old: bool) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(pem)
    if old:
        made.set_ciphers("ALL:@SECLEVEL=0")
        made.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        made.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3
    return made


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody")
            await writer.drain()
    except (asyncio.IncompleteReadError, OSError):
        writer.close()


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def answer_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    writer.close()


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[dict[str, int]]:
    pem = certificate(tmp_path / "pem")
    with pytest.warns(
        DeprecationWarning, match="deprecated"
    ):  # options by version are how a server of ten years ago is made
        old = context(pem, old=True)
    kinds = {
        "broken-certificate": (answer, context(pem, old=False)),
        "old": (answer, old),
        "plain": (answer_plainly, None),
        "hang-up": (hang_up, None),
    }
    loop = asyncio.new_event_loop()
    servers = {
        name: loop.run_until_complete(asyncio.start_server(handler, "127.0.0.1", 0, ssl=made))
        for name, (handler, made) in kinds.items()
    }
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield {name: server.sockets[0].getsockname()[1] for name, server in servers.items()}
    for server in servers.values():
        loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(asyncio.sleep(0.1))
    loop.close()


def test_tls(ports: dict[str, int], tmp_path: Path) -> None:
    targets = [ControlTarget(SubjectKind.SITE, name, f"https://{name}.test/") for name in ports]
    connect_to = {f"{name}.test:443": f"127.0.0.1:{port}" for name, port in ports.items()}
    seen = crawl(make_folder(tmp_path / "run", targets, connect_to=connect_to)).by_subject()
    assert {name: (one.look.outcome, one.look.cause) for name, one in seen.items()} == {
        "broken-certificate": (Outcome.OK, None),
        "old": (Outcome.INSECURE, "tls-obsolete"),  # looks like a dead host to Scrapy's OpenSSL
        "plain": (Outcome.INSECURE, "tls"),
        "hang-up": (Outcome.TRANSIENT, "reset"),
    }
