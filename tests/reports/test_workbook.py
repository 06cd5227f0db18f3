from __future__ import annotations

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from monitor.model.problem import State
from reports.bulletin import Bulletin
from reports.monthly import build
from reports.workbook import problem_list, workbook
from tests.reports import hostile, month

RECOMMENDED = [
    "序号",
    "责任单位",
    "对象类型",
    "对象名称",
    "网站标识码/账号",
    "栏目路径",
    "问题类别",
    "严重程度",
    "证据网址",
    "最后更新日期",
    "超期天数",
    "首次发现",
    "提醒次数",
    "整改时限",
    "整改情况",
    "复核结果",
    "复核日期",
]


def sheet(content: bytes, name: str) -> Worksheet:
    found = openpyxl.load_workbook(BytesIO(content))[name]
    assert isinstance(found, Worksheet)
    return found


def rows(content: bytes, name: str = "问题清单") -> list[dict[str, object]]:
    """The rows of a sheet by heading."""
    table = list(sheet(content, name).iter_rows(values_only=True))
    return [dict(zip(map(str, table[0]), row, strict=True)) for row in table[1:]]


@pytest.fixture(scope="module")
def content(bulletin: Bulletin) -> bytes:
    return workbook(bulletin)


def test_the_columns_are_those_the_offices_use(content: bytes) -> None:
    assert [heading for heading in rows(content)[0] if heading in RECOMMENDED] == RECOMMENDED


def test_rows_are_those_of_the_bulletin(content: bytes, bulletin: Bulletin) -> None:
    assert [row["问题编号"] for row in rows(content)] == [row.number for row in bulletin.rows]
    assert [row["对象名称"] for row in rows(content, "未能核查对象")] == [blank.name for blank in bulletin.blanks]
    notes = {row["项目"]: row["内容"] for row in rows(content, "说明")}
    assert (notes["问题总数"], notes["未整改"], notes["已整改"]) == (25, 19, 6)


def test_days_are_days_and_numbers_numbers(content: bytes) -> None:
    row = next(row for row in rows(content) if row["问题编号"] == "2026-000104")
    assert row["最后更新日期"] == datetime(2026, 2, 20)  # noqa: DTZ001  # a spreadsheet knows no zone
    assert row["超期天数"] == 25
    assert row["栏目路径"] == "东昌府区教育和体育局网站 > 政务要闻"


def test_what_nobody_knows_is_empty(content: bytes) -> None:
    row = next(row for row in rows(content) if row["问题编号"] == "2026-000109")
    assert [row[name] for name in ("最后更新日期", "超期天数", "提醒次数", "复核结果", "复核日期")] == [None] * 5


def test_the_list_is_set_up_for_work_and_print(content: bytes) -> None:
    found = sheet(content, "问题清单")
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:W26"
    assert (found.page_setup.orientation, found.page_setup.paperSize, found.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert found.print_title_rows == "$1:$1"


def test_the_same_bulletin_gives_the_same_bytes(content: bytes) -> None:
    assert workbook(build(month.facts())) == content


def test_text_from_pages_is_neither_formula_nor_link() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(build(hostile.facts()))))
    for found in book:
        for cells in found.iter_rows():
            assert all(cell.data_type in {"s", "n", "d"} and cell.hyperlink is None for cell in cells)
    texts = [cell.value for cells in book["问题清单"].iter_rows() for cell in cells]
    assert any(str(text).startswith("=HYPERLINK(") for text in texts)
    assert not any("\u202e" in str(text) for text in texts)


def test_a_list_of_any_problems_carries_every_state() -> None:
    problems = [
        month.stale(place, "portal-news", month.date(2026, 2, 1), state=state) for place, state in enumerate(State)
    ]
    found = rows(problem_list(problems, month.INVENTORY, {"column-stale": "栏目更新不及时"}))
    assert [row["状态"] for row in found][:3] == ["疑似，待确认", "待整改", "已通知，待整改"]
    assert len({row["状态"] for row in found}) == len(State)
    assert (found[0]["问题类别"], found[0]["责任单位"]) == ("栏目更新不及时", "东昌府区人民政府办公室")


def test_an_empty_list_has_its_headings() -> None:
    assert rows(problem_list([], month.INVENTORY, {})) == []


def test_very_long_text_fits_a_cell() -> None:
    problem = month.problem(1, "column-blank", month.SubjectKind.COLUMN, "portal-news", "长" * 60_000)
    assert len(str(rows(problem_list([problem], month.INVENTORY, {}))[0]["问题描述"])) == 2000
