"""An answer of the simulated web, before HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Reply:
    """``changed`` is the day of the last change, ``None`` on answers without validators.

    ``closed``: the connection ends without an answer. ``body`` is what is sent; ``whole`` is
    the body before it was cut short, where it was.
    """

    status: int = 200
    type: str = "text/html; charset=utf-8"
    body: bytes = field(default=b"", repr=False)
    changed: date | None = None
    headers: tuple[tuple[str, str], ...] = ()
    closed: bool = False
    whole: bytes | None = field(default=None, repr=False)


CLOSED = Reply(closed=True)
