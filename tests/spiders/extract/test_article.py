"""An article's date is the one it presents as its publication."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from spiders.extract.article import read_article
from tests.spiders.extract.pages import TODAY, URL, page

DAY = date(2026, 11, 19)
MINUTE = datetime(2026, 11, 19, 10, 3, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("name", "published", "source_of_date", "source", "undecided"),
    [
        ("article_meta.html", MINUTE, "meta", "区应急局", None),  # the day is shown, the minute stands in the meta
        ("article_generated.html", DAY, "label", "区应急局", None),  # the meta is the page's own making
        ("article_line.html", MINUTE, "label", "东河融媒", None),
        ("article_below.html", DAY, "label", "东河融媒", None),
        ("article_table.html", DAY, "label", None, None),
        ("article_script.html", MINUTE, "label", "东河融媒", "script-only"),
        ("article_undated.html", None, None, "东河融媒", "undated"),
    ],
)
def test_the_date_of_publication(name, published, source_of_date, source, undecided):
    facts = read_article(page(name), URL, today=TODAY)
    assert facts.title == "全区安全生产工作会议召开"
    assert (facts.published, facts.source_of_date, facts.source, facts.undecided) == (
        published,
        source_of_date,
        source,
        undecided,
    )


def test_meta_and_label_that_name_two_days_are_a_doubt():
    facts = read_article(page("article_disagree.html"), URL, today=TODAY)
    assert facts.undecided == "dates-disagree"
    assert facts.others == {"meta": "2026-11-19T10:03+08:00", "label": "2026-10-02T08:00+08:00"}


def test_the_list_speaks_before_the_address():
    url = "http://www.donghe.gov.cn/zwgk/202611/t20261103_9.html"
    body = page("article_undated.html")
    assert read_article(body, url, today=TODAY, listed=DAY).source_of_date == "list"
    facts = read_article(body, url, today=TODAY)
    assert (facts.published, facts.source_of_date, facts.undecided) == (date(2026, 11, 3), "url", "url-only")


@pytest.mark.parametrize("name", ["waf_412.html", "soft_404.html", "moved.html"])
def test_a_page_that_is_no_article_is_undecided(name):
    facts = read_article(page(name), URL, today=TODAY)
    assert facts.published is None
    assert facts.undecided is not None


@pytest.mark.parametrize(
    ("today", "undecided"), [(date(2026, 11, 18), "future-date"), (DAY, None)]
)  # boundary: the day itself
def test_a_date_after_today_is_a_doubt(today, undecided):
    assert read_article(page("article_meta.html"), URL, today=today).undecided == undecided
