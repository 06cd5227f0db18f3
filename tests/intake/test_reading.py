"""Whatever bytes a file holds: it is taken whole, or refused with an ``InventoryError``."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.intake import InventoryError, read
from monitor.model.subject import Inventory

WORDS = [
    "units:", "sites:", "columns:", "accounts:", "annual_reports:", "\n", "\n  - ", "\n    ", "id: ", "name: ", "kind: ",
    "unit: ", "site: ", "url: ", "code: ", "contacts: ", "source: ", "quiet: ", "until: ", "first_year: ", "deadline: ",
    "max_age_days: ", "top_level: ", "{", "}", "[", "]", ", ", "a", "town", "news", "portal", "rss", "http://a.example/",
    "2026-12-31", "01-31", "2021", "30", "true", "null", "~", "'", '"', "|", ";", "<", ">", "&a ", "*a", "!!str ", "? ",
    "---", "#", "\t", "\0", "\ufeff", "\u2028", "甲", "１", "-", ".inf", "1e999", "0x1F", "1:30", "=", "<<: ",
]  # fmt: skip


def settled(path: Path) -> bool:
    """Whether the file gave an inventory or a list of faults; anything else is raised."""
    try:
        return isinstance(read(path), Inventory)
    except InventoryError as error:
        return bool(error.faults)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), max_size=40))
def test_words_in_any_order_are_an_inventory_or_refused(tmp_path: Path, words: list[str]) -> None:
    path = tmp_path / "inventory.yaml"
    path.write_text("".join(words), encoding="utf-8")
    assert settled(path)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60))
def test_bytes_of_any_kind_are_an_inventory_or_refused(tmp_path: Path, raw: bytes) -> None:
    for name in ("inventory.yaml", "inventory.xlsx"):
        path = tmp_path / name
        path.write_bytes(raw)
        assert settled(path)
