"""Whatever is done to a file, no number comes out that does not stand in it."""

from __future__ import annotations

from tests.spiders.extract.annual.fuzz import main

FILES = 60


def test_mutated_reports_invent_no_number():
    assert main(FILES, 0) == 0
