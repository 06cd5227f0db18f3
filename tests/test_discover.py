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

    def file(self, columns: list[Row]) -> Path:
        listing = yaml.safe_load((self.place / "inventory.yaml").read_text("utf-8"))
        file = self.place / "some.yaml"
        some = {"units": listing["units"], "sites": listing["sites"], "columns": columns}
        file.write_text(yaml.safe_dump(some, allow_unicode=True), encoding="utf-8")
        return file

    def enroll(self, columns: list[Row]) -> None:
        done = self.say("enroll", str(self.file(columns)))
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


def rebuilt(columns: list[Row], site: str, number: int) -> list[Row]:
    """The inventory as it was before the site was rebuilt: ``number`` of its columns had other addresses."""
    moving = [row["id"] for row in columns if row["site"] == site][:number]
    return [row | {"url": row["url"].replace(".cn/", ".cn/old/")} if row["id"] in moving else row for row in columns]


def test_of_a_rebuilt_site_the_new_addresses_come_with_the_old_ids(office: Office) -> None:
    before = rebuilt(office.columns, "portal", 6)
    old = {row["id"]: row for row in before if "/old/" in row["url"]}
    office.enroll(before)
    done = office.say("check", "--site", "portal", "--kind", "columns")
    assert "xunjian discover portal" in done.stderr, done.stderr
    said = office.discover("portal")
    rows = {row["id"]: row for row in yaml.safe_load(said)["columns"]}
    assert rows.keys() >= old.keys()
    truth = {row["id"]: row for row in office.columns}
    for id_, row in old.items():
        assert place(rows[id_]["url"]) == place(truth[id_]["url"])
        assert {**rows[id_], "url": 0} == {"top_level": False, **row, "url": 0}
        assert f"# was {row['url']} (same name)\n" in said
    after = [rows.get(row["id"], row) for row in before]
    dry = office.say("enroll", str(office.file(after)), "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert sorted(dry.stdout.splitlines()) == sorted(f"changed\tcolumn {id_}" for id_ in old)
    office.enroll([])


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


def test_a_menu_of_pictures_is_named_by_the_pages_it_leads_to(tmp_path: Path) -> None:
    pictures = "".join(f'<a href="/{where}/"><img src="{where}.png"></a>' for where in ("tz", "zc", "kong"))
    pages = {
        "/": f'<div class="nav">{pictures}</div>',
        "/tz/": '<meta name="ColumnName" content="通知公告">' + LIST,
        "/zc/": "<p>当前位置：首页 &gt; 政策文件</p>" + LIST.replace("全区", "全市"),
        "/kong/": LIST.replace("全区", "全县"),  # says nowhere what it is
    }
    with small(tmp_path, pages) as (one, _):
        rows = yaml.safe_load(one.discover("http://www.donghe.gov.cn/"))["columns"]
    assert [(row["name"], row["kind"], row["top_level"]) for row in rows] == [
        ("通知公告", "notice", True),
        ("政策文件", "policy", True),
    ]


def test_an_enrolled_column_that_nothing_leads_to_is_lost_only_where_it_is_gone(tmp_path: Path) -> None:
    menu = '<div class="nav"><a href="/gk/">政务公开</a><a href="/xw/yw/">今日要闻</a></div>'
    pages = {"/": menu, "/gk/": LIST, "/xw/yw/": LIST.replace("全区", "全市"), "/tz/": LIST}
    enrolled = (
        "units: [{id: zfb, name: 东河区人民政府办公室, kind: office}]\n"
        "sites: [{id: portal, name: 东河区人民政府, unit: zfb, url: 'http://www.donghe.gov.cn/', kind: portal}]\n"
        "columns:\n"
        "  - {id: yw, site: portal, name: 要闻, url: 'http://www.donghe.gov.cn/yw/', kind: news, max_age_days: 7}\n"
        "  - {id: tz, site: portal, name: 通知公告, url: 'http://www.donghe.gov.cn/tz/', kind: notice}\n"
        "  - {id: rs, site: portal, name: 人事任免, url: 'http://www.donghe.gov.cn/rs/', kind: personnel,\n"
        "     quiet: {reason: 本年度无人事任免, approved_by: 办公室, until: 2026-12-31}}\n"
    )
    with small(tmp_path, pages) as (one, _):
        file = tmp_path / "old.yaml"
        file.write_text(enrolled, encoding="utf-8")
        assert one.say("enroll", str(file)).returncode == 0
        said = one.discover("portal")
    moved, *_ = yaml.safe_load(said)["columns"]
    assert (moved["id"], moved["name"], moved["url"], moved["max_age_days"]) == (
        "yw", "要闻", "http://www.donghe.gov.cn/xw/yw/", 7,
    )  # fmt: skip
    assert "# was http://www.donghe.gov.cn/yw/ (similar name)\n  # to review: the site calls it 今日要闻\n" in said
    assert "# enrolled, but nothing on the site leads to it: tz " in said
    assert "# enrolled, but gone from its address, and nothing on the site is like it: rs " in said


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
