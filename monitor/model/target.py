"""What a crawl is told: one order and a line per thing to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from monitor.model.subject import Source, SubjectKind


@dataclass(frozen=True)
class Network:
    """The wire, as ``[network]`` of ``xunjian.toml`` sets it. Delays in seconds."""

    contact: str = ""
    allow_networks: tuple[str, ...] = ()
    connect_to: Mapping[str, str] = field(default_factory=dict)
    ca_bundle: str = ""
    control: tuple[str, ...] = ()
    robots: str = "obey"
    per_host_concurrency: int = 2
    per_host_delay: float = 0.5


@dataclass(frozen=True)
class CrawlOrder:
    """``order.json`` of a run folder. ``now`` stamps every observation (aware)."""

    run: str
    now: datetime
    user_agent: str
    network: Network
    hosts: tuple[str, ...] = ()  # hosts of enrolled sites, for robots = own-sites-exempt


@dataclass(frozen=True)
class Target:
    """One line of ``targets.jsonl``. A new look is one subclass with ``look`` in its keyword."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}  # an unknown field is another program's line
    looks: ClassVar[dict[str, type[Target]]] = {}
    look: ClassVar[str]

    subject_kind: SubjectKind
    subject: str
    url: str

    def __init_subclass__(cls, look: str) -> None:
        cls.look = look
        Target.looks[look] = cls


@dataclass(frozen=True)
class ControlTarget(Target, look="control"):
    """An address asked to learn "is it us?"."""


@dataclass(frozen=True)
class HomeTarget(Target, look="home"):
    """A site's home page."""


@dataclass(frozen=True)
class ColumnTarget(Target, look="columns"):
    """A column's list page. ``name`` tells its list from others on a page that has several."""

    name: str = ""


@dataclass(frozen=True)
class LinksTarget(Target, look="links"):
    """A site whose links are checked. ``asked``: addresses of open problems, always asked again.

    ``memory`` is the file in which the site's crawl remembers it, from the run folder; empty: none
    is kept. ``cycle`` is in how many days every known page and link comes up once; new ones, the
    home page and what was not well last time come up each time. ``max_pages`` are read at most in one run.
    ``listing`` leaves every link with its outcome in ``links-<subject>.jsonl.gz``.
    """

    seeds: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    max_pages: int = 2000
    memory: str = ""
    cycle: int = 1
    listing: bool = False


@dataclass(frozen=True)
class ReportsTarget(Target, look="reports"):
    """A unit's annual reports. ``url`` is the first of ``places``.

    ``shared`` places carry the reports of several units: there a title must name the unit.
    ``others`` are the names of the other enrolled units, whose reports are never ours.
    """

    unit_name: str = ""
    places: tuple[str, ...] = ()
    shared: bool = False
    others: tuple[str, ...] = ()
    first_year: int = 2021


@dataclass(frozen=True)
class AccountTarget(Target, look="accounts"):
    """A new-media account; ``source.kind`` chooses the adapter."""

    name: str = ""
    source: Source | None = None
