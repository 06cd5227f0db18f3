"""What a rule is. Rules live one a file in ``monitor/rules``; the file's name is the rule's id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from monitor.model.judgement import Judgement
from monitor.model.observation import Observation
from monitor.model.snapshot import Snapshot
from monitor.model.subject import SubjectKind


@dataclass(frozen=True)
class NoParams:
    """A rule without numbers."""


@dataclass(frozen=True)
class Rule:
    """A named pure function of a snapshot and its numbers.

    ``rests_on`` are the kinds of fact the rule reads: it is judged only when one of them was
    seen anew. ``text`` is the module's docstring, the rule's published text.
    """

    id: str
    title: str
    text: str
    subject: SubjectKind
    rests_on: tuple[type[Observation], ...]
    revision: int
    params: type[Any]
    judge: Callable[[Snapshot, Any], Judgement]


def rule(
    title: str,
    *,
    subject: SubjectKind,
    rests_on: tuple[type[Observation], ...],
    params: type[Any] = NoParams,
    revision: int = 1,
) -> Callable[[Callable[[Snapshot, Any], Judgement]], Rule]:
    """Make the decorated function the rule of its module. ``title`` is its Chinese name."""

    def made(function: Callable[[Snapshot, Any], Judgement]) -> Rule:
        id_ = function.__module__.rpartition(".")[2].replace("_", "-")
        text = (function.__globals__.get("__doc__") or "").strip()
        return Rule(id_, title, text, subject, rests_on, revision, params, function)

    return made
