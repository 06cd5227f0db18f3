"""The same report in every medium gives the same cells, whatever conversion did to its layout."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.spiders.extract.annual.making import (
    MEDIA,
    PRINT,
    Made,
    applications,
    as_docx,
    as_html,
    as_pdf,
    as_text,
    made,
    numbers,
)
from tests.spiders.extract.annual.reading import seen


def turned(old: str, new: str) -> Callable[[Made], bytes]:
    def make(report: Made) -> bytes:
        page = as_html(report).decode()
        assert old in page
        return page.replace(old, new).encode()

    return make


def in_one_table(report: Made) -> bytes:
    """Sections 二 to 四 as one table, as some editors paste them; their headings are rows."""
    page = as_html(report).decode()
    between = re.compile(r"</table>\n<p>([三四]、[^<]*)</p>\n<table border=1>")
    return between.sub(r"<tr><td colspan=15>\1</td></tr>", page).encode()


def in_two_tables(report: Made) -> bytes:
    """The table of section 三 cut after a row, a page number between its halves."""
    page = as_html(report).decode()
    row = '<tr><td rowspan="5" colspan="1">（五）不予处理</td>'
    page = page.replace(
        '<td rowspan="22" colspan="1">三、本年度办理结果</td>', '<td rowspan="14" colspan="1">三、本年度办理结果</td>'
    )
    return page.replace(row, f"</table><p>- 3 -</p><table>{row.replace('<tr>', '<tr><td rowspan=9></td>')}").encode()


def nested(report: Made) -> bytes:
    page = as_html(report).decode()
    return (
        page.replace("<body>", "<body><table><tr><td><div>")
        .replace("</body>", "</div></td></tr></table></body>")
        .encode()
    )


def wide(report: Made) -> bytes:
    """Full-width digits."""
    page = as_html(report).decode()
    return re.sub(
        r">(\d+)</td>", lambda m: f">{m[1].translate(str.maketrans('0123456789', '０１２３４５６７８９'))}</td>", page
    ).encode()


LAYOUTS: dict[str, Callable[[Made], bytes]] = {
    **MEDIA,
    "a header broken by a line": turned(">自然人<", ">自然<br>人<"),
    "spaces within labels": turned("3.要求提供公开出版物", "3. 要求提供\n 公开 出版物"),
    "half-width brackets": turned("（一）予以公开", "(一) 予以公开"),
    "word's paragraphs within cells": turned(
        "2.重复申请", "<p class=MsoNormal><span>2.</span><span>重复申请</span></p>"
    ),
    "word's empty last row": turned("</table>", "<tr height=0><td></td><td></td><td></td></tr></table>"),
    "a hidden table": turned("<body>", "<body><table style='display:none'><tr><td>1</td><td>2</td></tr></table>"),
    "a spelling mistake in a label": turned("2.其他法律行政法规禁止公开", "2.其他法律行政法规止公开"),
    "one table": in_one_table,
    "two tables": in_two_tables,
    "in a layout table": nested,
    "full-width digits": wide,
    "a pdf of small print": lambda report: as_pdf(report, PRINT.replace("font-size:9pt", "font-size:7pt")),
    "a pdf whose table's head is cut by a page end": lambda report: as_pdf(report, PRINT.replace("size:A4", "size:A4 landscape")),
    "a pdf in bold": lambda report: as_pdf(report, PRINT + "td{font-weight:bold}"),
    "a pdf with page numbers": lambda report: as_pdf(
        report, PRINT + "@page{@bottom-center{content:'- ' counter(page) ' -'}}"
    ),
    "deleted text in word": lambda report: as_docx(
        report, lambda xml: xml.replace("<w:t>0</w:t></w:r>", "<w:t>0</w:t></w:r><w:del><w:r><w:t>9</w:t></w:r></w:del>")
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_cell_is_read(layout: str):
    report = made(7)
    read = seen(LAYOUTS[layout](report))
    assert read["undecided"] is None
    assert read["applications"] == numbers(report)
    assert read["reviews"] == {"review": [2, 1, 0, 0, 3], "direct": [1, 0, 0, 0, 1], "after_review": [1, 0, 1, 0, 2]}
    assert read["disclosure"] == {
        "rules": [0, 0, 0], "normative_documents": [3, 1, 12], "licences": 120, "penalties": 45, "coercion": 6, "fees_10k": 13.5,
    }  # fmt: skip
    assert (read["unit"], read["year"], read["form"]) == ("青河县水务局", 2024, "2021")
    assert all(read["sections"].values())
    assert [f["id"] for f in read["failed"]] == (["label-typo"] if "mistake" in layout else [])
    assert read["warnings"] == []


def test_a_label_cut_by_a_page_end_is_put_together():
    """The grid of a PDF may have the two halves of a label in two rows."""
    report = made(7)
    whole = '<td rowspan="1" colspan="1">5.要求行政机关确认或重新出具已获取信息</td>'
    page = as_html(report).decode()
    page = page.replace('rowspan="22"', 'rowspan="23"').replace(
        '<td rowspan="5" colspan="1">', '<td rowspan="6" colspan="1">'
    )
    first, _, rest = page.partition(whole)
    values, _, after = rest.partition("</tr>")
    blank = "<td></td>" * 7
    page = f"{first}<td>5.要求行政机关确认或重新出</td>{values}</tr>\n<tr><td>具已获取信息</td>{blank}</tr>{after}"
    read = seen(page.encode())
    assert read["applications"] == numbers(report)
    assert (read["failed"], read["undecided"]) == ([], None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234),
        ("1，234", 1234),
        ("12件", 12),
        ("3.0", 3),  # a spreadsheet's integer
        ("", None),
        ("/", None),
        ("—", None),
        ("-3", None),
        ("1.5", None),
        ("1 2", None),  # two cells run together, or one number broken: who knows
        ("1\n2", None),
        ("012", None),
        ("12,34", None),
        ("若干", None),
        ("7<sup>1</sup>", None),  # a footnote, not 71
        ("7<del>1</del>", None),
        ("7<span style='display:none'>1</span>", None),
    ],
)
def test_a_cell_is_a_number_or_nothing(text: str, number: int | None):
    page = as_html(made(7).with_cell("R1", 0, "@@")).decode().replace("@@", text)
    assert seen(page.encode())["applications"]["R1"][0] == number


def test_a_row_with_a_cell_too_few_is_read_as_nothing_and_named():
    report = made(7)
    page = as_html(report).decode()
    line = next(row for row in page.splitlines() if "2.重复申请" in row)
    read = seen(page.replace(line, line.replace('<td rowspan="1" colspan="1">0</td>', "", 1)).encode())
    assert read["applications"] == {**numbers(report), "R3.5.2": [None] * 7}
    assert [(f["id"], f["said"]) for f in read["failed"]] == [("table-shape", "6 格")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">商业企业<", ">科研机构<"),  # two columns of one name
        (">商业企业<", ">企业单位名称<"),
        ("2.重复申请", "2.信访举报投诉类申请"),  # two rows of one name
        ("四、结转下年度继续办理", "二、上年结转政府信息公开申请数量"),
    ],
)
def test_a_structure_not_understood_is_undecided(old: str, new: str):
    read = seen(turned(old, new)(made(7)))
    assert read["undecided"] is not None
    expected = numbers(made(7))
    wrong = [
        code
        for code, row in read["applications"].items()
        if any(n not in (None, e) for n, e in zip(row, expected[code], strict=True))
    ]
    assert wrong == []


def test_a_header_whose_words_run_out_of_their_cell_is_undecided():
    read = seen(as_pdf(made(7), PRINT.replace("font-size:9pt", "font-size:13pt")))
    assert read["undecided"].startswith("columns-unclear")
    assert read["failed"] == []


def test_a_text_export_with_a_row_too_short_does_not_guess():
    lines = as_text(made(7)).decode().splitlines()
    at = next(n for n, line in enumerate(lines) if "2.重复申请" in line)
    lines[at] = lines[at].replace("\t0", "", 1)
    read = seen("\n".join(lines).encode())
    assert read["applications"]["R3.5.2"] == [None] * 7


def test_the_form_has_25_rows():
    assert len(applications(made())) == 3 + 25
    assert len(made().rows) == 25


def test_a_text_export_whose_cells_have_moved_is_read_by_its_labels():
    """Padding before and after, a word of the head on the next line, a row that lost its first cell."""
    report = made(7)
    page = as_text(report).decode()
    page = page.replace("自然人\t法人或其他组织\t总计", "\t\t自然\t法人或其他组织\t总计\n\n\t\t人")
    page = page.replace("2.重复申请\t", "\t\t2. 重复 申请\t").replace(
        "3.要求提供公开出版物\t", "3. 要求提供公开出版物\t\t\t"
    )
    read = seen(page.encode())
    assert read["applications"] == numbers(report)
    assert (read["failed"], read["undecided"]) == ([], None)


def test_bars_part_the_cells_of_markdown():
    report = made(7)
    lines = as_text(report).decode().splitlines()
    page = "\n".join(f"| {line.strip().replace(chr(9), ' | ')} |" if "\t" in line else f"## {line}" for line in lines)
    read = seen(page.encode())
    assert read["applications"] == numbers(report)
    assert (read["failed"], read["undecided"]) == ([], None)
