"""The special links themselves: how each is written, what it means, what lies there, and whether that is dead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from tests.bench.portal import files
from tests.bench.portal.kinds import ALIVE, DEAD, HIDDEN_KINDS, HIDDEN_PLACES, IGNORED, UNSURE, Fate, Slot, slots
from tests.bench.portal.plan import Plan, draw

Lies = dict[str, bytes | None]  # path below the site's root: what lies there, None what no longer does


@dataclass(frozen=True)
class Special:
    """``href`` as written, ``url`` as meant; ``also`` is another name a checker may give it; ``articles`` carry it."""

    slot: Slot
    href: str
    url: str
    fate: Fate
    articles: tuple[int, ...]
    lies: Lies
    also: str = ""

    @property
    def kind(self) -> str:
        return self.slot.kind

    @property
    def hidden(self) -> bool:
        return self.kind in HIDDEN_KINDS or self.slot.place in HIDDEN_PLACES


def specials(plan: Plan) -> list[Special]:
    """All special links of the plan's day."""
    return [_special(plan, slot) for slot in slots(plan.pages)]


def _special(plan: Plan, slot: Slot) -> Special:
    href, lies, also = _written(plan, slot)
    articles = _carriers(plan, slot)
    url = href if ":" in href.partition("/")[0] else plan.places.site + _meant(slot.kind, href)
    return Special(slot, href, url, _fate(plan, slot.kind), articles, lies, also and plan.places.site + also)


def _fate(plan: Plan, kind: str) -> Fate:
    if kind.startswith("gone-"):
        return Fate.DEAD if plan.day > 1 else Fate.ALIVE
    if kind == "healed":
        return Fate.ALIVE if plan.day > 1 else Fate.DEAD
    known = {Fate.DEAD: DEAD, Fate.UNSURE: UNSURE, Fate.ALIVE: ALIVE, Fate.IGNORED: IGNORED}
    return next(fate for fate, kinds in known.items() if kind in kinds)


def _carriers(plan: Plan, slot: Slot) -> tuple[int, ...]:
    """One to three articles; those written in the page's own charset stand on pages of that charset."""
    chance = draw("carriers", slot.number)
    wanted = {"raw-path": True, "raw-query": True, "raw-query-utf8": False}.get(slot.kind)
    found: set[int] = set()
    for _ in range(1 if slot.place in ("script", "refresh") else chance.randint(1, 3)):
        article = chance.randrange(plan.first_articles)
        while article in plan.doomed or wanted not in (None, plan.is_gbk(article)):
            article = (article + 1) % plan.first_articles
        found.add(article)
    return tuple(sorted(found))


def _meant(kind: str, href: str) -> str:
    """What a browser asks for: the path in UTF-8, the query in the page's charset."""
    path, question, query = href.replace("&amp;", "&").strip().partition("?")
    charset = "gbk" if kind == "raw-query" else "utf-8"
    return quote(path) + question + quote(query.encode(charset), "=&")


def _written(plan: Plan, slot: Slot) -> tuple[str, Lies, str]:
    """How it is written, what lies where on the site, and the other name (a path) of it."""
    number, kind = slot.number, slot.kind
    if make := _FILES.get(kind):
        path, lies = make(number, plan.day)
        return path, lies, ""
    goal = _goal(plan, number)
    if kind == "404":
        return f"/zwgk/c{number % plan.columns}/201901/t20190108_{number}.html", {}, ""
    if kind in _REDIRECTS:
        href, also = _REDIRECTS[kind](number, goal)
        return href, {}, also
    return _ADDRESSES[kind](plan, number), {}, ""


def _goal(plan: Plan, number: int) -> str:
    article = draw("goal", number).randrange(plan.first_articles)
    while article in plan.doomed:
        article = (article + 1) % plan.first_articles
    return plan.article_path(article)


_REDIRECTS: dict[str, Callable[[int, str], tuple[str, str]]] = {
    "redirect": lambda n, goal: (f"/r{goal}", ""),
    "redirect-2": lambda n, goal: (f"/rr{goal}", ""),
    "redirect-404": lambda n, goal: (f"/{'rr' if n % 2 else 'r'}/zwgk/que/{n}.html", f"/zwgk/que/{n}.html"),
    "redirect-soft-404": lambda n, goal: (f"/yw/{n}.html", ""),
    "redirect-home": lambda n, goal: (f"/zt/{n}/", ""),
    "alias-home": lambda n, goal: (("/index.htm", "/index.jsp", "/home")[n % 3], ""),
}
_ADDRESSES: dict[str, Callable[[Plan, int], str]] = {
    "404-image": lambda p, n: f"/images/que/{n}.png",
    "404-file": lambda p, n: f"/attach/que/{n}.pdf",
    "404-abroad": lambda p, n: f"{p.places.other}/dept/que{n}.html",
    "410": lambda p, n: f"/err/410/{n}.html",
    "host": lambda p, n: f"http://www.jiuju{n}.internal/",  # lychee leaves .invalid out
    "soft-404": lambda p, n: f"/wz/{n}.html",
    "500": lambda p, n: f"/err/500/{n}.html",
    "503": lambda p, n: f"/err/503/{n}.html",
    "403": lambda p, n: f"/err/403/{n}.html",
    "412": lambda p, n: f"/err/412/{n}.html",
    "521": lambda p, n: f"/err/521/{n}.html",
    "refused": lambda p, n: f"{p.places.refused}/{n}.html",
    "timeout": lambda p, n: f"{p.places.silent}/{n}.html",
    "robots": lambda p, n: f"/sousuo/{n}.html",
    "slow": lambda p, n: f"{p.places.backstage}/slow/{n}.html",
    "redirect-abroad": lambda p, n: f"/rb/dept/p{n % 20}.html",
    "raw-query": lambda p, n: "/cx/gbk.html?lm=公告",
    "raw-query-utf8": lambda p, n: "/cx/utf8.html?lm=公告",
    "amp": lambda p, n: f"/cx/xx.html?id={n}&amp;lm=3",
    "comment": lambda p, n: f"/jiu/{n}.html",
    "script-text": lambda p, n: f"/mb/{n}.html",
    "mailto": lambda p, n: f"mailto:xxgk{n}@example.invalid",
    "tel": lambda p, n: "tel:0000-12345",
    "javascript": lambda p, n: f"javascript:openWin('/tan/{n}.html')",
    "data": lambda p, n: "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
}


def _page(words: str) -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{words}</title></head><body><h1>{words}</h1>"
        f"<p>{'各乡镇人民政府，县政府各部门：现将有关事项通知如下，请认真贯彻执行。' * 40}</p></body></html>"
    ).encode()


_WORDING = "关于部分网页提示“404 页面不存在”问题的情况说明"


def _still(path: str, content: Callable[[int], bytes]) -> Callable[[int, int], tuple[str, Lies]]:
    """A link whose goal is the same on every day. ``{}`` in ``path`` is the number."""
    return lambda n, day: (path.format(n), {path.format(n).strip(): content(n)})


def _turning(
    path: str, before: Callable[[int], bytes | None], after: Callable[[int], bytes | None]
) -> Callable[..., tuple[str, Lies]]:
    return lambda n, day: (path.format(n), {path.format(n): (before if day == 1 else after)(n)})


def _cut(number: int) -> bytes:
    return files.truncated((files.docx if number % 2 else files.pdf)(60_000, number))


_FILES: dict[str, Callable[[int, int], tuple[str, Lies]]] = {
    "empty": _still("/kb/{}.html", lambda n: b""),
    "html-as-pdf": _still("/attach/yc{}.pdf", lambda n: files.ERROR_PAGE),
    "truncated": lambda n, day: _still(f"/attach/dd{{}}.{'docx' if n % 2 else 'pdf'}", _cut)(n, day),
    "wrong-magic": _still("/attach/cw{}.xlsx", lambda n: files.wrong(8_000, n)),
    "html-xls": _still("/attach/dc{}.xls", lambda n: files.EXPORT),
    "no-head": _still("/nohead/{}.html", lambda n: _page(f"第{n}号公示")),
    "head-404": _still("/headlie/{}.html", lambda n: _page(f"第{n}号公告")),
    "wording": _still("/zt/shuoming{}.html", lambda n: _page(_WORDING)),
    "raw-path": _still("/attach/附件{}.pdf", lambda n: files.pdf(9_000, n)),
    "spaces": _still("/attach/年度 报告 {}.docx", lambda n: files.docx(9_000, n)),
    "padded": _still(" \n /attach/kg{}.pdf ", lambda n: files.pdf(5_000, n)),
    "octet": _still("/attach/bin/{}.docx", lambda n: files.docx(20_000, n)),
    "tail": _still("/attach/wb{}.pdf", lambda n: files.pdf(20_000, n) + b"\0" * 700),
    "small": _still("/attach/xj{}.xlsx", lambda n: files.xlsx(10, n)),
    "gone-file": _turning("/attach/sc{}.pdf", lambda n: files.pdf(30_000, n), lambda n: None),
    "gone-image": _turning("/images/sc{}.png", lambda n: files.png(9_000, n), lambda n: None),
    "gone-truncated": _turning(
        "/attach/sg{}.pdf", lambda n: files.pdf(30_000, n), lambda n: files.truncated(files.pdf(30_000, n))
    ),
    "gone-empty": _turning("/kb/sg{}.html", lambda n: _page(f"第{n}号通报"), lambda n: b""),
    "gone-soft": _turning("/yj/sg{}.html", lambda n: _page(f"第{n}号意见"), lambda n: None),
    "healed": _turning("/zt/hf{}.html", lambda n: None, lambda n: _page(f"第{n}号批复")),
}
