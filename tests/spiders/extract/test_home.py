"""A home page's newest date stands beside an entry; its marks are live, not in comments."""

from __future__ import annotations

from datetime import date

import pytest

from spiders.extract.home import read_home
from tests.spiders.extract.pages import TODAY, URL, page


def test_the_newest_entry_of_all_lists_counts_and_the_clock_does_not():
    facts = read_home(page("home.html"), URL, today=TODAY)
    assert (facts.page, facts.newest, facts.undecided) == ("home", date(2026, 11, 21), None)


def test_its_dated_entries_are_known_with_their_addresses():
    facts = read_home(page("home.html"), URL, today=TODAY)
    newest = [row for row in facts.rows if row.date == facts.newest]
    assert newest
    assert all(row.url.startswith("http") for row in newest)


def test_marks_are_read_from_text_and_live_scripts():
    marks = read_home(page("home.html"), URL, today=TODAY).marks
    assert (marks.site_code, marks.icp, marks.police) == (
        "3715990001",
        "鲁ICP备12345678号-1",
        "鲁公网安备37159902000123号",
    )
    assert (marks.conac, marks.report_errors, marks.undecided) == (True, True, None)


def test_marks_in_comments_are_not_there():
    marks = read_home(page("home_comment_marks.html"), URL, today=TODAY).marks
    assert (marks.conac, marks.report_errors) == (False, False)


def test_a_foot_that_a_script_brings_leaves_the_marks_undecided():
    facts = read_home(page("home_no_foot.html"), URL, today=TODAY)
    assert facts.marks.undecided == "external-script"
    assert facts.newest == date(2026, 11, 20)


def test_walls_and_stubs_are_no_home_page():
    assert read_home(page("waf_412.html"), URL, today=TODAY).undecided == "anti-bot"
    assert read_home(page("refresh.html"), URL, today=TODAY).follow is not None
    assert read_home(b"", URL, today=TODAY).page == "error"


@pytest.mark.parametrize(
    "clock",
    [
        "今天是2026年11月22日",
        "今天是 2026年11月22日 星期日",
        "2026年11月22日 星期日",
        "当前时间：2026-11-22",
        "2026-11-22 周日",
    ],
)
def test_the_clock_of_a_header_is_no_news(clock: str):
    header = f"<div class='top'><ul><li>{clock}</li><li><a href='/en/'>English</a></li><li>{clock}<a href='/'>首页</a></li></ul></div>"
    entries = "".join(
        f"<li><a href='/a{day}.html'>关于做好第{day}项重点工作的通知</a><span>2026-10-{day}</span></li>"
        for day in (20, 18, 15, 12)
    )
    body = f"<html><body>{header}<div class='news'><ul>{entries}</ul></div></body></html>".encode()
    assert read_home(body, URL, today=TODAY).newest == date(2026, 10, 20)
