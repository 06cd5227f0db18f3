"""The egress policy, as a table of addresses."""

from __future__ import annotations

import pytest

from monitor.model.target import Network
from spiders.guard import Guard, Refused, place

PUBLIC = ("101.200.1.1", "223.5.5.5", "2400:3200::1")
PRIVATE = (
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",  # carrier-grade NAT
    "127.0.0.1",
    "127.3.0.1",
    "169.254.169.254",  # cloud metadata
    "172.16.0.1",
    "172.31.255.255",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",  # v4-mapped
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",  # NAT64
    "2001::1",  # Teredo
    "2002:7f00:1::1",  # 6to4
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
)


def guard(*allowed: str, **connect_to: str) -> Guard:
    return Guard.of(Network(allow_networks=allowed, connect_to=connect_to))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    guard().check(address, 443)


@pytest.mark.parametrize("address", PRIVATE)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(Refused, match="allow_networks"):
        guard().check(address, 80)


@pytest.mark.parametrize(
    ("allowed", "address", "passes"),
    [
        ("127.2.0.0/16", "127.2.0.1", True),
        ("127.2.0.0/16", "127.3.0.1", False),
        ("127.0.0.0/8", "::ffff:127.2.0.1", True),  # unwrapped first
        ("fd00::/8", "fd12::1", True),
        ("169.254.0.0/16", "169.254.1.1", True),
        ("169.254.0.0/16", "169.254.169.254", False),  # metadata only by its own address
        ("169.254.169.254/32", "169.254.169.254", True),
    ],
)
def test_allowed_networks_open_what_they_name(allowed: str, address: str, passes: bool) -> None:
    opened = guard(allowed)
    if passes:
        opened.check(address, 80)
    else:
        with pytest.raises(Refused):
            opened.check(address, 80)


@pytest.mark.parametrize(
    ("port", "passes"), [(80, True), (443, True), (8080, True), (8443, True), (22, False), (25, False)]
)
def test_only_ports_of_web_servers(port: int, passes: bool) -> None:
    if passes:
        guard().check(PUBLIC[0], port)
    else:
        with pytest.raises(Refused, match="port"):
            guard().check(PUBLIC[0], port)


def test_an_allowed_network_opens_its_ports_too() -> None:
    guard("10.20.0.0/16").check("10.20.1.1", 9001)


def test_connect_to_leads_one_place_and_no_other() -> None:
    led = guard(**{"www.A.gov.cn:80": "127.0.0.1:8081"})
    assert led.destination("WWW.a.gov.cn", 80) == ("127.0.0.1", 8081)
    assert led.destination("www.a.gov.cn", 443) is None
    with pytest.raises(Refused):
        led.check("127.0.0.1", 8081)  # by another name it is as closed as ever


@pytest.mark.parametrize(("text", "pair"), [("a.cn:80", ("a.cn", 80)), ("[::1]:8080", ("::1", 8080))])
def test_places(text: str, pair: tuple[str, int]) -> None:
    assert place(text) == pair


@pytest.mark.parametrize("text", ["a.cn", "a.cn:", ":80", "a.cn:http", ""])
def test_wrong_places_are_named(text: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        place(text)
