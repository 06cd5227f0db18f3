"""The fixture pages beside this file: one a layout or channel, written for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 24)
URL = "http://www.donghe.gov.cn/zwgk/tzgg/index.html"

_FOLDER = Path(__file__).parent / "pages"


def page(name: str) -> bytes:
    """The bytes of a fixture page."""
    return (_FOLDER / name).read_bytes()
