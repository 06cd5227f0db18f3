"""When an annual report is due, and which years are owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.model.snapshot import Snapshot
from monitor.model.subject import MonthDay, Obligation, UnitKind


@dataclass(frozen=True)
class Deadlines:
    """The days in the year after the year reported on, by kind of unit (条例第四十九条)."""

    government_deadline: MonthDay
    unit_deadline: MonthDay


def years(owed: Obligation, today: date) -> range:
    """The years reported on, from the first owed to the last that has ended."""
    return range(owed.first_year, today.year)


def due(seen: Snapshot, owed: Obligation, year: int, defaults: Deadlines) -> date:
    """The last day on which the report on ``year`` is in time. It does not roll over weekends."""
    default = defaults.government_deadline if seen.unit.kind is UnitKind.GOVERNMENT else defaults.unit_deadline
    return (owed.deadline or default).of(year + 1)
