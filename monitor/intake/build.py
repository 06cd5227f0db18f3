"""Checked entries to the values of the model. Here nothing can fail any more."""

from __future__ import annotations

from typing import Any

from monitor.intake.checks import Entries
from monitor.model.subject import Account, Column, Contact, Inventory, Obligation, Quiet, Site, Source, Unit


def build(lists: Entries) -> Inventory:
    """The inventory that the entries say; a column without a unit has its site's."""
    owner = {site.values["id"]: site.values["unit"] for site in lists["sites"]}
    return Inventory(
        units=tuple(_unit(entry.values) for entry in lists["units"]),
        sites=tuple(Site(**entry.values) for entry in lists["sites"]),
        columns=tuple(_column({"unit": owner[e.values["site"]], **e.values}) for e in lists["columns"]),
        accounts=tuple(_account(entry.values) for entry in lists["accounts"]),
        annual_reports=tuple(Obligation(**entry.values) for entry in lists["annual_reports"]),
    )


def _unit(values: dict[str, Any]) -> Unit:
    contacts = tuple(Contact(**contact) for contact in values.get("contacts", ()))
    return Unit(**{**values, "contacts": contacts})


def _column(values: dict[str, Any]) -> Column:
    plain, quiet = _split(values, "quiet.")
    return Column(**plain, quiet=Quiet(**quiet) if quiet else None)


def _account(values: dict[str, Any]) -> Account:
    plain, source = _split(values, "source.")
    return Account(**plain, source=Source(**source))


def _split(values: dict[str, Any], prefix: str) -> tuple[dict[str, Any], dict[str, Any]]:
    inner = {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}
    return {name: value for name, value in values.items() if not name.startswith(prefix)}, inner
