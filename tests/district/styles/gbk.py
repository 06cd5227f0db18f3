"""An old site: GB18030 bytes declared as gb2312, a table layout, dates in brackets without zeros."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.district.plan import Column, Row
from tests.district.styles.style import Style


class Gbk(Style):
    """The declaration is too narrow for the bytes, as it usually is."""

    charset = "gb2312"
    tables = True
    extension = ".htm"

    def list_path(self, column: Column, page: int = 0) -> str:
        return f"/{column.slug}/list{f'_{page + 1}' if page else ''}.htm"

    def aliases(self, column: Column) -> tuple[str, ...]:
        return (f"/{column.slug}/",)

    def article_path(self, column: Column, day: date) -> str:
        return f"/{column.slug}/{column.number}{day.toordinal()}.htm"

    def date(self, day: date) -> str:
        return f"({day.year}-{day.month}-{day.day})"

    def row(self, row: Row, column: Column) -> str:
        day = f"<font color=#999999>{self.date(row.date)}</font>" if row.date else ""
        link = f"<a href='{row.href}' target=_blank>{row.title}</a>"
        return f"<tr><td height=24>&nbsp;·&nbsp;{link}</td><td align=right>{day}</td></tr>\n"

    def pager(self, column: Column, page: int, pages: int) -> str:
        return "<p>第一页　共1页　民政〇一热线　喆善同行</p>\n"  # two characters beyond gb2312

    def rows(self, rows: Sequence[Row], column: Column, page: int, total: int) -> str:
        return f"<table width=680 border=0>\n{''.join(self.row(row, column) for row in rows)}</table>\n"
