"""The lane beside Scrapy's engine keeps every law of the house: links asked there, on real sockets."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.model.observation import LinkLook, LinksChecked, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import LinksTarget
from tests.spiders.answers import html, late, leads, sends
from tests.spiders.crawls import AGENT, Crawled, crawl, make_folder
from tests.spiders.hostile import Hostile
from tests.spiders.troubles import Client

PNG = sends(b"\x89PNG\r\n", "image/png")
SEATS = 3


LATE = 0.85  # of the time that must have gone by; the first may be heard late


async def wants_time(client: Client) -> None:
    """Busy at first, and says when it will not be."""
    if client.path.endswith("soon.png") and client.visits == 1:
        await client.answer("503 Busy", b"wait", Retry_After="1")
    elif client.path.endswith("later.pdf"):
        await client.answer("429 Too Many", b"wait", Retry_After="3600")
    else:
        await client.answer(body=b"\x89PNG\r\n", Content_Type="image/png")


def looked(place: Path, hostile: Hostile, *names: str, **network: object) -> Crawled:
    """One crawl of these sites."""
    targets = [LinksTarget(SubjectKind.SITE, name, f"http://{name}.test/") for name in names]
    others = ("others", "bakery")
    return crawl(make_folder(place / "run", targets, connect_to=hostile.connect_to(*names, *others), **network))


@pytest.fixture(scope="module")
def seen(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, LinksChecked]:
    slow = late(html("慢"), 0.1)
    links = {
        "ruled": ["/closed/a.png", "/closed/b.html", "/open.png", "http://forbidden.test/x.png"],
        "spaced": [f"/{n}.png" for n in range(4)],
        "hurried": ["/soon.png"],
        "tired": ["/later.pdf", *(f"/{n}.png" for n in range(5))],
        "leading": ["/private.png", "/metadata.pdf", "/canary.png", "/twice.png"],
        "crowd": [f"/{n}.html" for n in range(9)]
        + [f"/{n}.png" for n in range(9)]
        + [f"http://others.test/{n}.png" for n in range(5)],
        "baker": ["/cookie.png", "/cookie.html", "http://bakery.test/x.png"],
        "packed": [
            f"http://{name}.test/x" for name in ("gzip-cut", "br-cut", "gzip-not", "gzip-bomb", "br-bomb", "gzip-page")
        ],
    }
    for name, hrefs in links.items():
        hostile.pages |= {f"{name}.test{href}": PNG for href in hrefs if href[0] == "/"}
        hostile.pages[f"{name}.test/"] = sends(
            html("".join(f"<a href='{href}'>{href}</a>" for href in hrefs)), Set_Cookie="home=1; Path=/"
        )
    hostile.pages |= {f"crowd.test{href}": slow for href in links["crowd"] if href[0] == "/"}
    hostile.pages |= {f"others.test/{n}.png": slow for n in range(5)}
    hostile.pages |= {
        "hurried.test/*": wants_time,
        "hurried.test/soon.png": wants_time,
        "tired.test/later.pdf": wants_time,
        "leading.test/private.png": leads("http://10.1.2.3/"),
        "leading.test/metadata.pdf": leads("http://169.254.169.254/latest/"),
        "leading.test/canary.png": leads(f"http://127.0.0.9:{hostile.canary_port}/"),
        "leading.test/twice.png": leads("/private.png"),
        "bakery.test/x.png": PNG,
    }
    crawled = looked(tmp_path_factory.mktemp("crawl"), hostile, *links, per_host_concurrency=SEATS)
    return crawled.by_subject()


def told(seen: LinksChecked) -> dict[str, tuple[Outcome, str | None]]:
    def name(link: LinkLook) -> str:
        return link.look.url.removeprefix(f"http://{seen.subject}.test")

    return {name(link): (link.look.outcome, link.look.cause) for link in seen.bad}


def test_robots_txt_is_obeyed(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    closed = (Outcome.OURS, "robots")
    forbidden = ("/closed/a.png", "/closed/b.html", "http://forbidden.test/x.png")
    assert told(seen["ruled"]) == dict.fromkeys(forbidden, closed)
    assert {path for host, path in hostile.requests if host == "ruled.test"} == {"/", "/open.png"}
    assert ("forbidden.test", "/x.png") not in hostile.requests


def test_a_crawl_delay_spaces_pages_and_files_alike(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    assert told(seen["spaced"]) == {}
    times = hostile.times["spaced.test"]
    assert len(times) == 5
    assert times[-1] - times[0] > 4 * 0.4 * LATE, times


def test_a_host_that_says_when_to_come_again_is_left_alone_until_then(
    seen: dict[str, LinksChecked], hostile: Hostile
) -> None:
    assert told(seen["hurried"]) == {}
    first, second = [
        at
        for at, call in zip(
            hostile.times["hurried.test"], (c for c in hostile.calls if c.host == "hurried.test"), strict=True
        )
        if call.path == "/soon.png"
    ]
    assert second - first > 0.95


def test_a_host_that_wants_an_hour_is_not_asked_again(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    wall = (Outcome.BLOCKED, "anti-bot")
    assert set(told(seen["tired"]).values()) == {wall}
    assert hostile.requests["tired.test", "/later.pdf"] == 1
    paths = [call.path for call in hostile.calls if call.host == "tired.test"]
    assert len(paths[paths.index("/later.pdf") :]) <= SEATS  # those on the wire at that moment


def test_a_private_address_is_refused_on_every_hop(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    assert set(told(seen["leading"]).values()) == {(Outcome.OURS, "egress")}
    assert len(seen["leading"].bad) == 4
    assert hostile.canary_hits == 0


def test_a_host_never_gets_more_connections_than_it_is_allowed(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    assert told(seen["crowd"]) == {}
    assert hostile.most_open["crowd.test"] == SEATS  # pages and files together
    assert hostile.most_open["others.test"] == 1  # it consented to nothing


def test_a_cookie_goes_back_to_its_host_alone(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    assert told(seen["baker"]) == {}
    sent = {call.path: call.headers.get("cookie") for call in hostile.calls if call.host == "baker.test"}
    assert sent == {"/": None, "/cookie.png": "home=1", "/cookie.html": "home=1"}
    assert "cookie" not in hostile.heard["bakery.test"]


def test_a_body_that_cannot_be_unpacked_whole_is_not_well(seen: dict[str, LinksChecked]) -> None:
    unsure = {name.removeprefix("http://").partition(".")[0]: what for name, what in told(seen["packed"]).items()}
    assert unsure == {
        "gzip-cut": (Outcome.TRANSIENT, "truncated"),
        "br-cut": (Outcome.TRANSIENT, "truncated"),
        "gzip-not": (Outcome.TRANSIENT, "encoding"),
        "br-bomb": (Outcome.OURS, "too-large"),  # a few bytes that would be 32 MB; of the gzip one the start is enough
    }


def test_we_say_who_we_are(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    assert seen
    assert {call.headers["user-agent"] for call in hostile.calls if call.host == "crowd.test"} == {AGENT}


def test_the_delay_of_the_order_holds_for_pages_and_files(hostile: Hostile, tmp_path: Path) -> None:
    hostile.pages |= {"calm.test/": html("<a href=/a.html>a</a><a href=/b.png>b</a><a href=/c.pdf>c</a>")}
    hostile.pages |= {
        "calm.test/a.html": html("甲"),
        "calm.test/b.png": PNG,
        "calm.test/c.pdf": sends(b"%PDF-1.4 %%EOF"),
    }
    (site,) = looked(tmp_path, hostile, "calm", per_host_delay=0.2).observations
    assert isinstance(site, LinksChecked)
    assert site.bad == ()
    times = hostile.times["calm.test"]
    assert len(times) == 4
    # All of them: a busy machine may hear one late and the next in time.
    assert times[-1] - times[0] > 3 * 0.2 * LATE, times
