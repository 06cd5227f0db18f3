"""Sites without an end are left alone in good time; long ones are read to theirs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from monitor.model.observation import LinksChecked, Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import LinksTarget
from tests.spiders.answers import html
from tests.spiders.crawls import crawl, make_folder
from tests.spiders.hostile import Hostile
from tests.spiders.troubles import Client

ROWS = 300  # pages of the long list


async def calendar(client: Client) -> None:
    """A month without events, and the way to its neighbours, for ever."""
    year, month = map(int, re.findall(r"\d+", client.path)[:2])
    following = divmod(year * 12 + month, 12)
    before = divmod(year * 12 + month - 2, 12)
    steps = "".join(f'<a href="/cal?y={y}&m={m + 1}">月</a>' for y, m in (before, following))
    await client.answer(body=html(f"<h1>{year}-{month}</h1><p>本月没有活动</p>{steps}", "活动日历"))


async def sessions(client: Client) -> None:
    """Every answer has a session of its own in its links."""
    token = f"{client.visits * 7919 + len(client.path):032X}"
    links = f'<a href="/app;jsessionid={token}">首页</a><a href="/app?PHPSESSID={token}">又</a>'
    links += f'<a href="/view?token={token}{hash(client.path) % 2**32:08x}">看</a>'
    await client.answer(body=html(f"<p>应用</p>{links}", "应用"))


async def growing(client: Client) -> None:
    """A relative link that should have begun with a slash."""
    await client.answer(body=html('<a href="list/">列表</a><a href="more/">更多</a>', "列表"))


async def listing(client: Client) -> None:
    """A list of so many pages, each with an article of its own."""
    page = int((re.findall(r"page=(\d+)", client.path) or ["1"])[0])
    if page > ROWS or "page" not in client.path:
        await client.answer("404 Not Found", b"<html>no such page</html>")
        return
    following = f'<a href="/list.jsp?page={page + 1}">下一页</a>' if page < ROWS else ""
    title = "".join(chr(0x4E00 + page * 7 % 5000 + n) for n in range(9))
    dead = '<a href="/lost.html">旧</a>' if page == ROWS else ""
    await client.answer(body=html(f"<ul><li>关于{title}的通知</li></ul>{following}{dead}", "通知公告"))


@pytest.fixture(scope="module")
def seen(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, LinksChecked]:
    sites: dict[str, tuple[str, Any]] = {
        "calendar": ("/cal?y=2026&m=3", calendar),
        "sessions": ("/app", sessions),
        "growing": ("/dir/", growing),
        "listing": ("/list.jsp?page=1", listing),
    }
    for name, (first, handler) in sites.items():
        hostile.pages |= {f"{name}.test/": html(f'<a href="{first}">进入</a>', "首页"), f"{name}.test/*": handler}
    targets = [LinksTarget(SubjectKind.SITE, name, f"http://{name}.test/") for name in sites]
    folder = make_folder(tmp_path_factory.mktemp("crawl") / "run", targets, connect_to=hostile.connect_to(*sites))
    return crawl(folder, "-s", "DOWNLOAD_TIMEOUT=5").by_subject()


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("calendar", "http://calendar.test/cal?m&y"),
        ("sessions", "http://sessions.test/view?token"),
        ("growing", "http://growing.test/dir/~loop"),
    ],
)
def test_a_site_without_end_is_left_and_not_accused(name: str, shape: str, seen: dict[str, LinksChecked]) -> None:
    site = seen[name]
    assert shape in {trap.shape for trap in site.trapped}
    assert all(0 < trap.read <= 200 and trap.known < trap.read for trap in site.trapped)
    assert site.read < 300
    assert [link for link in site.bad if link.look.outcome is Outcome.GONE] == []
    assert (site.complete, site.undecided) == (True, None)


def test_sessions_are_no_addresses_of_their_own(seen: dict[str, LinksChecked], hostile: Hostile) -> None:
    assert seen
    asked = {path for host, path in hostile.requests if host == "sessions.test"}
    assert not {path for path in asked if "sess" in path.lower()}


def test_a_long_list_is_read_to_its_end(seen: dict[str, LinksChecked]) -> None:
    site = seen["listing"]
    assert (site.trapped, site.complete, site.pages) == ((), True, ROWS + 1)
    assert [link.look.url for link in site.bad] == ["http://listing.test/lost.html"]  # it stands on the last
