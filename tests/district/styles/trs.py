"""TRS WCM: rows relative to the column, a pager written by a script, the national meta tags."""

from __future__ import annotations

from tests.district.plan import Column, Item
from tests.district.styles.style import Style


class Trs(Style):
    """The portal's style."""

    metas = True

    def href(self, column: Column, path: str) -> str:
        folder = self.folder(column)
        return "./" + path.removeprefix(folder) if path.startswith(folder) else path

    def pager(self, column: Column, page: int, pages: int) -> str:
        return f'<div class="page"><script>createPageHTML({pages}, {page}, "index", "html");</script></div>\n'

    def head(self, item: Item | None) -> str:
        return '<script language="JavaScript" src="/static/page.js"></script>\n'
