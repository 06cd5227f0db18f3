"""Inventories in spreadsheets: the same as in YAML, and what every wrong one is answered with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from monitor.intake import InventoryError, read
from monitor.intake.template import workbook
from monitor.model.subject import Contact, Inventory, MonthDay

Write = Callable[..., Path]

YEARS_END = datetime(2026, 12, 31)  # noqa: DTZ001  as spreadsheets keep dates

EXAMPLE = """\
units:
  - {id: zfb, name: 某区人民政府办公室, kind: office,
     contacts: [{name: 甲, email: a@mouqu.example, phone: 0635-1, role: liaison}, {name: 乙}]}
  - {id: "12", name: 某区教育局, kind: department}
sites:
  - {id: portal, name: 某区人民政府, unit: zfb, url: "http://www.mouqu.example/", code: 3715020001, kind: portal}
columns:
  - {id: news, site: portal, unit: zfb, name: 要闻, url: "http://www.mouqu.example/xw/", kind: news,
     top_level: true, max_age_days: 7, quiet: {reason: 改版, approved_by: 分管负责人, until: 2026-12-31}}
  - {id: nb, site: portal, unit: "12", name: 年报, url: "http://www.mouqu.example/nb/", kind: annual-report}
accounts:
  - {id: a, unit: zfb, platform: wechat, name: 甲, source: {kind: rss, url: "http://feeds.mouqu.example/a"}}
  - {id: b, unit: zfb, platform: weibo, name: 乙, source: {kind: weibo, uid: 1234567890}, closed_on: 2026-06-30}
  - {id: c, unit: "12", platform: wechat, name: 丙, source: {kind: wechat-album, biz: MzA=, album: 12345678901234567}}
annual_reports:
  - {unit: zfb, first_year: 2021, deadline: "01-31", url: "http://www.mouqu.example/nb/"}
  - {unit: "12", first_year: 2024}
"""

ENGLISH: dict[str, list[list[Any]]] = {
    "units": [
        ["id", "name", "kind", "contacts"],
        ["zfb", "某区人民政府办公室", "office", "甲|a@mouqu.example|0635-1|liaison;乙"],
        [12, "某区教育局", "department", None],
    ],
    "sites": [
        ["id", "name", "unit", "url", "code", "kind"],
        ["portal", "某区人民政府", "zfb", "http://www.mouqu.example/", 3715020001, "portal"],
    ],
    "columns": [
        [
            "id",
            "site",
            "name",
            "url",
            "kind",
            "unit",
            "top_level",
            "max_age_days",
            "quiet.reason",
            "quiet.approved_by",
            "quiet.until",
        ],
        [
            "news",
            "portal",
            "要闻",
            "http://www.mouqu.example/xw/",
            "news",
            None,
            True,
            7,
            "改版",
            "分管负责人",
            YEARS_END,
        ],
        ["nb", "portal", "年报", "http://www.mouqu.example/nb/", "annual-report", 12],
    ],
    "accounts": [
        [
            "id",
            "unit",
            "platform",
            "name",
            "source.kind",
            "source.url",
            "source.uid",
            "source.biz",
            "source.album",
            "closed_on",
        ],
        ["a", "zfb", "wechat", "甲", "rss", "http://feeds.mouqu.example/a"],
        ["b", "zfb", "weibo", "乙", "weibo", None, 1234567890, None, None, "2026-06-30"],
        ["c", "12", "wechat", "丙", "wechat-album", None, None, "MzA=", "12345678901234567"],
    ],
    "annual_reports": [
        ["unit", "first_year", "deadline", "url"],
        ["zfb", 2021, date(2026, 1, 31), "http://www.mouqu.example/nb/"],  # what a spreadsheet makes of 01-31
        ["12", "2024"],
    ],
}

CHINESE: dict[str, list[list[Any]]] = {
    "填写说明": [["随便写什么"]],
    "单位": [
        [" 编号* ", "单位名称", "类 别", "联系人"],
        ["zfb", " 某区人民政府办公室\u3000", "办公室", "甲｜a@mouqu.example｜0635-1｜liaison； 乙；"],
        ["12", "某区教育局", "部门"],
        [None, "  ", None],
    ],
    "网站": [
        ["网站标识码", "编号", "名称", "主办单位", "首页网址", "网站类别"],
        ["3715020001", "portal", "某区人民政府", "zfb", "http://www.mouqu.example/", "门户网站"],
    ],
    "栏目": [
        [
            "编号",
            "网站",
            "名称",
            "网址",
            "类别",
            "责任单位",
            "是否一级栏目",
            "更新期限（天）",
            "免更新理由",
            "免更新批准人",
            "免更新截止日期",
        ],
        [
            "news",
            "portal",
            "要闻",
            "http://www.mouqu.example/xw/",
            "动态要闻",
            "zfb",
            "是",
            "7",
            "改版",
            "分管负责人",
            "2026-12-31",
        ],
        ["nb", "portal", "年报", "http://www.mouqu.example/nb/", "年报", "12", "否"],
    ],
    "新媒体": [
        ["编号", "单位", "平台", "名称", "来源", "来源网址", "微博uid", "公众号biz", "合集编号", "关停日期"],
        ["a", "zfb", "微信", "甲", "RSS", "http://feeds.mouqu.example/a"],
        ["b", "zfb", "微博", "乙", "微博", None, "1234567890", None, None, date(2026, 6, 30)],
        ["c", "12", "微信公众号", "丙", "微信合集", None, None, "MzA=", "12345678901234567"],
    ],
    "年度报告": [
        ["单位", "起始年度", "截止日期", "网址"],
        ["zfb", 2021, "01-31", "http://www.mouqu.example/nb/"],
        ["12", 2024],
    ],
    "Sheet6": [],
}


@pytest.fixture
def example(tmp_path: Path) -> Inventory:
    path = tmp_path / "example.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("sheets", [ENGLISH, CHINESE])
def test_a_spreadsheet_says_the_same_as_yaml(xlsx_file: Write, example: Inventory, sheets: dict[str, Any]) -> None:
    assert read(xlsx_file(sheets)) == example


def test_an_inventory_written_as_the_template_is_read_back(tmp_path: Path, example: Inventory) -> None:
    path = tmp_path / "inventory.XLSX"
    path.write_bytes(workbook(example))
    assert read(path) == example


def test_a_stray_border_in_the_last_row_costs_nothing(xlsx_file: Write, example: Inventory) -> None:
    from openpyxl import load_workbook
    from openpyxl.styles import Border, Side

    path = xlsx_file(ENGLISH)
    book = load_workbook(path)
    book["units"]["XFD1048576"].border = Border(left=Side("thin"))
    book.save(path)
    assert read(path) == example


def test_contacts_may_be_written_as_addresses_are(xlsx_file: Write) -> None:
    rows = [
        ["编号", "名称", "类别", "联系人"],
        ["zfb", "某办", "办公室", "甲 <a@mouqu.example> 13800000000；乙|b@mouqu.example"],
    ]
    people = read(xlsx_file({"单位": rows})).units[0].contacts
    assert people == (Contact("甲", "a@mouqu.example", "13800000000"), Contact("乙", "b@mouqu.example"))


HEADS = ["编号", "网站", "名称", "网址", "类别"]
NEWS = ["news", "portal", "要闻", "http://www.mouqu.example/xw/", "动态要闻"]


def columns(*rows: list[Any], heads: list[Any] = HEADS) -> dict[str, list[list[Any]]]:
    return {"单位": CHINESE["单位"], "网站": CHINESE["网站"], "栏目": [heads, *rows]}


WRONG: list[tuple[dict[str, list[list[Any]]], str]] = [
    ({}, "inventory.xlsx: file: has no entries"),
    ({"单位": [["编号", "名称", "类别"]]}, "inventory.xlsx: file: has no entries"),
    (
        {"栏目表": [["编号"]]},
        "inventory.xlsx:栏目表!A1: sheet: unknown sheet '栏目表', did you mean '栏目'; accepted: units, 单位",
    ),
    ({"units": ENGLISH["units"], "单位": CHINESE["单位"]}, "单位!A1: sheet: is a second sheet of units"),
    # heads
    (
        columns(NEWS, heads=["全区政府网站栏目一览表"]),
        "栏目!A1: header: the first row does not name the fields; accepted: id (编号)",
    ),
    (columns(NEWS, heads=[]), "栏目!A1: header: the first row does not name the fields"),
    (columns(HEADS, NEWS, heads=["一览表"]), "栏目!A1: header: the first row does not name the fields"),
    (
        columns(NEWS, heads=["编号", "网站", "名称", "网址", "类型"]),
        "栏目!E1: 类型: unknown field; accepted: id (编号), site",
    ),
    (
        columns(NEWS, heads=["编号", "网站", "栏目名", "网址", "类别"]),
        "栏目!C1: 栏目名: unknown field, did you mean '栏目名称'",
    ),
    (columns(NEWS, heads=["编号", "网站", "名称", "网址", "类别", "编号"]), "栏目!F1: 编号: names id a second time"),
    (
        columns(NEWS, heads=["编号", "网站", "名称", "网址", "类别", "栏目编号"]),
        "栏目!F1: 栏目编号: names id a second time",
    ),
    (columns(NEWS[:4], heads=HEADS[:4]), "栏目!A1: kind: no column has this field; accepted: a column 类别"),
    (columns(NEWS, [*NEWS, "x"], [*NEWS, "y"]), "栏目!F3: cell: has a value below an empty head"),
    # columns shifted by one
    (columns([None, *NEWS]), "栏目!A2: id: is missing; accepted: letters, digits"),
    (columns([None, *NEWS]), "栏目!D2: url: found '要闻'; accepted: an address that begins with http://"),
    (columns([None, *NEWS]), "栏目!F2: cell: has a value below an empty head"),
    (columns(NEWS[1:]), "栏目!E2: kind: is missing; accepted: news (动态要闻)"),
    # cells
    (columns([*NEWS[:2], None, *NEWS[3:]]), "栏目!C2: name: is missing; accepted: one line of text"),
    (columns([*NEWS[:2], 46000, *NEWS[3:]]), "栏目!C2: name: found the number 46000; accepted: one line of text"),
    (columns([*NEWS[:2], date(2026, 1, 1), *NEWS[3:]]), "栏目!C2: name: found the date 2026-01-01"),
    (
        columns([*NEWS[:2], "要\n闻", *NEWS[3:]]),
        "栏目!C2: name: found '要\\n闻' with an invisible sign or a line break",
    ),
    (columns([*NEWS[:2], "是", *NEWS[3:]]), "栏目!C2: name: found true"),
    (
        columns([*NEWS[:2], "=A1", *NEWS[3:]]),
        "栏目!C2: cell: found the formula or error '=A1'; accepted: a plain value",
    ),
    (columns([*NEWS[:2], "#REF!", *NEWS[3:]]), "栏目!C2: cell: found the formula or error '#REF!'"),
    (
        columns([*NEWS[:4], "动态要问"]),
        "栏目!E2: kind: found '动态要问', did you mean '动态要闻'; accepted: news (动态要闻)",
    ),
    (
        columns(["news", "protal", *NEWS[2:]]),
        "栏目!B2: site: found 'protal', which is no id of sites, did you mean 'portal'",
    ),
    (
        columns(["news", "某区人民政府", *NEWS[2:]]),
        "栏目!B2: site: found '某区人民政府', which is no id of sites, did you mean 'portal'",
    ),
    (columns([1.5, *NEWS[1:]], NEWS), "栏目!D3: url: "),
    (
        columns(NEWS, ["news", "portal", "乙", "http://b.example/", "专题"]),
        "栏目!A3: id: 'news' is used twice, first at ",
    ),
    (
        columns(NEWS, ["b", "portal", "乙", "https://mouqu.example/xw", "专题"]),
        "栏目!D3: url: 'https://mouqu.example/xw' is used",
    ),
    (columns([*NEWS, "Y"], heads=[*HEADS, "一级栏目"]), "栏目!F2: top_level: found 'Y'; accepted: true or false"),
    (columns([*NEWS, 1], heads=[*HEADS, "一级栏目"]), "栏目!F2: top_level: found the number 1"),
    (
        columns([*NEWS, "三十"], heads=[*HEADS, "更新期限"]),
        "栏目!F2: max_age_days: found '三十'; accepted: a whole number",
    ),
    (columns([*NEWS, 7.5], heads=[*HEADS, "更新期限"]), "栏目!F2: max_age_days: found the number 7.5"),
    (
        columns([*NEWS, "改版"], heads=[*HEADS, "免更新理由"]),
        "栏目!F2: quiet.until: is missing; accepted: all of quiet.reason",
    ),
    (
        columns([*NEWS, "改版", "甲", "2026年底"], heads=[*HEADS, "免更新理由", "免更新批准人", "免更新截止日期"]),
        "栏目!H2: quiet.until: found '2026年底'; accepted: a date such as 2026-12-31",
    ),
    (
        columns(
            [*NEWS, "改版", "甲", YEARS_END.replace(hour=8)],
            heads=[*HEADS, "免更新理由", "免更新批准人", "免更新截止日期"],
        ),
        "栏目!H2: quiet.until: found '2026-12-31 08:00:00'",
    ),
    (
        {"单位": [*CHINESE["单位"], ["x", "某局", "部门", "甲 13800000000"]]},
        "单位!D5: contacts: found '甲 13800000000'; accepted: name|email|phone|role",
    ),
    (
        {"单位": [*CHINESE["单位"], ["x", "某局", "部门", "甲|a@b"]]},
        "单位!D5: contacts.email: found 'a@b'; accepted: a mail",
    ),
    ({"单位": [*CHINESE["单位"], ["x", "某局", "部门", "|a@b.example"]]}, "单位!D5: contacts.name: is missing"),
    (
        {
            "单位": CHINESE["单位"],
            "新媒体": [
                CHINESE["新媒体"][0],
                ["c", "12", "微信", "丙", "微信合集", None, None, "MzA=", 1234567890123456789],
            ],
        },
        "新媒体!I2: source.album: found the number 123456789012345",
    ),
    (
        {
            "单位": CHINESE["单位"],
            "新媒体": [
                CHINESE["新媒体"][0],
                ["c", "12", "微信", "丙", "微信合集", None, None, "MzA=", 1234567890123456789],
            ],
        },
        ", whose last digits are lost; accepted: the same digits in a cell of format text",
    ),
]


@pytest.mark.parametrize(("sheets", "fragment"), WRONG)
def test_a_wrong_sheet_is_refused_with_cell_field_and_what_is_accepted(
    xlsx_file: Write, sheets: dict[str, list[list[Any]]], fragment: str
) -> None:
    path = xlsx_file(sheets or {"Sheet1": []})
    with pytest.raises(InventoryError) as refused:
        read(path)
    assert fragment in str(refused.value)
    assert all(line.startswith(str(path)) and "; accepted: " in line for line in str(refused.value).splitlines())


def test_merged_cells_are_refused(xlsx_file: Write) -> None:
    sheets = {"units": [["id", "name", "kind"], ["a", "甲", "town"], ["b", None, "town"]]}
    with pytest.raises(InventoryError) as refused:
        read(xlsx_file(sheets, merged=["B2:B3"]))
    assert [str(fault).partition("xlsx:")[2] for fault in refused.value.faults] == [
        "units!B2: cells: B2:B3 are merged; accepted: one cell a value; split them"
    ]


def test_a_sheet_with_doubtful_heads_makes_no_dangling_references(xlsx_file: Write) -> None:
    sheets = {"单位": [["代号", "名称", "类别"], ["zfb", "某办", "办公室"]], "网站": CHINESE["网站"]}
    with pytest.raises(InventoryError) as refused:
        read(xlsx_file(sheets))
    told = {(fault.place.partition("xlsx:")[2], fault.field) for fault in refused.value.faults}
    assert told == {("单位!A1", "代号"), ("单位!A1", "id")}


@pytest.mark.parametrize(
    ("content", "fragment"),
    [
        (b"", "file: is empty"),
        (b"id,name,kind\n", "file: is no workbook (BadZipFile); accepted: an .xlsx workbook"),
        ("编号,名称".encode("gbk"), "file: is no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file: is an old .xls workbook or has a password"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, fragment: str) -> None:
    path = tmp_path / "inventory.xlsx"
    path.write_bytes(content)
    with pytest.raises(InventoryError) as refused:
        read(path)
    assert fragment in str(refused.value)


def test_a_workbook_that_unpacks_beyond_measure_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "inventory.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (33 * 2**20))
    with pytest.raises(InventoryError, match="unpacks to more than 32 MB"):
        read(path)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [None, b"", b"<", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_workbook_with_a_broken_part_is_refused_or_the_part_did_not_matter(
    tmp_path: Path, xlsx_file: Write, example: Inventory, part: str, content: bytes | None
) -> None:
    whole, broken = xlsx_file(ENGLISH), tmp_path / "broken.xlsx"
    with ZipFile(whole) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
            elif content is not None:
                target.writestr(name, content)
    try:
        taken = read(broken)
    except InventoryError as error:
        taken = None
        told = str(error)
    assert taken == example if taken else told.startswith(str(broken))


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_workbook_cut_short_is_refused(tmp_path: Path, xlsx_file: Write, tenth: int) -> None:
    raw = xlsx_file(ENGLISH).read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(raw[: len(raw) * tenth // 10])
    with pytest.raises(InventoryError, match="is no workbook"):
        read(path)


def test_a_leap_day_as_a_deadline_is_taken(xlsx_file: Write) -> None:
    sheets = {"单位": CHINESE["单位"], "年度报告": [["单位", "起始年度", "截止日期"], ["zfb", 2021, "02-29"]]}
    assert read(xlsx_file(sheets)).annual_reports[0].deadline == MonthDay(2, 29)
