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


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="column, article, home, feed"):
        describe("page", b"", URL, today=TODAY)
