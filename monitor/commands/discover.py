"""xunjian discover."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click
import yaml

import monitor
from monitor import clock
from monitor.desk import CouldNotLook, Desk, Interrupted, NotUsable
from monitor.model import wire
from monitor.model.subject import Inventory, SubjectKind
from monitor.model.target import ColumnTarget, CrawlOrder, Network

CHINA = ZoneInfo("Asia/Shanghai")
FIELDS = ("id", "site", "name", "url", "kind", "top_level")


@dataclass(frozen=True)
class Asked:
    """The site to look at: its id, its home page, and what is enrolled altogether."""

    site: str
    url: str
    inventory: Inventory

    @property
    def columns(self) -> list[ColumnTarget]:
        """What is enrolled of the site already."""
        mine = (column for column in self.inventory.columns if column.site == self.site)
        return [ColumnTarget(SubjectKind.COLUMN, column.id, column.url, name=column.name) for column in mine]


@click.command()
@click.argument("site", metavar="SITE")
@click.pass_obj
def command(desk: Desk, site: str) -> None:
    """Look at a site and propose its columns as inventory YAML, to review.

    SITE is the id of an enrolled site or an address. Home page, site map and one level of section
    pages are read, 200 pages at most. What is enrolled already is named in comments only; every
    proposal whose kind or page is uncertain says so. Review, then merge into the inventory.

    \b
    Example:
      xunjian discover portal > columns.yaml
      xunjian discover http://www.example.gov.cn/
    """
    asked = _asked(desk, site)
    lines = [wire.line(_order(desk, asked)), *(wire.line(column) for column in asked.columns)]
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
    click.echo("\n".join(_listing(asked, found)))
    desk.say(f"{_count(found)} columns proposed; each is a guess: review before you enroll them")
    if not found[-1]["complete"]:
        desk.warn(f"the site has more: {found[-1]['pages']} pages were read and no more")


def _count(found: list[dict[str, Any]]) -> int:
    return sum(one["line"] == "column" and not one["enrolled"] for one in found)


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


def _listing(asked: Asked, found: list[dict[str, Any]]) -> Iterator[str]:
    yield f"# Columns that {asked.url} seems to have. Review each: name, kind, and who answers for it (unit)."
    if asked.site not in {site.id for site in asked.inventory.sites}:
        yield f"# The site is not enrolled: add one with id {asked.site} under sites, or change site below."
    ids = {column.id for column in asked.inventory.columns}
    proposed = [one for one in found if one["line"] == "column" and not one["enrolled"]]
    yield "columns:" if proposed else "columns: []"
    for one in proposed:
        yield from _entry({**one, "site": asked.site, "id": _id(asked.site, one["url"], ids)})
    for one in found:
        if one["line"] == "missing":
            yield _comment(
                f"enrolled, but nothing on the site leads to it: {one['enrolled']} {one['name']} {one['url']}"
            )
        elif one.get("enrolled"):
            yield _comment(f"enrolled: {one['enrolled']} {one['name']} {one['url']}")


def _entry(one: dict[str, Any]) -> Iterator[str]:
    for doubt in _doubts(one):
        yield _comment(f"to review: {doubt}", "  ")
    fields = {name: one[name] for name in FIELDS}
    lines = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100_000).splitlines()
    for number, line in enumerate(lines):
        yield (
            ("  - " if number == 0 else "    ")
            + line
            + (_comment(f"by {one['reason']}", "  ") if line.startswith("kind:") else "")
        )


def _doubts(one: dict[str, Any]) -> Iterator[str]:
    if one["page"] is None:
        yield f"its page could not be looked at ({one['undecided']})"
    elif one["page"] != "list" and not (one["kind"] == "static" and one["sure"]):
        yield f"no list was read on its page ({one['undecided'] or one['page']})"
    elif one["page"] == "list" and one["undecided"]:
        yield f"its list cannot be judged ({one['undecided']})"
    if one["same_as"]:
        yield f"leads to the same page as {one['same_as']}"
    if not one["sure"]:
        yield "the kind is a guess"


def _comment(text: str, indent: str = "") -> str:
    return f"{indent}# " + "".join(c for c in " ".join(text.split()) if c.isprintable())


def _id(site: str, url: str, taken: set[str]) -> str:
    """An id that is free: the site's, and the folders of the address from the last one up."""
    parts = [re.sub(r"\W+", "-", part).strip("-_")[:40] for part in urlsplit(url).path.split("/")]
    folders = [part for part in parts if part and not re.match(r"(?:index|default|list)(?:-|$)", part)]
    wanted = "-".join([site, folders[-1]]) if folders else f"{site}-column"
    if wanted in taken and len(folders) > 1:
        wanted = "-".join([site, *folders[-2:]])
    free = next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if name not in taken)
    taken.add(free)
    return free


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
