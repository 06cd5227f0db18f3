"""When a column or an account publishes: a regular beat with silences. Pure arithmetic, any date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Silence:
    """Nothing between ``last`` and ``again``, both days of publication; ``None``: nothing before, nothing after."""

    last: date | None
    again: date | None


@dataclass(frozen=True)
class Activity:
    """One item every ``every`` days, except in the silences (in order, not overlapping)."""

    every: int
    phase: int = 0
    silences: tuple[Silence, ...] = ()

    def newest(self, day: date) -> date | None:
        """The latest day of publication up to ``day``."""
        found = day - timedelta(days=(day.toordinal() - self.phase) % self.every)
        for silence in self.silences:
            begun = silence.last is None or silence.last <= day
            if begun and (silence.again is None or day < silence.again):
                return silence.last
            if silence.again is not None and silence.again <= day:
                found = max(found, silence.again)
        return found

    def days(self, day: date) -> Iterator[date]:
        """The days of publication up to ``day``, latest first, without end unless it began in a silence."""
        found = self.newest(day)
        while found is not None:
            yield found
            found = self.newest(found - timedelta(days=1))

    def publishes(self, day: date) -> bool:
        """Whether an item appears on ``day``."""
        return self.newest(day) == day
