"""``inspect`` prints exactly these objects."""

from __future__ import annotations

import pytest

from spiders.extract.describe import describe
from tests.spiders.extract.pages import TODAY, URL, page


@pytest.mark.parametrize(
    ("kind", "name", "keys"),
    [
        (
            "column",
            "span_after.html",
            ["page", "channel", "entries", "blank", "newest", "dates", "pages", "undecided", "meta"],
        ),
        ("article", "article_meta.html", ["title", "published", "from", "others", "source"]),
        ("home", "home.html", ["page", "newest", "marks", "meta"]),
        ("feed", "feed.rss", ["name", "newest", "pushes", "undecided"]),
    ],
)
def test_the_keys_and_their_order(kind, name, keys):
    assert list(describe(kind, page(name), URL, today=TODAY)) == keys


def test_a_time_is_printed_with_its_zone():
    assert describe("article", page("article_meta.html"), URL, today=TODAY)["published"] == "2026-11-19T10:03+08:00"


@pytest.mark.parametrize("kind", ["column", "home"])
def test_a_declaration_that_the_bytes_contradict_is_told(kind):
    body = page("span_after.html").decode().encode("gb18030")
    said = describe(kind, body, URL, today=TODAY, content_type="text/html; charset=UTF-8")
    assert said["meta"]["charset"] == {"declared": "utf-8", "read": "gb18030", "mismatch": True}
    assert "charset" not in describe(kind, page("span_after.html"), URL, today=TODAY)["meta"]


def test_a_page_of_ascii_alone_contradicts_no_declaration():
    said = describe("home", b"<p>news</p>", URL, today=TODAY, content_type="text/html; charset=gbk")
    assert "charset" not in said["meta"]


@pytest.mark.parametrize("kind", ["column", "home"])
def test_days_to_come_are_told_and_not_counted(kind):
    said = describe(kind, page("future_and_epoch.html"), URL, today=TODAY)
    assert said["meta"]["future_dates"] == ["2099-01-01"]
    assert said["newest"] == "2026-11-20"


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="column, article, home, feed"):
        describe("page", b"", URL, today=TODAY)
