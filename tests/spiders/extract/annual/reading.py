"""A made report opened and read as ``inspect`` does it."""

from __future__ import annotations

from datetime import date
from typing import Any

from spiders.annual_files import read_annual
from spiders.extract.annual.describe import described

TODAY = date(2026, 11, 24)


def seen(body: bytes) -> dict[str, Any]:
    """The JSON object."""
    return described(read_annual(body, today=TODAY))


def faults(body: bytes) -> list[tuple[str, str, str]]:
    """What is wrong with it: id, what stands there, what should."""
    return [(fault["id"], fault["said"], fault["expected"]) for fault in seen(body)["failed"]]
