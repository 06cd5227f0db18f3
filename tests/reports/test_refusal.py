from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.model.problem import State
from reports import tally
from reports.bulletin import Bulletin
from reports.monthly import Disagreement, NotForPrint
from tests.reports.month import FIXED
from tests.reports.telling import A, few


@pytest.mark.parametrize("state", [State.SUSPECTED, State.DISMISSED, State.WAIVED])
def test_only_confirmed_problems_are_printed(state: State) -> None:
    with pytest.raises(NotForPrint, match=f"2026-000001 is {state}"):
        few(replace(A, state=state))


def test_a_problem_that_was_never_confirmed_is_refused() -> None:
    with pytest.raises(NotForPrint, match="2026-000001"):
        few(replace(A, **FIXED, confirmed_at=None))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"problems": (A, A)}, "distinct problem numbers is 1, but the number of problems is 2"),
        (
            {"problems": (A,), "previous": (replace(A, **FIXED),), "previous_name": "2026年第2期"},
            "problems of the last bulletin is 1, but those given in one state only is 0",
        ),
        (
            {"problems": (A,), "previous": (A,)},
            "problems of a last bulletin is 1, but those there can be without one is 0",
        ),
    ],
)
def test_numbers_that_disagree_are_not_printed(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Disagreement, match=said):
        few(**changes)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("open", 18, "open and fixed problems is 24, but the number of problems is 25"),
        ("by_severity", (), "the sum by severity is 0"),
        ("by_class", (), "the sum by class is 0"),
        ("by_unit", (), "the sum by unit is 0"),
        ("unread_by_reason", (), "unread items by reason is 0, but unread items is 5"),
        ("unread_by_kind", (), "unread by kind is 0, but unread subjects is 3"),
    ],
)
def test_every_sum_is_asserted(bulletin: Bulletin, field: str, value: object, said: str) -> None:
    with pytest.raises(Disagreement, match=said):
        tally._assert_sums(replace(bulletin.totals, **{field: value}), bulletin.rows, bulletin.blanks)
