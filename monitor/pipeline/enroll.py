"""Enroll: the inventory file becomes the enrolled subjects."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from monitor import intake
from monitor.model.subject import Inventory
from monitor.pipeline.plan import places
from monitor.store import inventory as rows
from monitor.store.inventory import Changes


def enroll(
    db: sa.Connection, file: Path, *, now: datetime, zone: ZoneInfo, dry_run: bool = False
) -> tuple[Changes, list[str]]:
    """Take ``file`` in; the changes, and warnings about what could never be looked at.

    A wrong file raises ``InventoryError`` and changes nothing; repeating it changes nothing.
    """
    wanted = intake.read(file)
    changes = rows.save(db, wanted, now=now, today=now.astimezone(zone).date(), dry_run=dry_run)
    return changes, _warnings(wanted)


def _warnings(inventory: Inventory) -> list[str]:
    return [
        f"annual_reports: {owed.unit}: no place to look for its reports; "
        "give it a url, or enrol a column of kind annual-report on its site or on the portal"
        for owed in inventory.annual_reports
        if not places(inventory, owed)
    ]
