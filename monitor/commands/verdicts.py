"""xunjian verdicts."""

from __future__ import annotations

import click

from monitor.desk import Desk
from monitor.listing import format_option, show

COLUMNS = ("subject_kind", "subject", "rule", "verdict", "reason", "applied", "failed", "at")


@click.command()
@format_option()
@click.pass_obj
def command(desk: Desk, form: str) -> None:
    """List the last verdict of every rule about every subject.

    A subject that could not be looked at is "inconclusive": neither compliant nor at fault.

    \b
    Example:
      xunjian verdicts --format csv > verdicts.csv
    """
    from monitor.store import facts  # noqa: PLC0415

    zone = desk.settings.zone
    with desk.reading() as db:
        rows = [vars(last) | {"at": last.at.astimezone(zone).isoformat()} for last in facts.last_verdicts(db)]
    show(rows, form, COLUMNS)
