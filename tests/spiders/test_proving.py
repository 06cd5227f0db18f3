"""A list's newest date is held against the page of its entry."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.model.observation import ColumnRead, HomeRead, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import ColumnTarget, HomeTarget
from tests.spiders.crawls import crawl, make_folder
from tests.spiders.hostile import Hostile

SCRIPTED = "var pubDate = '2026-11-18';"  # a script may count, filter or prefill with it; nobody sees it
# host → the link of the newest entry, and what its page prints
CASES = {
    "agrees": ("/a.html", "2026-11-20 10:03"),
    "midnight": ("/a.html", "2026-11-19 23:50"),  # a day apart is a matter of the hour
    "redated": ("/a.html", "2026-11-18 10:03"),
    "silent": ("/a.html", None),
    "scripted": ("/a.html", SCRIPTED),
    "lost": ("/lost.html", None),
    "abroad": ("http://ok.test/", None),
}


def listing(link: str) -> bytes:
    rows = "".join(
        f"<li><a href='{link if day == 20 else f'/older-{day}.html'}'>关于做好第{day}项重点工作的通知</a>"
        f"<span>2026-11-{day}</span></li>"
        for day in (20, 18, 15, 12)
    )
    return (
        f"<html><head><meta charset='utf-8'></head><body><div class='list'><ul>{rows}</ul></div></body></html>".encode()
    )


def article(printed: str | None) -> bytes:
    meta = f"<meta name='PubDate' content='{printed}'>" if printed else ""
    if printed == SCRIPTED:
        meta = f"<script>{SCRIPTED}</script>"
    text = "<p>各单位要认真抓好落实。</p>" * 20
    return f"<html><head><meta charset='utf-8'>{meta}</head><body><h1>通知</h1>{text}</body></html>".encode()


@pytest.fixture(scope="module")
def seen(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ColumnRead]:
    for name, (link, printed) in CASES.items():
        hostile.pages[f"{name}.test/"] = listing(link)
        if link == "/a.html":
            hostile.pages[f"{name}.test/a.html"] = article(printed)
    targets = [ColumnTarget(SubjectKind.COLUMN, name, f"http://{name}.test/") for name in CASES]
    connect_to = hostile.connect_to(*CASES, "ok")
    return crawl(make_folder(tmp_path_factory.mktemp("crawl") / "run", targets, connect_to=connect_to)).by_subject()


@pytest.fixture(scope="module")
def homes(
    hostile: Hostile, seen: dict[str, ColumnRead], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, HomeRead]:
    targets = [HomeTarget(SubjectKind.SITE, name, f"http://{name}.test/") for name in seen]
    connect_to = hostile.connect_to(*CASES, "ok")
    return crawl(make_folder(tmp_path_factory.mktemp("homes") / "run", targets, connect_to=connect_to)).by_subject()


@pytest.mark.parametrize("name", CASES)
def test_a_home_page_is_proven_as_a_column_is(
    homes: dict[str, HomeRead], seen: dict[str, ColumnRead], name: str
) -> None:
    home, column = homes[name], seen[name]
    assert (home.newest, home.undecided) == (column.newest, column.undecided)
    assert (home.proof is None) == (column.proof is None)
    if home.proof and column.proof:
        assert (home.proof.listed, home.proof.printed) == (column.proof.listed, column.proof.printed)


@pytest.mark.parametrize(
    ("name", "printed", "undecided"),
    [
        ("agrees", date(2026, 11, 20), None),
        ("midnight", date(2026, 11, 19), None),
        ("redated", date(2026, 11, 18), "dates-disagree"),
        ("silent", None, None),  # a page without a date contradicts nobody
        ("scripted", None, None),  # nor does one whose date only a script holds
        ("lost", None, None),
    ],
)
def test_a_date_is_held_against_its_page(
    seen: dict[str, ColumnRead], name: str, printed: date | None, undecided: str | None
) -> None:
    read = seen[name]
    assert read.newest == date(2026, 11, 20)
    assert read.undecided == undecided
    assert read.proof is not None
    assert (read.proof.listed, read.proof.printed) == (date(2026, 11, 20), printed)


def test_a_proof_says_what_every_source_said_and_where_its_bytes_are(seen: dict[str, ColumnRead]) -> None:
    proof = seen["agrees"].proof
    assert proof is not None
    assert proof.said["meta"].startswith("2026-11-20")
    assert proof.look.outcome is Outcome.OK
    assert proof.look.warc


def test_a_date_that_only_a_script_holds_is_told_and_proves_nothing(seen: dict[str, ColumnRead]) -> None:
    proof = seen["scripted"].proof
    assert proof is not None
    assert (proof.said, proof.printed) == ({"script": "2026-11-18"}, None)


def test_a_page_of_another_host_is_not_asked(seen: dict[str, ColumnRead]) -> None:
    assert seen["abroad"].proof is None
    assert seen["abroad"].newest == date(2026, 11, 20)


def test_a_page_that_is_gone_is_a_proof_without_a_date(seen: dict[str, ColumnRead]) -> None:
    proof = seen["lost"].proof
    assert proof is not None
    assert proof.look.outcome is Outcome.GONE
