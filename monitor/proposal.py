"""Columns that a site seems to have, as inventory YAML to review: those that moved, then those that are new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import yaml

from monitor.model.relocation import Offer, Relocation, relocations
from monitor.model.subject import Column, ColumnKind, Inventory

Found = Mapping[str, Any]  # a line of ``spiders.discover``


@dataclass(frozen=True)
class Proposal:
    """What to write into the inventory for ``site``. ``moved`` pairs each relocation with what was found there.

    ``lost`` are enrolled columns that are gone from their addresses and were found nowhere; ``unlinked``
    are at their addresses, but nothing leads to them; ``kept`` are found as enrolled.
    """

    site: str
    unit: str | None
    taken: frozenset[str]
    moved: tuple[tuple[Relocation, Found], ...]
    new: tuple[Found, ...]
    lost: tuple[Column, ...]
    unlinked: tuple[Column, ...]
    kept: tuple[Column, ...]

    def listing(self) -> Iterator[str]:
        """The lines of the YAML document."""
        taken = set(self.taken)
        yield "columns:" if self.moved or self.new else "columns: []"
        for pair, found in self.moved:
            yield from _moved(pair, found, self.unit)
        for found in self.new:
            id_ = _id(self.site, found["url"], taken)
            yield from _entry({**found, "site": self.site, "id": id_})
        for said, columns in (
            ("enrolled, but gone from its address, and nothing on the site is like it", self.lost),
            ("enrolled, but nothing on the site leads to it", self.unlinked),
            ("enrolled", self.kept),
        ):
            for one in columns:
                yield _comment(f"{said}: {one.id} {one.name} {one.url}")


def proposal(site: str, inventory: Inventory, lines: Sequence[Found]) -> Proposal:
    """What the ``lines`` of a survey of ``site`` propose."""
    new = [one for one in lines if one["line"] == "column" and not one["enrolled"]]
    missing = {one["enrolled"]: one["lost"] for one in lines if one["line"] == "missing"}
    kept = {one["enrolled"] for one in lines if one["line"] == "column"}
    mine = [column for column in inventory.columns if column.site == site]
    lost = [column for column in mine if missing.get(column.id)]
    offers = [
        Offer(one["name"], one["url"], ColumnKind(one["kind"]), one["sure"], one["top_level"])
        for one in new
        if not one["same_as"]
    ]
    at = {one["url"]: one for one in new}
    pairs = relocations(lost, offers)
    used, found = {pair.now.url for pair in pairs}, {pair.was.id for pair in pairs}
    return Proposal(
        site,
        next((one.unit for one in inventory.sites if one.id == site), None),
        frozenset(column.id for column in inventory.columns),
        tuple((pair, at[pair.now.url]) for pair in pairs),
        tuple(one for one in new if one["url"] not in used),
        tuple(column for column in lost if column.id not in found),
        tuple(column for column in mine if missing.get(column.id) is False),
        tuple(column for column in mine if column.id in kept),
    )


def _moved(pair: Relocation, found: Found, unit: str | None) -> Iterator[str]:
    was = pair.was
    yield _comment(f"was {was.url} ({pair.how})", "  ")
    if found["name"] != was.name:
        yield _comment(f"to review: the site calls it {found['name']}", "  ")
    if found["sure"] and found["kind"] != was.kind:
        yield _comment(f"to review: enrolled as {was.kind}, but {found['kind']} by {found['reason']}", "  ")
    for doubt in _page_doubts(found):
        yield _comment(f"to review: {doubt}", "  ")
    fields: dict[str, Any] = {"id": was.id, "site": was.site}
    if was.unit != unit:
        fields["unit"] = was.unit
    fields |= {"name": was.name, "url": pair.now.url, "kind": str(was.kind), "top_level": was.top_level}
    if was.max_age_days is not None:
        fields["max_age_days"] = was.max_age_days
    if (quiet := was.quiet) is not None:
        fields["quiet"] = {"reason": quiet.reason, "approved_by": quiet.approved_by, "until": quiet.until}
    yield from _fields(fields)


def _entry(one: dict[str, Any]) -> Iterator[str]:
    for doubt in (*_page_doubts(one), *(() if one["sure"] else ("the kind is a guess",))):
        yield _comment(f"to review: {doubt}", "  ")
    said = {"kind": _comment(f"by {one['reason']}", "  ")}
    yield from _fields({name: one[name] for name in ("id", "site", "name", "url", "kind", "top_level")}, said)


def _fields(fields: Mapping[str, Any], said: Mapping[str, str] | None = None) -> Iterator[str]:
    lines = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=100_000).splitlines()
    for number, line in enumerate(lines):
        comment = (said or {}).get(line.partition(":")[0], "")
        yield ("  - " if number == 0 else "    ") + line + comment


def _page_doubts(one: Found) -> Iterator[str]:
    if one["page"] is None:
        yield f"its page could not be looked at ({one['undecided']})"
    elif one["page"] != "list" and not (one["kind"] == "static" and one["sure"]):
        yield f"no list was read on its page ({one['undecided'] or one['page']})"
    elif one["page"] == "list" and one["undecided"]:
        yield f"its list cannot be judged ({one['undecided']})"
    if one["same_as"]:
        yield f"leads to the same page as {one['same_as']}"


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
