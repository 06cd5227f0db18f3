"""xunjian bulletin."""

from __future__ import annotations

import click

from monitor.desk import Desk, NotUsable
from monitor.model.period import NoPeriod, month


@click.group(name="bulletin")
def command() -> None:
    """Render a bulletin into bulletins/ below the workspace.

    \b
    Example:
      xunjian bulletin month 2026-11
    """


@command.command(name="month")
@click.argument("period", metavar="YYYY-MM")
@click.option("--draft", is_flag=True, help="Show how it would look now; nothing is frozen.")
@click.pass_obj
def of_month(desk: Desk, period: str, draft: bool) -> None:
    """Publish the monthly bulletin (月通报) as HTML, PDF, spreadsheet and data.json.

    Issuing freezes: asked again, it prints the paths of what was issued and renders nothing.

    \b
    Example:
      xunjian bulletin month 2026-11 --draft
    """
    from monitor.pipeline import publish  # noqa: PLC0415

    try:
        wanted = month(period)
        with desk.guarded():
            done = publish.month(
                desk.engine, desk.settings, wanted, now=desk.now, draft=draft, rehearsal=bool(desk.rehearsal)
            )
    except (NoPeriod, publish.NotPublishable) as error:
        raise NotUsable(str(error)) from error
    for path in done.paths:
        click.echo(path)
    desk.say(done.said)
