"""The form of ``xunjian.toml``: its tables and keys, and what each accepts.

A field's description is what a wrong value is answered with.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

# Above these a single entry would open whole organisations' networks to a crawl.
WIDEST = {4: 8, 6: 16}
_ENDPOINT = re.compile(r"(\[[0-9a-f:.]+\]|[^\s/:@\[\]]+):([0-9]{1,5})", re.IGNORECASE)


def _words(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("which is blank or has signs that cannot be printed")
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("which is no known timezone") from error
    return name


def _database(url: str) -> str:
    scheme, _, rest = url.partition("://")
    path = rest.removeprefix("/").partition("?")[0]
    if scheme == "sqlite" and rest.startswith("/") and path and path != ":memory:":
        return url
    if scheme == "postgresql+psycopg" and rest:
        return url
    raise ValueError("")


def _network(text: str) -> str:
    network = ipaddress.ip_network(text)
    if network.prefixlen < WIDEST[network.version]:
        raise ValueError(f"which is wider than /{WIDEST[network.version]}")
    if network.network_address.is_global or network.broadcast_address.is_global:
        raise ValueError("which is public: public addresses need no permission")
    return text


def _endpoint(text: str) -> str:
    match = _ENDPOINT.fullmatch(text)
    if match is None or not 0 < int(match[2]) < 65536:
        raise ValueError("")
    return text.lower()


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0 or re.search(r"\s", text):
        raise ValueError("")
    return text


def _contact(text: str) -> str:
    if not re.fullmatch(r"(https?://\S+|(mailto:)?\S+@\S+)?", text):
        raise ValueError("")
    return text


class Table(BaseModel):
    """A table whose keys are all known."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Office(Table):
    name: Annotated[str, AfterValidator(_words)] = Field(description="the office's full name")
    district: Annotated[str, AfterValidator(_words)] = Field(description="the district's name")
    area_code: str = Field(pattern=r"^[0-9]{6}$", description='six digits in quotes, such as "371502"')
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        default="Asia/Shanghai", description='such as "Asia/Shanghai"'
    )


class Rules(Table):
    set: str = Field(
        default="national-2019", description="the name of a packaged rule set, or the path of a .toml file"
    )


class Database(Table):
    url: Annotated[str, AfterValidator(_database)] = Field(
        default="sqlite:///xunjian.db", description='"sqlite:///" and a file, or "postgresql+psycopg://…"'
    )


class Wire(Table):
    contact: Annotated[str, AfterValidator(_contact)] = Field(
        default="", description="an address that begins with http:// or https://, or a mail address"
    )
    allow_networks: list[Annotated[str, AfterValidator(_network)]] = Field(
        default=[], description='loopback or private CIDRs such as ["127.0.0.0/8"], IPv4 at most /8, IPv6 at most /16'
    )
    connect_to: dict[Annotated[str, AfterValidator(_endpoint)], Annotated[str, AfterValidator(_endpoint)]] = Field(
        default={}, description='{ "host:port" = "host:port" }, such as { "www.example.gov.cn:80" = "127.0.0.1:8081" }'
    )
    ca_bundle: str = Field(default="", description="the path of a file of PEM certificates")
    control: list[Annotated[str, AfterValidator(_address)]] = Field(
        default=[], description='addresses such as ["https://www.example.cn/"]'
    )
    robots: Literal["obey", "own-sites-exempt"] = Field(default="obey", description='"obey" or "own-sites-exempt"')
    per_host_concurrency: int = Field(default=2, ge=1, le=16, description="a whole number from 1 to 16")
    per_host_delay: float = Field(default=0.5, ge=0, le=600, allow_inf_nan=False, description="seconds from 0 to 600")


class Narrowed(Table):
    """The keys of ``[confirm]``, none of which must be there."""

    looks: int | None = Field(default=None, ge=1, le=100, description="a whole number from 1 to 100")
    spread_hours: float | None = Field(
        default=None, ge=0, le=8760, allow_inf_nan=False, description="hours from 0 to 8760"
    )
    fixed_looks: int | None = Field(default=None, ge=1, le=100, description="a whole number from 1 to 100")
    due_workdays: int | None = Field(default=None, ge=1, le=250, description="a whole number from 1 to 250")


class Confirm(Narrowed):
    """``[confirm]`` with a table for each rule that it is narrowed for."""

    model_config = ConfigDict(extra="allow", strict=True)
    __pydantic_extra__: dict[str, Narrowed] = Field(init=False)


class File(Table):
    """``xunjian.toml``. What mail, console and schedule say is for their commands to read."""

    office: Office = Field(description="a table [office]")
    rules: Rules = Field(default=Rules(), description="a table [rules]")
    database: Database = Field(default=Database(), description="a table [database]")
    network: Wire = Field(default=Wire(), description="a table [network]")
    confirm: Confirm = Field(default=Confirm(), description="a table [confirm]")
    mail: dict[str, Any] = Field(default={}, description="a table [mail]")
    console: dict[str, Any] = Field(default={}, description="a table [console]")
    schedule: dict[str, Any] = Field(default={}, description="a table [schedule]")
