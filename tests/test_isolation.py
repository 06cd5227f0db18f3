"""The test process reaches loopback and nothing else."""

from __future__ import annotations

import socket
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.conftest import ReachedOutside


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("192.0.2.1", 80)),  # documentation network: nobody is there
        (socket.AF_INET6, ("2001:db8::1", 80)),
        (socket.AF_INET, ("10.0.0.1", 80)),  # private is outside too
    ],
)
def test_no_connection_leaves_the_machine(family: int, address: tuple[str, int]) -> None:
    with socket.socket(family) as outward, pytest.raises(ReachedOutside):
        outward.connect(address)


def test_no_name_is_looked_up() -> None:
    with pytest.raises(ReachedOutside):
        socket.getaddrinfo("www.example.org", 80)


def test_no_datagram_leaves_the_machine() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward, pytest.raises(ReachedOutside):
        outward.sendto(b"?", ("192.0.2.1", 53))


def test_a_loopback_server_can_be_asked() -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.timeout = 5
        with socket.create_connection(server.server_address[:2]) as here:
            assert here.getpeername() == server.server_address


def test_the_usual_client_cannot_either() -> None:
    with pytest.raises(ReachedOutside):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)
