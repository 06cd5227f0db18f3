"""Plan: which subjects are due for which look, one target each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from monitor.model.problem import Problem
from monitor.model.subject import ColumnKind as Kind
from monitor.model.subject import Inventory, Obligation, SiteKind, SubjectKind
from monitor.model.target import (
    AccountTarget,
    ColumnTarget,
    HomeTarget,
    LinksTarget,
    ReportsTarget,
    Target,
)

Known = Iterable[Problem]

ASKED_AGAIN = frozenset({"link-broken", "attachment-broken"})  # rules whose loci are addresses that can be asked
# A site of thousands of pages takes hours to read: each page and link comes up once in so many days.
CYCLE = 7


@dataclass(frozen=True)
class Selection:
    """What a check was asked for. Nothing chosen: all that is due."""

    sites: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    everything: bool = False

    @property
    def by_hand(self) -> bool:
        """Whether somebody asked for these looks, so that they are made due or not."""
        return self.everything or bool(self.sites or self.accounts or self.kinds)


@dataclass(frozen=True)
class Look:
    """A kind of look: the fact it leaves, its targets, and every how many days it is due."""

    fact: str
    targets: Callable[[Inventory, date, Known], list[Target]]
    every: Callable[[date], int]


def plan(
    inventory: Inventory,
    selection: Selection,
    *,
    now: datetime,
    zone: ZoneInfo,
    known: Known,
    looked: Mapping[tuple[str, str, str], datetime],
) -> list[Target]:
    """The targets of one check, in the order of the looks.

    ``known`` are the problems that are suspected or open: their subjects are due every day.
    ``looked`` tells when each (fact, subject kind, subject) was last observed.
    """
    today = now.astimezone(zone).date()
    known = list(known)
    restless = {(problem.subject_kind, problem.subject) for problem in known}
    targets = []
    for name, look in LOOKS.items():
        if selection.kinds and name not in selection.kinds:
            continue
        for target in look.targets(inventory, today, known):
            last = looked.get((look.fact, target.subject_kind.value, target.subject))
            every = 1 if (target.subject_kind, target.subject) in restless else look.every(today)
            due = last is None or (today - last.astimezone(zone).date()).days >= every
            if _chosen(inventory, target, selection) and (due or selection.by_hand):
                targets.append(target)
    return targets


def places(inventory: Inventory, owed: Obligation) -> tuple[str, ...]:
    """Where a unit's annual reports should be: its own list, its site's columns, or the portal's."""
    if owed.url:
        return (owed.url,)
    sites = {site.id for site in inventory.sites if site.unit == owed.unit}
    columns = [column for column in inventory.columns if column.kind is Kind.ANNUAL_REPORT]
    own = [column.url for column in columns if column.unit == owed.unit or column.site in sites]
    if own:
        return tuple(own)
    portals = {site.id for site in inventory.sites if site.kind is SiteKind.PORTAL}
    return tuple(column.url for column in columns if column.site in portals)


def _chosen(inventory: Inventory, target: Target, selection: Selection) -> bool:
    if not selection.sites and not selection.accounts:
        return True
    if target.subject_kind is SubjectKind.ACCOUNT:
        return target.subject in selection.accounts
    if target.subject_kind is SubjectKind.SITE:
        return target.subject in selection.sites
    if target.subject_kind is SubjectKind.COLUMN:
        return any(column.id == target.subject and column.site in selection.sites for column in inventory.columns)
    return any(site.unit == target.subject and site.id in selection.sites for site in inventory.sites)


def _homes(inventory: Inventory, _today: date, _known: Known) -> list[Target]:
    return [HomeTarget(SubjectKind.SITE, site.id, site.url) for site in inventory.sites]


def _columns(inventory: Inventory, _today: date, _known: Known) -> list[Target]:
    return [ColumnTarget(SubjectKind.COLUMN, column.id, column.url, name=column.name) for column in inventory.columns]


def _links(inventory: Inventory, _today: date, known: Known) -> list[Target]:
    asked: dict[str, list[str]] = {}
    for problem in known:
        if problem.rule in ASKED_AGAIN:
            asked.setdefault(problem.subject, []).append(problem.locus)
    targets: list[Target] = []
    for site in inventory.sites:
        host = urlsplit(site.url).hostname
        seeds = [c.url for c in inventory.columns if c.site == site.id and urlsplit(c.url).hostname == host]
        addresses = tuple(sorted(set(asked.get(site.id, ()))))
        targets.append(
            LinksTarget(
                SubjectKind.SITE,
                site.id,
                site.url,
                seeds=tuple(seeds),
                asked=addresses,
                memory=f"../../memory/{_file_name(site.id)}.sqlite3",
                cycle=CYCLE,
                listing=True,
            )
        )
    return targets


def _file_name(id_: str) -> str:
    """A name of its own for every id, on any file system: short, one case, nothing that leads elsewhere."""
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", id_):
        return id_
    return f"{re.sub(r'[^a-z0-9]', '_', id_.lower())[:40]}-{sha256(id_.encode()).hexdigest()[:16]}"


def _reports(inventory: Inventory, _today: date, _known: Known) -> list[Target]:
    names = {unit.id: unit.name for unit in inventory.units}
    where = {owed.unit: places(inventory, owed) for owed in inventory.annual_reports}
    tenants = Counter(place for found in where.values() for place in found)
    return [
        ReportsTarget(
            SubjectKind.UNIT,
            owed.unit,
            found[0],
            unit_name=names[owed.unit],
            places=found,
            shared=any(tenants[place] > 1 for place in found),
            others=tuple(name for id_, name in names.items() if id_ != owed.unit),
            first_year=owed.first_year,
        )
        for owed in inventory.annual_reports
        if (found := where[owed.unit])
    ]


def _accounts(inventory: Inventory, today: date, _known: Known) -> list[Target]:
    return [
        AccountTarget(SubjectKind.ACCOUNT, a.id, a.source.url or "", name=a.name, source=a.source)
        for a in inventory.accounts
        if a.closed_on is None or a.closed_on > today
    ]


def _daily(_today: date) -> int:
    return 1


def _in_season(today: date) -> int:
    # Reports are due in January and March and chased until April; then once a week shows what changes.
    return 1 if today.month <= 4 else 7


LOOKS: dict[str, Look] = {
    "home": Look("home-read", _homes, _daily),
    "columns": Look("column-read", _columns, _daily),
    "links": Look("links-checked", _links, _daily),
    "reports": Look("reports-seen", _reports, _in_season),
    "accounts": Look("feed-read", _accounts, _daily),
}
"""The kinds of look in the order in which a check makes them."""
