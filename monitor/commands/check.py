"""xunjian check."""

from __future__ import annotations

import sys

import click

from monitor.desk import CouldNotLook, Desk, Interrupted, NotUsable
from monitor.lifecycle import Event
from monitor.pipeline.plan import LOOKS, Selection
from monitor.progress import of_targets


@click.command()
@click.option(
    "--site", "sites", multiple=True, metavar="ID", help="Only this site, its columns and its unit's reports."
)
@click.option("--account", "accounts", multiple=True, metavar="ID", help="Only this account.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(LOOKS)), help="Only looks of this kind.")
@click.option("--all", "everything", is_flag=True, help="Everything, due or not.")
@click.option("--fail", is_flag=True, help="Exit 1 when open problems exist afterwards.")
@click.pass_obj
def command(
    desk: Desk, sites: tuple[str, ...], accounts: tuple[str, ...], kinds: tuple[str, ...], everything: bool, fail: bool
) -> None:
    """Make the daily check: look, judge, and move the problems on.

    Without options all that is due today; what is named by --site, --account or --kind is
    looked at now, due or not. Interrupted (Ctrl-C), it keeps what it has seen.

    \b
    Example:
      xunjian check
      xunjian check --site portal --kind columns --kind links
    """
    from monitor import worker  # noqa: PLC0415

    selection = Selection(frozenset(sites), frozenset(accounts), frozenset(kinds), everything)
    _known(desk, selection)
    try:
        with desk.guarded(), of_targets(quiet=desk.quiet) as progress:
            done = worker.check(desk.engine, desk.settings, selection, now=desk.now, progress=progress)
    except worker.AlreadyRunning as error:
        raise CouldNotLook(str(error)) from error
    except KeyboardInterrupt:
        raise Interrupted("interrupted; what was seen is kept") from None
    for note in done.notes:
        desk.warn(note)
    if not done.targets:
        desk.say("nothing is due; --all looks at everything, due or not")
    steps = {event: done.tracked.count(event) for event in Event}
    desk.say(
        f"{done.targets} targets, {done.looks} looks, {done.reached} answered; "
        f"{steps[Event.SUSPECT]} suspected, {steps[Event.CONFIRM]} confirmed, {steps[Event.CLEAR]} gone"
    )
    if done.targets and not done.reached:
        raise CouldNotLook("nothing at all could be looked at; see: xunjian doctor")
    if fail and _open_problems(desk):
        sys.exit(1)


def _known(desk: Desk, selection: Selection) -> None:
    from monitor.store import inventory  # noqa: PLC0415

    with desk.reading() as db:
        enrolled = inventory.load(db)
    for word, asked, known in (
        ("--site", selection.sites, {site.id for site in enrolled.sites}),
        ("--account", selection.accounts, {account.id for account in enrolled.accounts}),
    ):
        if strange := sorted(asked - known):
            raise NotUsable(f"{word} {strange[0]}: not enrolled; enrolled: {', '.join(sorted(known)) or 'nothing'}")
    if not enrolled.sites and not enrolled.accounts:
        raise NotUsable("nothing is enrolled yet; run: xunjian enroll inventory.yaml")


def _open_problems(desk: Desk) -> bool:
    from monitor import lifecycle  # noqa: PLC0415
    from monitor.store import ledger  # noqa: PLC0415

    with desk.reading() as db:
        return bool(ledger.select(db, states=lifecycle.OPEN))
