"""xunjian linkcheck."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click
from pydantic import ValidationError

import monitor
from monitor import clock
from monitor.desk import CouldNotLook, Desk, Interrupted, NotUsable
from monitor.linklist import found, stream
from monitor.listing import format_option
from monitor.model import wire
from monitor.model.observation import LinksChecked, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import CrawlOrder, LinksTarget, Network
from monitor.pipeline.crawl import CrawlFailed, crawl, prepare
from monitor.progress import of_links
from monitor.settings_file import Wire

CHINA = ZoneInfo("Asia/Shanghai")
COLUMNS = ("outcome", "status", "cause", "url", "page", "line", "region", "text")
OPTIONS = {
    "allow_networks": ("--allow-network", "a loopback or private CIDR such as 127.0.0.0/8"),
    "connect_to": ("--connect-to", "HOST:PORT=HOST:PORT, such as www.example.gov.cn:80=127.0.0.1:8081"),
    "per_host_delay": ("--delay", "seconds from 0 to 600"),
}
WHY = {
    "egress": "its address is private or its port unusual; --allow-network CIDR opens a network",
    "moved": "it leads to another host, {final}; check that one",
    "robots": "its robots.txt asks programs to stay away",
}


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@format_option()
@click.option("--all", "everything", is_flag=True, help="List also what is neither dead nor well: blocked, transient …")
@click.option("--max-pages", type=click.IntRange(1), default=2000, show_default=True, help="Pages read of a site.")
@click.option("--delay", type=click.FloatRange(0, 600), default=0.5, show_default=True, help="Seconds, for each host.")
@click.option(
    "--concurrency", type=click.IntRange(1, 16), default=2, show_default=True, help="Connections to the site's host."
)
@click.option(
    "--allow-network",
    "networks",
    multiple=True,
    metavar="CIDR",
    help="A private network that may be reached; repeatable.",
)
@click.option(
    "--connect-to",
    "ways",
    multiple=True,
    metavar="HOST:PORT=HOST:PORT",
    help="Go there instead, as curl does; repeatable.",
)
@click.pass_obj
def command(desk: Desk, /, urls: tuple[str, ...], form: str, everything: bool, max_pages: int, **network: Any) -> None:
    """Check the links of a site that need not be enrolled, and list what is dead.

    Reads the pages of the URL's host, asks what they link to, and keeps nothing. Needs no workspace.
    Exits 1 when something is dead, 3 when a site could not be looked at.

    \b
    Example:
      xunjian linkcheck http://www.example.gov.cn/
      xunjian linkcheck http://localhost:8000/ --allow-network 127.0.0.0/8 --delay 0 --all
    """
    started = clock.ticks()
    now = desk.rehearsal or clock.now()
    now = now.replace(tzinfo=CHINA) if now.tzinfo is None else now.astimezone(CHINA)
    order = CrawlOrder("linkcheck", now, f"Xunjian/{monitor.__version__}", _network(**network))
    seen = _seen(desk, order, _targets(urls, max_pages))
    judged = [site for site in seen if site.undecided is None]
    stream((row for site in judged for row in found(site, everything=everything)), form, COLUMNS)
    for site in seen:
        _remark(desk, site, max_pages)
    if judged:
        desk.say(Summary.of(judged).text(clock.ticks() - started))
    if any(bad.look.outcome is Outcome.GONE for site in judged for bad in site.bad):
        sys.exit(1)
    if len(judged) < len(seen):
        sys.exit(CouldNotLook.exit_code)


def _network(networks: tuple[str, ...], ways: tuple[str, ...], delay: float, concurrency: int) -> Network:
    if wrong := [way for way in ways if "=" not in way]:
        raise NotUsable(f"--connect-to: found {wrong[0]!r}, which is none; write {OPTIONS['connect_to'][1]}")
    pairs = dict(way.split("=", 1) for way in ways)
    given = {"allow_networks": list(networks), "connect_to": pairs, "per_host_delay": delay}
    try:
        checked = Wire.model_validate({**given, "per_host_concurrency": concurrency})
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        option, accepted = OPTIONS[str(detail["loc"][0])]
        reason = str(detail.get("ctx", {}).get("error", "")) or "which is none"
        raise NotUsable(f"{option}: found {detail['input']!r}, {reason}; write {accepted}") from None
    return Network(
        allow_networks=tuple(checked.allow_networks),
        connect_to=checked.connect_to,
        per_host_concurrency=checked.per_host_concurrency,
        per_host_delay=checked.per_host_delay,
    )


def _targets(urls: tuple[str, ...], max_pages: int) -> list[LinksTarget]:
    """One for each host: two addresses of one site are two doors to it."""
    doors: dict[str, list[str]] = {}
    for url in urls:
        doors.setdefault(_host(url), []).append(url)
    return [
        LinksTarget(SubjectKind.SITE, host, first, seeds=tuple(more), max_pages=max_pages)
        for host, (first, *more) in doors.items()
    ]


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.port != 0 and not any(map(str.isspace, url))
    except ValueError:  # a port or a bracket that is none
        usable = False
    if not usable or not parts.hostname:
        raise NotUsable(f"{url}: no address of a site; write it whole: http://www.example.gov.cn/")
    return parts.hostname


def _seen(desk: Desk, order: CrawlOrder, targets: Sequence[LinksTarget]) -> list[LinksChecked]:
    """What a crawl in a folder that is thrown away saw, in the order of the targets."""
    with TemporaryDirectory(prefix="xunjian-linkcheck-") as place:
        folder = Path(place) / "run"
        prepare(folder, order, targets)
        try:
            with of_links(quiet=desk.quiet) as progress:
                crawl(folder, progress=progress)
        except CrawlFailed as error:
            raise CouldNotLook(str(error).replace(f", see {folder / 'crawl.log'}", "")) from error
        except KeyboardInterrupt:
            raise Interrupted("interrupted; nothing is kept") from None
        lines = (folder / "observations.jsonl").read_text(encoding="utf-8").splitlines()
    seen = [one for one in map(wire.observation, lines) if isinstance(one, LinksChecked)]
    places = [target.subject for target in targets]
    return sorted(seen, key=lambda one: places.index(one.subject))


def _remark(desk: Desk, site: LinksChecked, max_pages: int) -> None:
    if site.undecided is not None:
        cause = site.look.cause if site.look.cause in WHY else site.undecided
        why = WHY.get(cause or "", cause or "").format(final=site.look.final_url or "it does not say which")
        desk.warn(f"{site.look.url}: could not be looked at: {why}")
    elif not site.complete and site.read >= max_pages:
        desk.warn(f"{site.subject}: has more pages; {site.read} were read, --max-pages N reads more")
    elif not site.complete:
        desk.warn(f"{site.subject}: not every page and link could be looked at; --all lists those")
    for trap in site.trapped:
        desk.warn(f"{site.subject}: addresses without end, {trap.shape}: {trap.read} of {trap.known} were read")


@dataclass(frozen=True)
class Summary:
    """All sites in one line. ``unsure`` is what is neither well, dead nor blocked."""

    pages: int
    links: int
    dead: int
    blocked: int
    unsure: int

    @classmethod
    def of(cls, sites: Sequence[LinksChecked]) -> Summary:
        """The sums."""
        outcomes = [bad.look.outcome for site in sites for bad in site.bad]
        dead, blocked = outcomes.count(Outcome.GONE), outcomes.count(Outcome.BLOCKED)
        pages, links = sum(site.read for site in sites), sum(site.links for site in sites)
        return cls(pages, links, dead, blocked, len(outcomes) - dead - blocked)

    def text(self, seconds: float) -> str:
        """The line."""
        asked = f"{self.pages} pages read, {self.links} links asked"
        return f"{asked}: {self.dead} dead, {self.blocked} blocked, {self.unsure} unsure, in {seconds:.1f} s"
