"""``data.json``: the bulletin as data, and the digest that the printed page carries.

The file's bytes are the canonical form, so ``sha256sum data.json`` gives the digest at the bulletin's foot.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from reports.bulletin import Bulletin, Row, Standing

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

FORM = 1  # raised when a key changes its meaning or goes


def data(bulletin: Bulletin) -> dict[str, Json]:
    """Everything the bulletin prints, as JSON: instants with their offset, days as YYYY-MM-DD."""
    totals = bulletin.totals
    return {
        "form": FORM,
        "title": bulletin.name,
        "number": bulletin.number,
        "version": bulletin.version,
        "office": {"name": bulletin.office, "district": bulletin.district, "area_code": bulletin.area_code},
        "period": plain(bulletin.period),
        "as_of": plain(bulletin.as_of),
        "zone": bulletin.zone,
        "rehearsal": bulletin.rehearsal,
        "due": plain(bulletin.due),
        "ruleset": plain(bulletin.ruleset),
        "days": {"checked": plain(bulletin.days_checked), "not_checked": plain(bulletin.gaps)},
        "units": [
            {"id": one.key, "name": one.title, "problems": one.problems, "open": one.open, "fixed": one.fixed}
            for one in totals.by_unit
        ],
        "problems": [_problem(row) for row in bulletin.rows],
        "unread": plain(bulletin.blanks),
        "totals": _totals(bulletin),
        "previous": {"number": bulletin.previous_name, **_outcomes(bulletin)},
        "text": {
            name: plain(getattr(bulletin, name))
            for name in ("addressee", "opening", "overview", "faults_lead", "faults", "demands", "annexes", "chart")
        },
    }


def canonical(bulletin: Bulletin) -> bytes:
    """``data`` as the bytes of ``data.json``: UTF-8, keys sorted, ending in a line feed."""
    text = json.dumps(data(bulletin), ensure_ascii=False, sort_keys=True, indent=1)
    return (text + "\n").encode()


def sha256(bulletin: Bulletin) -> str:
    """The digest of ``canonical``, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(bulletin)).hexdigest()


def _problem(row: Row) -> dict[str, Json]:
    names = {"unit_id": "unit", "unit": "unit_name", "name": "subject_name", "title": "rule_title"}
    return {names.get(one.name, one.name): plain(getattr(row, one.name)) for one in fields(row)}


def _totals(bulletin: Bulletin) -> dict[str, Json]:
    totals = bulletin.totals
    return {
        **{one.name: plain(getattr(totals, one.name)) for one in fields(totals)},
        "sites": _standing(totals.sites),
        "accounts": _standing(totals.accounts),
        "by_severity": {str(level): count for level, count in totals.by_severity},
        "unread_by_kind": {str(kind): count for kind, count in totals.unread_by_kind},
        "unread_by_reason": dict(totals.unread_by_reason),
        "by_class": [_class(one.key) | {"problems": one.problems} for one in totals.by_class],
        "by_unit": {one.key: one.problems for one in totals.by_unit},
        "counts": plain(bulletin.counts),
    }


def _class(key: str) -> dict[str, Json]:
    severity, _, rule = key.partition("/")
    return {"severity": severity, "rule": rule}


def _standing(standing: Standing) -> dict[str, Json]:
    return {**plain_fields(standing), "judged": standing.judged}


def _outcomes(bulletin: Bulletin) -> dict[str, Json]:
    return plain_fields(bulletin.review)


def plain_fields(value: object) -> dict[str, Json]:
    """A frozen value's fields."""
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} is no frozen value")
    return {one.name: plain(getattr(value, one.name)) for one in fields(value)}


def plain(value: object) -> Json:
    """A value of the bulletin as JSON; anything else is a ``TypeError``."""
    match value:
        case StrEnum():
            return value.value
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(one) for one in value]
        case _:
            return plain_fields(value)
