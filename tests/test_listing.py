"""Lists as tables and CSV."""

from __future__ import annotations

import pytest

from monitor import listing


def test_chinese_characters_count_as_two() -> None:
    drawn = listing.as_table([{"name": "要闻", "n": 1}, {"name": "ab", "n": 22}], ("name", "n"))
    assert drawn == "name  n\n要闻  1\nab    22\n"


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    assert "\x1b" not in listing.as_table([{"t": "a\x1b[31m\u202eb"}], ("t",))


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("-1", "'-1"), ("@a", "'@a"), ("a,b", '"a,b"'), (3, "3")],
)
def test_a_formula_is_only_text_in_csv(value: object, cell: str) -> None:
    assert listing.as_csv([{"t": value}], ("t",)) == f"t\n{cell}\n"


def test_an_empty_list_is_its_header() -> None:
    assert listing.as_csv([], ("a", "b")) == "a,b\n"
    assert listing.as_table([], ("a", "b")) == "a  b\n"
