"""Days on which a site cannot be judged: down, or its bodies cut short."""

from __future__ import annotations

from collections.abc import Iterator

from tests.district.days import Span
from tests.district.plan import Site
from tests.district.seeds import District
from tests.district.truth.columns import Condition, condition
from tests.district.truth.row import Truth


def weather_rows(district: District) -> Iterator[Truth]:
    """The rows of all sites with weather."""
    for site in district.sites:
        if site.down:
            yield from _rows(district, site, site.down, "the site is down", ("home-stale", "link-broken"))
        if site.cut:
            yield from _rows(district, site, site.cut, "bodies end in the middle of the gzip stream", ("home-stale",))


def _rows(district: District, site: Site, days: Span, note: str, rules: tuple[str, ...]) -> Iterator[Truth]:
    assert days.first is not None
    for rule in rules:
        yield Truth(rule, "site", site.id, days.first, days.last, "inconclusive", note, "weather")
    for column in site.columns:
        if condition(district, column, days.first) in (Condition.FRESH, Condition.STALE):
            yield Truth("column-stale", "column", column.id, days.first, days.last, "inconclusive", note, "weather")
    if site.down:
        note = "down for two days: far from a week of visits"
        yield Truth("site-unreachable", "site", site.id, days.first, days.last, "never", note, "weather")
