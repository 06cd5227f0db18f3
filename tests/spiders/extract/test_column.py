"""A list is read whatever its layout and channel; what cannot be read is said, never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from spiders.extract.column import read_column
from spiders.extract.facts import Follow
from tests.spiders.extract.pages import TODAY, URL, page

DATES = [
    date(2026, 11, 20),
    date(2026, 11, 12),
    date(2026, 11, 3),
    date(2026, 10, 28),
    date(2026, 10, 15),
    date(2026, 9, 30),
]
PROXY = "http://www.donghe.gov.cn/module/web/jpage/dataproxy.jsp"


def read(name: str, **kwargs):
    return read_column(page(name), URL, today=TODAY, **kwargs)


@pytest.mark.parametrize(
    ("name", "channel", "pages"),
    [
        ("span_after.html", "html", 12),
        ("span_before.html", "html", 3),
        ("table_before.html", "html", None),
        ("table_two_dates.html", "html", None),  # 成文日期, 发布日期, 有效期至 by the head of the table
        ("badges.html", "html", None),
        ("year_apart.html", "html", None),
        ("inside_link.html", "html", None),
        ("title_edge.html", "html", None),
        ("tooltip.html", "html", None),
        ("full_width.html", "html", None),
        ("split_digits.html", "html", None),
        ("bare_text.html", "html", None),
        ("bare_text_before.html", "html", None),
        ("category_links.html", "html", None),
        ("document_numbers.html", "html", None),
        ("plain_pager.html", "html", 9),
        ("deadline.html", "html", None),  # 截止时间 stands before the date of publication
        ("datastore.html", "datastore", None),
        ("datastore_one_cdata.html", "datastore", None),
        ("datastore_table.html", "datastore", None),
        ("dataproxy.xml", "dataproxy", 3),
        ("list.json", "dataproxy", None),
        ("array.html", "array", None),
        ("array_of_arrays.html", "array", None),
        ("document_write.html", "array", None),
    ],
)
def test_six_entries_are_read(name, channel, pages):
    facts = read(name)
    assert (facts.page, facts.channel, facts.entries, facts.pages) == ("list", channel, 6, pages)
    assert list(facts.dates) == DATES
    assert (facts.newest, facts.undecided, facts.blank) == (DATES[0], None, False)


@pytest.mark.parametrize(
    ("name", "newest"),
    [
        ("month_day.html", date(2026, 1, 5)),
        ("han_numerals.html", date(2026, 11, 20)),
        ("future_and_epoch.html", date(2026, 11, 20)),  # 2099 is not yet, 1970 is no date
        ("side_list.html", date(2024, 3, 1)),  # the short old list is the column, the long new one a promotion
    ],
)
def test_the_newest_date_is_the_lists_own(name, newest):
    facts = read(name)
    assert (facts.newest, facts.undecided) == (newest, None)


@pytest.mark.parametrize(
    ("name", "kind", "undecided"),
    [
        ("undated.html", "list", "undated"),
        ("event_titles.html", "list", "undated"),  # dates of events, deadlines and document numbers
        ("comment_date.html", "list", "dates-disagree"),
        ("one_day_addresses.html", "list", "dates-disagree"),
        ("month_day_pinned.html", "list", "year-unclear"),
        ("blank_ajax.html", "shell", "script-rendered"),
        ("blank_pages.html", "shell", "script-rendered"),  # the pager promises seven pages
        ("blank_truncated.html", "shell", "truncated"),
        ("shell_app.html", "shell", "script-rendered"),
        ("shell_template.html", "shell", "script-rendered"),
        ("shell_mounted.html", "shell", "script-rendered"),  # an empty element beside an external script
        ("headed_table.html", "shell", "script-rendered"),  # a table with a head and no rows
        ("awaited.html", "shell", "script-rendered"),  # an old side list under the list a script will fill
        ("datastore_and_empty_one.html", "shell", "script-rendered"),
        ("hub.html", "list", "several-lists"),  # two lists, and the smaller one is newer
        ("chrome_only.html", "document", "not-a-list"),
        ("article_with_related.html", "document", "not-a-list"),
        ("sitemap.html", "document", "not-a-list"),
        ("document.html", "document", "not-a-list"),
        ("moved.html", "moved", "moved"),
        ("waf_412.html", "waf", "anti-bot"),
        ("waf_jsl.html", "waf", "anti-bot"),
        ("waf_blocked.html", "waf", "anti-bot"),
        ("soft_404.html", "error", "error-page"),
    ],
)
def test_a_page_that_proves_nothing_says_so(name, kind, undecided):
    facts = read(name)
    assert (facts.page, facts.undecided, facts.blank) == (kind, undecided, False)


@pytest.mark.parametrize("name", ["blank.html", "blank_side_menu.html", "dataproxy_blank.xml"])
def test_proven_emptiness_is_blank(name):
    facts = read(name)
    assert (facts.page, facts.blank, facts.entries, facts.undecided) == ("list", True, 0, None)


@pytest.mark.parametrize(
    ("name", "follow"),
    [
        ("refresh.html", Follow("http://www.donghe.gov.cn/zwgk/tzgg/zwyw/", "redirect")),
        ("location.html", Follow("http://www.donghe.gov.cn/zwgk/list.html", "redirect")),
        ("iframe.html", Follow("http://www.donghe.gov.cn/list/frame.jsp?id=3", "iframe")),
        (
            "iframes.html",
            Follow(
                "http://www.donghe.gov.cn/search.html",
                "iframe",
                others=(Follow("http://www.donghe.gov.cn/list/frame.jsp?id=3", "iframe"),),
            ),
        ),
        ("oldest_first.html", Follow("http://www.donghe.gov.cn/zwgk/tzgg/index_4.html", "newest-page")),
        ("oldest_first_next.html", Follow("http://www.donghe.gov.cn/zwgk/tzgg/index_4.html", "newest-page")),
        (
            "datastore_empty.html",
            Follow(f"{PROXY}?page=1&appid=1&webid=9&path=/&columnid=123&unitid=456&permissiontype=0", "dataproxy"),
        ),
        (
            "dataproxy_params.html",
            Follow(
                f"{PROXY}?startrecord=1&endrecord=45&perpage=15", "dataproxy", "POST",
                b"col=1&appid=1&webid=9&path=%2F&columnid=123&unitid=789&webname=%E4%B8%9C%E6%B2%B3%E5%8C%BA",
            ),
        ),
    ],
)  # fmt: skip
def test_what_must_be_fetched_next_is_named(name, follow):
    facts = read(name)
    assert facts.follow == follow
    assert facts.undecided is not None


def test_the_enrolled_name_tells_which_of_two_lists_is_the_column():
    body = page("hub.html").replace(b'<div class="a"><ul>', '<div class="a"><h3>通知公告</h3><ul>'.encode())
    facts = read_column(body, URL, today=TODAY, title="通知公告")
    assert (facts.newest, facts.undecided) == (date(2025, 11, 20), None)


def test_rows_carry_whole_titles_and_absolute_addresses():
    first = read("tooltip.html").rows[0]
    assert first.url == "http://www.donghe.gov.cn/zwgk/tzgg/202611/t20261120_1000.html"
    assert read("span_after.html").rows[0].title == "关于开展夏季防汛检查工作的通知"


def test_gbk_bytes_under_a_wrong_declaration_are_read():
    body = page("span_after.html").decode().encode("gb18030")
    facts = read_column(body, URL, today=TODAY, content_type="text/html; charset=utf-8")
    assert facts.rows[0].title == "关于开展夏季防汛检查工作的通知"
    assert list(facts.dates) == DATES


def test_the_last_page_of_a_list_that_runs_from_old_to_new_is_believed():
    body = page("oldest_first.html").replace(b"createPageHTML(5, 0", b"createPageHTML(5, 4")
    facts = read_column(body, URL, today=TODAY)
    assert (facts.newest, facts.follow, facts.undecided) == (date(2020, 9, 30), None, None)


@pytest.mark.parametrize(
    ("body", "content_type", "undecided"),
    [
        (b"%PDF-1.7 ...", None, "not-html"),
        (b"<html></html>", "application/pdf", "not-html"),
        (b"   ", None, "empty-answer"),
    ],
)
def test_what_is_no_page_is_an_error(body, content_type, undecided):
    facts = read_column(body, URL, today=TODAY, content_type=content_type)
    assert (facts.page, facts.undecided) == ("error", undecided)


@pytest.mark.parametrize("today", [date(2026, 11, 19), date(2026, 11, 20)])
def test_an_entry_counts_from_its_own_day(today):
    facts = read_column(page("span_after.html"), URL, today=today)
    assert facts.newest == (date(2026, 11, 12) if today.day == 19 else date(2026, 11, 20))  # boundary: the day itself
