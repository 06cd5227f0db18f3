"""What is due, and where reports are looked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.model.problem import Problem, Severity, State
from monitor.model.subject import (
    Account,
    Column,
    ColumnKind,
    Inventory,
    Obligation,
    Platform,
    Site,
    SiteKind,
    Source,
    SourceKind,
    SubjectKind,
    Unit,
    UnitKind,
)
from monitor.model.target import LinksTarget, ReportsTarget
from monitor.pipeline.plan import Selection, places, plan

ZONE = ZoneInfo("Asia/Shanghai")
NOVEMBER = datetime(2026, 11, 2, 9, tzinfo=ZONE)
HOST = "http://www.example.gov.cn"

OFFICE = Unit("zfb", "示例区人民政府办公室", UnitKind.OFFICE)
BUREAU = Unit("jyj", "示例区教育局", UnitKind.DEPARTMENT)
PORTAL = Site("portal", "示例区人民政府", "zfb", f"{HOST}/", kind=SiteKind.PORTAL)
SCHOOL = Site("school", "示例区教育局", "jyj", "http://jyj.example.gov.cn/")
NEWS = Column("news", "portal", "zfb", "要闻", f"{HOST}/yw/", ColumnKind.NEWS)
SHARED = Column("reports", "portal", "zfb", "年报", f"{HOST}/nb/", ColumnKind.ANNUAL_REPORT)
OWN = Column("own", "school", "jyj", "年报", "http://jyj.example.gov.cn/nb/", ColumnKind.ANNUAL_REPORT)
OPEN = Account("wx", "zfb", Platform.WECHAT, "示例发布", Source(SourceKind.RSS, "http://feeds.example.cn/wx"))
CLOSED = replace(OPEN, id="old", closed_on=NOVEMBER.date())
INVENTORY = Inventory(
    (OFFICE, BUREAU),
    (PORTAL, SCHOOL),
    (NEWS, SHARED),
    (OPEN, CLOSED),
    (Obligation("zfb", 2024), Obligation("jyj", 2024)),
)


def planned(selection: Selection, looked: dict[tuple[str, str, str], datetime], known: tuple[Problem, ...] = ()):
    targets = plan(INVENTORY, selection, now=NOVEMBER, zone=ZONE, known=known, looked=looked)
    return [(target.look, target.subject) for target in targets]


def test_everything_is_due_that_was_never_looked_at() -> None:
    assert planned(Selection(), {}) == [
        ("home", "portal"),
        ("home", "school"),
        ("columns", "news"),
        ("columns", "reports"),
        ("links", "portal"),
        ("links", "school"),
        ("reports", "zfb"),
        ("reports", "jyj"),
        ("accounts", "wx"),  # the closed account is not looked at
    ]


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (datetime(2026, 11, 2, 0, 30, tzinfo=ZONE), False),  # today already
        (datetime(2026, 11, 1, 23, 59, tzinfo=ZONE), True),  # yesterday, though only hours ago
    ],
)
def test_columns_are_due_once_a_civil_day(last: datetime, due: bool) -> None:
    looked = {("column-read", "column", "news"): last}
    assert (("columns", "news") in planned(Selection(), looked)) is due


@pytest.mark.parametrize(("day", "due"), [(27, False), (26, True)])  # six days and seven
def test_reports_are_due_once_a_week_out_of_season(day: int, due: bool) -> None:
    looked = {("reports-seen", "unit", "jyj"): datetime(2026, 10, day, 9, tzinfo=ZONE)}
    assert (("reports", "jyj") in planned(Selection(), looked)) is due


def test_a_suspicion_makes_its_subject_due_every_day() -> None:
    yesterday = datetime(2026, 11, 1, 9, tzinfo=ZONE)
    suspicion = Problem(
        "2026-000001",
        "annual-report-missing",
        Severity.DEDUCT,
        "jyj",
        None,
        SubjectKind.UNIT,
        "jyj",
        "k",
        "k",
        State.SUSPECTED,
        yesterday,
        yesterday,
        "",
        "national-2019",
        1,
        yesterday,
        yesterday,
    )
    looked = {("reports-seen", "unit", "jyj"): yesterday}
    assert ("reports", "jyj") in planned(Selection(), looked, (suspicion,))


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(kinds=frozenset({"home"})), [("home", "portal"), ("home", "school")]),
        (
            Selection(sites=frozenset({"school"})),
            [("home", "school"), ("links", "school"), ("reports", "jyj")],
        ),
        (Selection(accounts=frozenset({"wx"})), [("accounts", "wx")]),
        (
            Selection(sites=frozenset({"portal"}), kinds=frozenset({"columns"})),
            [("columns", "news"), ("columns", "reports")],
        ),
    ],
)
def test_what_is_named_is_looked_at_due_or_not(selection: Selection, wanted: list[tuple[str, str]]) -> None:
    just_now = {
        (fact, kind, subject): NOVEMBER
        for fact, kind in (
            ("home-read", "site"),
            ("column-read", "column"),
            ("links-checked", "site"),
            ("reports-seen", "unit"),
            ("feed-read", "account"),
        )
        for subject in ("portal", "school", "news", "reports", "zfb", "jyj", "wx")
    }
    assert planned(selection, just_now) == wanted
    assert planned(Selection(), just_now) == []


def test_reports_are_looked_for_at_home_before_the_portal() -> None:
    owed = Obligation("jyj", 2024)
    assert places(INVENTORY, owed) == (SHARED.url,)
    assert places(replace(INVENTORY, columns=(SHARED, OWN)), owed) == (OWN.url,)
    assert places(INVENTORY, replace(owed, url="http://elsewhere.gov.cn/")) == ("http://elsewhere.gov.cn/",)
    assert places(replace(INVENTORY, columns=()), owed) == ()


def test_a_place_of_two_units_is_shared() -> None:
    targets = plan(INVENTORY, Selection(kinds=frozenset({"reports"})), now=NOVEMBER, zone=ZONE, known=(), looked={})
    assert [target.shared for target in targets if isinstance(target, ReportsTarget)] == [True, True]


def test_the_addresses_of_open_link_problems_are_asked_again() -> None:
    broken = Problem(
        "2026-000002",
        "link-broken",
        Severity.DEDUCT,
        "zfb",
        "portal",
        SubjectKind.SITE,
        "portal",
        "k",
        f"{HOST}/gone.html",
        State.CONFIRMED,
        NOVEMBER,
        NOVEMBER,
        "",
        "national-2019",
        1,
        NOVEMBER,
        NOVEMBER,
    )
    targets = plan(
        INVENTORY, Selection(kinds=frozenset({"links"})), now=NOVEMBER, zone=ZONE, known=(broken,), looked={}
    )
    asked = {target.subject: target.asked for target in targets if isinstance(target, LinksTarget)}
    assert asked == {"portal": (f"{HOST}/gone.html",), "school": ()}
