"""What is due, and where reports are looked for."""

from __future__ import annotations

import re
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


def link_targets(inventory: Inventory = INVENTORY, known: tuple[Problem, ...] = ()) -> list[LinksTarget]:
    only = Selection(kinds=frozenset({"links"}))
    targets = plan(inventory, only, now=NOVEMBER, zone=ZONE, known=known, looked={})
    return [target for target in targets if isinstance(target, LinksTarget)]


def link_problem(rule: str, locus: str) -> Problem:
    return Problem(
        "2026-000002",
        rule,
        Severity.DEDUCT,
        "zfb",
        "portal",
        SubjectKind.SITE,
        "portal",
        "k",
        locus,
        State.CONFIRMED,
        NOVEMBER,
        NOVEMBER,
        "",
        "national-2019",
        1,
        NOVEMBER,
        NOVEMBER,
    )


def test_the_addresses_of_open_link_problems_are_asked_again() -> None:
    known = (
        link_problem("link-broken", f"{HOST}/gone.html"),
        link_problem("link-broken", "http://no-such-host.example.com/"),
        link_problem("attachment-broken", f"{HOST}/a.pdf"),
        link_problem("attachment-broken", f"{HOST}/gone.html"),  # of two rules, asked once
        link_problem("link-hijacked", "http://taken.example.com/"),  # a person looks
        link_problem("link-empty", f"{HOST}/#空链:页脚:联系我们"),  # no address that can be asked
        link_problem("home-stale", f"{HOST}/"),
    )
    asked = {target.subject: target.asked for target in link_targets(known=known)}
    expected = (f"{HOST}/a.pdf", f"{HOST}/gone.html", "http://no-such-host.example.com/")
    assert asked == {"portal": tuple(sorted(expected)), "school": ()}


def test_a_link_check_remembers_its_site_below_the_workspace() -> None:
    assert [(one.memory, one.cycle, one.listing) for one in link_targets()] == [
        ("../../memory/portal.sqlite3", 7, True),
        ("../../memory/school.sqlite3", 7, True),
    ]


STRANGE = [
    "..",
    ".",
    "a..b",
    "a/b",
    "a\\b",
    "../../etc/passwd",
    "-rf",
    "Portal",  # one file with "portal" where case is not told apart
    "门户",
    "部门",
    "x" * 101,
    "字" * 100,
    "portal ",
]


def test_every_id_has_a_file_of_its_own_in_that_folder() -> None:
    sites = tuple(replace(PORTAL, id=id_) for id_ in (*STRANGE, "portal", "a_b", "x" * 100))
    files = [target.memory for target in link_targets(replace(INVENTORY, sites=sites))]
    assert len({file.lower() for file in files}) == len(files)
    for file in files:
        name = file.removeprefix("../../memory/")
        assert re.fullmatch(r"[a-z0-9_][a-z0-9_-]*\.sqlite3", name), name
        assert len(name) <= 108
