"""A feed's newest day and its pushes, in Chinese civil days."""

from __future__ import annotations

from datetime import date

import pytest

from spiders.extract.feed import read_feed
from tests.spiders.extract.pages import TODAY, URL, page


@pytest.mark.parametrize(
    ("name", "newest", "pushes"),
    [
        ("feed.rss", date(2026, 11, 20), 2),  # 16:30 GMT is the next day in China; two items of one time are one push
        ("feed.atom", date(2026, 11, 19), 1),  # published, not updated
        ("feed.json", date(2026, 11, 20), 1),  # the item of next year does not count
    ],
)
def test_a_feed_is_read(name, newest, pushes):
    facts = read_feed(page(name), URL, today=TODAY)
    assert (facts.name, facts.newest, facts.pushes, facts.undecided) == ("东河发布", newest, pushes, None)


@pytest.mark.parametrize(
    ("body", "undecided"),
    [
        (page("feed_entities.xml"), "unsafe-xml"),
        (page("span_after.html"), "not-a-feed"),
        (b'{"items": 3}', "not-a-feed"),
        (b"", "empty-answer"),
        (b"<rss><channel><title>x</title></channel></rss>", "no-items"),
        (b"<rss><channel><item><title>x</title></item></channel></rss>", "undated"),
        (b"<rss>" + b" " * 9_000_000, "too-large"),
    ],
)
def test_what_is_no_feed_decides_nothing(body, undecided):
    facts = read_feed(body, URL, today=TODAY)
    assert (facts.newest, facts.pushes, facts.undecided) == (None, 0, undecided)


def test_a_tag_that_is_no_name_is_no_fault_of_ours():
    assert read_feed(b"<rss><head:><channel></channel></rss>", URL, today=TODAY).newest is None
