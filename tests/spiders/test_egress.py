"""However an address is written and wherever it stands, a forbidden one is not connected to."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.model.observation import Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import ColumnTarget, ControlTarget, LinksTarget
from tests.spiders.crawls import AGENT, Crawled, crawl, make_folder
from tests.spiders.hostile import Hostile

# Forms of the canary's address, 127.0.0.9; {p} is its port.
FORMS = (
    "http://127.0.0.9:{p}/",
    "http://2130706441:{p}/",
    "http://0x7f000009:{p}/",
    "http://0x7f.0.0.9:{p}/",
    "http://0177.0.0.011:{p}/",
    "http://127.9:{p}/",
    "http://１２７.0.0.9:{p}/",
    "http://127。0。0。9:{p}/",
    "http://[::ffff:127.0.0.9]:{p}/",
    "http://[::ffff:7f00:9]:{p}/",
    "http://user:pass@127.0.0.9:{p}/",
    "http://localhost:{p}/",
    "http://0.0.0.0:{p}/",
)


def forms(port: int) -> list[str]:
    return [form.format(p=port) for form in FORMS]


@pytest.fixture(scope="module")
def crawled(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    direct = forms(hostile.canary_port)
    links = "".join(f"<a href='{form}'>x</a><img src='{form}a.png'><iframe src='{form}'></iframe>" for form in direct)
    frame = f"<html><body><iframe src='{direct[0]}' width=100% height=900></iframe></body></html>"
    stub = f"<html><head><meta http-equiv=refresh content='0;url={direct[1]}'></head></html>"
    hostile.pages |= {
        "links.test/": f"<html>{links}<a href='/a.html'>a</a></html>".encode(),
        "links.test/a.html": b"<html>a</html>",
        "frame.test/": frame.encode(),
        "stub.test/": stub.encode(),
    }
    targets = [ControlTarget(SubjectKind.SITE, form, form) for form in direct]
    targets.append(ControlTarget(SubjectKind.SITE, "echo", "http://echo.test/"))
    targets.append(ControlTarget(SubjectKind.SITE, "port", "http://other-port.test:8099/"))
    targets += [ColumnTarget(SubjectKind.COLUMN, name, f"http://{name}.test/") for name in ("frame", "stub")]
    targets.append(LinksTarget(SubjectKind.SITE, "links", "http://links.test/", asked=(direct[2],)))
    connect_to = hostile.connect_to("links", "frame", "stub")
    connect_to["other-port.test:8099"] = f"127.0.0.1:{hostile.port}"
    return crawl(make_folder(tmp_path_factory.mktemp("crawl") / "run", targets, connect_to=connect_to))


def test_every_form_is_refused_as_ours(crawled: Crawled, hostile: Hostile) -> None:
    seen = crawled.by_subject()
    refused = {form: (seen[form].look.outcome, seen[form].look.cause) for form in forms(hostile.canary_port)}
    assert set(refused.values()) == {(Outcome.OURS, "egress")}, refused


def test_links_to_it_are_refused_and_accuse_nobody(crawled: Crawled) -> None:
    checked = crawled.by_subject()["links"]
    assert {(bad.look.outcome, bad.look.cause) for bad in checked.bad} == {(Outcome.OURS, "egress")}
    assert set(checked.asked.values()) == {Outcome.OURS}
    assert checked.complete  # both pages were read; what is not a page may be anything


@pytest.mark.parametrize("name", ["frame", "stub"])
def test_where_a_page_leads_is_not_followed_there(name: str, crawled: Crawled) -> None:
    seen = crawled.by_subject()[name]
    assert seen.look.outcome is Outcome.OK
    assert seen.undecided.endswith("-egress")


def test_the_canary_hears_nothing(crawled: Crawled, hostile: Hostile) -> None:
    assert crawled.code == 0
    assert hostile.canary_hits == 0


def test_connect_to_keeps_the_host_and_opens_a_port(crawled: Crawled, hostile: Hostile) -> None:
    assert crawled.by_subject()["echo"].look.outcome is Outcome.OK
    assert hostile.heard["echo.test"]["user-agent"] == AGENT
    assert hostile.heard["echo.test"]["accept-language"].startswith("zh-CN")
    assert crawled.by_subject()["port"].look.outcome is Outcome.OK
    assert hostile.heard["other-port.test"]["host"] == "other-port.test:8099"


def test_allowed_networks_open_loopback(hostile: Hostile, tmp_path: Any) -> None:
    url = f"http://127.0.0.1:{hostile.port}/"
    target = ControlTarget(SubjectKind.SITE, "here", url)
    done = crawl(make_folder(tmp_path / "run", [target], allow_networks=("127.0.0.1/32",)))
    assert done.by_subject()["here"].look.outcome is Outcome.OK
