"""Pages that say with status 200 that they do not exist, and those that only look as if they did."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.model.observation import LinksChecked, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import LinksTarget
from tests.spiders.answers import html, leads, sends
from tests.spiders.crawls import crawl, make_folder
from tests.spiders.hostile import Hostile

GONE = html("<h1>404</h1><p>抱歉，您访问的页面不存在</p><a href='/'>返回首页</a>", "页面不存在")
MENU = "".join(f"<a href='/menu/{n}.html'>栏目{n}</a>" for n in range(25))
NEWS = "".join(f"<p>第{n}段：全区政务公开工作推进会召开，部署下一阶段任务。</p>" for n in range(40))
ARTICLE = html(
    f"<h1>关于整改网站404页面不存在问题的通知</h1><p>发布时间：2026-03-01</p><p>点击后提示页面不存在。</p>{NEWS}",
    "关于整改网站404页面不存在问题的通知",
)
OLD = "/news/2024/t20240301_1001.html"
ABOUT = "/about/us.html"  # a page below the home page that is there: without one a host may be all wall
LOGIN = html(
    f"<form action=/in><input name=user><input type=password name=pass></form><a href='{OLD}'>旧闻</a>",
    "统一身份认证登录",
)
PORTAL = html(
    f"<form action=/in><input name=user><input type=password name=pass></form><a href='{OLD}'>旧闻</a><a href='{ABOUT}'>概况</a>{MENU}",
    "政府网站",
)

# What a host answers for OLD, and for all that it does not know.
SITES: dict[str, tuple[Any, Any]] = {
    "says-so": (GONE, GONE),
    "says-so-and-names-it": (GONE, GONE),
    "is-led-home": (leads("/"), leads("/")),
    "is-led-home-by-name": (leads("/index.html"), leads("/index.html")),
    "alone-says-so": (GONE, None),
    "alone-is-led-home": (leads("/", "301 Moved"), None),
    "is-led-to-a-login": (leads("/login.html"), leads("/login.html")),
    "is-led-to-a-login-at-home": (leads("/"), leads("/")),
    "is-led-home-where-one-may-log-in": (leads("/"), leads("/")),
    "is-about-404": (ARTICLE, None),
    "is-about-404-where-all-else-says-so": (ARTICLE, GONE),
    "is-drawn-by-a-script": (
        html("<div id=app></div><script src=/app.js></script>", "政府网站"),
        html("<div id=app></div><script src=/app.js></script>", "政府网站"),
    ),
    "is-anything": (html(NEWS, "新闻"), html(NEWS, "新闻")),  # a host that answers every address with one page
    "has-a-wall-beside": (GONE, sends(b"", status="403 Forbidden")),
    "has-silence-beside": (GONE, sends(b"", status="503 Busy")),
    "says-so-in-gbk": (
        sends(GONE.decode().replace("utf-8", "gbk").encode("gbk"), "text/html; charset=gbk"),
        sends(GONE.decode().replace("utf-8", "gbk").encode("gbk"), "text/html; charset=gbk"),
    ),
}
HOMES = {"is-led-to-a-login-at-home": LOGIN, "is-led-home-where-one-may-log-in": PORTAL}
ABSENT = {
    "says-so",
    "says-so-and-names-it",
    "is-led-home",
    "is-led-home-by-name",
    "says-so-in-gbk",
    "is-led-home-where-one-may-log-in",
}


async def named(client: Any) -> None:
    """An error page that repeats the address and the time, as many do."""
    said = f"<h1>404</h1><p>您访问的页面不存在</p><p>{client.path}</p><p>{client.visits}:{len(client.path)}</p>"
    await client.answer(body=html(said, "页面不存在"))


@pytest.fixture(scope="module")
def seen(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, LinksChecked]:
    for name, (old, unknown) in SITES.items():
        home = HOMES.get(name, html(f"<a href='{OLD}'>旧闻</a><a href='{ABOUT}'>概况</a>{NEWS}", "政府网站"))
        hostile.pages[f"{name}.test{ABOUT}"] = html(NEWS, "概况")
        hostile.pages |= {f"{name}.test/": home, f"{name}.test/index.html": home, f"{name}.test{OLD}": old}
        hostile.pages[f"{name}.test/login.html"] = LOGIN
        if unknown is not None:
            hostile.pages[f"{name}.test/*"] = unknown
    for path in (OLD, "/*"):
        hostile.pages[f"says-so-and-names-it.test{path}"] = named
    targets = [
        LinksTarget(SubjectKind.SITE, name, f"http://{name}.test/", seeds=(f"http://{name}.test{OLD}",))
        for name in SITES
    ]
    # The same addresses as links of another site.
    outside = "".join(f"<a href='http://{name}.test{path}'>{name}</a>" for name in SITES for path in (OLD, ABOUT))
    hostile.pages["outside.test/"] = html(outside)
    targets.append(LinksTarget(SubjectKind.SITE, "outside", "http://outside.test/"))
    hostile.pages["wall.test/"] = html(f"<a href='{OLD}'>旧闻</a><a href='/b/2.html'>新闻</a>{NEWS}", "政府网站")
    hostile.pages["wall.test/*"] = leads("/")
    targets.append(LinksTarget(SubjectKind.SITE, "wall", "http://wall.test/"))
    folder = tmp_path_factory.mktemp("crawl") / "run"
    crawled = crawl(make_folder(folder, targets, connect_to=hostile.connect_to(*SITES, "outside", "wall")))
    return crawled.by_subject()


def gone(seen: LinksChecked) -> dict[str, str | None]:
    return {link.look.url: link.look.cause for link in seen.bad if link.look.outcome is Outcome.GONE}


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_a_page_is_absent_where_an_invented_neighbour_answers_alike(name: str, seen: dict[str, LinksChecked]) -> None:
    assert gone(seen[name])[f"http://{name}.test{OLD}"] == "soft-404"


@pytest.mark.parametrize("name", sorted(SITES.keys() - ABSENT))
def test_a_page_is_not_absent_where_anything_speaks_for_it(name: str, seen: dict[str, LinksChecked]) -> None:
    assert gone(seen[name]) == {}
    assert seen[name].complete


def test_a_host_that_leads_everybody_home_accuses_nobody(seen: dict[str, LinksChecked]) -> None:
    assert {link.look.url: link.look.outcome for link in seen["wall"].bad} == {
        f"http://wall.test{OLD}": Outcome.BLOCKED,
        "http://wall.test/b/2.html": Outcome.BLOCKED,
    }
    assert not seen["wall"].complete


def test_links_to_other_sites_are_held_to_the_same(seen: dict[str, LinksChecked]) -> None:
    assert gone(seen["outside"]) == {f"http://{name}.test{OLD}": "soft-404" for name in ABSENT}


def test_an_absence_by_words_has_its_answer_as_evidence(seen: dict[str, LinksChecked]) -> None:
    for name in ABSENT:
        for link in seen[name].bad:
            assert link.look.warc, name
            assert link.look.status == 200


def test_neighbours_are_asked_for_once_a_folder(hostile: Hostile, seen: dict[str, LinksChecked]) -> None:
    assert seen
    invented = [path for (host, path) in hostile.requests if host == "says-so.test" and path.startswith("/news/2024/t")]
    assert len(invented) == 2  # the old page and its neighbour
