"""Track: judgements meet the known problems and become steps of their lives."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import sqlalchemy as sa

from monitor import lifecycle
from monitor.lifecycle import Event, Step
from monitor.model.judgement import Finding, Verdict
from monitor.model.problem import Confirm, Problem, Severity, State
from monitor.model.subject import Account, Column, Site
from monitor.pipeline.judge import Judged
from monitor.rulebook import RuleSet
from monitor.store import facts, ledger
from monitor.store import inventory as subjects
from monitor.store.runs import Run

WHO = "xunjian"  # the machine, as it signs its steps


@dataclass(frozen=True)
class Tracked:
    """The steps of one check."""

    steps: tuple[Step, ...]

    def count(self, event: Event) -> int:
        """How many steps were of that event."""
        return sum(step.event is event for step in self.steps)


def track(
    db: sa.Connection, run: Run, judged: Iterable[Judged], ruleset: RuleSet, confirm_for: Callable[[str], Confirm]
) -> Tracked:
    """Move the problems on by what was judged; every change of state is kept as a row."""
    steps: list[Step] = []
    for one in judged:
        if facts.judged_after(db, one.rule.id, (one.subject_kind.value, one.subject.id), one.at):
            continue  # old news: a later look has already spoken
        known = ledger.of_subject(db, one.rule.id, one.subject_kind.value, one.subject.id)
        severity = ruleset.entries[one.rule.id].severity
        for problem, taken in _moved(one, known, confirm_for(one.rule.id)):
            ledger.save(db, problem, taken, who=WHO, run=run.id)
            steps += taken
        if one.said.verdict is Verdict.FAILED:
            for finding in one.said.findings:
                if finding.key not in known:
                    number = ledger.next_number(db, one.at)
                    suspicion = _opened(number, one, finding, severity, ruleset.name)
                    problem, taken = lifecycle.suspected(suspicion, _quorum(finding, confirm_for(one.rule.id)))
                    ledger.save(db, problem, taken, who=WHO, run=run.id)
                    steps += taken
    steps += _retired(db, run)
    return Tracked(tuple(steps))


def _moved(one: Judged, known: dict[str, Problem], confirm: Confirm) -> list[tuple[Problem, tuple[Step, ...]]]:
    said = one.said
    found = {finding.key: finding for finding in said.findings}
    moved = []
    for key, problem in known.items():
        if key in found:
            after, steps = lifecycle.failed(problem, found[key], one.at, _quorum(found[key], confirm))
        elif key in said.unsure or not (said.exhaustive or key in said.healed):
            continue  # it neither counts nor resets
        else:
            why = f"not applicable: {said.reason}" if said.verdict is Verdict.NOT_APPLICABLE else "not found any more"
            after, steps = lifecycle.cleared(problem, one.at, confirm, why)
        if after != problem:
            moved.append((after, steps))
    return moved


def _quorum(finding: Finding, confirm: Confirm) -> Confirm:
    """How many looks confirm the finding: where it asks for a person, no number of them does."""
    return replace(confirm, looks=sys.maxsize) if finding.details.get("needs_person") is True else confirm


def _opened(number: str, one: Judged, finding: Finding, severity: Severity, ruleset: str) -> Problem:
    subject = one.subject
    site = subject.site if isinstance(subject, Column) else subject.id if isinstance(subject, Site) else None
    unit = subject.unit if isinstance(subject, Site | Column | Account) else subject.id
    return Problem(
        number=number,
        rule=one.rule.id,
        severity=severity,
        unit=unit,
        site=site,
        subject_kind=one.subject_kind,
        subject=subject.id,
        key=finding.key,
        locus=finding.locus,
        state=State.SUSPECTED,
        first_seen=one.at,
        last_seen=one.at,
        message=finding.message,
        ruleset=ruleset,
        revision=one.rule.revision,
        failing_since=one.at,
        last_look=one.at,
        details=finding.details,
        evidence=finding.evidence,
    )


def _retired(db: sa.Connection, run: Run) -> list[Step]:
    gone = subjects.retired(db)
    steps: list[Step] = []
    if not gone:
        return steps
    for problem in ledger.select(db, states=lifecycle.OPEN | {State.SUSPECTED}):
        if (problem.subject_kind.value, problem.subject) in gone:
            after, taken = lifecycle.cleared(problem, run.at, Confirm(fixed_looks=1), "no longer enrolled")
            ledger.save(db, after, taken, who=WHO, run=run.id)
            steps += taken
    return steps
