"""What is supervised: units, sites, columns, accounts, and who owes an annual report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SubjectKind(StrEnum):
    """What a verdict or a problem is about."""

    SITE = "site"
    COLUMN = "column"
    ACCOUNT = "account"
    UNIT = "unit"


class UnitKind(StrEnum):
    """单位类别; decides the default deadline of the annual report (条例第四十九条)."""

    GOVERNMENT = "government"
    OFFICE = "office"
    DEPARTMENT = "department"
    TOWN = "town"
    SUBDISTRICT = "subdistrict"
    INSTITUTION = "institution"


class SiteKind(StrEnum):
    """网站类别."""

    PORTAL = "portal"
    DEPARTMENT = "department"
    OTHER = "other"


class ColumnKind(StrEnum):
    """栏目类别; decides how long a column may stay without an update."""

    NEWS = "news"
    NOTICE = "notice"
    POLICY = "policy"
    INTERPRETATION = "interpretation"
    PERSONNEL = "personnel"
    PLAN = "plan"
    DATA = "data"
    ANNUAL_REPORT = "annual-report"
    WEBSITE_REPORT = "website-report"
    MESSAGES = "messages"
    TOPIC = "topic"
    STATIC = "static"


class Platform(StrEnum):
    """新媒体平台."""

    WECHAT = "wechat"
    WEIBO = "weibo"
    DOUYIN = "douyin"
    KUAISHOU = "kuaishou"
    TOUTIAO = "toutiao"
    CHANNELS = "channels"
    APP = "app"
    MINI_PROGRAM = "mini-program"
    OTHER = "other"


class SourceKind(StrEnum):
    """How an account can be looked at."""

    RSS = "rss"
    WEIBO = "weibo"
    WECHAT_ALBUM = "wechat-album"
    PAGE = "page"
    MANUAL = "manual"


@dataclass(frozen=True)
class Contact:
    """A person of a unit who receives its lists."""

    name: str
    email: str | None = None
    phone: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Unit:
    """单位: who answers for columns, accounts and reports."""

    id: str
    name: str
    kind: UnitKind
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Site:
    """网站: one enrolled government site."""

    id: str
    name: str
    unit: str
    url: str
    code: str | None = None
    kind: SiteKind = SiteKind.OTHER


@dataclass(frozen=True)
class Quiet:
    """A column that is rightly silent, on whose word, until when (inclusive)."""

    reason: str
    approved_by: str
    until: date


@dataclass(frozen=True)
class Column:
    """栏目: a list page and the unit that must keep it up."""

    id: str
    site: str
    unit: str
    name: str
    url: str
    kind: ColumnKind
    top_level: bool = False
    max_age_days: int | None = None
    quiet: Quiet | None = None


@dataclass(frozen=True)
class Source:
    """Where an account's posts can be read."""

    kind: SourceKind
    url: str | None = None
    uid: str | None = None
    biz: str | None = None
    album: str | None = None


@dataclass(frozen=True)
class Account:
    """政务新媒体账号. ``closed_on`` (关停日期) ends all judging."""

    id: str
    unit: str
    platform: Platform
    name: str
    source: Source
    closed_on: date | None = None


@dataclass(frozen=True)
class MonthDay:
    """A day of every year, such as 31 January."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """The day in ``year``; 29 February falls on the 28th in common years."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


@dataclass(frozen=True)
class Obligation:
    """A unit owes an annual report for ``first_year`` and every year since.

    ``deadline`` is the day in the year after the year reported on; ``None``: the
    default of the unit's kind. ``url``: the list that carries the reports;
    ``None``: the site's annual-report columns.
    """

    unit: str
    first_year: int
    deadline: MonthDay | None = None
    url: str | None = None


@dataclass(frozen=True)
class Inventory:
    """Everything enrolled. References between the tuples are valid, ids unique per tuple."""

    units: tuple[Unit, ...] = ()
    sites: tuple[Site, ...] = ()
    columns: tuple[Column, ...] = ()
    accounts: tuple[Account, ...] = ()
    annual_reports: tuple[Obligation, ...] = ()


Subject = Unit | Site | Column | Account
