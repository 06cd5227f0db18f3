from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from monitor.model.subject import SubjectKind
from reports.bulletin import Bulletin
from reports.data import sha256
from reports.monthly import build
from reports.render import balanced, html, is_web_address
from tests.reports import hostile, month


class Reader(HTMLParser):
    """Elements with their attributes, and the text outside style sheets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._in_style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    return Reader(page)


def test_the_page_asks_for_nothing_from_outside(page: str, read: Reader) -> None:
    assert {tag for tag, _ in read.elements} & {"script", "link", "img", "iframe", "object", "base", "form"} == set()
    assert not re.search(r"url\(\s*['\"]?(?!#fixed)", page)
    assert "@import" not in page
    assert any("default-src 'none'" in one.get("content", "") for one in read.all("meta"))


def test_the_page_says_its_language_and_its_digest(bulletin: Bulletin, read: Reader) -> None:
    assert read.all("html")[0]["lang"] == "zh-CN"
    assert sha256(bulletin) in read.text


def test_every_problem_of_the_text_leads_to_its_row(bulletin: Bulletin, read: Reader) -> None:
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [one["href"][1:] for one in read.all("a") if one["href"].startswith("#")]
    assert set(inner) <= set(ids)
    assert {f"p-{it.number}" for chapter in bulletin.faults for it in chapter.items} <= set(inner)


def test_every_row_shows_its_evidence_and_when(page: str) -> None:
    row = page[page.index('id="p-2026-000104"') :]
    row = row[: row.index("</tbody>")]
    assert 'href="http://jyj.dongchangfu.gov.cn/news/"' in row
    assert "2026年3月31日8时05分核查" in row


def test_links_to_the_outside_tell_it_nothing(read: Reader) -> None:
    outside = [one for one in read.all("a") if not one["href"].startswith("#")]
    assert outside
    assert all(one["rel"] == "noopener noreferrer nofollow" for one in outside)


def test_the_chart_is_named_and_described(page: str, bulletin: Bulletin) -> None:
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert 'role="img"' in svg
    assert "font-family=" in svg
    assert "<title>2026年3月各类问题数量（单位：个）</title>" in svg
    assert "栏目更新不及时7个（已整改1个）" in svg
    assert bulletin.chart is not None
    assert svg.count("<rect") > len(bulletin.chart.bars)


def test_more_classes_than_fit_are_drawn_together() -> None:
    rules = {f"rule-{place}": replace(month.RULES["column-blank"], title=f"类别{place}") for place in range(14)}
    problems = tuple(
        replace(month.problem(place, "column-blank", SubjectKind.SITE, "portal", "x"), rule=rule)
        for place, rule in enumerate(rules)
    )
    chart = build(month.facts(rules=rules, problems=problems, previous=(), previous_name=None)).chart
    assert chart is not None
    assert [bar.label for bar in chart.bars][-1] == "其他"
    assert sum(bar.value for bar in chart.bars) == 14


def test_the_rehearsal_clock_is_visible(page: str) -> None:
    assert "演练时钟" not in Reader(page).text
    rehearsed = Reader(html(build(month.facts(rehearsal=True)))).text
    assert "【演练时钟】" in rehearsed


def test_without_problems_there_is_neither_chart_nor_annex() -> None:
    page = html(build(month.facts(problems=(), previous=(), previous_name=None, unread=())))
    read = Reader(page)
    assert read.all("svg") == read.all("table") == []
    assert "附件" not in read.text


def test_the_same_bulletin_gives_the_same_page(page: str) -> None:
    assert html(build(month.facts())) == page


def test_hostile_text_stays_text() -> None:
    page = html(build(hostile.facts()))
    read = Reader(page)
    assert read.all("script") == []
    assert hostile.SCRIPT not in page
    assert hostile.SCRIPT in read.text
    assert hostile.TEMPLATE in read.text
    assert "49" not in re.sub(r"[0-9a-f]{64}", "", read.text)
    assert not any(name.startswith("on") for _, attributes in read.elements for name in attributes)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


def test_only_web_addresses_become_links() -> None:
    read = Reader(html(build(hostile.facts())))
    outside = {one["href"] for one in read.all("a") if not one["href"].startswith("#")}
    # the mark that turns the writing is percent-encoded, and then it is an address like another
    assert outside == {"http://evil.example/%E2%80%AEgnp"}
    assert "javascript:alert(1)" in read.text


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("http://www.example.gov.cn/a?b=1&c=2#d", True),
        ("https://www.example.gov.cn/", True),
        ("HTTP://www.example.gov.cn/", True),
        ("javascript:alert(1)", False),
        ("ftp://www.example.gov.cn/", False),
        ("http://", False),
        ("http:///a", False),
        ("http://a@b.example/", False),
        ("http://中文.example/", False),
        ("http://a.example/ b", False),
        ("http://a.example/" + "a" * 2000, False),
        ("", False),
    ],
)
def test_what_a_web_address_is(address: str, is_one: bool) -> None:
    assert is_web_address(address) is is_one


def test_a_hijacked_page_is_shown_but_not_linked() -> None:
    found = month.dead(1, "portal", "/x", 1)
    hijacked = replace(found, rule="link-hijacked", locus="http://casino.example/", evidence=())
    page = html(build(month.facts(problems=(hijacked,), previous=(), previous_name=None)))
    assert "http://casino.example/" in Reader(page).text
    assert 'href="http://casino.example/' not in page


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        (("甲" * 11, "关于", "2026年3月", "全区", "政府网站和", "政务新媒体", "检查情况的", "通报"), 2),
        (("甲" * 4, "通报"), 1),
        (("甲" * 30, "通报"), 2),  # a name wider than a line is torn
        (("甲" * 500, "通报"), 27),
    ],
)
def test_the_title_is_balanced(pieces: tuple[str, ...], lines: int) -> None:
    made = balanced(pieces)
    assert len(made) == lines
    assert "".join("".join(line) for line in made) == "".join(pieces)
    assert all(len("".join(line)) <= 24 for line in made)
