from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from monitor.model import reasons as slugs
from reports import reasons
from reports.wording import clean, day, minute, numeral, parts, prose, share, spans


def test_dates_carry_no_leading_noughts_but_minutes_do() -> None:
    assert day(date(2026, 3, 1)) == "2026年3月1日"
    assert minute(datetime(2026, 4, 1, 9, 5, tzinfo=None)) == "2026年4月1日9时05分"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        ([(3, 7)], "3月7日"),
        ([(3, 7), (3, 8)], "3月7日至8日"),
        ([(3, 8), (3, 7), (3, 20)], "3月7日至8日、3月20日"),
        ([(3, 31), (4, 1)], "3月31日至4月1日"),  # over the end of the month
    ],
)
def test_neighbouring_days_are_drawn_together(days: list[tuple[int, int]], said: str) -> None:
    assert spans(date(2026, *one) for one in days) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 7, "0.00%"),
        (6, 7, "85.71%"),
        (2, 3, "66.67%"),  # half up
        (1, 8, "12.50%"),
        (7, 7, "100.00%"),
        (19999, 20000, "99.99%"),  # 99.995 rounds to 100.00, which would be untrue
    ],
)
def test_a_share_has_two_decimals_and_is_100_only_when_it_is(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九"), (100, "100")],
)
def test_headings_are_numbered_in_chinese(number: int, said: str) -> None:
    assert numeral(number) == said


def test_what_is_nought_is_not_counted_out() -> None:
    assert parts([("栏目", 2), ("单位", 0), ("政府网站", 1)]) == "栏目2个、政府网站1个"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("最新一条发布于 2026-02-20，距今 39 天，超过 14 天", "最新一条发布于2026年2月20日，距今39天，超过14天"),
        ("首页缺少 SiteName、SiteDomain 标签。", "首页缺少SiteName、SiteDomain标签"),
        ("编号 2026-000123 不是日期", "编号2026-000123不是日期"),
        ("2026-13-40 也不是日期", "2026-13-40也不是日期"),
        ("two words", "two words"),
    ],
)
def test_a_message_becomes_running_text(raw: str, said: str) -> None:
    assert prose(raw) == said


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("甲\u202e乙\u2066丙\u200b丁", "甲乙丙丁"),  # direction marks, zero width
        ("甲\r\n乙\x00\x1b丙", "甲 乙 丙"),
        ("\u2028甲", "甲"),
        ("甲" * 10, "甲甲甲甲…"),
    ],
)
def test_text_from_outside_loses_what_is_invisible(raw: str, kept: str) -> None:
    assert clean(raw, limit=5) == kept


def test_every_reason_a_rule_gives_is_said_in_chinese() -> None:
    rules = Path(slugs.__file__).parents[1] / "rules"
    source = "".join(path.read_text(encoding="utf-8") for path in rules.glob("*.py"))
    given = set(re.findall(r'inconclusive\("([a-z-]+)"', source)) | {slugs.NOT_LOOKED}
    assert {slug for slug in given if reasons.words(slug).startswith("其他")} == set()


def test_reasons_hold_no_comma_and_unknown_ones_are_shown() -> None:
    assert all("，" not in words for words in reasons._WORDS.values())
    assert reasons.words("http-503") == "网站返回错误代码503"
    assert reasons.words("something-new") == "其他原因（something-new）"
    assert reasons.words("") == "原因未记录"
