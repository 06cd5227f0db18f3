"""Lists that print month and day only; articles under a dated path."""

from __future__ import annotations

from datetime import date

from tests.district.plan import Column, Row
from tests.district.styles.style import Style


class MonthDay(Style):
    """No year anywhere in a list."""

    extension = ".shtml"
    label = "时间："

    def list_path(self, column: Column, page: int = 0) -> str:
        return f"/c/{column.slug}/index{f'_{page}' if page else ''}.shtml"

    def aliases(self, column: Column) -> tuple[str, ...]:
        return (f"/c/{column.slug}/",)

    def article_path(self, column: Column, day: date) -> str:
        return f"/c/{day:%Y-%m-%d}/{column.number}{day.toordinal()}.shtml"

    def date(self, day: date) -> str:
        return f"{day:%m-%d}"

    def row(self, row: Row, column: Column) -> str:
        day = f'<span class="time">{self.date(row.date)}</span>' if row.date else ""
        return f'<li><i>·</i><a href="{row.href}" title="{row.title}">{row.title}</a>{day}</li>\n'
