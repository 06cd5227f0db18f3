"""Annual reports of a made-up district in every medium, whole or with a fault put in."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from io import BytesIO

from openpyxl import Workbook

from spiders.extract.annual.labels import COLUMNS, LEAVES, OUTCOMES, ROWS

Cell = tuple[str, int, int]  # text, rows, columns
Row = list[Cell]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Made:
    """A report before it is set in a medium. Numbers are texts, so that a fault can be any."""

    unit: str = "青河县水务局"
    year: int = 2024
    period: int | None = None
    rows: dict[str, list[str]] = field(default_factory=dict)
    reviews: tuple[str, ...] = ("2", "1", "0", "0", "3", "1", "0", "0", "0", "1", "1", "0", "1", "0", "2")
    documents: tuple[str, ...] = ("3", "1", "12")
    singles: tuple[str, ...] = ("120", "45", "6", "13.5")
    texts: tuple[str, ...] = (
        "{year}年,{unit}认真贯彻《中华人民共和国政府信息公开条例》，各项工作平稳推进。",
        "（一）主动公开情况。全年公开各类信息1922条。",
        "（二）依申请公开情况。全年新收政府信息公开申请{new}件，上年结转政府信息公开申请{carried}件。",
        "（三）政府信息管理情况。制发行政规范性文件{made}件，废止{repealed}件，现行有效行政规范性文件{in_force}件。",
        "（四）平台建设情况。完成专栏调整。",
        "（五）监督保障情况。全年开展培训2次。",
    )
    headings: tuple[str, ...] = (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )
    labels: dict[str, str] = field(default_factory=lambda: dict(ROWS))
    made_head: tuple[str, ...] = ("本年制发件数", "本年废止件数", "现行有效件数")

    def with_cell(self, code: str, column: int, text: str) -> Made:
        """The report with another text in one cell of section 三."""
        row = [*self.rows[code]]
        row[column] = text
        return replace(self, rows={**self.rows, code: row})

    def filled(self, text: str) -> str:
        """A text with the report's own numbers."""
        made, repealed, in_force = self.documents
        return text.format(
            unit=self.unit, year=self.period or self.year, new=self.rows["R1"][6], carried=self.rows["R2"][6],
            made=made, repealed=repealed, in_force=in_force,
        )  # fmt: skip


def made(seed: int = 1, **changes: object) -> Made:
    """A report whose tables add up; its numbers follow from ``seed``."""
    rng = random.Random(seed)
    rows = {code: [rng.choice((0, 0, 0, 0, 1, 2, 7)) for _ in range(6)] for code in LEAVES}
    done = [sum(rows[code][at] for code in LEAVES) for at in range(6)]
    left = [rng.choice((0, 0, 1, 3)) for _ in range(6)]
    carried = [min(rng.choice((0, 1, 2)), done[at] + left[at]) for at in range(6)]
    new = [done[at] + left[at] - carried[at] for at in range(6)]
    rows = {"R1": new, "R2": carried, **rows, "R3.7": done, "R4": left}
    texts = {code: [str(n) for n in (*row, sum(row))] for code, row in rows.items()}
    return replace(Made(rows=texts), **changes)  # type: ignore[arg-type]


def numbers(report: Made) -> dict[str, list[int]]:
    """The 25 rows as numbers."""
    return {code: [int(text) for text in row] for code, row in report.rows.items()}


def applications(report: Made) -> list[Row]:
    """The table of section 三 with its merged cells."""
    head: list[Row] = [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [(name, 1, 1) for name in COLUMNS[1:6]],
    ]
    groups = {"R3.3.1": ("（三）不予公开", 8), "R3.4.1": ("（四）无法提供", 3), "R3.5.1": ("（五）不予处理", 5),
              "R3.6.1": ("（六）其他处理", 3)}  # fmt: skip
    for code, row in report.rows.items():
        line: Row = [("三、本年度办理结果", 22, 1)] if code == "R3.1" else []
        if code in groups:
            line.append((groups[code][0], groups[code][1], 1))
        width = 3 if code in ("R1", "R2", "R4") else 2 if code in ("R3.1", "R3.2", "R3.7") else 1
        head.append([*line, (report.labels[code], 1, width), *((text, 1, 1) for text in row)])
    return head


def disclosure(report: Made) -> list[Row]:
    """The table of section 二."""
    licences, penalties, coercion, fees = report.singles
    decided = [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)]
    return [
        [("第二十条第（一）项", 1, 4)],
        [("信息内容", 1, 1), *((text, 1, 1) for text in report.made_head)],
        [("规章", 1, 1), ("0", 1, 1), ("0", 1, 1), ("0", 1, 1)],
        [("行政规范性文件", 1, 1), *((text, 1, 1) for text in report.documents)],
        [("第二十条第（五）项", 1, 4)], decided, [("行政许可", 1, 1), (licences, 1, 3)],
        [("第二十条第（六）项", 1, 4)], decided, [("行政处罚", 1, 1), (penalties, 1, 3)], [("行政强制", 1, 1), (coercion, 1, 3)],
        [("第二十条第（八）项", 1, 4)], [("信息内容", 1, 1), ("本年收费金额（单位：万元）", 1, 3)], [("行政事业性收费", 1, 1), (fees, 1, 3)],
    ]  # fmt: skip


def reviews(report: Made) -> list[Row]:
    """The table of section 四."""
    return [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*((name, 2, 1) for name in OUTCOMES), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [(name, 1, 1) for name in (*OUTCOMES, *OUTCOMES)],
        [(text, 1, 1) for text in report.reviews],
    ]


def parts(report: Made) -> list[str | list[Row]]:
    """Title, paragraphs and tables, in order."""
    period = report.period or report.year
    one, two, three, four, five, six = (*report.headings, *[""] * 6)[:6]
    found: list[str | list[Row]] = [
        f"{report.unit}{report.year}年政府信息公开工作年度报告",
        f"本报告所列数据的统计期限自{period}年1月1日起至{period}年12月31日止。",
        one, *(report.filled(text) for text in report.texts),
        two, disclosure(report), three, applications(report), four, reviews(report),
        five, "一是解读形式偏少；二是个别栏目更新不够及时。", six, "本年度未收取政府信息公开信息处理费。",
    ]  # fmt: skip
    return [part for part in found if part]


def as_html(report: Made, style: str = "") -> bytes:
    """A web page; each row stands on a line of its own."""
    body = "\n".join(_markup(part) for part in parts(report))
    head = f'<meta charset="utf-8"><title>{report.unit}</title><style>{style}</style>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>\n{body}\n</body></html>".encode()


def _markup(part: str | list[Row]) -> str:
    if isinstance(part, str):
        return f"<p>{escape(part)}</p>"
    lines = ("".join(f'<td rowspan="{r}" colspan="{c}">{escape(t)}</td>' for t, r, c in row) for row in part)
    return "<table border=1>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"


PRINT = (
    "@page{size:A4;margin:2cm} body{font-family:'Noto Sans SC','WenQuanYi Micro Hei','FandolSong';font-size:9pt}"
    "p{text-indent:2em} table{border-collapse:collapse;width:100%} td{border:0.5pt solid black;padding:2pt}"
)


def as_pdf(report: Made, style: str = PRINT) -> bytes:
    """A PDF with ruled tables that run over page ends."""
    from weasyprint import HTML

    return bytes(HTML(string=as_html(report, style).decode()).write_pdf())


def as_docx(report: Made, change: Callable[[str], str] = str) -> bytes:
    """A Word file; ``change`` is made to its XML."""
    body = "".join(_word(part) for part in parts(report))
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": change(xml).encode()})


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of them."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def _word(part: str | list[Row]) -> str:
    if isinstance(part, str):
        return f"<w:p><w:r><w:t>{escape(part)}</w:t></w:r></w:p>"
    below: dict[int, tuple[int, int]] = {}  # column → rows still to come and width of a cell from above
    rows = []
    for row in part:
        cells, col, waiting = [], 0, list(row)
        while waiting or col in below:
            if col in below:
                left, wide = below.pop(col)
                cells.append((col, "", wide, "<w:vMerge/>", left - 1))
            else:
                text, tall, wide = waiting.pop(0)
                cells.append((col, text, wide, '<w:vMerge w:val="restart"/>' if tall > 1 else "", tall - 1))
            col += cells[-1][2]
        below = {at: (left, wide) for at, _, wide, _, left in cells if left}
        rows.append("".join(_word_cell(text, wide, merge) for _, text, wide, merge, _ in cells))
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _word_cell(text: str, wide: int, merge: str) -> str:
    look = f'<w:tcPr><w:gridSpan w:val="{wide}"/>{merge}</w:tcPr>'
    return f"<w:tc>{look}<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>"


def as_xlsx(report: Made) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    at = 1
    for part in parts(report):
        if isinstance(part, str):
            sheet.cell(at, 1, part)
            at += 1
            continue
        taken: set[tuple[int, int]] = set()
        for row in part:
            col = 1
            for text, tall, wide in row:
                while (at, col) in taken:
                    col += 1
                sheet.cell(at, col, int(text) if text.isdecimal() else text)
                if tall > 1 or wide > 1:
                    sheet.merge_cells(start_row=at, start_column=col, end_row=at + tall - 1, end_column=col + wide - 1)
                taken |= {(y, x) for y in range(at, at + tall) for x in range(col, col + wide)}
                col += wide
            at += 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_text(report: Made) -> bytes:
    """A text export, cells parted by tabs and merged ones left out."""
    lines = []
    for part in parts(report):
        lines += [part] if isinstance(part, str) else ["\t".join(text for text, _, _ in row) + "\t" for row in part]
    return "\n".join(lines).encode()


MEDIA: dict[str, Callable[[Made], bytes]] = {
    "html": as_html, "pdf": as_pdf, "docx": as_docx, "xlsx": as_xlsx, "text": as_text,
}  # fmt: skip
