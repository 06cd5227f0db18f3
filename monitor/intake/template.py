"""An inventory as the spreadsheet to fill: a sheet a list, Chinese heads, choices to pick from, instructions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import reduce
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from monitor.intake import takes
from monitor.intake.shape import LISTS, NOTES, SHEETS, Field
from monitor.intake.words import chinese
from monitor.model.subject import Contact, Inventory, MonthDay

READY_ROWS = 2000  # rows that have the choices and formats before anybody types
_WIDE = {"name": 28, "url": 44, "source.url": 44, "contacts": 36, "quiet.reason": 24, "quiet.until": 18}
_HEAD = PatternFill("solid", fgColor="D9E2F3")
_INTRODUCTION = (
    "每个工作表是一类对象，第一行是字段名称，请勿改动；从第二行起每行填写一个对象，示例行请替换。",
    "不要合并单元格，不要使用公式；带 * 的为必填项。编号一经使用不再更改，删去的行按停用处理，不会删除历史。",
)


def workbook(inventory: Inventory) -> bytes:
    """The spreadsheet with the entries of ``inventory``; ``read`` gives the same inventory back."""
    book = Workbook()
    notes = book.worksheets[0]
    notes.title = NOTES[0]
    _instruct(notes)
    for name, fields in LISTS.items():
        sheet = book.create_sheet(SHEETS[name][0])
        _prepare(sheet, fields)
        for number, entry in enumerate(getattr(inventory, name), 2):
            for column, field in enumerate(fields, 1):
                cell = sheet.cell(number, column, _written(reduce(_inside, field.name.split("."), entry)))
                if not cell.is_date:
                    cell.number_format = _format(field)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _inside(value: object, name: str) -> object:
    return None if value is None else getattr(value, name)


def _written(value: object) -> str | int | date | None:
    if isinstance(value, StrEnum):
        return chinese(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, MonthDay):
        return f"{value.month:02}-{value.day:02}"
    if isinstance(value, tuple):
        return ";".join(_contact(person) for person in value) or None
    return value if isinstance(value, str | int | date) else None


def _contact(person: Contact) -> str:
    return "|".join(part or "" for part in (person.name, person.email, person.phone, person.role)).rstrip("|")


def _prepare(sheet: Worksheet, fields: Sequence[Field]) -> None:
    sheet.freeze_panes = "A2"
    for column, field in enumerate(fields, 1):
        letter = get_column_letter(column)
        head = sheet.cell(1, column, field.heads[0] + ("*" if field.needed else ""))
        head.font, head.fill, head.alignment = Font(bold=True), _HEAD, Alignment(horizontal="center")
        sheet.column_dimensions[letter].width = _WIDE.get(field.name, 16)
        cells = f"{letter}2:{letter}{READY_ROWS}"
        if field.choices:
            choice = DataValidation(
                "list", formula1=f'"{",".join(field.choices)}"', allow_blank=True, showErrorMessage=True
            )
            choice.add(cells)
            sheet.add_data_validation(choice)
        sheet.column_dimensions[letter].number_format = _format(field)


def _format(field: Field) -> str:
    """Text keeps the zeros and the last digits of what looks like a number; dates and counts are none."""
    plain = field.take == takes.day or field.choices or field.name in {"max_age_days", "first_year"}
    return "General" if plain else "@"


def _instruct(sheet: Worksheet) -> None:
    sheet.append(["填写说明"])
    for line in _INTRODUCTION:
        sheet.append([line])
    sheet.append([])
    sheet.append(["工作表", "字段", "必填", "填写要求", "可选项"])
    for name, fields in LISTS.items():
        for field in fields:
            sheet.append([
                SHEETS[name][0], field.heads[0], "是" if field.needed else "", field.note, "、".join(field.choices),
            ])  # fmt: skip
    for letter, width in (("A", 12), ("B", 18), ("C", 8), ("D", 44), ("E", 80)):
        sheet.column_dimensions[letter].width = width
    for cell in (sheet["A1"], *sheet[5]):
        cell.font = Font(bold=True)
