"""A site that was rebuilt: its columns vanish together, and none of them is accused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.model.observation import ColumnRead, Look, Outcome
from monitor.model.redesign import Redesign, redesign
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Quiet, SubjectKind
from monitor.model.upkeep import ending_soon
from tests.pipeline.test_ledger import INVENTORY, NEWS, STALE, START, Office, office

__all__ = ["office"]
GONE = Look(NEWS.url, Outcome.GONE, "http-404", 404)
UNIT = INVENTORY.units[0]


def columns(gone: int, there: int) -> list[Snapshot]:
    facts = [replace(STALE, look=GONE)] * gone + [STALE] * there
    return [Snapshot(START, NEWS, UNIT, (fact,)) for fact in facts]


@pytest.mark.parametrize(
    ("gone", "there", "found"),
    [
        (3, 7, Redesign(3, 10)),  # exactly 30 of 100
        (3, 8, None),  # 27
        (2, 1, None),  # two dead addresses are two dead addresses
        (3, 0, Redesign(3, 3)),
        (0, 9, None),
    ],
)
def test_three_in_ten_gone_are_a_redesign(gone: int, there: int, found: Redesign | None) -> None:
    assert redesign(columns(gone, there)) == found


def test_a_wall_or_a_timeout_is_no_redesign() -> None:
    silent = replace(STALE, look=Look(NEWS.url, Outcome.TRANSIENT, "timeout"))
    assert redesign([Snapshot(START, NEWS, UNIT, (silent,))] * 5) is None


@pytest.mark.parametrize(
    ("url", "final", "is_one"),
    [
        (NEWS.url, "http://www.example.gov.cn/", True),
        (NEWS.url, "http://new.example.gov.cn/index.html", True),
        (NEWS.url, "http://www.example.gov.cn/?c=12", False),
        (NEWS.url, "http://www.example.gov.cn/xw/yw/", False),  # the site says itself where it is now
        ("http://www.example.gov.cn/", "http://www.example.gov.cn/index.html", False),
    ],
)
def test_old_addresses_that_lead_home_are_a_redesign(url: str, final: str, is_one: bool) -> None:
    fact = replace(STALE, look=Look(url, Outcome.OK, status=200, final_url=final))
    assert (redesign([Snapshot(START, NEWS, UNIT, (fact,))] * 5) is not None) is is_one


def test_columns_of_a_rebuilt_site_are_neither_accused_nor_healed(office: Office) -> None:
    enrolled = [replace(NEWS, id=f"c{n}", url=f"{NEWS.url}{n}/") for n in range(6)]
    office.enrol(replace(INVENTORY, columns=tuple(enrolled)))

    def seen(gone: int) -> list[ColumnRead]:
        return [
            replace(STALE, subject=f"c{n}", look=GONE if n < gone else STALE.look, subject_kind=SubjectKind.COLUMN)
            for n in range(6)
        ]

    for day in range(3):
        office.look(24 * day, *seen(0))
    before = {p.subject: p.state for p in office.problems() if p.rule == "column-stale"}
    assert len(before) == 6
    office.look(72, *seen(3))
    assert office.verdict("column-stale") == ("inconclusive", "redesign")
    assert office.verdict("site-columns-stale") == ("inconclusive", "redesign")
    assert {p.subject: p.state for p in office.problems() if p.rule == "column-stale"} == before


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, True), (10, True), (11, False)])
def test_an_exemption_that_ends_is_announced_ten_days_before(days: int, told: bool) -> None:
    today = date(2026, 3, 1)
    column = replace(NEWS, quiet=Quiet("本年度无人事任免", "分管负责人", today + timedelta(days=days)))
    assert (ending_soon([column, NEWS], today) == [column]) is told
