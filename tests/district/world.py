"""What every address answers on a day. Pure functions of the month, the seed and the day."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

from tests.district import feeds, odd
from tests.district.chrome import OUTSIDE, SERVICES
from tests.district.days import Month
from tests.district.files import CONTENT, TYPES
from tests.district.items import Items
from tests.district.pages import Pages
from tests.district.plan import Column, Link, Site, View
from tests.district.reply import CLOSED, Reply
from tests.district.seeds import district
from tests.district.seeds.accounts import FEEDS
from tests.district.seeds.links import CULTURE, LOST, POLITE, SLOW
from tests.district.styles import STYLES
from tests.district.styles.hanweb import PROXY

SEED = 371502
CONTROL = "probe.liaocheng.gov.cn"
ANYTHING = (*OUTSIDE, *SERVICES, CULTURE, LOST, CONTROL)  # hosts that answer every path
SUFFIX = re.compile(r"_1\.(png|pdf|xls|zip)$")
WHOLE = 0.6  # the share of a cut body that arrives


class World:
    """One district. ``reply`` answers for every host it has."""

    def __init__(self, month: Month, seed: int = SEED) -> None:
        self.district = district(month)
        self.items = Items(self.district, seed)
        self.pages = Pages(self.district, self.items)
        self._seed = seed
        self._base = month.day(-200)
        self._sites = {site.host: site for site in self.district.sites}
        self._links = {link.url: link for link in self.district.links}
        self._feeds = {feeds.path(account): account for account in self.district.accounts if account.form != "manual"}

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host that answers."""
        return (*self._sites, FEEDS, SLOW, *ANYTHING)

    def reply(self, host: str, target: str, day: date) -> Reply:
        """The answer to GET ``target`` at ``host`` on ``day``."""
        path, _, query = target.partition("?")
        path = unquote(path)
        site = self._sites.get(host)
        if site is not None and site.down and day in site.down:
            return CLOSED
        link = self._links.get(f"http://{host}{path}")
        if link is not None:
            return self._seeded(link, site, path, day)
        if site is not None:
            reply = self._site(site, path, query, day)
            return _cut(reply) if site.cut and day in site.cut and reply.body and "html" in reply.type else reply
        return self._other(host, path, day)

    def _seeded(self, link: Link, site: Site | None, path: str, day: date) -> Reply:
        if any(day in span for span in link.dead):
            if link.answer == "close":
                return CLOSED
            if link.answer.startswith("301"):
                return Reply(301, headers=(("Location", link.answer.split()[1]),))
            return odd.FALSE[link.answer]() if link.answer in odd.FALSE else odd.error(int(link.answer))
        if link.alive == "html" and site is not None:
            return self._html(site, day, self.pages.plain(site, "专题页面", path, day), self._base)
        return self._file("html" if link.alive == "html" else link.alive)

    def _other(self, host: str, path: str, day: date) -> Reply:
        if host == FEEDS and path in self._feeds:
            text, type_, newest = feeds.feed(self._feeds[path], day, self._seed)
            return Reply(type=f"{type_}; charset=utf-8", body=text.encode(), changed=newest or self._base)
        if host == SLOW:
            return CLOSED
        return self._file("html") if host in ANYTHING else odd.error(404)

    def _site(self, site: Site, path: str, query: str, day: date) -> Reply:
        if path in ("/", "/index.html"):
            blocks = [self.district.column(id_) for id_ in site.home]
            items = [item for one, column in blocks for item in self.items.of(one, column, day)[:5]]
            links = self.pages.seeded(site, "home")
            return self._html(site, day, self.pages.home(site, day), self.pages.changed(site, day, items, links))
        if path == "/robots.txt":
            return Reply(type="text/plain", body=site.robots.encode()) if site.robots else odd.error(404)
        if path.startswith(POLITE):
            return odd.polite()
        if path.startswith("/static/"):
            return self._file(path.rsplit(".", 1)[-1])
        if path == "/about-the-monitor.html" or (path == "/go/jk2.shtml" and site.id == "wjj"):
            return self._html(site, day, self.pages.plain(site, "关于本项监测", path, day), self._base)
        if path == "/wzdt/" and site.kind == "portal":
            return self._html(site, day, self.pages.site_map(site, day), self._base)
        target = f"{path}?{query}" if path == PROXY else path
        for column in site.columns:
            reply = self._column(site, column, target, day)
            if reply is not None:
                return reply
        return self._article(site, path, day)

    def _column(self, site: Site, column: Column, target: str, day: date) -> Reply | None:
        style = STYLES[site.style]
        first = target == style.list_path(column) or target in style.aliases(column)
        if column.view is View.STUB:
            if target == f"{style.folder(column)}csxw/":
                return self._listing(site, column, 0, day)
            return replace(odd.stub("./csxw/"), changed=self._base) if first else None
        if column.view is View.MOVED and column.moved and day in column.moved:
            return odd.error(404) if first else None
        if first and column.view in odd.VIEWS:
            return replace(odd.VIEWS[column.view](), changed=self._base if column.view in odd.STEADY else None)
        if first and column.view is View.DOCUMENT:
            links = self.pages.seeded(site, f"document:{column.id}")
            return self._html(
                site, day, self.pages.document(site, column, day), self.pages.changed(site, day, (), links)
            )
        if first and column.view is View.SHELL:
            return self._html(site, day, self.pages.shell(site, column, day), self._base)
        pages = range(4)  # no list is longer
        number = 0 if first else next((page for page in pages if target == style.list_path(column, page)), None)
        return None if number is None else self._listing(site, column, number, day)

    def _listing(self, site: Site, column: Column, number: int, day: date) -> Reply | None:
        text = self.pages.listing(site, column, number, day)
        if text is None:
            return None
        links = self.pages.seeded(site, f"list:{column.id}")
        changed = self.pages.changed(site, day, self.items.of(site, column, day), links)
        return self._html(site, day, text, self.items.moved(column, day, changed))

    def _article(self, site: Site, path: str, day: date) -> Reply:
        suffix = SUFFIX.search(path)
        page = SUFFIX.sub(STYLES[site.style].extension, path)
        found = self.items.behind(site, page, day)
        if found is None:
            return odd.error(404)
        column, item = found
        if suffix:
            return self._file(suffix[1]) if path in (*item.files, item.image) else odd.error(404)
        links = self.pages.seeded(site, f"article:{column.id}", item)
        changed = self.items.moved(column, day, self.pages.changed(site, day, (item,), links))
        return self._html(site, day, self.pages.article(site, column, item, day), changed)

    def _html(self, site: Site, day: date, text: str, changed: date | None) -> Reply:
        charset = STYLES[site.style].charset
        body = text.encode("gb18030" if charset == "gb2312" else charset)
        type_ = f"text/html; charset={charset}"
        if text.startswith("<?xml"):
            type_ = "text/xml; charset=utf-8"
        return Reply(type=type_, body=body, changed=day if site.clock else changed or self._base)

    def _file(self, kind: str) -> Reply:
        if kind not in TYPES:
            return odd.error(404)
        type_ = TYPES[kind] + ("; charset=utf-8" if kind == "html" else "")
        return Reply(type=type_, body=CONTENT.get(kind, odd.ELSEWHERE), changed=self._base)


def _cut(reply: Reply) -> Reply:
    packed = gzip.compress(reply.body, mtime=0)
    headers = (*reply.headers, ("Content-Encoding", "gzip"))
    return replace(reply, body=packed[: int(len(packed) * WHOLE)], whole=reply.body, headers=headers)
