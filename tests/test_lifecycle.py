"""The life of a problem: the table, the quorum, and what a look may do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from monitor import lifecycle
from monitor.lifecycle import MOVES, Event, IllegalMove
from monitor.model.judgement import Finding
from monitor.model.problem import Confirm, Problem, Severity, State
from monitor.model.subject import SubjectKind

START = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
CONFIRM = Confirm(looks=3, spread_hours=20, fixed_looks=1)
FAULT = Finding("http://www.example.gov.cn/tzgg/", "最新一条发布于 2026-02-01，距今 29 天，超过 14 天")


def problem() -> Problem:
    return Problem(
        number="2026-000001",
        rule="column-stale",
        severity=Severity.DEDUCT,
        unit="jyj",
        site="portal",
        subject_kind=SubjectKind.COLUMN,
        subject="portal-news",
        key=FAULT.key,
        locus=FAULT.locus,
        state=State.SUSPECTED,
        first_seen=START,
        last_seen=START,
        message=FAULT.message,
        ruleset="national-2019",
        revision=1,
        failing_since=START,
        last_look=START,
    )


def after(*looks: tuple[float, bool], confirm: Confirm = CONFIRM) -> Problem:
    """The problem after looks at (hours after the first, found again?)."""
    known, _ = lifecycle.suspected(problem(), confirm)
    for hours, found in looks:
        at = START + timedelta(hours=hours)
        if found:
            known, _ = lifecycle.failed(known, FAULT, at, confirm)
        else:
            known, _ = lifecycle.cleared(known, at, confirm, "not found any more")
    return known


@pytest.mark.parametrize(
    ("looks", "state"),
    [
        ([], State.SUSPECTED),
        ([(24, True)], State.SUSPECTED),  # two looks are no quorum of three
        ([(10, True), (20, True)], State.CONFIRMED),  # exactly 20 hours apart
        ([(10, True), (19.99, True)], State.SUSPECTED),  # three looks, but too close together
        ([(10, True), (19, True), (21, True)], State.CONFIRMED),  # a fourth look fills the hours
        ([(24, True), (24, True)], State.SUSPECTED),  # two at one instant are one look
        ([(24, True), (12, True)], State.SUSPECTED),  # old news counts for nothing
        ([(24, False)], State.FIXED),  # one success resets
        ([(24, False), (48, True), (72, True)], State.SUSPECTED),  # and the counting starts again
        ([(24, True), (48, True), (72, False)], State.FIXED),
        ([(24, True), (48, True), (72, False), (96, True)], State.SUSPECTED),  # back, and not yet believed
        ([(24, True), (48, True), (72, False), (96, True), (120, True), (144, True)], State.CONFIRMED),
    ],
)
def test_looks_lead_to_a_state(looks: list[tuple[float, bool]], state: State) -> None:
    assert after(*looks).state is state


def test_one_look_is_enough_where_the_office_says_so() -> None:
    known, steps = lifecycle.suspected(problem(), Confirm(looks=1, spread_hours=0))
    assert known.state is State.CONFIRMED
    assert [step.event for step in steps] == [Event.SUSPECT, Event.CONFIRM]


def test_a_return_keeps_the_number_and_is_counted() -> None:
    confirmed = [(24, True), (48, True)]
    returned = after(*confirmed, (72, False), (96, True), (120, True), (144, True))
    assert (returned.number, returned.reopened) == ("2026-000001", 1)
    assert returned.fixed_at is None
    assert returned.confirmed_at == START + timedelta(hours=144)
    assert returned.first_seen == START


def test_a_return_that_is_not_confirmed_leaves_the_day_of_repair() -> None:
    flickered = after((24, True), (48, True), (72, False), (96, True), (120, False))
    assert flickered.state is State.FIXED
    assert flickered.fixed_at == START + timedelta(hours=72)
    assert flickered.reopened == 0


def test_an_open_problem_needs_as_many_passed_looks_as_configured() -> None:
    patient = replace(CONFIRM, fixed_looks=2)
    confirmed = [(24, True), (48, True)]
    assert after(*confirmed, (72, False), confirm=patient).state is State.CONFIRMED
    assert after(*confirmed, (72, False), (96, False), confirm=patient).state is State.FIXED
    # A failed look between them starts the counting again.
    assert after(*confirmed, (72, False), (96, True), (120, False), confirm=patient).state is State.CONFIRMED


def test_every_step_says_from_where_to_where() -> None:
    known, steps = lifecycle.suspected(problem(), CONFIRM)
    for hours in (24, 48):
        known, more = lifecycle.failed(known, FAULT, START + timedelta(hours=hours), CONFIRM)
        steps += more
    known, more = lifecycle.cleared(known, START + timedelta(hours=72), CONFIRM, "not found any more")
    trail = [(step.before, step.after) for step in (*steps, *more)]
    assert trail == [
        (None, State.SUSPECTED),
        (State.SUSPECTED, State.CONFIRMED),
        (State.CONFIRMED, State.FIXED),
    ]


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_a_move_is_in_the_table_or_refused_with_a_sentence(state: State, event: Event) -> None:
    if (state, event) in MOVES:
        assert lifecycle.move(state, event) is MOVES[state, event]
    else:
        with pytest.raises(IllegalMove, match=f"a problem that is {state.value} cannot {event.value}"):
            lifecycle.move(state, event)


@pytest.mark.parametrize("state", list(State))
def test_no_look_breaks_on_any_state(state: State) -> None:
    later = START + timedelta(days=30)
    known = replace(problem(), state=state, failed_looks=9)
    for seen, _ in (
        lifecycle.failed(known, FAULT, later, CONFIRM),
        lifecycle.cleared(known, later, CONFIRM, "not found any more"),
    ):
        assert seen.number == known.number
    # What a person dismissed stays dismissed, whatever is seen.
    if state is State.DISMISSED:
        assert lifecycle.failed(known, FAULT, later, CONFIRM)[0].state is State.DISMISSED
