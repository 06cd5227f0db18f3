"""Links: dead addresses, and those that accuse nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from tests.district.days import Span
from tests.district.inventory import column_url
from tests.district.plan import Link, View
from tests.district.seeds import District
from tests.district.truth.row import Truth
from tests.district.truth.runs import must

RULE = "link-broken"
ASKING = ("link-hijacked",)  # rules that propose, for a person to decide
ODD = {
    View.WALL: "a column in the navigation behind an anti-bot wall",
    View.PRIVATE: "a column in the navigation that redirects to a private address",
    View.BUSY: "a column in the navigation that answers 503",
    View.HUGE: "a column in the navigation of 20 MB",
}
NO_ADDRESSES = ("javascript:;", "javascript:void(0)", "#", "mailto:zwgk@dongchangfu.gov.cn", "tel:0635-0000000")


def link_rows(district: District) -> Iterator[Truth]:
    """The rows of all seeded links, then what every page carries."""
    for link in district.links:
        yield from _fault(district, link) if link.fault else _trap(district, link)
    yield from _around(district)


def _fault(district: District, link: Link) -> Iterator[Truth]:
    month = district.month
    there = Span(_born(district, link), month.last)
    for dead in link.dead:
        days = dead.meet(link.carried) and dead.meet(link.carried).meet(there)  # type: ignore[union-attr]
        if days is None or days.first is None or (days.last and days.last < month.first):
            continue
        until = None if days.last == month.last else days.last
        verdict, group = must(month, days.first, until), "defect"
        if link.rule in ASKING:
            verdict, group = "suspected", "question"
        yield Truth(link.rule, "site", link.site, days.first, until, verdict, link.note, group, link.url)


def _trap(district: District, link: Link) -> Iterator[Truth]:
    month = district.month
    for dead in link.dead or (Span(),):
        group = "weather" if dead.first and dead.last else "trap"
        since = dead.first or month.first
        yield Truth(
            link.rule, "site", link.site, since, dead.last, "never", link.note, group, quote(link.url, safe=":/")
        )


def _born(district: District, link: Link) -> date | None:
    """The day on which the article that carries the link appeared."""
    place, _, id_ = link.place.partition(":")
    if place != "article":
        return None
    activity = district.column(id_)[1].activity
    return activity.newest(district.month.day(-1)) if activity else None


def _around(district: District) -> Iterator[Truth]:
    month = district.month
    for site in district.sites:
        for column in site.columns:
            url = column_url(site, column)
            if column.view in ODD:
                yield Truth(RULE, "site", site.id, month.first, None, "never", ODD[column.view], "trap", url)
            if column.moved and column.moved.first:
                note = "an enrolled address that no page carries"
                yield Truth(RULE, "site", site.id, column.moved.first, column.moved.last, "never", note, "trap", url)
        if site.forgotten:
            locus, note = f"{site.url}#空链:导航:{site.forgotten}", "a rule that the national set leaves to the office"
            yield Truth("link-empty", "site", site.id, month.first, None, "never", note, "trap", locus)
        if site.down and site.down.first:
            note = "links to a site that is down"
            for other in (other for other in district.sites if other.id != site.id):
                days = site.down.first, site.down.last
                yield Truth(RULE, "site", other.id, *days, "never", note, "weather", site.url)
    for locus in NO_ADDRESSES:
        yield Truth(RULE, "site", "portal", month.first, None, "never", "no address to follow", "trap", locus)
