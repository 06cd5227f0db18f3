"""Definition lists and plain page links: index_1.html is the second page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.district.plan import Column, Row
from tests.district.styles.style import Style


class Plain(Style):
    """A town's hand-made templates."""

    label = "日期："

    def list_path(self, column: Column, page: int = 0) -> str:
        return f"/zwgk/{column.slug}/index{f'_{page}' if page else ''}.html"

    def aliases(self, column: Column) -> tuple[str, ...]:
        return (f"/zwgk/{column.slug}/",)

    def article_path(self, column: Column, day: date) -> str:
        return f"/zwgk/{column.slug}/{day:%Y}/{day:%m%d}/{column.number}{day.toordinal()}.html"

    def row(self, row: Row, column: Column) -> str:
        day = f"<dt>{row.date.year}年{row.date:%m}月{row.date:%d}日</dt>" if row.date else ""
        return f'<dl><dd><a href="{row.href}">{row.title}</a></dd>{day}</dl>\n'

    def rows(self, rows: Sequence[Row], column: Column, page: int, total: int) -> str:
        return f'<div class="list_box">\n{"".join(self.row(row, column) for row in rows)}</div>\n'

    def pager(self, column: Column, page: int, pages: int) -> str:
        links = [f'<a href="{self.list_path(column, other)}">{other + 1}</a>' for other in range(pages)]
        return f'<div class="pager">{" ".join(links)} 共 {pages} 页</div>\n'
