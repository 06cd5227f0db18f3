"""A year above rows is theirs where nothing speaks against it, and no year of another kind is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.extract.column import read_column
from tests.spiders.extract.pages import TODAY, URL, page

OLD = ["12-30", "11-02", "09-05"]  # close enough for their order to tell a year by itself


def row(day: str, number: int, *, href: str = "/info/{}.html") -> str:
    return f"<li><a href='{href.format(number)}'>关于做好第{number}项重点工作的通知</a><span>{day}</span></li>"


def rows(*days: str, **more: str) -> str:
    return "".join(row(day, number, **more) for number, day in enumerate(days))


def read(body: str):
    html = f"<html><head><meta charset=utf-8></head><body><div class=con>{body}</div></body></html>"
    return read_column(html.encode(), URL, today=TODAY)


def days(year: int, printed: list[str]) -> list[date]:
    return [date(year, int(one[:2]), int(one[3:])) for one in printed]


def test_years_in_rows_of_their_own_are_those_of_the_rows_below():
    facts = read_column(page("year_headings.html"), URL, today=TODAY)
    assert list(facts.dates) == days(2025, OLD) + days(2023, ["12-20", "11-30", "02-28"])
    assert (facts.newest, facts.undecided, facts.entries) == (date(2025, 12, 30), None, 6)


TABLE = "".join(f"<tr><td><a href='/{d}.html'>关于第{d}项工作的通知</a></td><td>{d}</td></tr>" for d in OLD)


@pytest.mark.parametrize(
    ("body", "year"),
    [
        (f"<h3>2023年</h3><ul>{rows(*OLD)}</ul>", 2023),
        (f"<h3>２０２３年</h3><ul>{rows(*OLD)}</ul>", 2023),
        (f"<div><h3>2023年</h3></div><div><ul>{rows(*OLD)}</ul></div>", 2023),
        (f"<table><tr><td colspan=2>2023年</td></tr>{TABLE}</table>", 2023),
        (f"<h3>2023年</h3><ul>{rows(*reversed(OLD))}</ul>", 2023),  # from old to new
        # What is no heading leaves the order to tell the year.
        (f"<h3>2023年政府信息公开</h3><ul>{rows(*OLD)}</ul>", 2025),
        (f"<h3>2023年度</h3><ul>{rows(*OLD)}</ul>", 2025),  # what the rows are about, not when they came
        (f"<h3><a href=/2023/>2023年</a></h3><ul>{rows(*OLD)}</ul>", 2025),
        (f"<span>2024年</span><span>2023年</span><ul>{rows(*OLD)}</ul>", 2025),  # tabs
        (f"<h3>2023年</h3><p>按时间排列</p><ul>{rows(*OLD)}</ul>", 2025),
    ],
)
def test_a_heading_is_a_year_right_above_the_rows(body, year):
    facts = read(body)
    assert (sorted(facts.dates, reverse=True), facts.undecided) == (days(year, OLD), None)


@pytest.mark.parametrize(
    "body",
    [
        f"<h3>2026年</h3><ul>{rows(*OLD)}</ul>",  # 30 December is still to come
        f"<h3>2023年</h3><ul>{rows('11-02', '12-30', '03-05')}</ul>",
        f"<h3>2023年</h3><ul>{rows('04-02', '03-30', '02-29')}</ul>",  # which 2023 did not have
        f"<h3>2023年</h3><ul>{rows(*OLD)}</ul><h3>2024年</h3><ul>{rows(*OLD)}</ul>",
        f"<h3>2023年</h3><ul>{rows('11-02', '10-30', href='/2024-11/02/{}.html')}{rows('09-01', '08-01')}</ul>",
    ],
)
def test_a_heading_that_something_speaks_against_leaves_the_year_open(body):
    facts = read(body)
    assert (facts.newest, facts.undecided) == (None, "year-unclear")


def test_rows_above_the_first_heading_are_newer():
    facts = read(f"<ul>{rows('02-03', '01-05')}<li>2025年</li>{rows(*OLD)}</ul>")
    assert list(facts.dates) == days(2026, ["02-03", "01-05"]) + days(2025, OLD)
    assert facts.undecided is None


@given(st.lists(st.dates(date(2015, 1, 1), TODAY), min_size=3, max_size=30, unique=True))
def test_a_list_with_all_its_years_as_headings_is_read_back(written):
    written.sort(reverse=True)
    body, year = "", 0
    for number, day in enumerate(written):
        body += f"<li>{day.year}年</li>" if day.year != year else ""
        body += row(f"{day:%m-%d}", number)
        year = day.year
    facts = read(f"<ul>{body}</ul>")
    assert (list(facts.dates), facts.undecided) == (written, None)
