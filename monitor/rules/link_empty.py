"""空链：网页上的链接没有设置地址，点击后没有去处。

Only a plain link counts, one that no script can be at work on, as the crawl reads it. Its identity is
where it stands: a link of menu, header, footer or the box of links to others belongs to the template and is
one finding for the site; one in the text of a page is that page's. Region and words make the rest of it.

Fails when a page read in the crawl carries such a link.

Passes only when every page within reach was read.

Inconclusive when the site could not be read (the reason says why), or when the crawl is not
complete and found nothing ("incomplete").

Source: 济南市 2025 年第二季度通报 “错链、暗链、空链及非法链接”; the national indicators do not name it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from urllib.parse import urldefrag

from monitor.model.badlinks import is_whole
from monitor.model.judgement import Evidence, Finding, Judgement, failed, inconclusive, passed
from monitor.model.linkfacts import REGION, place_details, seen_on, spread
from monitor.model.observation import EmptyLink, LinksChecked
from monitor.model.reasons import NOT_LOOKED, unanswered
from monitor.model.rule import NoParams, rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Site, SubjectKind

TEXT = 40  # characters of a link's words that tell it from its neighbours


@rule("空链", subject=SubjectKind.SITE, rests_on=(LinksChecked,))
def link_empty(seen: Snapshot, p: NoParams) -> Judgement:
    """Which links of the site's pages lead nowhere by how they are written."""
    fact = seen.latest(LinksChecked)
    if fact is None:
        return inconclusive(NOT_LOOKED)
    if (reason := unanswered(fact.look)) is not None:
        return inconclusive(reason)
    found: dict[str, list[EmptyLink]] = {}
    for link in sorted(fact.empty, key=lambda one: (-one.pages, one.place.page, one.place.line)):
        if link.pages > 0:
            found.setdefault(_locus(link, cast(Site, seen.subject).url), []).append(link)
    if found:
        findings = [_finding(locus, found[locus], fact) for locus in sorted(found)]
        return failed(findings, fact.pages, exhaustive=is_whole(fact))
    if not is_whole(fact):
        return inconclusive(fact.undecided or "incomplete", fact.pages)
    return passed(fact.pages)


def _locus(link: EmptyLink, home: str) -> str:
    """The page and the place on it. The address itself is empty, so the words stand for it."""
    place = link.place
    page = place.page if place.region in ("body", "") else home
    words = " ".join((place.text or link.raw).split())[:TEXT]
    return f"{urldefrag(page).url}#空链:{REGION.get(place.region, '')}:{words}"


def _finding(locus: str, links: Sequence[EmptyLink], fact: LinksChecked) -> Finding:
    first = links[0]
    pages, _, spoken = spread([link.pages for link in links], [[link.place.page] for link in links])
    return Finding(
        locus=locus,
        message=f"空链（链接未设置地址），{spoken}{seen_on(first.place)}",
        details={"pages": pages, "text": first.place.text, "raw": first.raw, **place_details(first.place)},
        evidence=(Evidence(first.place.page, fact.at, None, first.place.warc),),
    )
