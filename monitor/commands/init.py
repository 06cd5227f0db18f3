"""xunjian init."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import workspace
from monitor.desk import CouldNotLook, Desk


@click.command(name="init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False, metavar="[DIR]")
@click.pass_obj
def command(desk: Desk, folder: Path | None) -> None:
    """Make a new workspace in DIR (default: the workspace's folder).

    Writes a commented xunjian.toml, an example inventory as YAML and as a spreadsheet to fill,
    and an empty database. Never overwrites: what is there stays, and an older database is
    brought up to date.

    \b
    Example:
      xunjian init office
    """
    from monitor.store import engine  # noqa: PLC0415

    place = folder or desk.workspace
    try:
        made = workspace.create(place)
    except workspace.NotCreated as error:
        raise CouldNotLook(str(error)) from error
    for file in made:
        click.echo(file)
    if kept := [name for name in workspace.FILES if place / name not in made]:
        desk.say(f"kept what was there: {', '.join(kept)}")
    at = Desk(place, desk.rehearsal, desk.quiet)
    with at.guarded():
        if engine.schema_state(at.settings.database_url) != "current":
            engine.create(at.settings.database_url)
    at.say(f"next: edit {place / 'xunjian.toml'} and {place / 'inventory.yaml'}, then: xunjian enroll inventory.yaml")
