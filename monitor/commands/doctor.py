"""xunjian doctor."""

from __future__ import annotations

import sys

import click

from monitor import clock, doctor
from monitor.desk import CouldNotLook, Desk

MARKS = {True: "ok  ", False: "BAD ", None: "note"}


@click.command(name="doctor")
@click.pass_obj
def command(desk: Desk) -> None:
    """Check the installation, the workspace, fonts, clock and disk; each line says what to do.

    Exits 3 when something is wrong.

    \b
    Example:
      xunjian doctor
    """
    checks = doctor.examine(desk.workspace, now=desk.rehearsal or clock.now())
    for check in checks:
        hint = f"; {check.hint}" if check.hint and check.ok is not True else ""
        click.echo(f"{MARKS[check.ok]} {check.id} {check.said}{hint}")
    if any(check.ok is False for check in checks):
        sys.exit(CouldNotLook.exit_code)
