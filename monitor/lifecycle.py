"""The life of a problem as one table, and what one look does to it. Pure.

Only the machine's moves stand here: what its own looks prove. A look is counted once per
instant, and only when it is newer than the problem's last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.judgement import Finding
from monitor.model.problem import Confirm, Problem, State


class Event(StrEnum):
    """What can happen to a problem."""

    SUSPECT = "suspect"  # a first failed look, or a failed look after it was gone
    CONFIRM = "confirm"  # enough failed looks agree over enough hours
    CLEAR = "clear"  # enough looks found nothing, or the rule no longer speaks of the subject


OPEN = frozenset({State.CONFIRMED, State.NOTIFIED, State.CLAIMED_FIXED, State.CONTESTED})
"""The states in which a problem is an accusation and may be printed."""

MOVES: dict[tuple[State, Event], State] = {
    (State.FIXED, Event.SUSPECT): State.SUSPECTED,
    (State.SUSPECTED, Event.CONFIRM): State.CONFIRMED,
    (State.SUSPECTED, Event.CLEAR): State.FIXED,
    (State.CONFIRMED, Event.CLEAR): State.FIXED,
    (State.NOTIFIED, Event.CLEAR): State.FIXED,
    (State.CLAIMED_FIXED, Event.CLEAR): State.FIXED,
    (State.CONTESTED, Event.CLEAR): State.FIXED,
    (State.WAIVED, Event.CLEAR): State.FIXED,
}
"""(state, event) → next state. What is not listed is illegal."""


class IllegalMove(ValueError):
    """The table knows no such move. Raised from ``move``."""


@dataclass(frozen=True)
class Step:
    """One change of state, as it is kept for ever. ``before`` is ``None`` for a new problem."""

    number: str
    at: datetime
    event: Event
    before: State | None
    after: State
    why: str


def move(state: State, event: Event) -> State:
    """The state after ``event``; an unlisted move is an ``IllegalMove`` with a sentence."""
    try:
        return MOVES[state, event]
    except KeyError:
        allowed = ", ".join(e.value for s, e in MOVES if s is state) or "nothing"
        raise IllegalMove(f"a problem that is {state.value} cannot {event.value}; it can: {allowed}") from None


def suspected(problem: Problem, confirm: Confirm) -> tuple[Problem, tuple[Step, ...]]:
    """A new problem as its first look made it, and its first steps.

    An office that asks for one look without spread has its quorum with the first.
    """
    first = Step(problem.number, problem.first_seen, Event.SUSPECT, None, problem.state, problem.message)
    steps = [first]
    return _confirmed(problem, problem.first_seen, confirm, steps), tuple(steps)


def failed(problem: Problem, finding: Finding, at: datetime, confirm: Confirm) -> tuple[Problem, tuple[Step, ...]]:
    """The problem after a look at ``at`` found it again, and the steps it took."""
    if at <= problem.last_look:
        return problem, ()
    seen = replace(
        problem,
        last_seen=at,
        last_look=at,
        message=finding.message,
        details=finding.details,
        evidence=finding.evidence,
        failed_looks=problem.failed_looks + 1,
        passed_looks=0,
    )
    steps: list[Step] = []
    if problem.state is State.FIXED:
        seen = replace(seen, failing_since=at, failed_looks=1)
        seen = _step(seen, Event.SUSPECT, at, finding.message, steps)
    return _confirmed(seen, at, confirm, steps), tuple(steps)


def cleared(problem: Problem, at: datetime, confirm: Confirm, why: str) -> tuple[Problem, tuple[Step, ...]]:
    """The problem after a look at ``at`` did not find it, and the steps it took.

    A suspicion falls with one such look; an open problem needs ``confirm.fixed_looks``.
    """
    if at <= problem.last_look or (problem.state, Event.CLEAR) not in MOVES:
        return problem, ()
    seen = replace(problem, last_look=at, failed_looks=0, passed_looks=problem.passed_looks + 1)
    if seen.state is not State.SUSPECTED and seen.passed_looks < confirm.fixed_looks:
        return seen, ()
    steps: list[Step] = []
    # A return that was never confirmed leaves the day of the real repair as it was.
    seen = replace(seen, fixed_at=seen.fixed_at or at)
    return _step(seen, Event.CLEAR, at, why, steps), tuple(steps)


def agreed(problem: Problem, confirm: Confirm) -> bool:
    """Whether the failed looks are enough, and spread over enough hours, to confirm."""
    spread = problem.last_look - problem.failing_since
    return problem.failed_looks >= confirm.looks and spread >= timedelta(hours=confirm.spread_hours)


def _confirmed(problem: Problem, at: datetime, confirm: Confirm, steps: list[Step]) -> Problem:
    if problem.state is not State.SUSPECTED or not agreed(problem, confirm):
        return problem
    returned = problem.confirmed_at is not None
    problem = replace(problem, confirmed_at=at, fixed_at=None, reopened=problem.reopened + returned)
    why = f"{problem.failed_looks} looks agree since {problem.failing_since.isoformat(timespec='minutes')}"
    return _step(problem, Event.CONFIRM, at, why, steps)


def _step(problem: Problem, event: Event, at: datetime, why: str, steps: list[Step]) -> Problem:
    after = move(problem.state, event)
    steps.append(Step(problem.number, at, event, problem.state, after, why))
    return replace(problem, state=after)
