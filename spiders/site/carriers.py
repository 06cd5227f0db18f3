"""Which pages carry the bad addresses, and where on them: asked of the site once more, for those that are new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.model.observation import LinkPlace, Outcome
from spiders.extract.links import PageLinks, read_links, resolve
from spiders.extract.shape import without_session
from spiders.site.link import Link
from spiders.site.map import SiteMap
from spiders.site.probe import Prober

SAMPLE = 5  # pages named for each bad address
PAGES = 300  # pages read once more to show where the dead links stand
AROUND = 120  # characters of a source line on both sides of the address
TOLD = (Outcome.GONE, Outcome.DEGRADED)


@dataclass
class Carriers:
    """How many pages carry an address, and some of them."""

    pages: int = 0
    sample: list[Link] = field(default_factory=list)


def carriers_of(site: SiteMap, wanted: Iterable[Link]) -> dict[int, Carriers]:
    """The carriers of each wanted link, by its number; one pass over all pages."""
    numbers = frozenset(link.number for link in wanted)
    found: defaultdict[int, Carriers] = defaultdict(Carriers)
    for page in site.links.values():
        if page.links is None or page.outcome is not Outcome.OK:
            continue
        for number in numbers.intersection(page.links):
            one = found[number]
            one.pages += 1
            if len(one.sample) < SAMPLE:
                one.sample.append(page)
    return found


async def place(prober: Prober, links: Iterable[Link], carriers: dict[int, Carriers]) -> None:
    """Find where each link stands on the first page that carries it, unless that is remembered."""
    by_page: defaultdict[Link, list[Link]] = defaultdict(list)
    for link in links:
        sample = carriers[link.number].sample if link.number in carriers else []
        if sample and (link.place is None or link.place.page not in {page.url for page in sample}):
            by_page[sample[0]].append(link)
    for page, wanted in list(by_page.items())[:PAGES]:
        visit = await prober.carrier(page.url)
        if visit.body:
            _place(read_links(visit.body, visit.url), page.url, visit.look.warc, {link.url: link for link in wanted})


def _place(page: PageLinks, url: str, warc: str | None, wanted: dict[str, Link]) -> None:
    lines: list[str] | None = None
    for at, reference in enumerate(page.references):
        address = resolve(reference.raw, page.base, page.encoding)
        link = wanted.pop(without_session(address), None) if address else None
        if link is None:
            continue
        lines = lines if lines is not None else page.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        line = page.lines[at] or 0
        source = _around(lines[line - 1], reference.raw) if 0 < line <= len(lines) else ""
        link.place = LinkPlace(url, reference.text(), str(reference.region()), line, source, warc)


def _around(line: str, raw: str) -> str:
    at = max(line.find(raw[:40]), 0)
    return line[max(0, at - AROUND) : at + len(raw) + AROUND].strip()
