"""One bulletin and its files, rendered once for all tests."""

from __future__ import annotations

import pytest

from reports.bulletin import Bulletin
from reports.monthly import build
from reports.pdf import pdf
from reports.render import html
from tests.reports import month


@pytest.fixture(scope="session")
def bulletin() -> Bulletin:
    return build(month.facts())


@pytest.fixture(scope="session")
def page(bulletin: Bulletin) -> str:
    return html(bulletin)


@pytest.fixture(scope="session")
def printed(page: str) -> bytes:
    return pdf(page)
