"""Inventories in YAML: what is taken, and what every wrong one is answered with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from monitor.intake import InventoryError, read
from monitor.model.subject import (
    Account,
    Column,
    ColumnKind,
    Contact,
    Inventory,
    MonthDay,
    Obligation,
    Platform,
    Quiet,
    Site,
    SiteKind,
    Source,
    SourceKind,
    Unit,
    UnitKind,
)

Write = Callable[[str], Path]

UNITS = """\
units:
  - {id: zfb, name: 某区人民政府办公室, kind: office}
"""
SITES = """\
sites:
  - {id: portal, name: 某区人民政府, unit: zfb, url: http://www.mouqu.example/}
"""
TWO = UNITS + SITES  # four lines: an entry added below stands in line 6 (5 is the list's name)


def column(more: str) -> str:
    return f"{TWO}columns:\n  - {{id: news, site: portal, name: 要闻, url: http://www.mouqu.example/yw/, {more}}}\n"


def account(source: str, more: str = "") -> str:
    return f"{TWO}accounts:\n  - {{id: wx, unit: zfb, platform: wechat, name: 某区发布, source: {source}{more}}}\n"


def owed(fields: str) -> str:
    return f"{TWO}annual_reports:\n  - {{{fields}}}\n"


def test_every_field_is_taken(yaml_file: Write) -> None:
    text = """\
units:
  - id: zfb
    name: 某区人民政府办公室
    kind: office
    contacts: [{name: 联络员甲, email: a@mouqu.example, phone: 0635-1234567, role: liaison}]
  - {id: 教育局, name: 某区教育局, kind: 部门, contacts: "联络员乙 <b@mouqu.example> 13800000000；联络员丙"}
sites:
  - {id: portal, name: 某区人民政府, unit: zfb, url: "http://www.mouqu.example/", code: 3715020001, kind: portal}
  - {id: jy, name: 某区教育局, unit: 教育局, url: "https://jy.mouqu.example:8443/", code: bm01000001}
columns:
  - id: news
    site: portal
    name: 要闻
    url: http://www.mouqu.example/xwzx/
    kind: 动态要闻
    top_level: true
    max_age_days: 7
    quiet: {reason: 栏目调整, approved_by: 分管负责人, until: 2026-12-31}
  - {id: nb, site: portal, unit: 教育局, name: 年报, url: "http://www.mouqu.example/nb/", kind: annual-report}
accounts:
  - {id: a, unit: zfb, platform: wechat, name: 甲, source: {kind: rss, url: "http://feeds.mouqu.example/a"}, closed_on: null}
  - {id: b, unit: zfb, platform: weibo, name: 乙, source: {kind: weibo, uid: 1234567890}, closed_on: 2026-06-30}
  - {id: c, unit: zfb, platform: wechat, name: 丙, source: {kind: wechat-album, biz: MzA=, album: 1234567890123456789}}
  - {id: d, unit: zfb, platform: 抖音, name: 丁, source: {kind: manual}}
annual_reports:
  - {unit: zfb, first_year: 2021, deadline: "02-29", url: "http://www.mouqu.example/nb/"}
  - {unit: 教育局, first_year: 2024}
"""
    contacts = (Contact("联络员乙", "b@mouqu.example", "13800000000"), Contact("联络员丙"))
    quiet = Quiet("栏目调整", "分管负责人", date(2026, 12, 31))
    assert read(yaml_file(text)) == Inventory(
        units=(
            Unit(
                "zfb",
                "某区人民政府办公室",
                UnitKind.OFFICE,
                (Contact("联络员甲", "a@mouqu.example", "0635-1234567", "liaison"),),
            ),
            Unit("教育局", "某区教育局", UnitKind.DEPARTMENT, contacts),
        ),
        sites=(
            Site("portal", "某区人民政府", "zfb", "http://www.mouqu.example/", "3715020001", SiteKind.PORTAL),
            Site("jy", "某区教育局", "教育局", "https://jy.mouqu.example:8443/", "bm01000001"),
        ),
        columns=(
            Column("news", "portal", "zfb", "要闻", "http://www.mouqu.example/xwzx/", ColumnKind.NEWS, True, 7, quiet),
            Column("nb", "portal", "教育局", "年报", "http://www.mouqu.example/nb/", ColumnKind.ANNUAL_REPORT),
        ),
        accounts=(
            Account("a", "zfb", Platform.WECHAT, "甲", Source(SourceKind.RSS, "http://feeds.mouqu.example/a")),
            Account("b", "zfb", Platform.WEIBO, "乙", Source(SourceKind.WEIBO, uid="1234567890"), date(2026, 6, 30)),
            Account(
                "c",
                "zfb",
                Platform.WECHAT,
                "丙",
                Source(SourceKind.WECHAT_ALBUM, biz="MzA=", album="1234567890123456789"),
            ),
            Account("d", "zfb", Platform.DOUYIN, "丁", Source(SourceKind.MANUAL)),
        ),
        annual_reports=(
            Obligation("zfb", 2021, MonthDay(2, 29), "http://www.mouqu.example/nb/"),
            Obligation("教育局", 2024),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        UNITS,
        "\ufeff" + UNITS,  # as Notepad saves it
        UNITS.replace("\n", "\r\n"),
        f"---\n{UNITS}sites:\naccounts: []\n",  # lists without entries
        UNITS.replace("office}", "office, contacts: []}"),
        UNITS.replace("office}", "office, contacts: null}"),
        # One address for a site and its column, and for columns of two sites, is no mistake.
        TWO.replace("sites:", "sites:\n  - {id: s, name: 乙, unit: zfb, url: http://s.mouqu.example/}")
        + "columns:\n  - {id: a, site: portal, name: 甲, url: http://www.mouqu.example/, kind: news}\n"
        + "  - {id: b, site: s, name: 甲, url: http://www.mouqu.example/, kind: news}\n",
        # Pages of one script are told apart by what follows the path.
        column("kind: news")
        + "  - {id: b, site: portal, name: 乙, url: 'http://www.mouqu.example/yw/?c=2', kind: news}\n",
        column("kind: news")
        + "  - {id: b, site: portal, name: 乙, url: 'http://www.mouqu.example/yw/#/c2', kind: news}\n",
        # Several accounts may be listed on one page.
        account("{kind: page, url: http://a.example/}")
        + "  - {id: b, unit: zfb, platform: app, name: 乙, source: {kind: page, url: http://a.example/}}\n",
    ],
)
def test_these_are_taken(yaml_file: Write, text: str) -> None:
    assert read(yaml_file(text)).units[0].id == "zfb"


WRONG = [
    # what YAML it is
    ("", "inventory.yaml: file: is empty; accepted: an inventory with units, sites"),
    (" \n\n", "file: is empty"),
    ("# nothing\n", "file: is empty"),
    ("units: []\nsites:\n", "inventory.yaml: file: has no entries"),
    ("units: [\n", "inventory.yaml:2: file: is no YAML"),
    ("units:\n  - id: a\n   name: b\n", "inventory.yaml:3: file: is no YAML"),
    ("units:\n\t- id: a\n", "inventory.yaml:2: file: is no YAML"),
    ("units: \x00", "inventory.yaml:1: file: is no YAML"),
    ("- units\n", "inventory.yaml:1: file: found no mapping at the top; accepted: the lists units, sites"),
    ("just words\n", "file: found no mapping at the top"),
    (UNITS + "---\n" + UNITS, "inventory.yaml:3: file: found a second document"),
    (
        "units: &a [*a]\n",
        "inventory.yaml:1: file: found an anchor or alias (& or *); accepted: every value written out",
    ),
    (
        "units: !!python/object/apply:os.getcwd []\n",
        "file: found the tag tag:yaml.org,2002:python/object/apply:os.getcwd",
    ),
    ("units: [[[[[[[]]]]]]]", "inventory.yaml:1: file: is nested too deeply; accepted: at most 6 levels"),
    ("units: " + "[" * 50_000, "inventory.yaml:1: file: is "),
    ("units: [{id: {a: {b: {c: {d: e}}}}}]\n", "file: is nested too deeply"),
    # what lists and fields there are
    ("unit:\n  - {id: a}\n", "inventory.yaml:1: unit: unknown list, did you mean 'units'; accepted: units, sites"),
    ("units: {id: a}\n", "inventory.yaml:1: units: found no list; accepted: a list of entries"),
    ("units: zfb\n", "units: found no list"),
    ("units:\n  - zfb\n", "inventory.yaml:2: units: found an entry without fields"),
    (
        "units:\n  - {id: a, nam: b, kind: town}\n",
        "inventory.yaml:2: nam: unknown field, did you mean 'name'; accepted: id, name",
    ),
    ("units:\n  - {id: a, nam: b, kind: town}\n", "inventory.yaml:2: name: is missing; accepted: one line of text"),
    ("units:\n  - {id: a, id: b, name: 甲, kind: town}\n", "inventory.yaml:2: id: given twice, first in line 2"),
    ("units:\n  - {[a]: b, id: a, name: 甲, kind: town}\n", "inventory.yaml:2: ?: unknown field"),
    (UNITS + UNITS, "inventory.yaml:3: units: given twice, first in line 1; accepted: each field once"),
    ("units:\n  - {name: 甲, kind: town}\n", "inventory.yaml:2: id: is missing; accepted: letters, digits"),
    ("units:\n  - {id: '', name: 甲, kind: town}\n", "inventory.yaml:2: id: is missing"),
    ("units:\n  - {id: a, name: 甲}\n", "kind: is missing; accepted: government (政府), office (办公室)"),
    ("units:\n  - {id: a, name: [甲], kind: town}\n", "name: found a list; accepted: one line of text"),
    ("units:\n  - {id: a, name: {full: 甲}, kind: town}\n", "name: found a mapping; accepted: one value"),
    ("units:\n  - {id: a, name: 46000, kind: town}\n", "name: found the number 46000; accepted: one line of text"),
    ("units:\n  - {id: a, name: true, kind: town}\n", "name: found true; accepted: one line of text"),
    (
        'units:\n  - {id: a, name: "甲\\n乙", kind: town}\n',
        "name: found '甲\\n乙' with an invisible sign or a line break",
    ),
    ('units:\n  - {id: a, name: "甲\\u200b", kind: town}\n', "with an invisible sign"),
    # values of their types
    ("units:\n  - {id: a b, name: 甲, kind: town}\n", "id: found 'a b'; accepted: letters, digits"),
    ("units:\n  - {id: ../a, name: 甲, kind: town}\n", "id: found '../a'"),
    (
        "units:\n  - {id: a, name: 甲, kind: twon}\n",
        "kind: found 'twon', did you mean 'town'; accepted: government (政府)",
    ),
    ("units:\n  - {id: a, name: 甲, kind: 7}\n", "kind: found the number 7"),
    (
        column("kind: newz"),
        "inventory.yaml:6: kind: found 'newz', did you mean 'news'; accepted: news (动态要闻), notice",
    ),
    (column("kind: news, top_level: yes"), "top_level: found 'yes'; accepted: true or false"),
    (column("kind: news, top_level: 'true'"), "top_level: found 'true'"),
    (column("kind: news, top_level: 1"), "top_level: found the number 1"),
    (
        column("kind: news, max_age_days: 0"),
        "max_age_days: found the number 0; accepted: a whole number from 1 to 3660",
    ),
    (column("kind: news, max_age_days: 1.5"), "max_age_days: found the number 1.5"),
    (column("kind: news, max_age_days: -3"), "max_age_days: found the number -3"),
    (column("kind: news, max_age_days: 99999999999"), "max_age_days: found the number 99999999999"),
    (column("kind: news, quiet: yes"), "quiet: found 'yes'; accepted: a mapping of reason, approved_by, until"),
    (column("kind: news, quiet: {reason: 甲}"), "quiet.until: is missing; accepted: all of quiet.reason"),
    (
        column("kind: news, quiet: {reason: 甲, approved_by: 乙, until: 2026-02-29}"),
        "inventory.yaml:6: quiet.until: found '2026-02-29', which the calendar does not have; accepted: a date such as",
    ),
    (column("kind: news, quiet: {reason: 甲, approved_by: 乙, until: 2026/12/31}"), "quiet.until: found '2026/12/31'"),
    (column("kind: news, quiet: {reason: 甲, approved_by: 乙, until: ２０２６-12-31}"), "quiet.until: found"),
    (column("kind: news, quiet: {why: 甲}"), "quiet.why: unknown field"),
    (account("{kind: rss}"), "inventory.yaml:6: source.url: is missing; accepted: source.url for source.kind rss"),
    (account("{kind: weibo, uid: 1, url: http://a.example/}"), "source.url: does not belong to this kind of source"),
    (account("{kind: wechat-album, biz: a}"), "source.album: is missing; accepted: source.biz, source.album"),
    (account("{kind: atom, url: http://a.example/}"), "source.kind: found 'atom'; accepted: rss (订阅源)"),
    (account("rss"), "source: found 'rss'; accepted: a mapping of kind, url, uid, biz, album"),
    (account("null"), "source.kind: is missing"),
    (
        account("{kind: manual}", ", closed_on: gestern"),
        "closed_on: found 'gestern'; accepted: a date such as 2026-12-31",
    ),
    (owed("unit: zfb"), "inventory.yaml:6: first_year: is missing; accepted: a whole number from 2008 to 2099"),
    (owed("unit: zfb, first_year: 21"), "first_year: found the number 21"),
    (owed("unit: zfb, first_year: 2021, deadline: 02-30"), "deadline: found '02-30'; accepted: month and day"),
    (owed("unit: zfb, first_year: 2021, deadline: 1-31"), "deadline: found '1-31'"),
    (SITES.replace("http:", "ftp:") + UNITS, "url: found 'ftp://www.mouqu.example/'; accepted: an address that begins"),
    (SITES.replace("http://www.mouqu.example/", "www.mouqu.example") + UNITS, "url: found 'www.mouqu.example'"),
    (SITES.replace("http://www.mouqu.example/", "'http://a b/'") + UNITS, "url: found 'http://a b/'"),
    (
        SITES.replace("http://www.mouqu.example/", "'http://u:p@a.example/'") + UNITS,
        "url: found 'http://u:p@a.example/'",
    ),
    (SITES.replace("http://www.mouqu.example/", "http://…/") + UNITS, "url: found 'http://…/'"),
    (SITES.replace("http://www.mouqu.example/", "http://a.example:0/") + UNITS, "url: found"),
    (SITES.replace("http://www.mouqu.example/", "'http://[::1/'") + UNITS, "url: found"),
    (
        SITES.replace("}", ", code: '371502'}") + UNITS,
        "inventory.yaml:2: code: found '371502'; accepted: ten digits, or bm",
    ),
    (SITES.replace("}", ", code: 371502001}") + UNITS, "code: found the number 371502001"),  # a slip, no lost zero
    (SITES.replace("}", ", code: bm123}") + UNITS, "code: found 'bm123'"),
    (UNITS.replace("}", ", contacts: 5}"), "contacts: found the number 5; accepted: name|email|phone|role"),
    (UNITS.replace("}", ", contacts: {name: 甲}}"), "contacts: found a mapping; accepted: a list of entries"),
    (UNITS.replace("}", ", contacts: [{email: a@b.example}]}"), "inventory.yaml:2: contacts.name: is missing"),
    (
        UNITS.replace("}", ", contacts: [{name: 甲, email: nobody}]}"),
        "contacts.email: found 'nobody'; accepted: a mail",
    ),
    (
        UNITS.replace("}", ", contacts: [{name: 甲, mail: a@b.example}]}"),
        "contacts.mail: unknown field, did you mean 'email'",
    ),
    (UNITS.replace("}", ", contacts: [甲 a@b.example]}"), "contacts: found '甲 a@b.example'; accepted: name|email"),
    (UNITS.replace("}", ", contacts: [{name: 甲|乙}]}"), "contacts.name: found '甲|乙'; accepted: text without"),
    # between entries
    (UNITS + "  - {id: zfb, name: 乙, kind: town}\n", "inventory.yaml:3: id: 'zfb' is used twice, first at "),
    (SITES, "inventory.yaml:2: unit: found 'zfb', which is no id of units; accepted: an id of units"),
    (SITES.replace("unit: zfb", "unit: zfd") + UNITS, "unit: found 'zfd', which is no id of units, did you mean 'zfb'"),
    (SITES.replace("unit: zfb", "unit: 某区人民政府办公室") + UNITS, "which is no id of units, did you mean 'zfb'"),
    (column("kind: news, unit: jyj"), "inventory.yaml:6: unit: found 'jyj', which is no id of units; accepted: zfb"),
    (
        column("kind: news").replace("site: portal", "site: port"),
        "site: found 'port', which is no id of sites, did you mean",
    ),
    (owed("unit: x, first_year: 2021"), "unit: found 'x', which is no id of units"),
    (
        owed("unit: zfb, first_year: 2021") + "  - {unit: zfb, first_year: 2022}\n",
        "inventory.yaml:7: unit: 'zfb' is used twice, first at ",
    ),
    (
        TWO + "  - {id: b, name: 乙, unit: zfb, url: https://MOUQU.example}\n",
        "inventory.yaml:5: url: 'https://MOUQU.example' is used twice by portal and b, first at ",
    ),
    (
        column("kind: news")
        + "  - {id: b, site: portal, name: 乙, url: https://www.mouqu.example:443/yw, kind: news}\n",
        "inventory.yaml:7: url: 'https://www.mouqu.example:443/yw' is used twice by news and b, first at ",
    ),
    (
        account("{kind: weibo, uid: 1}")
        + "  - {id: b, unit: zfb, platform: weibo, name: 乙, source: {kind: weibo, uid: '1'}}\n",
        "source: the same source is used twice by wx and b, first at ",
    ),
]


@pytest.mark.parametrize(("text", "fragment"), WRONG)
def test_a_wrong_file_is_refused_with_place_field_and_what_is_accepted(
    yaml_file: Write, text: str, fragment: str
) -> None:
    path = yaml_file(text)
    with pytest.raises(InventoryError) as refused:
        read(path)
    assert fragment in str(refused.value)
    assert all(line.startswith(str(path)) and "; accepted: " in line for line in str(refused.value).splitlines())


def test_all_faults_are_told_at_once_in_the_order_of_the_file(yaml_file: Write) -> None:
    text = "sites:\n  - {id: s, name: 1, unit: x, url: y}\nunits:\n  - {id: u, kind: z}\n"
    with pytest.raises(InventoryError) as refused:
        read(yaml_file(text))
    told = [(fault.place.rpartition(":")[2], fault.field) for fault in refused.value.faults]
    assert told == [("2", "name"), ("2", "unit"), ("2", "url"), ("4", "name"), ("4", "kind")]


def test_a_reference_to_an_entry_that_is_wrong_itself_is_no_second_fault(yaml_file: Write) -> None:
    with pytest.raises(InventoryError) as refused:
        read(yaml_file(SITES + "units:\n  - {id: zfb, name: 甲, kind: x}\n"))
    assert [fault.field for fault in refused.value.faults] == ["kind"]


def test_references_into_a_list_that_cannot_be_read_are_not_judged(yaml_file: Write) -> None:
    with pytest.raises(InventoryError) as refused:
        read(yaml_file(SITES + "units: zfb\n"))
    assert [fault.field for fault in refused.value.faults] == ["units"]


@pytest.mark.parametrize(
    ("encoding", "fragment"),
    [
        ("gb18030", "inventory.yaml:2: file: found bytes that are not UTF-8 (the file looks like GBK)"),
        ("utf-16", ":1: file"),
    ],
)
def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path, encoding: str, fragment: str) -> None:
    path = tmp_path / "inventory.yaml"
    path.write_bytes(UNITS.encode(encoding))
    with pytest.raises(InventoryError, match="UTF-8") as refused:
        read(path)
    assert fragment in str(refused.value)


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        ("missing.yaml", "file: cannot be read: No such file"),
        ("inventory.csv", "file: is of no known type (.csv); accepted: .yaml, .yml, .xlsx"),
        ("inventory.xls", "file: is of no known type (.xls)"),
        ("inventory", "file: is of no known type (no suffix)"),
        ("folder.yaml", "file: cannot be read: Is a directory"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, name: str, fragment: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(InventoryError) as refused:
        read(tmp_path / name)
    assert fragment in str(refused.value)


def test_a_file_beyond_eight_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "inventory.yaml"
    path.write_bytes(b"#" * (8 * 2**20 + 1))
    with pytest.raises(InventoryError, match="is too large; accepted: at most 8 MB"):
        read(path)


def test_ten_thousand_faults_are_cut_after_the_first_ones(yaml_file: Write) -> None:
    with pytest.raises(InventoryError) as refused:
        read(yaml_file("units:\n" + "  - {}\n" * 4000))
    assert len(refused.value.faults) == 12_000
    assert str(refused.value).endswith("… and 11800 more")
