"""Years that are not printed follow from the order of the list, or stay unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.extract.years import infer

TODAY = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("printed", "hints", "known", "sure"),
    [
        ([(1, 5), (12, 28), (12, 3)], [None] * 3, [date(2026, 1, 5), date(2025, 12, 28), date(2025, 12, 3)], True),
        ([(1, 10)], [None], [date(2026, 1, 10)], True),  # today itself
        ([(1, 11)], [None], [date(2025, 1, 11)], True),  # the day after today was a year ago
        ([(2, 29)], [None], [date(2024, 2, 29)], True),
        ([(11, 3)], [date(2023, 11, 3)], [date(2023, 11, 3)], True),  # the address knows the year
        ([(11, 3)], [date(2023, 11, 4)], [date(2025, 11, 3)], True),  # of another day it does not
        ([(1, 2), (12, 1), (6, 3)], [None] * 3, [date(2026, 1, 2), date(2025, 12, 1), date(2025, 6, 3)], True),
        ([None, date(2024, 1, 1)], [None, None], [None, date(2024, 1, 1)], True),
    ],
)
def test_years_are_inferred(printed, hints, known, sure):
    assert infer(printed, hints, TODAY) == (known, sure)


def test_an_entry_pinned_above_newer_ones_leaves_the_years_unsure():
    _, sure = infer([(3, 1), (11, 3), (11, 2)], [None] * 3, date(2026, 11, 24))
    assert not sure


@given(st.dates(date(2010, 1, 1), date(2060, 1, 1)), st.lists(st.integers(0, 80), min_size=1, max_size=30))
def test_a_list_without_long_gaps_is_read_back(today, gaps):
    days, day = [], today
    for gap in gaps:
        day -= timedelta(days=gap)
        days.append(day)
    known, _ = infer([(d.month, d.day) for d in days], [None] * len(days), today)
    assert known == days
