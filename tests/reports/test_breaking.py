from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.breaking import CLOSING, GIVE, MOST_SLACK, NOT_FIRST, NOT_LAST, Line, lines, tight

HAN = "东昌府区政府网站检查情况通报"


def widths(text: str) -> list[float]:
    return [0.5 if char.isascii() else 1.0 for char in text]


def broken(text: str, measure: float = 10.0, indent: float = 0.0) -> list[str]:
    return [text[line.first : line.last] for line in lines(text, widths(text), measure, indent)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一二三四五六七八九十", ["一二三四五六七八九十"]),  # exactly full
        ("一二三四五六七八九十甲乙丙", ["一二三四五六七八九十", "甲乙丙"]),
        ("一二三四五六七八九十，甲乙丙", ["一二三四五六七八九十，", "甲乙丙"]),  # a mark is squeezed in
        ("一二三四五六七八九（甲乙丙）", ["一二三四五六七八九", "（甲乙丙）"]),  # an opening mark goes down
        ("一二三四五六七八2026年度工作", ["一二三四五六七八2026", "年度工作"]),
        ("一二三四五六七八九2026年甲", ["一二三四五六七八九", "2026年甲"]),  # a number is not torn
        (
            "一二三四五六七八九十”，甲乙丙",
            ["一二三四五六七八九", "十”，甲乙丙"],
        ),  # two marks: one character goes with them
        ("", []),
    ],
)
def test_lines_break_by_the_rules_of_line_ends(text: str, expected: list[str]) -> None:
    assert broken(text) == expected


def test_the_first_line_is_shorter_by_the_indent() -> None:
    assert broken("一二三四五六七八九十甲乙丙", indent=2.0) == ["一二三四五六七八", "九十甲乙丙"]


def test_a_long_address_is_broken_anywhere() -> None:
    assert broken("见http://www.example.gov.cn/a/b/c/d/index.html")[0] == "见http://www.example."


def test_a_full_line_is_driven_out_to_the_margin() -> None:
    text = "一二三四五六七八九2甲乙丙丁戊"
    first = lines(text, widths(text), 10.0)[0]
    assert first == Line(0, 10, pytest.approx(0.5 / 9))


def test_a_short_line_is_left_rather_than_gaping() -> None:
    text = "一二三四五六七AbCdEfGhIj甲"
    assert broken(text)[0] == "一二三四五六七"
    assert lines(text, widths(text), 10.0)[0].spacing == 0.0  # 3 em short, more than may be spread


def test_a_single_character_is_drawn_into_the_lines_before() -> None:
    text = "一二三四五六七八九十" * 2 + "甲。"
    assert broken(text) == ["一二三四五六七八九十一", "二三四五六七八九十甲。"]


@pytest.mark.parametrize(
    ("text", "places"), [("）：", {0}), ("：“", {0}), ("，甲", set()), ("（《甲", {0}), ("甲（", set()), ("）（", {0})]
)
def test_meeting_marks_are_drawn_together(text: str, places: set[int]) -> None:
    assert tight(text) == places


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=HAN + "，。、：（）《》“”0123456789abc./-%", max_size=120))
def test_nothing_is_lost_and_no_line_overflows(text: str) -> None:
    made = lines(text, widths(text), 28.0, 2.0)
    assert "".join(text[line.first : line.last] for line in made) == text
    for place, line in enumerate(made):
        inside = text[line.first : line.last]
        room = 28.0 - (2.0 if place == 0 else 0.0)
        wide = sum(widths(inside)) + line.spacing * (len(inside) - 1)
        hanging = 0.5 if inside[-1] in CLOSING else 0.0
        assert wide <= room + hanging + 1e-6
        assert abs(line.spacing) * (len(inside) - 1) <= max(MOST_SLACK, GIVE + 1.0) + 1e-6
    bad = [
        line for line in made[1:] if text[line.first] in NOT_FIRST and text[line.first - 1] not in NOT_FIRST | NOT_LAST
    ]
    assert not bad
