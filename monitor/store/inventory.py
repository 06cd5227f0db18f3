"""What is enrolled, as rows: one a subject, retired but never deleted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from monitor.model import wire
from monitor.model.subject import Account, Column, Inventory, Obligation, Site, Unit
from monitor.store.schema import subjects

KINDS: dict[str, type[Any]] = {
    "unit": Unit,
    "site": Site,
    "column": Column,
    "account": Account,
    "annual-report": Obligation,
}


@dataclass(frozen=True)
class Changes:
    """What an enrolment did, or would do: "kind id" of each row."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.retired)


def load(db: sa.Connection) -> Inventory:
    """Everything enrolled and not retired, in the order of the file."""
    query = sa.select(subjects).where(subjects.c.retired_on.is_(None)).order_by(subjects.c.position)
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for row in db.execute(query):
        found[row.kind].append(wire.value(KINDS[row.kind], json.dumps(row.body)))
    return Inventory(*(tuple(found[kind]) for kind in KINDS))


def retired(db: sa.Connection) -> set[tuple[str, str]]:
    """(kind, id) of what is no longer enrolled."""
    query = sa.select(subjects.c.kind, subjects.c.id).where(subjects.c.retired_on.is_not(None))
    return {(row.kind, row.id) for row in db.execute(query)}


def save(db: sa.Connection, inventory: Inventory, *, now: datetime, today: date, dry_run: bool = False) -> Changes:
    """Make the enrolled rows those of ``inventory``; with ``dry_run`` only say what that would change."""
    known = {(row.kind, row.id): row for row in db.execute(sa.select(subjects))}
    added, changed, listed = [], [], set()
    for position, (kind, id_, body) in enumerate(_rows(inventory)):
        listed.add((kind, id_))
        row = known.get((kind, id_))
        values = {"position": position, "body": body, "changed_at": now, "retired_on": None}
        where = (subjects.c.kind == kind) & (subjects.c.id == id_)
        if row is None:
            added.append(f"{kind} {id_}")
            statement: Any = sa.insert(subjects).values(kind=kind, id=id_, added_at=now, **values)
        elif row.body != body or row.retired_on is not None:
            changed.append(f"{kind} {id_}")
            statement = sa.update(subjects).where(where).values(values)
        elif row.position != position:
            statement = sa.update(subjects).where(where).values(position=position)
        else:
            continue
        if not dry_run:
            db.execute(statement)
    gone = [key for key, row in known.items() if key not in listed and row.retired_on is None]
    if not dry_run:
        for kind, id_ in gone:
            where = (subjects.c.kind == kind) & (subjects.c.id == id_)
            db.execute(sa.update(subjects).where(where).values(retired_on=today, changed_at=now))
    return Changes(tuple(added), tuple(changed), tuple(f"{kind} {id_}" for kind, id_ in gone))


def _rows(inventory: Inventory) -> Iterator[tuple[str, str, dict[str, Any]]]:
    named: tuple[tuple[str, tuple[Unit | Site | Column | Account, ...]], ...] = (
        ("unit", inventory.units),
        ("site", inventory.sites),
        ("column", inventory.columns),
        ("account", inventory.accounts),
    )
    for kind, group in named:
        for subject in group:
            yield kind, subject.id, json.loads(wire.line(subject))
    for owed in inventory.annual_reports:
        yield "annual-report", owed.unit, json.loads(wire.line(owed))
