"""What a rule is given: one subject, the latest facts about it, and the instant of judging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from monitor.model.observation import Observation
from monitor.model.subject import Obligation, Subject, Unit

F = TypeVar("F", bound=Observation)


@dataclass(frozen=True)
class Snapshot:
    """One subject at ``now`` (aware, in the workspace's zone).

    ``facts`` hold the latest observation of each kind that is recent enough to judge by.
    ``inside`` are the snapshots of what belongs to the subject: the columns of a site.
    ``owed`` is a unit's obligation to report.
    """

    now: datetime
    subject: Subject
    unit: Unit
    facts: tuple[Observation, ...] = ()
    inside: tuple[Snapshot, ...] = ()
    owed: Obligation | None = None

    @property
    def today(self) -> date:
        """The civil date of judging."""
        return self.now.date()

    def latest(self, kind: type[F]) -> F | None:
        """The latest fact of that kind, or ``None`` where nobody looked."""
        for fact in self.facts:
            if isinstance(fact, kind):
                return fact
        return None
