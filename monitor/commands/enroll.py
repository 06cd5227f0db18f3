"""xunjian enroll."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.desk import Desk, NotUsable


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.pass_obj
def command(desk: Desk, file: Path, dry_run: bool) -> None:
    """Take the inventory FILE (.yaml or .xlsx) in.

    Prints what is added, changed and retired. Repeating it changes nothing; a wrong file
    changes nothing and says which line or cell, which field, and what would be accepted.

    \b
    Example:
      xunjian enroll inventory.xlsx --dry-run
    """
    from monitor.intake import InventoryError  # noqa: PLC0415
    from monitor.pipeline.enroll import enroll  # noqa: PLC0415

    try:
        with desk.guarded(), desk.engine.begin() as db:
            changes, warnings = enroll(db, file, now=desk.now, zone=desk.settings.zone, dry_run=dry_run)
    except InventoryError as error:
        raise NotUsable(str(error)) from error
    for word, rows in (("added", changes.added), ("changed", changes.changed), ("retired", changes.retired)):
        for row in rows:
            click.echo(f"{word}\t{row}")
    for warning in warnings:
        desk.warn(warning)
    counts = f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.retired)} retired"
    desk.say(f"{'would be: ' if dry_run else ''}{counts}")
