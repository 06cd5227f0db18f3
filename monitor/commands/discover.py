"""xunjian discover."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

import monitor
from monitor import clock
from monitor.desk import CouldNotLook, Desk, Interrupted, NotUsable
from monitor.model import wire
from monitor.model.subject import Column, Inventory, SubjectKind
from monitor.model.target import ColumnTarget, CrawlOrder, Network
from monitor.proposal import Proposal, proposal

CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Asked:
    """The site to look at: its id, its home page, and what is enrolled altogether."""

    site: str
    url: str
    inventory: Inventory

    @property
    def columns(self) -> list[Column]:
        """What is enrolled of the site already."""
        return [column for column in self.inventory.columns if column.site == self.site]

    @property
    def targets(self) -> list[ColumnTarget]:
        """The same, as the spider is told."""
        return [ColumnTarget(SubjectKind.COLUMN, one.id, one.url, name=one.name) for one in self.columns]


@click.command()
@click.argument("site", metavar="SITE")
@click.pass_obj
def command(desk: Desk, site: str) -> None:
    """Look at a site and propose its columns as inventory YAML, to review.

    SITE is the id of an enrolled site or an address. Home page, site map and one level of section
    pages are read, 200 pages at most, and the enrolled addresses that none of them leads to. What is
    enrolled already is named in comments only; every proposal whose kind or page is uncertain says
    so. Review, then merge into the inventory.

    Of a rebuilt site the columns that are gone from their addresses come first, each under its id
    with the address where it seems to be now: "was" names the old one and how the two were matched.

    \b
    Example:
      xunjian discover portal > columns.yaml
      xunjian discover http://www.example.gov.cn/
    """
    asked = _asked(desk, site)
    lines = [wire.line(_order(desk, asked)), *(wire.line(column) for column in asked.targets)]
    child = [sys.executable, "-m", "spiders.discover", asked.url]
    try:
        done = subprocess.run(child, input="\n".join(lines), text=True, capture_output=True, check=False)
    except KeyboardInterrupt:
        raise Interrupted("interrupted") from None
    said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    if done.returncode == 2:
        raise NotUsable(said.removeprefix("python -m spiders.discover: error: stdin: "))
    if done.returncode:
        raise CouldNotLook(f"discover: {said}; nothing is proposed, try again when the site answers")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    proposed = proposal(asked.site, asked.inventory, found)
    click.echo("\n".join([*_heading(asked, proposed), *proposed.listing()]))
    desk.say(_count(proposed))
    if not found[-1]["complete"]:
        desk.warn(f"the site has more: {found[-1]['pages']} pages were read and no more")


def _heading(asked: Asked, proposed: Proposal) -> Iterator[str]:
    yield f"# Columns that {asked.url} seems to have. Review each: name, kind, and who answers for it (unit)."
    if asked.site not in {site.id for site in asked.inventory.sites}:
        yield f"# The site is not enrolled: add one with id {asked.site} under sites, or change site below."
    if proposed.moved:
        yield "# The first have an id that is enrolled: put each in the place of the entry with that id."


def _count(proposed: Proposal) -> str:
    moved = f"{len(proposed.moved)} enrolled columns at new addresses, " if proposed.moved else ""
    return f"{moved}{len(proposed.new)} columns proposed; each is a guess: review before you enroll them"


def _asked(desk: Desk, word: str) -> Asked:
    inventory = _enrolled(desk, "://" in word)
    for site in inventory.sites:
        if word in (site.id, site.url) or ("://" in word and _host(word) == _host(site.url)):
            return Asked(site.id, site.url, inventory)
    if not word.startswith(("http://", "https://")) or not _host(word):
        known = ", ".join(site.id for site in inventory.sites) or "nothing"
        raise NotUsable(f"{word}: no such site; enrolled: {known}; or write an address, http://www.example.gov.cn/")
    return Asked(_host(word).split(".")[0] or "site", word, inventory)


def _enrolled(desk: Desk, is_address: bool) -> Inventory:
    if is_address and desk.option is None and not _at_home(desk):
        return Inventory()
    from monitor.store import inventory  # noqa: PLC0415

    with desk.reading() as db:
        return inventory.load(db)


def _at_home(desk: Desk) -> bool:
    return (desk.workspace / "xunjian.toml").is_file()


def _order(desk: Desk, asked: Asked) -> CrawlOrder:
    if _at_home(desk):
        now, network = desk.now, desk.settings.network
    else:
        now, network = (desk.rehearsal or clock.now()), Network()
        now = now.replace(tzinfo=CHINA) if now.tzinfo is None else now.astimezone(CHINA)
    agent = f"Xunjian/{monitor.__version__}" + (f" (+{network.contact})" if network.contact else "")
    hosts = tuple(sorted({urlsplit(site.url).hostname or "" for site in asked.inventory.sites}))
    return CrawlOrder("discover", now, agent, network, hosts)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
