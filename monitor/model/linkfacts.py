"""What findings say of bad links: on how many pages they stand, where on the first, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from monitor.model.judgement import Detail, Evidence, evidence
from monitor.model.observation import LinkLook, LinkPlace

REGION = {"menu": "导航", "header": "页眉", "footer": "页脚", "links": "链接栏", "body": "正文"}
SAMPLE = 5  # pages named: enough to find the link, few enough to read


def spread(counts: Sequence[int], samples: Sequence[Sequence[str]]) -> tuple[int, list[str], str]:
    """On how many pages several links stand, some of the pages, and the number in words.

    Of several links only the least number of pages is known: they may stand on the same ones.
    """
    named = list(dict.fromkeys(page for sample in samples for page in sample))
    if len(counts) == 1:
        return counts[0], named[:SAMPLE], f"出现在 {counts[0]} 个页面"
    least = max(*counts, len(named))
    return least, named[:SAMPLE], f"出现在至少 {least} 个页面"


def standing(links: Sequence[LinkLook]) -> str:
    """On how many pages the links stand and where on the first, as a sentence goes on."""
    _, _, pages = spread([link.pages for link in links], [link.sample for link in links])
    return pages + seen_on(links[0].place)


def seen_on(place: LinkPlace | None) -> str:
    """The first page and the place on it, as a sentence ends; nothing where it is not known."""
    if place is None:
        return ""
    line = f"第 {place.line} 行" if place.line else ""
    where = REGION.get(place.region, "") + line
    return f"，见 {place.page}（{where}）" if where else f"，见 {place.page}"


def place_details(place: LinkPlace | None) -> dict[str, Detail]:
    """The place as fields of a finding, ``None`` where it is not known."""
    return {
        "page": place.page if place else None,
        "region": place.region or None if place else None,
        "line": place.line or None if place else None,
        "source": place.source or None if place else None,
        "page_warc": place.warc if place else None,
    }


def link_details(links: Sequence[LinkLook], zone: tzinfo | None) -> dict[str, Detail]:
    """The fields of a finding, by its first link; ``text`` only where all links have the same."""
    first = links[0]
    pages, sample, _ = spread([link.pages for link in links], [link.sample for link in links])
    return {
        "pages": pages,
        "sample": sample,
        "status": first.look.status,
        "cause": first.look.cause,
        "internal": first.internal,
        "resource": first.resource,
        "text": first.text if len({link.text for link in links}) == 1 else "",
        **place_details(first.place),
        "first_bad": _written(first.first_bad, zone),
        "last_good": _written(first.last_good, zone),
        "second_outcome": first.second.outcome.value if first.second else None,
        "second_status": first.second.status if first.second else None,
    }


def link_evidence(links: Sequence[LinkLook], at: datetime) -> tuple[Evidence, ...]:
    """The answers of the first link: that to us, and that to a browser where its bytes were kept."""
    first = links[0]
    kept = [first.look] if first.second is None or first.second.warc is None else [first.look, first.second]
    return tuple(evidence(look, at) for look in kept)


def _written(at: datetime | None, zone: tzinfo | None) -> str | None:
    return None if at is None else at.astimezone(zone).isoformat(timespec="seconds")
