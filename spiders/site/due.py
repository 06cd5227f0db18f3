"""Which of a site's known addresses come up in this run."""

from __future__ import annotations

from zlib import crc32

from monitor.model.observation import Outcome
from spiders.site.link import Link

DAY = 86_400
RESUME = DAY  # seconds in which a crawl that was cut off may be gone on with
SMALL = 300  # pages; a site that has no more is read whole every day: it costs little, and its faults show at once


def cycle_of(pages: int, cycle: int) -> int:
    """In how many days every address of a site comes up once; ``pages`` are those it is known to have."""
    return cycle if pages > SMALL else 1


class Turn:
    """The turns of one run. ``now`` and ``begun`` in seconds since 1970, ``cycle`` in days.

    Each address has its day of the cycle, by its own checksum, so that the days are alike. What is new, what
    was not well and what was missed for a whole cycle comes up at once; what a run that was
    cut off has asked already does not.
    """

    def __init__(self, now: int, begun: int, cycle: int):
        self._now = now
        self._begun = begun
        self._cycle = max(cycle, 1)
        self._day = now // DAY

    def is_due(self, link: Link) -> bool:
        """Whether the link is to be asked in this run."""
        if link.outcome is None:
            return True
        if self._begun <= link.asked <= self._now and self._begun != self._now:
            return False
        if link.outcome is not Outcome.OK or link.asked > self._now:
            return True
        if self._now - link.asked >= self._cycle * DAY:
            return True
        return crc32(link.url.encode()) % self._cycle == self._day % self._cycle

    def is_known(self, link: Link) -> bool:
        """Whether what is known of a link holds: asked within the cycle (and a day, for runs are not to the second)."""
        return link.outcome is not None and self._now - link.asked <= (self._cycle + 1) * DAY
