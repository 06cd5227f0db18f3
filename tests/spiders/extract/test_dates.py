"""Dates are found in every spelling, and nowhere else."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.extract.dates import badges, civil, full_dates, month_days, plain

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03", "2026-11-3", "2026/11/03", "2026.11.03", "[2026-11-03]", "（2026-11-03）", "2026年11月3日",
        "2026 年 11 月 3 日", "２０２６年１１月３日", "２０２６－１１－０３", "二〇二六年十一月三日", "二○二六年十一月三日",
        "发布时间：2026-11-03 09:30", "2 026年11月3日", "2026年11月03号", "2026\xa0-11-03", "20\u200b26-11-03", "2026年11月3",
    ],
)  # fmt: skip
def test_a_spelling_is_read(text):
    assert civil(full_dates(plain(text))) == [DAY]


@pytest.mark.parametrize(
    "text",
    [
        "国发〔2023〕12号", "2020年20.6亿元", "2026年11月", "1970-01-01", "1948-12-31", "2026-13-01", "2026-02-30", "12026-11-03",
        "2026-11-031", "0635-8412026", "192.168.1.1", "2026年第11期", "第2020107期", "2026-11/03", "20261103", "11-03",
    ],
)  # fmt: skip
def test_something_else_is_no_date(text):
    assert full_dates(plain(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "\x1f03\x1f2026-11\x1f", "\x1f2026-11\x1f03\x1f", "\x1f2026\x1f11-03\x1f", "\x1f--2026--\x1f11-03\x1f", "\x1f11-03\x1f2026\x1f",
        "\x1f03日\x1f2026年11月\x1f", "\x1f3\x1fNov 2026\x1f", "\x1f26-11-03\x1f", "\x1f03\x1f2026.11\x1f",
    ],
)  # fmt: skip
def test_a_badge_is_put_together(text):
    assert civil(badges(text)) == [DAY]


@pytest.mark.parametrize("text", ["\x1f通知03\x1f2026-11\x1f", "\x1f2026-11\x1f03号文件\x1f", "\x1f32\x1f2026-11\x1f"])
def test_what_touches_words_is_no_badge(text):
    assert badges(text) == []


@pytest.mark.parametrize("text", ["11-03", "[11-03]", "11/03", "11月03日", "(11-3)", "03\x1f11月"])
def test_month_and_day_alone_are_found_without_a_year(text):
    (found,) = month_days(f"\x1f{text}\x1f")
    assert (found.year, found.month, found.day) == (None, 11, 3)


@pytest.mark.parametrize("text", ["2-1", "共11-03条", "11-03-", "13-40"])
def test_month_and_day_need_a_piece_of_their_own(text):
    found = month_days(plain(f"\x1f{text}\x1f"))
    assert all((f.month, f.day) == (2, 1) for f in found)  # a bare 2-1 may be a day; the list around it decides


def test_a_time_is_read_with_its_date():
    (found,) = full_dates("2026年11月3日 09时05分")
    assert found.clock == time(9, 5)


spelling = st.sampled_from(
    [
        "{y}-{m:02}-{d:02}",
        "{y}/{m}/{d}",
        "{y}.{m:02}.{d:02}",
        "{y}年{m}月{d}日",
        "{y} 年 {m:02} 月 {d:02} 日",
        "[{y}-{m}-{d}]",
    ]
)


@given(st.dates(date(1971, 1, 1), date(2069, 12, 31)), spelling, st.sampled_from(["", "发布日期：", "通知 "]))
def test_a_written_date_is_read_back(day, form, before):
    assert civil(full_dates(plain(before + form.format(y=day.year, m=day.month, d=day.day)))) == [day]


_HAN = "〇一二三四五六七八九"


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _HAN[tens]) + "十" if tens else "") + (_HAN[ones] if ones else "")


@given(st.dates(date(1971, 1, 1), date(2069, 12, 31)))
def test_a_date_in_chinese_numerals_is_read_back(day):
    year = "".join(_HAN[int(c)] for c in str(day.year))
    assert civil(full_dates(f"{year}年{han(day.month)}月{han(day.day)}日")) == [day]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    full_dates(plain(text)), badges(text), month_days(text)
