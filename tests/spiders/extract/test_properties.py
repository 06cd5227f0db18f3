"""Laws of the readers: what is written is read, what is not written is not, and nothing fails."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.extract.charset import decode
from spiders.extract.dates import SEAM, badges, civil, first_date, full_dates, month_days, plain

HAN = "〇一二三四五六七八九"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
WIDE = str.maketrans("0123456789-/.:", "０１２３４５６７８９－／．：")
days = st.dates(date(1971, 1, 1), date(2069, 12, 31))
bounded = settings(max_examples=150, deadline=None)

FULL = (
    "{y}-{m:02}-{d:02}", "{y}-{m}-{d}", "{y}/{m:02}/{d:02}", "{y}.{m}.{d}", "{y}年{m}月{d}日", "{y}年{m:02}月{d:02}号", "{y} 年 {m} 月 {d} 日",
    "[{y}-{m:02}-{d:02}]", "（{y}-{m:02}-{d:02}）", "{y}-{m:02}-{d:02} 09:30", "{y}-{m:02}-{d:02}T09:30:59", "{y}年{m}月{d}日 9时05分", "{y}年{m}月{d}",
    "{y}\x1f-\x1f{m:02}\x1f-\x1f{d:02}", "发布日期：{y}-{m:02}-{d:02}",
)  # fmt: skip
BADGES = (
    "{d:02}\x1f{y}-{m:02}", "{d}日\x1f{y}年{m}月", "{y}-{m:02}\x1f{d:02}", "{y}\x1f{m:02}-{d:02}", "{y}\x1f{m}月{d}日", "{m:02}-{d:02}\x1f{y}",
    "{m}月{d}日\x1f{y}", "{d:02}日\x1f{m}月\x1f{y}", "{d}\x1f{mon}\x1f{y}", "{d}\x1f{mon}, {y}", "--{y}--\x1f{m:02}-{d:02}",
)  # fmt: skip
YEARLESS = ("{m:02}-{d:02}", "{m}月{d}日", "[{m:02}-{d:02}]", "{m:02}/{d:02}", "{m}.{d}", "{d}日\x1f{m}月")


def _spelled(form: str, day: date) -> str:
    return form.format(y=day.year, m=day.month, d=day.day, mon=MONTHS[day.month - 1])


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else HAN[tens]) + "十" if tens else "") + (HAN[ones] if ones else "")


@bounded
@given(days, st.sampled_from(FULL), st.booleans())
def test_every_whole_spelling_is_read_back(day, form, wide):
    text = _spelled(form, day)
    assert civil(full_dates(plain(text.translate(WIDE) if wide else text))) == [day]


@bounded
@given(days, st.sampled_from(BADGES))
def test_every_spelling_in_pieces_is_read_back(day, form):
    assert day in civil(badges(f"{SEAM}{_spelled(form, day)}{SEAM}"))


@bounded
@given(st.dates(date(2000, 1, 1), date(2069, 12, 31)))
def test_a_year_of_two_digits_is_of_this_century(day):
    assert day in civil(badges(f"{SEAM}{day:%y-%m-%d}{SEAM}"))


@bounded
@given(days, st.sampled_from(YEARLESS))
def test_a_day_without_a_year_is_read_back_without_one(day, form):
    found = month_days(f"{SEAM}{_spelled(form, day)}{SEAM}")
    assert (None, day.month, day.day) in [(f.year, f.month, f.day) for f in found]


@bounded
@given(days, st.sampled_from("〇○零ＯO"))
def test_chinese_numerals_are_read_back_with_any_zero(day, zero):
    year = "".join(HAN[int(c)] for c in str(day.year)).replace("〇", zero)
    assert civil(full_dates(f"{year}年{_han(day.month)}月{_han(day.day)}日")) == [day]


@bounded
@given(st.text(st.characters(exclude_categories=("Nd", "Cs"), exclude_characters="一二三四五六七八九十"), max_size=200))
def test_no_date_comes_from_a_text_without_numbers(text):
    assert first_date(text) is None
    assert not full_dates(plain(text)) + badges(plain(f"{SEAM}{text}{SEAM}")) + month_days(plain(f"{SEAM}{text}{SEAM}"))


near_dates = st.text(st.sampled_from("0129 -/.年月日号时:[]（）\x1f二〇一十三Jan通"), max_size=60) | st.text(
    max_size=200
)


@bounded
@given(near_dates)
def test_a_date_is_spelled_where_it_is_found(text):
    clean = plain(f"{SEAM}{text}{SEAM}")
    for found in full_dates(clean) + badges(clean) + month_days(clean):
        piece = clean[found.start : found.end]
        if not any(c in HAN for c in piece):
            digits = re.sub(r"\D", "", piece)
            assert str(found.day) in digits
            assert str(found.month) in digits or re.search("[a-z]{3}", piece, re.IGNORECASE)
            assert found.year is None or str(found.year)[2:] in digits


@bounded
@given(st.binary(max_size=400), st.sampled_from([None, "gb2312", "utf-8", "no such", ""]))
def test_any_bytes_become_text_without_controls(body, declared):
    found = decode(body, declared)
    assert not re.search(r"[\x00-\x08\x0b\x0e-\x1f]", found.text)
