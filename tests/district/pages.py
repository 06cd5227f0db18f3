"""Whole pages of a site on a day: home, lists, articles, documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import chain

from tests.district.chrome import metas, page
from tests.district.items import Items
from tests.district.plan import Column, Item, Link, Row, Site, View
from tests.district.prose import document, paragraphs, report
from tests.district.seeds import District
from tests.district.styles import STYLES


class Pages:
    """The pages of one district as text; pure functions of the day."""

    def __init__(self, district: District, items: Items) -> None:
        self._district = district
        self._items = items
        self._eve = district.month.day(-1)

    def home(self, site: Site, day: date) -> str:
        """The home page: a block a column, or nothing but the navigation."""
        style, blocks = STYLES[site.style], []
        for id_ in site.home:
            column = next(column for column in site.columns if column.id == id_)
            rows = [self._row(site, column, item, inside=False) for item in self._items.of(site, column, day)[:5]]
            lines = "".join(map(style.home_row, rows))
            more = f'<a href="{style.list_path(column)}">更多&gt;&gt;</a>'
            blocks.append(f'<div class="block"><h2>{column.name}</h2>{more}<ul>\n{lines}</ul></div>\n')
        if not blocks:
            blocks.append('<div class="gate"><a href="/static/logo.png"><img src="/static/logo.png" /></a></div>')
        added = "".join(self.placed(site, "home", day))
        main = "".join(blocks) + (f"<ul>{added}</ul>" if added else "")
        return self._page(site, day, site.name, "首页", main, metas(site, None, None) + style.head(None))

    def listing(self, site: Site, column: Column, number: int, day: date) -> str | None:
        """Page ``number`` (0-based) of the column's list; ``None`` past its end."""
        style, items = STYLES[site.style], self._items.listed(site, column, day)
        pages = max(1, -(-len(items) // column.per_page))
        if number >= pages:
            return None
        shown = items[number * column.per_page : (number + 1) * column.per_page]
        rows = [self._row(site, column, item) for item in shown]
        main = style.rows(rows, column, number, len(items))
        if site.style == "hanweb" and number:
            return main
        main += style.pager(column, number, pages) + "".join(self.placed(site, f"list:{column.id}", day))
        head = metas(site, column, None) + style.head(None)
        title = f"{column.name}_{site.name}"
        return self._page(site, day, title, column.name, f"<h2>{column.name}</h2>\n{main}", head, column)

    def article(self, site: Site, column: Column, item: Item, day: date) -> str:
        """An article, with its files and the addresses seeded on it."""
        style, unit = STYLES[site.style], self._district.unit(column.unit or site.unit)
        official = item.topic == "report"
        body = paragraphs(item.title, unit.short, item.published)
        if item.report:
            body = report(self._district.unit(item.report[0]).name, item.report[1])
        elif official:
            body = document(item.title, unit.name)
        if official and item.shown:
            body = f'<p class="time">发布时间：{item.shown:%Y-%m-%d} {item.minute}</p>\n{body}'
        body += f'<p><img src="{item.image}" alt="" /></p>\n' if item.image else ""
        body += "".join(f'<p>附件：<a href="{path}">{escape(item.title)}附表</a></p>\n' for path in item.files)
        body += "".join(self.placed(site, f"article:{column.id}", day, item))
        head = metas(site, column, item, always=official and item.shown is not None) + style.head(item)
        return self._page(site, day, f"{item.title}_{site.name}", column.name, style.article(item, body), head, column)

    def document(self, site: Site, column: Column, day: date) -> str:
        """A column that is one page of text."""
        unit = self._district.unit(column.unit or site.unit)
        body = document(column.name, unit.name) + "".join(self.placed(site, f"document:{column.id}", day))
        main = f'<h1>{column.name}</h1>\n<div class="content">\n{body}</div>'
        return self._page(site, day, f"{column.name}_{site.name}", column.name, main, metas(site, column, None), column)

    def plain(self, site: Site, title: str, path: str, day: date) -> str:
        """Any other page: a text and what is seeded on ``path``."""
        body = document(title, site.name) + "".join(self.placed(site, f"page:{path}", day))
        return self._page(site, day, f"{title}_{site.name}", title, f"<h1>{title}</h1>{body}", metas(site, None, None))

    def shell(self, site: Site, column: Column, day: date) -> str:
        """A page that a script fills."""
        main = '<div id="app"></div><script src="/static/app.js"></script>'
        return self._page(site, day, f"{column.name}_{site.name}", column.name, main, metas(site, column, None), column)

    def site_map(self, site: Site, day: date) -> str:
        """The portal's map of all sites."""
        links = "".join(f'<li><a href="{other.url}">{other.name}</a></li>' for other in self._district.sites)
        return self._page(site, day, f"网站地图_{site.name}", "网站地图", f"<ul>{links}</ul>", metas(site, None, None))

    def seeded(self, site: Site, place: str, item: Item | None = None) -> list[Link]:
        """The addresses seeded at ``place``; on articles only on the latest as of the month's eve."""
        found = [link for link in self._district.links if link.site == site.id and link.place == place]
        if item is None or not found:
            return found
        column = next(column for column in site.columns if column.id == item.column)
        return found if self._items.of(site, column, self._eve)[0].path == item.path else []

    def placed(self, site: Site, place: str, day: date, item: Item | None = None) -> list[str]:
        """The markup of what is seeded at ``place`` on ``day``."""
        carried = [link for link in self.seeded(site, place, item) if day in link.carried]
        return [link.markup.format(href=link.href or _relative(site, link.url)) + "\n" for link in carried]

    def changed(self, site: Site, day: date, items: Sequence[Item], links: Sequence[Link]) -> date | None:
        """The latest day up to ``day`` on which a page of these items and seeded addresses changed."""
        links = [*links, *self.seeded(site, "footer")]
        turns = chain((item.published for item in items), (link.carried.turn(day) for link in links))
        return max((turn for turn in turns if turn and turn <= day), default=None)

    def _row(self, site: Site, column: Column, item: Item, inside: bool = True) -> Row:
        """The item as a row of the column's own list (``inside``) or of a block of the home page."""
        style, href = STYLES[site.style], item.path
        there, _ = self._district.column(item.column)
        if there.id != site.id:
            href = there.url.rstrip("/") + item.path
        elif inside and column.view is View.LIST:
            href = style.href(column, item.path)
        day = item.listed if column.dated else None
        pin = "[置顶]" if column.pinned and item.published == self._district.month.day(-2300) else ""
        return Row(escape(pin + item.title), href, day)

    def _page(
        self, site: Site, day: date, title: str, crumb: str, main: str, head: str, column: Column | None = None
    ) -> str:
        extra = "".join(self.placed(site, "footer", day))
        return page(
            site, self._district.sites, day, title=title, crumb=crumb, main=main, head=head, column=column, extra=extra
        )


def _relative(site: Site, url: str) -> str:
    return url.removeprefix(site.url.rstrip("/")) if url.startswith(site.url) else url
