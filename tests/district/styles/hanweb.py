"""Hanweb: the rows sit in CDATA inside a script, the rest comes from a data proxy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.district.plan import Column, Item, Row
from tests.district.styles.style import Style

PROXY = "/module/web/jpage/dataproxy.jsp"


class Hanweb(Style):
    """jpage lists."""

    label = "发布日期："

    def folder(self, column: Column) -> str:
        return f"/col/{column.slug}/"

    def list_path(self, column: Column, page: int = 0) -> str:
        return f"{PROXY}?{self._query(column, page)}" if page else f"/col/{column.slug}/index.html"

    def aliases(self, column: Column) -> tuple[str, ...]:
        return (f"/col/{column.slug}/",)

    def article_path(self, column: Column, day: date) -> str:
        return f"/art/{day.year}/{day.month}/{day.day}/art_{column.slug[3:]}_{day.toordinal()}.html"

    def row(self, row: Row, column: Column) -> str:
        day = f"<span>{self.date(row.date)}</span>" if row.date else ""
        link = f"<a href='{row.href}' title='{row.title}' target='_blank'>{row.title}</a>"
        return f'<record><![CDATA[\n<li><i class="dot"></i>{link}{day}</li>]]></record>\n'

    def rows(self, rows: Sequence[Row], column: Column, page: int, total: int) -> str:
        records = f"<recordset>\n{''.join(self.row(row, column) for row in rows)}</recordset>"
        pages = -(-total // column.per_page)
        counts = f"<totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>"
        if page:
            return f"<?xml version='1.0' encoding='UTF-8'?>\n<datastore>{counts}{records}</datastore>"
        more = f'<a href="{PROXY}?{self._query(column, 1)}"></a>' if pages > 1 else ""
        group = f"<nextgroup><![CDATA[{more}]]></nextgroup>\n" if more else ""
        return (
            f'<div id="{column.slug[3:]}" class="default_pgContainer"></div>\n'
            f'<script type="text/xml"><datastore>\n{counts}\n{group}{records}</datastore></script>\n'
            f'<script>$("#{column.slug[3:]}").jpage({{totalRecord:{total}, perPage:{column.per_page}}});</script>\n'
        )

    def pager(self, column: Column, page: int, pages: int) -> str:
        return ""

    def head(self, item: Item | None) -> str:
        made = f"<meta name='Maketime' content='{item.published:%Y-%m-%d} {item.minute}:07' />\n" if item else ""
        return f"{made}<script src='/static/jpage.js'></script>\n"

    def article(self, item: Item, body: str) -> str:
        marked = f'<meta name="ContentStart"/>\n{body}<meta name="ContentEnd"/>\n'
        return super().article(item, marked)

    def _query(self, column: Column, page: int) -> str:
        return (
            f"page={page}&appid=1&webid=1&path=/&columnid={column.slug[3:]}&unitid=30{column.slug[3:]}&permissiontype=0"
        )
