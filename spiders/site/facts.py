"""What is said of a site's links at the end of a check: the parts of ``LinksChecked``."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from monitor.model.observation import EmptyLink, LinkLook, LinkPlace, Outcome
from spiders.extract.standing import Region
from spiders.site.carriers import Carriers
from spiders.site.link import Link
from spiders.site.map import SiteMap

MOST_EMPTY = 200  # empty links told of one site


def link_look(link: Link, carriers: Carriers | None) -> LinkLook | None:
    """The link as the observation tells it; ``None`` while nothing is wrong with it or no page carries it."""
    if link.look is None or carriers is None:
        return None
    return LinkLook(
        link.look,
        carriers.pages,
        tuple(page.url for page in carriers.sample),
        link.place.text if link.place else "",
        link.internal,
        link.resource,
        link.place,
        link.second,
        _moment(link.first_bad),
        _moment(link.last_good),
    )


def empty_links_of(site: SiteMap) -> tuple[EmptyLink, ...]:
    """The empty links of all pages: of a template one for each text and region, of a page's body one for each page."""
    found: dict[tuple[str, str, str], EmptyLink] = {}
    for page in site.links.values():
        if not page.empty or page.outcome is not Outcome.OK:
            continue
        once: set[tuple[str, str, str]] = set()
        for raw, text, region, line in json.loads(page.empty):
            key = (raw, text, region if region != Region.BODY else page.url)
            if key in once:
                continue
            once.add(key)
            if key in found:
                found[key] = replace(found[key], pages=found[key].pages + 1)
            elif len(found) < MOST_EMPTY:
                found[key] = EmptyLink(raw, LinkPlace(page.url, text, region, line))
    return tuple(found.values())


def orphans(site: SiteMap, kept: Iterable[str]) -> list[Link]:
    """The links that no page carries and nobody enrolled."""
    carried: set[int] = set()
    for page in site.links.values():
        if page.links is not None:
            carried.update(page.links)
    named = set(kept)
    return [link for link in site.links.values() if link.number not in carried and link.url not in named]


def write_listing(path: Path, site: SiteMap) -> None:
    """Every link with its outcome, one JSON object a line."""
    pages: Counter[int] = Counter()
    for page in site.links.values():
        if page.links is not None:
            pages.update(page.links)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as out:
        for link in site.links.values():
            out.write(json.dumps(_listed(link, pages[link.number]), ensure_ascii=False) + "\n")


def listing_name(subject: str) -> str:
    """The name of a site's listing in the run folder."""
    return f"links-{quote(subject, safe='')}.jsonl.gz"


def _listed(link: Link, pages: int) -> dict[str, Any]:
    look = link.look
    asked = _moment(link.asked)
    return {
        "url": link.url,
        "internal": link.internal,
        "resource": link.resource,
        "outcome": link.outcome,
        "cause": look.cause if look else None,
        "status": look.status if look else None,
        "final_url": look.final_url if look else None,
        "pages": pages,
        "asked_at": asked.isoformat() if asked else None,
    }


def _moment(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
