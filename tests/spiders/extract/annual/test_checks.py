"""Every fault has its name; what is sound is not accused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spiders.annual_files import compared, read_annual
from spiders.extract.annual.labels import COLUMNS
from tests.spiders.extract.annual.making import Made, as_docx, as_html, made
from tests.spiders.extract.annual.reading import TODAY, seen

SOUND = made(7)


def ids(report: Made) -> list[str]:
    return [fault["id"] for fault in seen(as_html(report))["failed"]]


def more(report: Made, code: str, column: int, by: int = 1) -> Made:
    return report.with_cell(code, column, str(int(report.rows[code][column]) + by))


@pytest.mark.parametrize("seed", range(12))
def test_a_sound_report_is_not_accused(seed: int):
    read = seen(as_html(made(seed)))
    assert (read["failed"], read["warnings"], read["undecided"]) == ([], [], None)


@pytest.mark.parametrize("column", range(6))
def test_a_column_that_does_not_balance_is_named_with_its_row(column: int):
    read = seen(as_html(more(SOUND, "R4", column)))
    assert [(f["id"], COLUMNS[column] in f["where"]) for f in read["failed"]] == [
        ("balance", True),
        ("column-sum", False),
    ]


def test_all_seven_columns_are_each_a_fault():
    report = SOUND
    for column in range(7):
        report = more(report, "R4", column, 6 if column == 6 else 1)
    assert ids(report) == ["balance"] * 7


def test_results_that_do_not_add_up():
    report = more(more(SOUND, "R3.4.1", 2), "R3.4.1", 6)
    assert ids(report) == ["result-sum", "result-sum"]


def test_a_row_that_does_not_add_up():
    """The total's own column breaks with it."""
    assert ids(more(SOUND, "R3.4.1", 6)) == ["result-sum", "column-sum"]


@pytest.mark.parametrize(("at", "group"), [(4, "行政复议"), (9, "未经复议直接起诉"), (14, "复议后起诉")])
def test_outcomes_that_do_not_add_up(at: int, group: str):
    reviews = [*SOUND.reviews]
    reviews[at] = "9"
    (fault,) = seen(as_html(replace(SOUND, reviews=tuple(reviews))))["failed"]
    assert (fault["id"], group in fault["where"], fault["said"]) == ("review-sum", True, "总计 9")


def test_a_blank_is_unknown_and_not_nothing():
    """R1 + R2 may still be right whatever the blank is; beyond R3.7 + R4 nothing can mend it."""
    left = SOUND.with_cell("R2", 0, "")
    assert ids(left) == ["blank-cells"]
    assert ids(more(left, "R1", 0, 500)) == ["blank-cells", "balance", "column-sum"]


def test_a_dash_is_no_zero():
    (fault,) = seen(as_html(SOUND.with_cell("R3.3.1", 2, "/")))["failed"] or [{}]
    assert (fault["id"], fault["said"]) == ("blank-cells", "1 格为“/”")


SAID: list[tuple[str, list[str]]] = [
    ("全年新收政府信息公开申请{new}件", []),
    ("全年新收政府信息公开申请9999件", ["text-table"]),
    ("2023年新收政府信息公开申请9999件", []),  # another year
    ("全县新收政府信息公开申请9999件", []),  # a wider area than a bureau's own
    ("其中通过网络收到政府信息公开申请3件", []),  # one channel
    ("收到政府信息公开申请同比增加3件", []),
    ("未收到政府信息公开申请", ["text-table"]),
    ("未收到政府信息公开申请行政复议情况", []),
    ("收到群众留言9999件", []),
    ("上年结转政府信息公开申请9999件", ["text-table"]),
    ("政府信息公开申请结转下年度继续办理9999件", ["text-table"]),
    ("依申请公开办结9999件", ["text-table"]),
    ("收到的政府信息公开申请均已按期办结", ["text-table"]),  # eight are carried over
    ("收到的人大建议、政协提案均已按期办结", []),
    ("因政府信息公开被申请行政复议3件，被提起行政诉讼3件", []),
    ("因政府信息公开被申请行政复议7件", ["text-table"]),
    ("因政府信息公开复议后被提起行政诉讼7件", ["text-table"]),
    ("全年未发生因政府信息公开引起的行政复议、行政诉讼", ["text-table"]),
    ("全年未发生因政府信息公开引起的行政诉讼败诉", []),
    ("全年办理行政复议案件120件", []),  # the bureau's trade, not its reports
    ("制发行政规范性文件3件，废止1件，现行有效行政规范性文件12件", []),
    ("制发规范性文件5件", ["text-table"]),
    ("未制发规范性文件", ["text-table"]),
    ("现行有效规范性文件13件", ["text-table"]),
    ("公开政府文件33件", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SAID)
def test_the_text_is_held_against_the_tables(sentence: str, expected: list[str]):
    texts = (SOUND.texts[0], f"（一）主动公开情况。{sentence}。")
    assert ids(replace(SOUND, texts=texts)) == expected


def test_tables_all_zero_while_the_text_tells_of_applications():
    rows = {code: ["0"] * 7 for code in SOUND.rows}
    report = replace(SOUND, rows=rows, texts=("{year}年，收到政府信息公开申请4件。",))
    assert ids(report) == ["text-table"]


def test_a_section_that_is_missing_is_named():
    headings = (*SOUND.headings[:4], "五、其他需要报告的事项", "")
    read = seen(as_docx(replace(SOUND, headings=headings)))
    assert [(f["id"], f["expected"]) for f in read["failed"]] == [("sections", "五、存在的主要问题及改进情况")]
    assert read["sections"] == {"1": True, "2": True, "3": True, "4": True, "5": False, "6": True}


def test_longer_headings_are_sound():
    headings = (
        "一、总体情况", "二、行政机关主动公开政府信息情况", "三、行政机关收到和处理政府信息公开申请情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "五、政府信息公开工作存在的主要问题及改进情况", "六、其他需要报告的事项",
    )  # fmt: skip
    assert ids(replace(SOUND, headings=headings)) == []


def test_headings_numbered_by_word_itself_are_sound():
    """The numerals are then not in the text."""
    assert ids(replace(SOUND, headings=tuple(text[2:] for text in SOUND.headings))) == []


def test_items_that_repeat_a_number():
    texts = (*SOUND.texts[:3], SOUND.texts[3].replace("（三）", "（二）"), *SOUND.texts[4:])
    assert ids(replace(SOUND, texts=texts)) == ["numbering"]


def test_lists_that_start_anew_are_sound():
    texts = (SOUND.texts[0], "（一）甲。", "（二）乙。", "（一）丙。", "（二）丁。", "（三）戊。")
    assert ids(replace(SOUND, texts=texts)) == []


@pytest.mark.parametrize(("year", "expected"), [(2020, 0), (2021, 2), (2024, 2)])  # the form came with 2021
def test_the_form_of_2019_is_wrong_since_2021(year: int, expected: int):
    page = as_html(replace(SOUND, year=year)).decode()
    block = "<tr><td>第二十条第（九）项</td></tr><tr><td>信息内容</td><td>采购项目数量</td><td>采购总金额</td></tr>"
    page = page.replace("</table>", f"{block}</table>", 1).replace("本年制发件数", "本年新制作数量")
    read = seen(page.encode())
    assert [f["id"] for f in read["failed"] if f["id"] == "form"] == ["form"] * expected
    assert read["form"] == "2019"


def test_another_year_in_the_period():
    assert ids(replace(SOUND, period=2023)) == ["year", "year"]


def test_a_report_before_the_form_is_not_judged():
    read = seen(as_html(replace(SOUND, year=2018)))
    assert (read["undecided"], read["failed"]) == ("form-before-2019", [])


def test_a_header_spelt_wrongly():
    report = replace(SOUND, made_head=("本年制发件数", "本年度止件数", "现行有效件数"))
    (fault,) = seen(as_html(report))["failed"]
    assert (fault["id"], fault["said"], fault["expected"]) == ("label-typo", "本年度止件数", "本年废止件数")


def test_wording_only_warns():
    texts = (
        *SOUND.texts[:5],
        "（五）监督保障。青河县主水务局动公开信息3条，实行“日检查、月调度”，落实“日抽查、周监测”制度，如下图所示。",
    )
    read = seen(as_html(replace(SOUND, texts=texts)))
    assert [w["id"] for w in read["warnings"]] == ["scrambled", "two-names", "figure-missing"]
    assert read["failed"] == []


def pair(before: Made, after: Made) -> dict[str, Any]:
    reports = [read_annual(as_html(report), today=TODAY) for report in (after, before)]
    from spiders.extract.annual.describe import described

    return described(compared(reports)[0])


def carried(report: Made, year: int, row: list[str]) -> Made:
    """The report of ``year``, its R2 as given and all else made to add up."""
    new = [
        str(int(d) + int(left) - int(c)) for d, left, c in zip(report.rows["R3.7"], report.rows["R4"], row, strict=True)
    ]
    return replace(report, year=year, rows={**report.rows, "R1": new, "R2": row})


def test_what_is_carried_over_must_arrive():
    before = SOUND
    good = carried(SOUND, 2025, [*SOUND.rows["R4"]])
    assert [f["id"] for f in pair(before, good)["failed"]] == []
    row = [*SOUND.rows["R4"]]
    row[2], row[6] = str(int(row[2]) + 1), str(int(row[6]) + 1)
    found = pair(before, carried(SOUND, 2025, row))
    assert [(f["id"], "科研机构" in f["where"]) for f in found["failed"]] == [
        ("carry-over", True),
        ("carry-over", False),
    ]


def test_a_year_between_or_another_unit_is_not_compared():
    other = replace(carried(SOUND, 2025, ["9"] * 6 + ["54"]), unit="青河县林业局")
    assert "carry-over" not in [f["id"] for f in pair(SOUND, other)["failed"]]
    later = carried(SOUND, 2026, ["9"] * 6 + ["54"])
    assert "carry-over" not in [f["id"] for f in pair(SOUND, later)["failed"]]


def test_a_copied_text_and_documents_that_do_not_roll_on_only_warn():
    found = pair(SOUND, replace(carried(SOUND, 2025, [*SOUND.rows["R4"]]), documents=("2", "0", "20")))
    assert [w["id"] for w in found["warnings"]] == ["normative-roll", "copied"]
    assert found["failed"] == []


@pytest.mark.parametrize(
    "texts",
    [
        ("（一）甲。（二）乙。", "（三）丙。"),  # the second stands within a paragraph
        ("一、主动公开情况", "二、依申请公开情况", "三、政府信息管理"),  # the form's numbers used again below it
        ("（一）存在的问题。", "1.其他问题。", "（二）改进。"),
    ],
)
def test_other_ways_of_numbering_are_sound(texts: tuple[str, ...]):
    assert ids(replace(SOUND, texts=(SOUND.texts[0], *texts))) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全县受理政府信息公开申请9999件", ["text-table"]),  # its own area
        ("县政府办公室收到政府信息公开申请9999件", []),  # one office of it
        ("县政府本级收到政府信息公开申请9999件", []),
    ],
)
def test_a_government_answers_for_its_area(sentence: str, expected: list[str]):
    report = replace(SOUND, unit="青河县人民政府", texts=(SOUND.texts[0], f"{sentence}。"))
    assert ids(report) == expected


def test_a_heading_over_two_lines_is_one():
    headings = (*SOUND.headings[:3], "四、因政府信息公开工作被申请行政复议、提起行政", *SOUND.headings[4:])
    assert ids(replace(SOUND, headings=headings)) == []
