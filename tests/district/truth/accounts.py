"""Accounts: silent ones, and those of which nothing may be said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.district.plan import Account
from tests.district.seeds import District
from tests.district.truth.row import Truth
from tests.district.truth.runs import must, runs

RULE = "account-silent"
DAYS = timedelta(days=14)


def account_rows(district: District) -> Iterator[Truth]:
    """The rows of all accounts."""
    for account in district.accounts:
        yield from _trap(district, account) if account.trap else _fault(district, account)


def _trap(district: District, account: Account) -> Iterator[Truth]:
    verdict = "inconclusive" if account.form == "error" else "never"
    yield Truth(RULE, "account", account.id, district.month.first, None, verdict, account.trap or "", "trap")


def _fault(district: District, account: Account) -> Iterator[Truth]:
    activity = account.activity
    if activity is None:
        return
    for since, until in runs(district.month, lambda day: day > (activity.newest(day) or day) + DAYS):
        note = f"last push {activity.newest(since)}"
        yield Truth(RULE, "account", account.id, since, until, must(district.month, since, until), note)
