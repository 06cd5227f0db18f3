"""RSS, Atom and JSON Feed."""

from __future__ import annotations

from datetime import date

from monitor.model.target import AccountTarget
from spiders.extract.feed import read_feed
from spiders.media import Feed


def requests(target: AccountTarget) -> tuple[str, ...]:
    """The feed's address."""
    return (target.source.url,) if target.source and target.source.url else ()


def read(body: bytes, url: str, *, today: date) -> Feed:
    """The feed's facts."""
    return read_feed(body, url, today=today)
