"""What every page style decides: addresses, the markup of rows, pagers and articles. Defaults in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from tests.district.plan import Column, Item, Row


class Style:
    """One vendor's templates. Subclasses override what differs."""

    charset = "utf-8"
    metas = False  # the national meta tags on every page
    tables = False  # a table layout of the older kind
    extension = ".html"
    label = "发布时间："

    def folder(self, column: Column) -> str:
        """The column's directory, with a slash at the end."""
        return f"/{column.slug}/"

    def list_path(self, column: Column, page: int = 0) -> str:
        """The path of page ``page`` (0-based) of the list, as links and the inventory write it."""
        return self.folder(column) + (f"index_{page}{self.extension}" if page else "")

    def aliases(self, column: Column) -> tuple[str, ...]:
        """Other paths of the first page."""
        return (self.folder(column) + f"index{self.extension}",)

    def article_path(self, column: Column, day: date) -> str:
        """The path of the item of ``day``; the last six digits are the day's ordinal in every style."""
        return f"{self.folder(column)}{day:%Y%m}/t{day:%Y%m%d}_{column.number}{day.toordinal()}{self.extension}"

    def href(self, column: Column, path: str) -> str:
        """How a row of the list writes an address of its own site."""
        return path

    def date(self, day: date) -> str:
        """A date in a list."""
        return f"{day:%Y-%m-%d}"

    def row(self, row: Row, column: Column) -> str:
        """One row of a list."""
        day = f"<span>{self.date(row.date)}</span>" if row.date else ""
        return f'<li><a href="{row.href}" target="_blank" title="{row.title}">{row.title}</a>{day}</li>\n'

    def rows(self, rows: Sequence[Row], column: Column, page: int, total: int) -> str:
        """The whole list of one page; ``total`` counts the rows of all pages."""
        return f'<ul class="list">\n{"".join(self.row(row, column) for row in rows)}</ul>\n'

    def pager(self, column: Column, page: int, pages: int) -> str:
        """What leads to the other pages."""
        return f'<div class="page">共{pages}页</div>\n'

    def home_row(self, row: Row) -> str:
        """One row of a block on the home page."""
        day = f"<span>{self.date(row.date)}</span>" if row.date else ""
        return f'<li><a href="{row.href}" title="{row.title}">{cut(row.title, 18)}</a>{day}</li>\n'

    def printed(self, item: Item) -> str:
        """The line under an article's title; without a date where the page shows none."""
        when = f"{self.label}{item.shown:%Y-%m-%d} {item.minute}　" if item.shown else ""
        return f'<div class="info">{when}浏览次数：<span id="hits"></span>　【字体：大 中 小】</div>\n'

    def article(self, item: Item, body: str) -> str:
        """The content part of an article page."""
        return f'<h1>{escape(item.title)}</h1>\n{self.printed(item)}<div class="content">\n{body}</div>\n'

    def head(self, item: Item | None) -> str:
        """What the vendor adds to the head."""
        return ""


def cut(text: str, length: int) -> str:
    """The text as a list cuts it."""
    return text if len(text) <= length else text[:length] + "..."
