"""xunjian links."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.desk import CouldNotLook, Desk, NotUsable
from monitor.linklist import Unreadable, listed, newest, stream
from monitor.listing import format_option
from monitor.model.observation import Outcome

COLUMNS = ("outcome", "status", "cause", "resource", "pages", "url")


@click.command()
@click.argument("site", metavar="SITE")
@format_option()
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    type=click.Choice([o.value for o in Outcome]),
    help="Only this outcome; repeatable.",
)
@click.pass_obj
def command(desk: Desk, site: str, form: str, outcomes: tuple[str, ...]) -> None:
    """List every link of a site's last crawl with its outcome.

    SITE is the id of an enrolled site. One look accuses nobody: what is gone here becomes a problem
    when further looks agree.

    \b
    Example:
      xunjian links portal
      xunjian links portal --outcome gone --format csv > gone.csv
    """
    file = _listing(desk, site)
    try:
        count = stream(listed(file, frozenset(outcomes)), form, COLUMNS)
    except Unreadable as error:
        raise CouldNotLook(f"{error}; make a new one: xunjian check --kind links --site {site}") from error
    desk.say(f"{count} links, run {file.parent.name}")


def _listing(desk: Desk, site: str) -> Path:
    from monitor.store import inventory  # noqa: PLC0415

    with desk.reading() as db:
        enrolled = [one.id for one in inventory.load(db).sites]
    if site not in enrolled:
        raise NotUsable(f"{site}: no such site; enrolled: {', '.join(enrolled) or 'nothing'}")
    if (file := newest(desk.workspace / "runs", site)) is None:
        raise CouldNotLook(f"{site}: its links were not listed yet; run: xunjian check --kind links --site {site}")
    return file
