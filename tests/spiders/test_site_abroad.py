"""Pages of other hosts that a site links to: taken over, moved, or merely about such things."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.model.observation import LinkLook, LinksChecked
from monitor.model.subject import SubjectKind
from monitor.model.target import LinksTarget
from tests.spiders.answers import html, leads
from tests.spiders.crawls import crawl, make_folder
from tests.spiders.hostile import Hostile

SELLING = "<p>注册送彩金，首存优惠，体育投注，真人视讯，电子游艺，备用网址，官方入口</p>" * 3
CASINO = html(SELLING, "澳门新葡京官方网站")
POLICE = html(
    f"<p>公安机关打击网络赌博犯罪，抓获犯罪嫌疑人多名，民警提醒：百家乐、注册送彩金、下注返水都是骗局。</p>{SELLING}",
    "警惕网络赌博：揭秘“澳门新葡京”骗局",
)
HOSTS: dict[str, tuple[Any, tuple[str, str] | None]] = {
    "casino": (CASINO, ("degraded", "hijacked")),
    "led-to-casino": (leads("http://casino.test/"), ("degraded", "hijacked")),
    "for-sale": (html("<h1>This domain is for sale</h1><p>Buy this domain</p>", "域名出售"), ("degraded", "hijacked")),
    "police": (POLICE, None),
    "lottery": (html("<p>中国福利彩票双色球开奖公告，投注总额若干元</p>", "福利彩票双色球开奖公告"), None),
    "moved": (leads("http://ok.test/", "301 Moved"), None),
    "plain": (html("<p>欢迎</p>", "欢迎"), None),
}


@pytest.fixture(scope="module")
def seen(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, LinksChecked]:
    page = html("".join(f'<a href="http://{name}.test/">{name}</a>' for name in HOSTS) + '<a href="/own.html">own</a>')
    for name, (answer, _) in HOSTS.items():
        hostile.pages[f"{name}.test/"] = answer
    for name in ("one", "two"):
        hostile.pages |= {f"{name}.test/": page, f"{name}.test/own.html": CASINO}
    targets = [LinksTarget(SubjectKind.SITE, name, f"http://{name}.test/") for name in ("one", "two")]
    folder = tmp_path_factory.mktemp("crawl") / "run"
    return crawl(make_folder(folder, targets, connect_to=hostile.connect_to(*HOSTS, "one", "two"))).by_subject()


@pytest.fixture
def bad(seen: dict[str, LinksChecked]) -> dict[str, LinkLook]:
    return {link.look.url: link for link in seen["one"].bad}


@pytest.mark.parametrize("name", HOSTS)
def test_a_page_in_other_hands_is_a_question_and_no_other_is(name: str, bad: dict[str, LinkLook]) -> None:
    found = bad.get(f"http://{name}.test/")
    assert (found and (found.look.outcome.value, found.look.cause)) == HOSTS[name][1]


def test_the_answer_that_asks_the_question_is_evidence(bad: dict[str, LinkLook]) -> None:
    for link in bad.values():
        assert link.look.warc
        assert link.place
        assert link.place.warc


def test_a_page_of_the_site_itself_is_no_link_in_other_hands(bad: dict[str, LinkLook]) -> None:
    assert "http://one.test/own.html" not in bad


def test_two_sites_ask_an_address_once(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    assert {link.look.url for link in seen["one"].bad} == {link.look.url for link in seen["two"].bad}
    assert hostile.requests["plain.test", "/"] == 1
