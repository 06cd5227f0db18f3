"""The pages of the portal as bytes: home, sections, lists, articles. 20 to 60 kB, some 60 links each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from tests.bench.portal import markup
from tests.bench.portal.kinds import JUMPS
from tests.bench.portal.plan import PER_LIST, WORDS, Plan, draw
from tests.bench.portal.specials import Special

LEAST, MEDIAN, MOST, SPREAD = 20_000, 34_000, 60_000, 0.26  # bytes of an article, log-normal between the limits
DATES = ("{}-{:02}-{:02}", "[{}-{:02}-{:02}]", "{}年{}月{}日", "{}/{:02}/{:02}", "{}.{:02}.{:02}")


class Pages:
    """The bytes of every page of one plan."""

    def __init__(self, plan: Plan, specials: Iterable[Special]):
        self.plan = plan
        self._carried: defaultdict[int, list[Special]] = defaultdict(list)
        self._jump = {}
        for special in specials:
            for article in special.articles:
                self._carried[article].append(special)
            if special.slot.place in JUMPS:
                self._jump[special.slot.number] = plan.jump_path(len(self._jump))
        self.shells = {charset: tuple(_encoded(text, charset) for text in self._shell) for charset in ("utf-8", "gbk")}
        self.paragraphs = {charset: [_encoded(text, charset) for text in _prose] for charset in ("utf-8", "gbk")}

    @cached_property
    def _shell(self) -> tuple[str, str]:
        return markup.menu(self.plan), markup.footer(self.plan)

    def article(self, number: int) -> bytes:
        """One article; its charset is the plan's."""
        plan, charset = self.plan, "gbk" if self.plan.is_gbk(number) else "utf-8"
        year, month, day = plan.date(number)
        title, printed = plan.title(number), f"{year}-{month:02}-{day:02} 10:{number % 60:02}"
        metas = {
            "ColumnName": markup.word(plan.column_of(number)),
            "ArticleTitle": title,
            "PubDate": printed,
            "ContentSource": "县政府办公室",
        }
        css = next((s.href for s in self._carried[number] if s.slot.place == "css"), "")
        top = (
            f'{markup.crumb(plan, plan.column_of(number))}<div class="article"><h1>{title}</h1><div class="info">'
            f"<span>发布时间：{printed}</span><span>来源：县政府办公室</span><span>浏览次数：<script>hits({number})</script></span>"
            '</div>\n<div class="content">\n'
        )
        bottom = self._links(number) + self._related(number) + markup.friends(plan, number)
        menu, footer = self.shells[charset]
        parts = [_encoded(markup.head(title, charset, metas, css), charset), menu, _encoded(top, charset)]
        tail = [_encoded(bottom, charset), footer]
        size = min(MOST, max(LEAST, MEDIAN * math.exp(draw("size", number).gauss(0, SPREAD))))
        self._fill(parts, int(size) - sum(map(len, parts)) - sum(map(len, tail)), charset, number)
        return b"".join(parts + tail)

    def _fill(self, parts: list[bytes], size: int, charset: str, number: object) -> None:
        chance, prose = draw("prose", number), self.paragraphs[charset]
        while size > 0:
            parts.append(prose[chance.randrange(len(prose))])
            size -= len(parts[-1])

    def _links(self, number: int) -> str:
        """What is special to an article: picture, attachment, correction, and the special links it carries."""
        out = [f'<p><img src="/images/s{number % 60}.jpg"></p>\n']
        if number % 10 < 3:
            out.append(f'<p><img src="/images/n/{number}.png" alt=""></p>\n')
        if name := attachment(number):
            out.append(f'<p><a href="{name}">附件：{self.plan.title(number)}</a></p>\n')
        if number in self.plan.edited:
            out.append("<p>更正说明：本文第一段有改动。</p>\n")
        for special in self._carried[number]:
            place, href = special.slot.place, special.href
            if place in JUMPS:
                place, href = "a", self._jump[special.slot.number]
            if place != "css":
                out.append(markup.carried(href, place, special.slot.number))
        return "".join(out)

    def _related(self, number: int) -> str:
        """Ten articles, half of them by relative addresses as TRS writes them, and the neighbours in the column."""
        plan, chance = self.plan, draw("related", number)
        own = plan.article_path(number)
        out = ['</div></div>\n<div class="rel"><h3>相关信息</h3><ul>']
        for nth in range(10):
            other = chance.randrange(plan.first_articles)
            path = plan.article_path(other)
            out.append(
                f'<li><a href="{_relative(path, own) if nth % 2 else path}" title="{plan.title(other)}">{plan.title(other)}</a></li>\n'
            )
        out.append("</ul></div>\n<p>")
        if number >= plan.columns:
            before = number - plan.columns
            out.append(f'上一篇：<a href="{plan.article_path(before)}">{plan.title(before)}</a>')
        return "".join([*out, "</p>\n"])

    def listing(self, column: int, number: int) -> bytes:
        """One list page: its articles with their dates, its neighbours, its pages."""
        plan = self.plan
        name = markup.word(column)
        body = [markup.crumb(plan, column), '<div class="side"><ul>']
        first = column // 10 * 10
        body += [
            f'<li><a href="{plan.list_path(near)}">{markup.word(near)}</a></li>\n' for near in range(first, first + 10)
        ]
        body.append('</ul></div>\n<div class="list"><ul>\n')
        for article in plan.listed[column][number * PER_LIST : (number + 1) * PER_LIST]:
            body.append(self._row(article, DATES[column % 5]))
        body.append('</ul></div>\n<div class="page">')
        last = plan.list_pages(column) - 1
        for page in sorted({0, last, *range(max(0, number - 3), min(last, number + 3) + 1)}):
            body.append(f'<a href="{plan.list_path(column, page)}">{page + 1}</a>')
        body.append(f"</div>\n{markup.friends(plan, f'list {column} {number}')}")
        return self._whole(
            name, {"ColumnName": name, "ColumnType": "信息公开"}, "".join(body), f"list {column} {number}"
        )

    def _row(self, article: int, form: str) -> str:
        title, date = self.plan.title(article), form.format(*self.plan.date(article))
        link = f'<a href="{self.plan.article_path(article)}" target="_blank" title="{title}">{title}</a>'
        return f'<li class="clearfix">{link}<span class="date">{date}</span></li>\n'

    def section(self, section: int) -> bytes:
        """A section: its columns and the newest articles of each."""
        body = []
        for column in range(section * 10, section * 10 + 10):
            rows = "".join(self._row(article, DATES[0]) for article in self.plan.listed[column][:4])
            body.append(f'<h3><a href="{self.plan.list_path(column)}">{markup.word(column)}</a></h3><ul>{rows}</ul>\n')
        return self._whole("专栏", {"ColumnName": "专栏"}, "".join(body), f"section {section}")

    def home(self) -> bytes:
        """The home page, which names every column."""
        trap = '<a href="/rili/2026/3/">办事日历</a><a href="/hd/;jsessionid=0">互动</a>' if self.plan.trap else ""
        body = [trap, markup.friends(self.plan, "home")]
        for column in range(self.plan.columns):
            rows = "".join(self._row(article, DATES[1]) for article in self.plan.listed[column][:2])
            body.append(f'<h3><a href="{self.plan.list_path(column)}">{markup.word(column)}</a></h3><ul>{rows}</ul>\n')
        return self._whole("首页", {}, "".join(body), "home")

    def plain(self, title: str) -> bytes:
        """A page that has nothing but a title and the shell."""
        return self._whole(title, {}, f"<h1>{title}</h1>", title)

    def abroad(self, title: str) -> bytes:
        """A page of the other host, which links to nothing but its own first page."""
        parts = [f"{markup.head(title, 'utf-8', {}, shared=False)}<body><a href='/'>{title}</a>\n".encode()]
        self._fill(parts, LEAST, "utf-8", title)
        return b"".join([*parts, b"</body></html>\n"])

    def _whole(self, title: str, metas: dict[str, str], body: str, key: str) -> bytes:
        menu, footer = self.shells["utf-8"]
        parts = [markup.head(title, "utf-8", metas).encode(), menu, body.encode(), b"<div style='display:none'>\n"]
        self._fill(parts, 22_000 - sum(map(len, parts)) - len(footer), "utf-8", key)
        return b"".join([*parts, b"</div>\n", footer])


def attachment(number: int) -> str | None:
    """The address of an article's own attachment; a quarter of them have one."""
    return f"/attach/{number // 1000}/{number}.{('pdf', 'docx', 'xlsx')[number % 3]}" if number % 4 == 1 else None


def _relative(path: str, own: str) -> str:
    """From an article to another one of its column's folder, else from the root."""
    folder, _, name = path.rpartition("/")
    column, _, month = folder.rpartition("/")
    if own.startswith(f"{folder}/"):
        return f"./{name}"
    return f"../{month}/{name}" if own.startswith(f"{column}/") else f"../../..{path}"


def _encoded(text: str, charset: str) -> bytes:
    return text.encode(charset, "xmlcharrefreplace")


def _paragraph(number: int) -> str:
    chance = draw("paragraph", number)
    words = "".join(
        chance.choice(WORDS) + chance.choice(["、", "，", "和", "的", ""]) for _ in range(chance.randint(8, 40))
    )
    return (
        '<p class="MsoNormal" style="text-indent:32pt;line-height:150%"><span style="font-family:仿宋_GB2312;font-size:16pt">'
        f'{words}<span lang="EN-US">{chance.randint(2018, 2026)}</span>年<strong>{chance.choice(WORDS)}</strong>。</span></p>\n'
    )


_prose = [_paragraph(number) for number in range(300)]
