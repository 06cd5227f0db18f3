"""The files that a workspace needs: the inventory and the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.district import feeds
from tests.district.plan import Account, Column, Duty, Site, Unit
from tests.district.seeds import District
from tests.district.seeds.accounts import FEEDS
from tests.district.seeds.links import SECURE
from tests.district.seeds.reports import first_year
from tests.district.styles import STYLES
from tests.district.world import CONTROL, World

Fields = dict[str, Any]


def column_url(site: Site, column: Column) -> str:
    """The address under which the column is enrolled."""
    return site.url.rstrip("/") + STYLES[site.style].list_path(column)


def write_inventory(path: Path, world: World) -> None:
    """The inventory as YAML."""
    district = world.district
    listing = {
        "units": [_unit(unit) for unit in district.units],
        "sites": [_site(site) for site in district.sites],
        "columns": [_column(site, column) for site in district.sites for column in site.columns],
        "accounts": [_account(account) for account in district.accounts],
        "annual_reports": [_duty(district, duty) for duty in district.duties],
    }
    path.write_text(yaml.safe_dump(listing, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


def write_settings(path: Path, world: World, port: int) -> None:
    """The settings as TOML; every host goes to ``port`` on loopback."""
    targets = [f"{host}:80" for host in world.hosts] + [f"{SECURE}:443"]
    ways = "\n".join(f'"{target}" = "127.0.0.1:{port}"' for target in targets)
    path.write_text(
        f"""[office]
name = "东昌府区人民政府办公室"
district = "东昌府区"
area_code = "371502"
timezone = "Asia/Shanghai"

[rules]
set = "national-2019"

[network]
contact = "http://www.dongchangfu.gov.cn/about-the-monitor.html"
allow_networks = []
control = ["http://{CONTROL}/"]
robots = "obey"
per_host_concurrency = 4
per_host_delay = 0

[network.connect_to]
{ways}
""",
        encoding="utf-8",
    )


def _unit(unit: Unit) -> Fields:
    contact = {"name": "政务公开科", "email": f"{unit.id}@mail.dongchangfu.gov.cn", "role": "liaison"}
    return {"id": unit.id, "name": unit.name, "kind": unit.kind, "contacts": [contact]}


def _site(site: Site) -> Fields:
    return {
        "id": site.id, "name": f"{site.name}网站" if site.kind != "portal" else f"{site.name}门户网站", "unit": site.unit,
        "url": site.url, "code": site.code, "kind": site.kind,
    }  # fmt: skip


def _column(site: Site, column: Column) -> Fields:
    fields: Fields = {"id": column.id, "site": site.id}
    if column.unit:
        fields["unit"] = column.unit
    fields |= {"name": column.name, "url": column_url(site, column), "kind": column.kind}
    if column.top:
        fields["top_level"] = True
    if column.max_age is not None:
        fields["max_age_days"] = column.max_age
    if column.quiet:
        fields["quiet"] = {"reason": column.quiet.reason, "approved_by": "区政务公开办", "until": column.quiet.until}
    return fields


def _account(account: Account) -> Fields:
    source: Fields = {"kind": "manual"}
    if account.form != "manual":
        source = {"kind": "rss", "url": f"http://{FEEDS}{feeds.path(account)}"}
    fields: Fields = {"id": account.id, "unit": account.unit, "platform": account.platform, "name": account.name}
    return fields | {"source": source, "closed_on": account.closed_on}


def _duty(district: District, duty: Duty) -> Fields:
    fields: Fields = {"unit": duty.unit, "first_year": first_year(district.month)}
    if duty.local:
        fields["deadline"] = f"{duty.deadline[0]:02}-{duty.deadline[1]:02}"
    if duty.by_url:
        fields["url"] = column_url(*district.column(duty.column))
    return fields
