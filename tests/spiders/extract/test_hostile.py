"""No page takes long, and a page that parses with losses proves nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.extract.column import read_column
from spiders.extract.home import read_home
from tests.spiders.extract.pages import TODAY, URL, page

SECONDS = 10  # a slow machine; each takes well under one


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 200_000 + "<a href=x>通知</a>",
        "<font size=1 color=2>" * 100_000,
        "<!--" * 200_000,
        "<script>" * 200_000,
        "<a " * 200_000,
        "<div " + "a=1 " * 100_000 + ">",
        "[" * 200_000,
        '{"a":' * 100_000,
        "<datastore>" * 50_000,
        "<![CDATA[" * 100_000,
        "2" * 300_000,
        "2026-" * 100_000,
        "<li>" + "\x20" * 300_000 + "2026",
        "<script>" + "(" * 200_000 + "</script>",
        "<script>" + '"' * 200_000 + "</script>",
        "<script>Pager({" + " " * 200_000 + "</script>",
    ],
    ids=lambda text: text[:12].strip(),
)
def test_a_hostile_page_is_done_with_in_time(text):
    start = time.monotonic()
    facts = read_column(text.encode(), URL, today=TODAY)
    assert time.monotonic() - start < SECONDS
    assert not facts.blank
    assert facts.undecided is not None


def test_a_long_list_is_read_in_time():
    rows = "".join(
        f'<li><a href="/{i}.html">关于第{i}号事项的通知公告</a><span>2026-11-03</span></li>' for i in range(20_000)
    )
    start = time.monotonic()
    facts = read_column(f"<html><body><ul>{rows}</ul></body></html>".encode(), URL, today=TODAY)
    assert time.monotonic() - start < SECONDS
    assert facts.entries == 20_000


def test_a_page_beyond_the_limit_is_truncated():
    body = page("span_after.html").replace(b"</body>", b"<p>" + b"x" * 4_100_000 + b"</p></body>")
    assert read_column(body, URL, today=TODAY).undecided == "truncated"


def test_three_thousand_rows_of_unclosed_tags_are_whole_or_not_believed():
    rows = "".join(f"<li><b><i><a href=/{i}.html>关于第{i}号事项的通知<span>2026-11-03" for i in range(3000))
    facts = read_column(f"<html><body><ul>{rows}".encode(), URL, today=TODAY)
    assert facts.entries == 3000 or facts.undecided == "parse-loss"


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 1 << 32),
    st.sampled_from(["span_after.html", "datastore.html", "array.html", "home.html", "table_two_dates.html"]),
)
def test_a_page_cut_anywhere_is_read_without_failing(cut, name):
    body = page(name)
    part = body[: cut % len(body)]
    facts = read_column(part, URL, today=TODAY)
    assert facts.newest is None or facts.newest <= TODAY
    assert not facts.blank
    read_home(part, URL, today=TODAY)
