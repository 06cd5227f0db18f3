"""How one column stands, and how many columns of a site show the same fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from monitor.model.freshness import Limit, newest_known, one_day, overdue
from monitor.model.judgement import Finding, Judgement, evidence, failed, inconclusive, not_applicable, passed
from monitor.model.observation import ColumnRead
from monitor.model.reasons import unseen
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Column, ColumnKind, Site

NOTICE_DAYS = 10  # before an exemption ends, so that it can be renewed or the column filled

# Topic and static pages are laid out freely, and a letter box is filled by the public: no list of the unit's is owed.
WITHOUT_LIST = frozenset({ColumnKind.STATIC, ColumnKind.TOPIC, ColumnKind.MESSAGES})


def is_quiet(seen: Snapshot) -> bool:
    """Whether the column is rightly silent today; the last day of the silence included."""
    quiet = cast(Column, seen.subject).quiet
    return quiet is not None and seen.today <= quiet.until


def ending_soon(columns: Iterable[Column], today: date) -> list[Column]:
    """The columns whose permission to be silent ends within ``NOTICE_DAYS``, today included."""
    return [c for c in columns if c.quiet is not None and 0 <= (c.quiet.until - today).days <= NOTICE_DAYS]


def owes_list(seen: Snapshot) -> bool:
    """Whether the unit must fill the column's list, so that it can be blank."""
    return cast(Column, seen.subject).kind not in WITHOUT_LIST


def is_blank(seen: Snapshot) -> bool | None:
    """Whether the column has no information at all; ``None``: it cannot be said."""
    fact = seen.latest(ColumnRead)
    if fact is None or unseen(fact) is not None:
        return None
    if not fact.blank and fact.entries == 0 and fact.newest is None:
        return None  # nothing was read, and nothing proves that nothing is there
    return fact.blank


def is_stale(seen: Snapshot, limit: Limit) -> bool | None:
    """Whether the column's newest entry is past ``limit``; a blank one is not. ``None``: it cannot be said."""
    if is_blank(seen):
        return False
    fact = _read(seen)
    newest = None if fact is None else newest_known(fact.newest, seen.today, fact.dates)
    if fact is None or newest is None:
        return None
    if overdue(newest, seen.today, limit) is not None:
        return True
    return None if is_migrated(fact) else False


def newest_of(seen: Snapshot) -> date | None:
    """The newest date on which the column is known to have been updated."""
    fact = _read(seen)
    return None if fact is None or is_migrated(fact) else newest_known(fact.newest, seen.today, fact.dates)


def is_migrated(fact: ColumnRead) -> bool:
    """Whether one date stands beside all entries and no page of theirs repeats it: the day they were moved.

    Nothing is newer than that day, so it can be too old; that it is recent proves no update.
    """
    return one_day(fact.dates) and (fact.proof is None or fact.proof.printed is None)


def _read(seen: Snapshot) -> ColumnRead | None:
    fact = seen.latest(ColumnRead)
    return None if fact is None or unseen(fact) is not None else fact


def stale_by_kind(seen: Snapshot, limits: Mapping[ColumnKind, Limit]) -> bool | None:
    """``is_stale`` by the limit of the column's kind; a kind without one is never stale."""
    limit = limits.get(cast(Column, seen.subject).kind)
    return False if limit is None else is_stale(seen, limit)


@dataclass(frozen=True)
class Total:
    """The columns of a site that show a fault, how many could not be read, of how many judged."""

    faulty: tuple[Snapshot, ...]
    unread: int
    applied: int


def total(columns: Iterable[Snapshot], is_faulty: Callable[[Snapshot], bool | None]) -> Total:
    """Count by ``is_faulty``, whose ``None`` means unread. Rightly quiet columns are left out."""
    judged = [(one, is_faulty(one)) for one in columns if not is_quiet(one)]
    return Total(
        faulty=tuple(one for one, fault in judged if fault),
        unread=sum(fault is None for _, fault in judged),
        applied=len(judged),
    )


def judge_total(seen: Snapshot, found: Total, at_least: int, what: str) -> Judgement:
    """Failed at ``at_least`` faulty columns; inconclusive where the unread ones could make it so many.

    ``what`` is Chinese and names the fault; the message goes on with the count and the limit.
    """
    if found.applied == 0:
        return not_applicable("no-columns")
    count = len(found.faulty)
    if count < at_least:
        if count + found.unread >= at_least:
            return inconclusive("columns-unread", found.applied)
        return passed(found.applied)
    facts = [fact for one in found.faulty if (fact := one.latest(ColumnRead)) is not None]
    finding = Finding(
        locus=cast(Site, seen.subject).url,
        message=f"{what}共 {count} 个，达到 {at_least} 个",
        details={
            "columns": [one.subject.id for one in found.faulty],
            "count": count,
            "limit": at_least,
            "unread": found.unread,
        },
        evidence=tuple(evidence(fact.look, fact.at) for fact in facts),
    )
    return failed([finding], found.applied)
