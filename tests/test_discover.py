"""``discover`` finds what an office has enrolled by hand, and what it prints can be enrolled."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from tests import district
from tests.loopback import Pages, serving

SITES = ("portal", "wjj", "mzj")  # TRS, tables read oldest first, GB18030 with every odd answer
NOW = "2026-03-20T09:00"
Row = dict[str, Any]


@dataclass(frozen=True)
class Office:
    """A workspace in a served district: what is enrolled in it, what is known of the district."""

    place: Path
    columns: list[Row]

    def say(self, *words: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "monitor", "--workspace", str(self.place), "--now", NOW, *words]
        return subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)

    def discover(self, site: str) -> str:
        done = self.say("discover", site)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def of(self, site: str) -> dict[str, Row]:
        return {place(row["url"]): row for row in self.columns if row["site"] == site}

    def enroll(self, columns: list[Row]) -> None:
        listing = yaml.safe_load((self.place / "inventory.yaml").read_text("utf-8"))
        file = self.place / "some.yaml"
        some = {"units": listing["units"], "sites": listing["sites"], "columns": columns}
        file.write_text(yaml.safe_dump(some, allow_unicode=True), encoding="utf-8")
        done = self.say("enroll", str(file))
        assert done.returncode == 0, done.stderr


def place(url: str) -> str:
    """The address without the file a folder opens with."""
    parts = urlsplit(url)
    return parts.netloc + parts.path.removesuffix("index.html").rstrip("/")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("discover")
    with district.running(folder, "2026-03") as world:
        columns = yaml.safe_load(world.inventory.read_text("utf-8"))["columns"]
        one = Office(folder, columns)
        assert one.say("init").returncode == 0
        one.enroll([])
        yield one


def test_columns_and_kinds_are_those_an_office_enrolled_by_hand(office: Office) -> None:
    found = right = total = 0
    for site in SITES:
        proposed = {place(row["url"]): row for row in yaml.safe_load(office.discover(site))["columns"]}
        wanted = office.of(site)
        total += len(wanted)
        found += len(wanted.keys() & proposed.keys())
        right += sum(proposed[at]["kind"] == row["kind"] for at, row in wanted.items() if at in proposed)
        assert not proposed.keys() - wanted.keys()  # nothing but columns
    assert found * 100 >= 95 * total
    assert right * 100 >= 90 * total


def test_what_is_printed_can_be_enrolled_and_is_not_proposed_again(office: Office) -> None:
    office.enroll(yaml.safe_load(office.discover("mzj"))["columns"])
    again = office.discover("mzj")
    assert yaml.safe_load(again) == {"columns": []}
    assert again.count("# enrolled: ") == len(office.of("mzj"))
    office.enroll([])


def test_doubts_stand_beside_what_they_are_about(office: Office) -> None:
    said = office.discover("mzj")
    assert "# to review: its page could not be looked at (anti-bot)\n" in said
    assert "kind: policy  # by name: 法规\n" in said


LIST = '<ul class="list">' + "".join(
    f'<li><a href="/a/t2026031{n}_1.html">关于全区第{n}次工作会议的消息</a><span>2026-03-1{n}</span></li>'
    for n in range(6)
)
PAGES = {
    "/": '<div class="nav"><a href="/">首页</a><a href="/gk/">信息公开</a><a href="/off/">互动交流</a><a href="/xw/">新闻中心</a></div>'
    '<p><a href="/map.html">网站地图</a> <a href="/hidden/">一段文字里的链接</a></p>',
    "/gk/": '<div class="left"><a href="/gk/tzgg/">通知公告</a></div>' + LIST,
    "/gk/tzgg/": '<div class="left"><a href="/deep/">更深一层</a></div>' + LIST.replace("全区", "全市"),
    "/map.html": '<p><a href="/zj/">走进东河</a>：东河在此。</p>',
    "/zj/": LIST.replace("全区", "全县"),
    "/deep/": LIST,
    "/xw/": '<meta http-equiv="refresh" content="0; url=/gk/">',
}


@contextmanager
def small(folder: Path, bodies: dict[str, str]) -> Iterator[tuple[Office, Pages]]:
    """A workspace with one site of these pages, of which nothing is enrolled."""
    with serving({path: f"<html><body>{body}</body></html>" for path, body in bodies.items()}) as pages:
        (folder / "xunjian.toml").write_text(
            '[office]\nname = "东河区人民政府办公室"\ndistrict = "东河区"\narea_code = "371502"\n'
            'timezone = "Asia/Shanghai"\n[network]\nper_host_delay = 0\n'
            f'connect_to = {{ "www.donghe.gov.cn:80" = "127.0.0.1:{pages.port}" }}\n',
            encoding="utf-8",
        )
        one = Office(folder, [])
        assert one.say("init").returncode == 0
        yield one, pages


def test_an_address_needs_no_enrolment_and_map_and_sections_are_read(tmp_path: Path) -> None:
    with small(tmp_path, PAGES) as (one, _):
        said = one.discover("http://www.donghe.gov.cn/")
    rows = yaml.safe_load(said)["columns"]
    assert [(row["id"], row["name"], row["kind"], row["top_level"]) for row in rows] == [
        ("donghe-gk", "信息公开", "topic", True),
        ("donghe-xw", "新闻中心", "news", True),  # a stub
        ("donghe-zj", "走进东河", "topic", False),  # from the map
        ("donghe-tzgg", "通知公告", "notice", False),  # from a section; what it leads to is too deep
    ]
    assert "The site is not enrolled" in said
    assert "# to review: leads to the same page as 信息公开\n" in said
    assert said.count("# to review: the kind is a guess") == 2


def test_a_site_is_asked_for_200_pages_and_no_more(tmp_path: Path) -> None:
    links = "".join(f'<a href="/l{n}/">第{n}栏</a>' for n in range(240))
    with small(tmp_path, {"/": f'<div class="nav">{links}</div>'}) as (one, pages):
        done = one.say("discover", "http://www.donghe.gov.cn/")
        asked = [path for _, path in pages.asked if path != "/robots.txt"]
    assert (done.returncode, yaml.safe_load(done.stdout)) == (0, {"columns": []})  # all are 404
    assert len(asked) == 200
    assert "the site has more: 200 pages" in done.stderr


def test_a_site_that_does_not_answer_proposes_nothing(tmp_path: Path) -> None:
    with small(tmp_path, {}) as (one, _):
        pass
    done = one.say("discover", "http://www.donghe.gov.cn/")
    assert (done.returncode, done.stdout) == (3, "")
    assert "http://www.donghe.gov.cn/: refused" in done.stderr


def test_an_unknown_site_is_told_what_to_write(office: Office) -> None:
    done = office.say("discover", "nobody")
    assert done.returncode == 2
    assert "portal" in done.stderr
    assert "http://" in done.stderr
