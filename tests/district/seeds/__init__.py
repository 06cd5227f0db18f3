"""The district's content: who there is, what each publishes when, and every seeded fault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from tests.district.days import Month
from tests.district.plan import Account, Column, Duty, Link, Site, Unit
from tests.district.seeds.accounts import accounts
from tests.district.seeds.bureaus import bureaus
from tests.district.seeds.departments import departments
from tests.district.seeds.links import links
from tests.district.seeds.portal import portal
from tests.district.seeds.reports import duties
from tests.district.seeds.towns import towns
from tests.district.seeds.units import UNITS


@dataclass(frozen=True)
class District:
    """Everything seeded for one month."""

    month: Month
    units: tuple[Unit, ...]
    sites: tuple[Site, ...]
    accounts: tuple[Account, ...]
    duties: tuple[Duty, ...]
    links: tuple[Link, ...]

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _columns(self) -> dict[str, tuple[Site, Column]]:
        return {column.id: (site, column) for site in self.sites for column in site.columns}

    def unit(self, id_: str) -> Unit:
        """The unit of that id."""
        return self._units[id_]

    def column(self, id_: str) -> tuple[Site, Column]:
        """The column of that id and its site."""
        return self._columns[id_]


def district(month: Month) -> District:
    """The district whose faults come, heal and return in ``month``."""
    sites = (portal(month), *departments(month), *bureaus(month), *towns(month))
    return District(month, UNITS, tuple(map(_numbered, sites)), accounts(month), duties(month), links(month))


def _numbered(site: Site) -> Site:
    columns = tuple(replace(column, number=11 + place) for place, column in enumerate(site.columns))
    return replace(site, columns=columns)
