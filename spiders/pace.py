"""The time between two requests to a host: the operator's delay, or the longer one that the host asks for."""

from __future__ import annotations

import asyncio
from time import monotonic


class Pace:
    """Turns at hosts, for all who ask them. ``delay`` in seconds, 0 is none."""

    def __init__(self, delay: float):
        self.delay = delay
        self._slower: dict[str, float] = {}
        self._next: dict[str, float] = {}  # monotonic instants

    def slow(self, host: str, delay: float) -> None:
        """A host wants this much between requests; the longest wish counts."""
        if delay > self._slower.get(host, self.delay):
            self._slower[host] = delay

    def hold(self, host: str, seconds: float) -> None:
        """A host asked to be left alone for so long."""
        self._next[host] = max(self._next.get(host, 0.0), monotonic() + seconds)

    async def turn(self, host: str) -> None:
        """Wait until the host may be asked."""
        delay = self._slower.get(host, self.delay)
        if not delay and host not in self._next:
            return
        now = monotonic()
        at = max(self._next.get(host, 0.0), now)
        self._next[host] = at + delay
        if at > now:
            await asyncio.sleep(at - now)
