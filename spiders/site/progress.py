"""A line a second about a site's check, for whoever waits for it."""

from __future__ import annotations

import sys
from time import monotonic

from monitor.model.observation import Outcome
from spiders.site.link import Link
from spiders.site.map import SiteMap

SECONDS = 1.0


class Progress:
    """``links SUBJECT pages=120 of=900 links=3400 dead=3 rate=85`` on stderr; ``rate`` in pages a second."""

    def __init__(self, subject: str, *, quiet: bool):
        self._subject = subject
        self._quiet = quiet
        self._begun = self._last = monotonic()
        self._dead: set[int] = set()

    def tell(self, read: int, budget: int, site: SiteMap, link: Link) -> None:
        """A link was asked."""
        if link.outcome is Outcome.GONE:
            self._dead.add(link.number)
        now = monotonic()
        if self._quiet or now - self._last < SECONDS:
            return
        self._last = now
        known = sum(1 for one in site.links.values() if one.page)
        rate = read / (now - self._begun)
        line = f"pages={read} of={min(known, read + budget)} links={len(site.links)} dead={len(self._dead)}"
        print(f"links {self._subject} {line} rate={rate:.0f}", file=sys.stderr, flush=True)
