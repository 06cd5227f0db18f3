"""Small bulletins, and all that they say."""

from __future__ import annotations

from datetime import date
from typing import Any

from monitor.model.problem import Problem
from monitor.model.subject import SubjectKind
from reports.bulletin import Bulletin
from reports.monthly import build
from tests.reports.month import facts, problem, stale

A = stale(1, "portal-news", date(2026, 2, 20))
B = stale(2, "site-jyj-news", date(2026, 2, 21))
C = problem(3, "column-blank", SubjectKind.COLUMN, "site-jyj-policy", "栏目为空白")
LATE = {"due": date(2026, 3, 20)}


def few(*problems: Problem, **changes: Any) -> Bulletin:
    """A bulletin of these problems, with nothing unread and no bulletin before, unless said."""
    plain: dict[str, Any] = {"problems": problems, "unread": (), "previous": (), "previous_name": None}
    return build(facts(**(plain | changes)))


def text(bulletin: Bulletin) -> str:
    """All sentences of a bulletin."""
    chapters = [one.heading + one.lead + "".join(f"{it.unit}{it.text}" for it in one.items) for one in bulletin.faults]
    demands = [one.heading + one.lead for one in bulletin.demands]
    review = [bulletin.review.lead, *(it.text for it in bulletin.review.items)]
    return "\n".join([bulletin.opening, *bulletin.overview, bulletin.faults_lead, *chapters, *review, *demands])
