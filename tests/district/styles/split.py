"""Day and month in separate blocks; in every third column the date inside the link."""

from __future__ import annotations

from datetime import date

from tests.district.plan import Column, Row
from tests.district.styles.style import Style


class Split(Style):
    """A newer template with date badges."""

    def list_path(self, column: Column, page: int = 0) -> str:
        return f"/{column.slug}/index{f'_{page}' if page else ''}.html"

    def aliases(self, column: Column) -> tuple[str, ...]:
        return (f"/{column.slug}/",)

    def article_path(self, column: Column, day: date) -> str:
        return f"/{column.slug}/content/post_{column.number}{day.toordinal()}.html"

    def row(self, row: Row, column: Column) -> str:
        if row.date is None:
            return f'<li><a href="{row.href}">{row.title}</a></li>\n'
        if column.number % 3 == 1:
            return f'<li><a href="{row.href}"><p>{row.title}</p><em>{row.date:%Y-%m-%d}</em></a></li>\n'
        badge = f'<span class="x_date_1">{row.date:%d}</span><span class="x_date_2">{row.date:%Y-%m}</span>'
        text = f'<a href="{row.href}" title="{row.title}">{row.title}</a><p class="sum">点击标题查看全文</p>'
        return f'<li><div class="x_date">{badge}</div><div class="x_con">{text}</div></li>\n'
