"""xunjian problems."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from monitor.desk import Desk, NotUsable
from monitor.listing import format_option, show
from monitor.model.problem import State

COLUMNS = ("number", "state", "severity", "rule", "unit", "subject", "locus", "first_seen", "message")


@click.command()
@click.option("--state", "states", multiple=True, type=click.Choice([s.value for s in State]), help="Only this state.")
@click.option("--unit", "units", multiple=True, metavar="ID", help="Only this unit's.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule's.")
@format_option("xlsx")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file for --format xlsx.")
@click.option("--fail", is_flag=True, help="Exit 1 when the list is not empty.")
@click.pass_obj
def command(
    desk: Desk,
    states: tuple[str, ...],
    units: tuple[str, ...],
    rules: tuple[str, ...],
    form: str,
    out: Path | None,
    fail: bool,
) -> None:
    """List the problems, each with its number for life.

    A suspected problem is not one yet: it becomes confirmed when enough looks agree.

    \b
    Example:
      xunjian problems --state confirmed
      xunjian problems --unit jyj --format xlsx --out jyj.xlsx
    """
    from monitor.store import views  # noqa: PLC0415

    if (form == "xlsx") != (out is not None):
        raise NotUsable("--format xlsx and --out FILE go together")
    with desk.reading() as db:
        found = views.problems(db, states=[State(state) for state in states], units=units, rules=rules)
        if out is not None:
            _write(desk, out, db, found)
        else:
            show([views.row(problem, desk.settings.zone) for problem in found], form, COLUMNS)
    if fail and found:
        sys.exit(1)


def _write(desk: Desk, out: Path, db: Any, found: list[Any]) -> None:
    from monitor.pipeline.publish import problem_workbook  # noqa: PLC0415

    try:
        out.write_bytes(problem_workbook(db, desk.settings, found))
    except OSError as error:
        raise NotUsable(f"--out {out}: {error.strerror}") from error
    click.echo(out)
