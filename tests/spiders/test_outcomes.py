"""Every trouble on the wire ends as its own outcome, asked as often as it should be."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.model.observation import Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import ColumnTarget
from tests.spiders.crawls import Crawled, crawl, make_folder
from tests.spiders.hostile import Hostile
from tests.spiders.troubles import TROUBLES

# name of the trouble: outcome, cause, requests for "/"
TABLE = {
    "ok": ("ok", None, 2),  # one of them by to-ok
    "gbk": ("ok", None, 1),
    "echo": ("ok", None, 1),
    "no-length": ("ok", None, 1),  # HTTP/1.0, but </html> is there
    "no-length-cut": ("transient", "truncated", 1),
    "gzip-page": ("ok", None, 1),
    "cookie-wall": ("ok", None, 2),  # without a jar it would be a loop
    "to-ok": ("ok", None, 1),
    "flaky": ("ok", None, 2),
    "retry-soon": ("ok", None, 2),  # Retry-After: 1 is waited out
    "slot": ("ok", None, 1),
    "no-head": ("ok", None, 1),
    "s404": ("gone", "http-404", 1),
    "s410": ("gone", "http-410", 1),
    "s408": ("transient", "http-408", 2),
    "s500": ("transient", "http-500", 2),
    "s502": ("transient", "http-502", 2),
    "s503": ("transient", "http-503", 2),
    "silent": ("transient", "timeout", 2),
    "slow-headers": ("transient", "timeout", 2),
    "slow-body": ("transient", "timeout", 2),
    "reset": ("transient", "truncated", 2),
    "hang-up": ("transient", "reset", None),  # Twisted itself tries a stale connection again
    "short": ("transient", "truncated", 2),
    "bad-chunk": ("transient", "truncated", 2),
    "cut-chunk": ("transient", "truncated", 2),
    "gzip-cut": ("transient", "truncated", 2),  # Scrapy alone takes it for a whole page
    "br-cut": ("transient", "truncated", 2),
    "gzip-not": ("transient", "encoding", 1),
    "two-lengths": ("transient", "bad-answer", 2),
    "http09": ("transient", "bad-answer", 2),
    "bad-status": ("transient", "bad-answer", 2),
    "many-headers": ("transient", "bad-answer", 2),
    "long-header": ("transient", "bad-answer", 2),
    "loop": ("transient", "redirect-loop", 6),  # the page and five hops
    "loop-growing": ("transient", "redirect-loop", 1),
    "s401": ("blocked", "anti-bot", 1),
    "s403": ("blocked", "anti-bot", 1),
    "s412": ("blocked", "anti-bot", 1),
    "s418": ("blocked", "anti-bot", 1),
    "s429": ("blocked", "anti-bot", 1),
    "s444": ("blocked", "anti-bot", 1),
    "s521": ("blocked", "anti-bot", 1),
    "s999": ("blocked", "anti-bot", 1),
    "retry-later": ("blocked", "anti-bot", 1),  # Retry-After: 3600 is no invitation to hammer
    "challenge": ("blocked", "anti-bot", 1),
    "captcha": ("blocked", "anti-bot", 1),
    "s204": ("degraded", "http-204", 1),
    "s304": ("degraded", "http-304", 1),
    "s405": ("degraded", "http-405", 1),
    "s451": ("degraded", "http-451", 1),
    "pdf": ("degraded", "not-html", 1),
    "pdf-as-html": ("degraded", "not-html", 1),
    "json": ("degraded", "not-html", 1),
    "empty": ("degraded", "empty", 1),
    "to-file": ("degraded", "http-302", 1),
    "to-data": ("degraded", "http-302", 1),
    "to-nowhere": ("degraded", "address", 1),
    "infinite": ("ours", "too-large", 1),
    "big": ("ours", "too-large", 1),
    "gzip-bomb": ("ours", "too-large", 1),
    "br-bomb": ("ours", "too-large", 1),
    "to-private": ("ours", "egress", 1),
    "to-metadata": ("ours", "egress", 1),
    "to-canary": ("ours", "egress", 1),
    "forbidden": ("ours", "robots", 0),
    "closed-port": ("transient", "refused", 0),
    "unknown-name": ("transient", "no-name", 0),
}


# addresses that no inventory should hold
ODD = {
    "no-scheme": ("www.test/", "degraded", "address"),
    "bracket": ("http://[::1/", "degraded", "address"),
    "ftp": ("ftp://ok.test/", "ours", "scheme"),
    "long-label": (f"http://{'a' * 70}.test/", "transient", "no-name"),
}


@pytest.fixture(scope="module")
def crawled(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    targets = [ColumnTarget(SubjectKind.COLUMN, name, url) for name, (url, _, _) in ODD.items()]
    targets += [ColumnTarget(SubjectKind.COLUMN, name, f"http://{name}.test/") for name in TABLE]
    connect_to = {**hostile.connect_to(), "closed-port.test:80": "127.0.0.1:9"}
    return crawl(make_folder(tmp_path_factory.mktemp("crawl") / "run", targets, connect_to=connect_to))


def test_the_table_knows_every_trouble() -> None:
    assert not TROUBLES.keys() - TABLE.keys()


@pytest.mark.parametrize("name", TABLE)
def test_trouble_ends_as_its_outcome(name: str, crawled: Crawled, hostile: Hostile) -> None:
    outcome, cause, requests = TABLE[name]
    seen: Any = crawled.by_subject()[name]
    assert (seen.look.outcome, seen.look.cause) == (Outcome(outcome), cause)
    assert requests is None or hostile.requests[f"{name}.test", "/"] == requests


@pytest.mark.parametrize("name", ODD)
def test_an_odd_address_is_an_observation_too(name: str, crawled: Crawled) -> None:
    url, outcome, cause = ODD[name]
    look = crawled.by_subject()[name].look
    assert (look.url, look.outcome, look.cause) == (url, Outcome(outcome), cause)


@pytest.mark.parametrize("name", TABLE)
def test_nothing_may_be_concluded_from_a_page_that_was_not_read(name: str, crawled: Crawled) -> None:
    seen: Any = crawled.by_subject()[name]
    if seen.look.outcome is not Outcome.OK:
        assert seen.undecided == seen.look.cause
        assert (seen.entries, seen.blank, seen.newest) == (0, False, None)


def test_every_target_has_exactly_one_observation(crawled: Crawled) -> None:
    assert sorted(seen.subject for seen in crawled.observations) == sorted({**TABLE, **ODD})
    assert crawled.done["finished"] is True
    assert crawled.done["observations"] == len(TABLE) + len(ODD)
    assert crawled.code == 0


def test_progress_names_every_target(crawled: Crawled) -> None:
    lines = [line for line in crawled.stderr.splitlines() if line.startswith("progress ")]
    count = len(TABLE) + len(ODD)
    assert len(lines) == count
    assert lines[-1].startswith(f"progress {count}/{count} columns ")


def test_the_canary_on_another_loopback_address_hears_nothing(crawled: Crawled, hostile: Hostile) -> None:
    assert crawled.code == 0
    assert hostile.canary_hits == 0
