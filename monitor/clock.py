"""The only clock of the house. Everything else receives ``now`` as an argument."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def ticks() -> float:
    """Seconds of a clock that only moves forward, to measure how long something takes."""
    return time.monotonic()
