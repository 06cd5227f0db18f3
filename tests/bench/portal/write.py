"""Writes the portal into a folder, with ``truth.json`` and ``pages.txt``; or what day two changes of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from tests.bench.portal import files
from tests.bench.portal.kinds import JUMPS, Fate, jumps, slots
from tests.bench.portal.markup import jump
from tests.bench.portal.pages import Pages, attachment
from tests.bench.portal.plan import Places, Plan
from tests.bench.portal.specials import Special, specials

FIRST_DAY = 1_774_000_000  # seconds; every file of day one is as old as this
DAY = 86_400
SITEWIDE = "/gywm/jiuban.html"  # the dead link in the footer
POOL = 24  # attachments of each format; articles share them by hard links, which keeps the disk small
ROBOTS = b"User-agent: *\nDisallow: /sousuo/\n"


def plan_of(pages: int, *, day: int = 1, places: Places = Places(), trap: bool = False) -> Plan:
    """The plan of a portal; its jump pages are known from its special links."""
    return Plan(pages, day, places, trap, jumps=len(jumps(slots(pages))))


def write(folder: Path, plan: Plan) -> int:
    """Write day one, or over it what ``plan.day`` changes. The number of files whose bytes are new."""
    extra = specials(plan)
    every = Pages(plan, extra)
    written = sum(_put(folder / "a", path, body, plan.day) for path, body in _own_pages(plan, every, extra))
    if plan.day == 1:
        _still(folder, plan, every)
    for special in extra:
        for path, body in special.lies.items():
            _put(folder / "a", path, body, plan.day)
    for article in plan.deleted:
        _put(folder / "a", plan.article_path(article), None, plan.day)
    (folder / "truth.json").write_text(json.dumps(_truth(plan, extra), ensure_ascii=False, indent=0), encoding="utf-8")
    (folder / "pages.txt").write_text("\n".join(_page_urls(plan, extra)) + "\n", encoding="utf-8")
    return written


def _own_pages(plan: Plan, every: Pages, extra: list[Special]) -> Iterator[tuple[str, bytes]]:
    """The pages of the site; from day two on only those that may have changed."""
    first = plan.day == 1
    yield "/", every.home()
    for section in range(plan.sections):
        yield plan.section_path(section), every.section(section)
    for column in range(plan.columns) if first else sorted(plan.touched):
        for number in range(plan.list_pages(column)):
            yield plan.list_path(column, number), every.listing(column, number)
    for article in (
        range(plan.articles) if first else [*sorted(plan.edited), *range(plan.first_articles, plan.articles)]
    ):
        yield plan.article_path(article), every.article(article)
    if first:
        for number, special in enumerate(s for s in extra if s.slot.place in JUMPS):
            yield plan.jump_path(number), jump(special.href, special.slot.place).encode()


def _page_urls(plan: Plan, extra: list[Special]) -> list[str]:
    """Every page of the portal that answers with HTML of its own, for checkers that do not crawl."""
    paths = ["/", *(plan.section_path(section) for section in range(plan.sections))]
    paths += [plan.list_path(c, number) for c in range(plan.columns) for number in range(plan.list_pages(c))]
    paths += [plan.article_path(article) for article in range(plan.articles) if article not in plan.deleted]
    paths += [plan.jump_path(number) for number in range(plan.jumps)]
    paths += [f"/about/{name}.html" for name in _ABOUT]
    paths += [
        path for s in extra if s.fate is Fate.ALIVE for path, body in s.lies.items() if body and path.endswith(".html")
    ]
    return [plan.places.site + path for path in paths]


def _truth(plan: Plan, extra: list[Special]) -> dict[str, object]:
    """What is true of every special address. ``also``: another name of a dead one that a checker may give."""
    site = plan.places.site
    told: dict[str, dict[str, dict[str, object]]] = {fate.value: {} for fate in Fate}
    told["dead"][site + SITEWIDE] = {"kind": "404", "place": "a", "hidden": False}
    for article in plan.deleted:
        told["dead"][site + plan.article_path(article)] = {"kind": "404", "place": "a", "hidden": False, "new": True}
    for special in extra:
        fact: dict[str, object] = {"kind": special.kind, "place": special.slot.place, "hidden": special.hidden}
        if special.also:
            fact["also"] = special.also
        if special.kind.startswith("gone-") and special.fate is Fate.DEAD:
            fact["new"] = True
        told[special.fate][special.url] = fact
    return {"day": plan.day, "start": f"{site}/", "pages": len(_page_urls(plan, extra)), **told}


_ABOUT = ("site", "map", "contact", "police")


def _still(folder: Path, plan: Plan, every: Pages) -> None:
    """What no day changes: pictures, scripts, attachments, the other host."""
    site, other = folder / "a", folder / "b"
    for name in _ABOUT:
        _put(site, f"/about/{name}.html", every.plain("关于我们"), 1)
    _put(site, "/404.html", every.plain("您访问的页面不存在"), 1)
    _put(site, "/wz/missing.html", _SOFT, 1)
    _put(site, "/yj/missing.html", _SOFT, 1)
    _put(site, "/cx/xx.html", every.plain("查询"), 1)
    for name in ("gbk", "utf8"):
        _put(site, f"/cx/{name}.html", every.plain("查询"), 1)
    pictures = ["logo", "jiucuo", "ga", *(f"s{number}" for number in range(60)), "banner1", "banner2"]
    for number, name in enumerate(pictures):
        _put(
            site,
            f"/images/{name}.{'jpg' if name.startswith(('s', 'banner')) else 'png'}",
            files.png(3_000 + 400 * number, name),
            1,
        )
    _put(site, "/images/favicon.ico", files.png(1_000, "favicon"), 1)
    for name, size in (
        ("css/base.css", 30_000),
        ("css/page.css", 12_000),
        ("js/jquery.js", 90_000),
        ("js/main.js", 15_000),
    ):
        _put(site, f"/{name}", b"/* generated */\n" * (size // 16), 1)
    _linked(site, plan)
    for name in ("index", "jiucuo", *(f"dept/p{number}" for number in range(max(20, plan.pages // 10)))):
        _put(other, f"/{name}.html", every.abroad(f"上级门户 {name}"), 1)
    _put(other, "/js/conac.js", b"/* generated */\n", 1)
    for host in (site, other):
        _put(host, "/robots.txt", ROBOTS, 1)


def _linked(site: Path, plan: Plan) -> None:
    """The articles' own pictures and attachments, hard links to a few whole ones."""
    for kind, make in files.MAKERS.items():
        for number in range(POOL):
            _put(site.parent / "pool", f"/{number}.{kind}", make(4_000 + 9_000 * number, number), 1)
    for article in range(int(plan.first_articles * 1.02)):
        names = [attachment(article), f"/images/n/{article}.png" if article % 10 < 3 else None]
        for name in filter(None, names):
            target = site / name[1:]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.hardlink_to(site.parent / "pool" / f"{article % POOL}{target.suffix}")


def _put(root: Path, path: str, body: bytes | None, day: int) -> bool:
    """Let ``body`` lie at ``path`` as of ``day``, or nothing; whether that is news."""
    file = root / (path[1:] + "index.html" if path.endswith("/") else path[1:])
    if body is None:
        file.unlink(missing_ok=True)
        return False
    if day > 1 and file.exists() and file.read_bytes() == body:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
    then = FIRST_DAY + (day - 1) * DAY
    os.utime(file, (then, then))
    return True


_SOFT = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>页面不存在</title></head><body><div class='error'>"
    "<h2>抱歉，您访问的页面不存在或已被删除！</h2><p>请检查地址是否正确，或<a href='/'>返回首页</a>。</p></div></body></html>"
).encode()
