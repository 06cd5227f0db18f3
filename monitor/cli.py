"""The program ``xunjian``: parse, call one verb, print.

A command is a file in ``monitor/commands``; its name is the file's. Only the one asked for is imported.
"""

from __future__ import annotations

import pkgutil
from datetime import datetime
from importlib import import_module
from pathlib import Path

import click

from monitor import __version__, commands
from monitor.desk import Desk


class Commands(click.Group):
    """The commands as the files that are there."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{commands.__name__}.{cmd_name}").command
        return command


def _instant(_ctx: click.Context, _param: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no instant; write 2026-11-24T09:00 or 2026-11-24T09:00+08:00") from None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder with xunjian.toml (default: $XUNJIAN_WORKSPACE, else the current folder).",
)
@click.option(
    "--now",
    callback=_instant,
    metavar="ISO8601",
    help="The rehearsal clock: every “now” of this call is this instant. What is printed under it says so.",
)
@click.option("--quiet", is_flag=True, help="No talk on stderr but errors.")
@click.version_option(__version__, prog_name="xunjian")
@click.pass_context
def main(ctx: click.Context, workspace: Path | None, now: datetime | None, quiet: bool) -> None:
    """Xunjian 巡检: supervise government portals and new-media accounts.

    enroll the inventory, check it every day, publish the bulletin every month.

    \b
    Example:
      xunjian init office && cd office
      xunjian enroll inventory.yaml
      xunjian check
      xunjian bulletin month 2026-11
    """
    ctx.obj = Desk(workspace, now, quiet)
