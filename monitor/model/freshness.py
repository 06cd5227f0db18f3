"""Age by printed dates: how long without an update is allowed, and what is past it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from monitor.model.judgement import Detail
from monitor.model.period import months_after

ONE_DAY = 5  # entries from which a single date is the day of a migration, not a coincidence


@dataclass(frozen=True)
class Limit:
    """How long something may stay without an update: in days, or in months of the calendar."""

    amount: int
    unit: Literal["days", "months"]

    @property
    def words(self) -> str:
        """The limit as a notice writes it."""
        return f"{self.amount} 天" if self.unit == "days" else f"{self.amount} 个月"

    def last_fresh_day(self, newest: date) -> date:
        """The last day on which something last updated on ``newest`` is not yet stale."""
        if self.unit == "days":
            return newest + timedelta(days=self.amount)
        return months_after(newest, self.amount)


def days(amount: int) -> Limit:
    """So many days."""
    return Limit(amount, "days")


def months(amount: int) -> Limit:
    """So many months of the calendar."""
    return Limit(amount, "months")


@dataclass(frozen=True)
class Overdue:
    """An update that is past its limit."""

    newest: date
    age_days: int
    limit: Limit

    @property
    def message(self) -> str:
        """The sentence of the finding, with the number and the limit."""
        return f"最新一条发布于 {self.newest}，距今 {self.age_days} 天，超过 {self.limit.words}"

    @property
    def details(self) -> dict[str, Detail]:
        """The numbers of the finding: newest, age_days and limit_days or limit_months."""
        return {
            "newest": self.newest.isoformat(),
            "age_days": self.age_days,
            f"limit_{self.limit.unit}": self.limit.amount,
        }


def overdue(newest: date, today: date, *limits: Limit) -> Overdue | None:
    """How far ``newest`` is past the strictest of ``limits`` (at least one), if it is."""
    limit = min(limits, key=lambda one: one.last_fresh_day(newest))
    if today <= limit.last_fresh_day(newest):
        return None
    return Overdue(newest, (today - newest).days, limit)


def newest_known(newest: date | None, today: date, dates: Iterable[date] = ()) -> date | None:
    """The newest date to judge by. A date that has not come yet proves nothing: the next of ``dates`` stands in."""
    if newest is None or newest <= today:
        return newest
    return max((day for day in dates if day <= today), default=None)


def one_day(dates: Sequence[date]) -> bool:
    """Whether all entries carry one date, as after a migration: it bounds the last update and proves none."""
    return len(dates) >= ONE_DAY and len(set(dates)) == 1
