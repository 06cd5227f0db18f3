"""Cut titles with the whole one in the title attribute, dates in square brackets."""

from __future__ import annotations

from datetime import date

from tests.district.plan import Column, Item, Row
from tests.district.styles.style import Style, cut


class Bracket(Style):
    """With the national meta tags and slashes in the articles' dates."""

    metas = True

    def article_path(self, column: Column, day: date) -> str:
        return f"/{column.slug}/{day:%Y%m%d}/{column.number}{day.toordinal()}.html"

    def date(self, day: date) -> str:
        return f"[{day:%Y-%m-%d}]"

    def row(self, row: Row, column: Column) -> str:
        day = f"<span>{self.date(row.date)}</span>" if row.date else ""
        return f'<li><a target="_blank" title="{row.title}" href="{row.href}">{cut(row.title, 14)}</a>{day}</li>\n'

    def printed(self, item: Item) -> str:
        when = f"发布日期：{item.shown:%Y/%m/%d} {item.minute}　" if item.shown else ""
        return f'<div class="arc-info"><span>{when}</span><span>来源：本站</span></div>\n'
