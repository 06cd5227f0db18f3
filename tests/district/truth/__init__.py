"""The ground truth: every seeded fault and every look-alike, from the plan, never from the pages."""

from __future__ import annotations

from tests.district.seeds import District
from tests.district.truth.accounts import account_rows
from tests.district.truth.columns import column_rows
from tests.district.truth.links import link_rows
from tests.district.truth.reports import report_rows
from tests.district.truth.row import Truth, read_truth, write_truth
from tests.district.truth.sites import site_rows
from tests.district.truth.weather import weather_rows

__all__ = ["Truth", "read_truth", "truth", "write_truth"]


def truth(district: District) -> list[Truth]:
    """All rows, in a fixed order."""
    makers = (column_rows, site_rows, link_rows, report_rows, account_rows, weather_rows)
    return [row for maker in makers for row in maker(district)]
