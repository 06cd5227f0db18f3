"""Table rows whose date cell stands before the link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.district.plan import Column, Item, Row
from tests.district.styles.style import Style


class Table(Style):
    """An ASP.NET site of its own making."""

    extension = ".shtml"
    tables = True

    def list_path(self, column: Column, page: int = 0) -> str:
        return f"/{column.slug}/index_{page + 1}.shtml" if page else f"/{column.slug}/index.shtml"

    def aliases(self, column: Column) -> tuple[str, ...]:
        return (f"/{column.slug}/",)

    def article_path(self, column: Column, day: date) -> str:
        return f"/{column.slug}/{column.number}{day.toordinal()}.shtml"

    def row(self, row: Row, column: Column) -> str:
        day = f'<td width="90" class="time">{self.date(row.date)}</td>' if row.date else '<td width="12">·</td>'
        return f'<tr>{day}<td align="left"><a href="{row.href}" target="_blank">{row.title}</a></td></tr>\n'

    def rows(self, rows: Sequence[Row], column: Column, page: int, total: int) -> str:
        cells = "".join(self.row(row, column) for row in rows)
        return f'<table width="100%" border="0" cellspacing="0" class="newslist">\n<tbody>\n{cells}</tbody></table>\n'

    def pager(self, column: Column, page: int, pages: int) -> str:
        back = f'<a href="{self.list_path(column, page - 1)}">上一页</a> ' if page else ""
        on = f'<a href="{self.list_path(column, page + 1)}">下一页</a> ' if page + 1 < pages else ""
        return f'<div class="pages">第{page + 1}页/共{pages}页 {back}{on}</div>\n'

    def printed(self, item: Item) -> str:
        day, when = item.shown, ""
        if day:
            when = f"发布时间：{day.year}年{day.month}月{day.day}日 {item.minute}　"
        return f'<table class="info"><tr><td>{when}点击数：<script src="/static/hits.js"></script></td></tr></table>\n'
