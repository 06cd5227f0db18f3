"""How far a crawl is, on stderr: a bar on a terminal, plain lines elsewhere, nothing where quiet was asked for."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from monitor import clock
from monitor.pipeline.crawl import LinksSoFar, Progress

PLAIN_SECONDS = 10.0  # a log that is read later needs no line a second
BAR = 8  # columns; of 80, the words at its end need most
BESIDE = 31  # columns that label, bar and count take
CLOCK = 14  # and click's own time left


@contextmanager
def of_targets(*, quiet: bool) -> Iterator[Progress]:
    """Of a check: targets done, and in between how far the links are."""
    if quiet or not sys.stderr.isatty():
        yield _nothing if quiet else Plain()
        return
    sites = Sites()
    with click.progressbar(
        length=1, label="checking", file=sys.stderr, show_pos=True, width=BAR, item_show_func=_as_it_is
    ) as bar:

        def advance(done: int, total: int, what: str | LinksSoFar) -> None:
            so_far = sites.heard(what)
            bar.length = total
            # A site's links take as long as thousands of pages: the time of one target tells nothing of the next.
            bar.show_eta = so_far is None
            if so_far is None:
                bar.current_item = _fitting(str(what), BESIDE + CLOCK)
            else:
                bar.current_item = _fitting(words(so_far), BESIDE)
            bar.update(done - bar.pos)
            bar.render_progress()

        yield advance


@contextmanager
def of_links(*, quiet: bool) -> Iterator[Progress]:
    """Of a link check: pages read of those known so far."""
    if quiet or not sys.stderr.isatty():
        yield _nothing if quiet else Plain(each_target=False)
        return
    sites = Sites()
    with click.progressbar(
        length=1,
        label="links",
        file=sys.stderr,
        show_percent=False,
        show_eta=False,
        width=BAR,
        item_show_func=_as_it_is,
    ) as bar:

        def advance(_done: int, _total: int, what: str | LinksSoFar) -> None:
            if (so_far := sites.heard(what)) is not None:
                bar.length, bar.pos = max(so_far.of, 1), so_far.pages
                bar.current_item = _fitting(words(so_far), BESIDE)
            bar.render_progress()

        bar.render_progress()
        yield advance


class Sites:
    """The sites whose links are being checked; what is done drops out."""

    def __init__(self) -> None:
        self._at_work: dict[str, LinksSoFar] = {}

    def heard(self, what: str | LinksSoFar) -> LinksSoFar | None:
        """All of them as one after what was just told, ``None`` while there is none."""
        if isinstance(what, str):
            self._at_work.pop(what.partition(" ")[2], None)
        else:
            self._at_work[what.subject] = what
        return LinksSoFar.together(self._at_work.values()) if self._at_work else None


class Plain:
    """Lines: one for each target that is done, and of the links one in ``PLAIN_SECONDS``."""

    def __init__(self, *, each_target: bool = True, ticks: Callable[[], float] = clock.ticks):
        self._each_target = each_target
        self._ticks = ticks
        self._sites = Sites()
        self._next = ticks() + PLAIN_SECONDS

    def __call__(self, done: int, total: int, what: str | LinksSoFar) -> None:
        """Say it if it is time to."""
        so_far = self._sites.heard(what)
        if isinstance(what, str):
            if self._each_target:
                click.echo(f"{done}/{total} {what}", err=True)
        elif so_far is not None and self._ticks() >= self._next:
            self._next = self._ticks() + PLAIN_SECONDS
            click.echo(f"{done}/{total} links {so_far.subject}: {words(so_far)}", err=True)


def words(links: LinksSoFar) -> str:
    """``3 dead, 120/900 pages at 85/s, 0:09 left, 3400 links``: what a narrow terminal may cut off comes last."""
    left = links.seconds_left
    time = f", {int(left) // 60}:{int(left) % 60:02d} left" if left is not None else ""
    return f"{links.dead} dead, {links.pages}/{links.of} pages at {links.rate:.3g}/s{time}, {links.links} links"


def _nothing(_done: int, _total: int, _what: str | LinksSoFar) -> None:
    """For who asked for quiet."""


def _fitting(said: str, beside: int) -> str:
    """What of the words fits on the line: a longer one would be drawn below itself each time."""
    return said[: max(shutil.get_terminal_size().columns - beside, 10)]


def _as_it_is(said: str | None) -> str | None:
    return said
