"""The link checker of a site that is not enrolled, and the list of every link of one that is."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from monitor import linklist
from monitor.cli import main
from monitor.model.observation import Outcome
from monitor.pipeline.crawl import LinksSoFar
from monitor.progress import Plain, words
from tests.loopback import Pages, serving

HOST = "www.example.gov.cn"
URL = f"http://{HOST}/"
HOME = """<html><head><title>示例区人民政府</title></head><body><ul>
<li><a href="/live.html">全区农业生产情况的消息</a></li>
<li><a href="/lost.html">关于召开会议的旧文</a></li>
<li><a href="mailto:office@example.gov.cn">信箱</a></li>
</ul><img src="/lost.png" alt="图"></body></html>"""
LIVE = (
    '<html><body><h1>消息</h1><p>全区农业生产情况良好，各镇街按计划完成春耕备耕。</p><a href="/">首页</a></body></html>'
)
INVENTORY = f"""
units:
  - {{id: zfb, name: 示例区人民政府办公室, kind: office}}
sites:
  - {{id: portal, name: 示例区人民政府门户网站, unit: zfb, url: "{URL}", kind: portal}}
  - {{id: other, name: 示例区教育局网站, unit: zfb, url: "http://jy.example.gov.cn/", kind: department}}
"""


@pytest.fixture
def site() -> Iterator[Pages]:
    with serving({"/": HOME, "/live.html": LIVE}) as pages:
        yield pages


def line(site: Pages, *words: str) -> list[str]:
    """The words to check the site under its own name."""
    way = ("--connect-to", f"{HOST}:80=127.0.0.1:{site.port}", "--delay", "0")
    return [sys.executable, "-m", "monitor", "linkcheck", URL, *way, *words]


def run(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)


def test_what_is_dead_is_listed_with_where_it_stands(site: Pages) -> None:
    done = run(line(site, "--format", "jsonl"))
    assert done.returncode == 1, done.stderr
    rows = {row["url"].rpartition("/")[2]: row for row in map(json.loads, done.stdout.splitlines())}
    assert set(rows) == {"lost.html", "lost.png"}  # neither what is live nor an address of mail
    lost = rows["lost.html"]
    assert " ".join(lost) == (
        "site url outcome cause status final_url internal resource pages sample page text region line source"
    )
    assert (lost["site"], lost["outcome"], lost["cause"], lost["status"]) == (HOST, "gone", "http-404", 404)
    assert (lost["page"], lost["text"], lost["pages"], lost["sample"]) == (URL, "关于召开会议的旧文", 1, [URL])
    assert lost["line"] == HOME[: HOME.index("/lost.html")].count("\n") + 1
    assert "/lost.html" in lost["source"]
    assert (rows["lost.png"]["resource"], lost["resource"]) == ("image", "page")
    said = done.stderr.splitlines()[-1]
    assert said.startswith("2 pages read, 4 links asked: 2 dead, 0 blocked, 0 unsure, in ")
    assert {host for host, _ in site.asked} == {HOST}


def test_a_sound_site_is_an_empty_list(site: Pages) -> None:
    site.bodies["/"] = LIVE.encode()
    done = run(line(site, "--format", "jsonl"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 pages read, 1 links asked: 0 dead" in done.stderr


def test_what_is_not_sound_is_only_listed_where_asked_for(site: Pages) -> None:
    site.bodies["/"] = LIVE.replace("首页</a>", '首页</a><a href="http://10.0.0.1/">内网</a>').encode()
    assert run(line(site, "--format", "jsonl")).stdout == ""
    done = run(line(site, "--format", "jsonl", "--all"))
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["outcome"], row["cause"], row["internal"], done.returncode) == ("ours", "egress", False, 0)
    assert "0 dead, 0 blocked, 1 unsure" in done.stderr


def test_a_table_and_csv_say_the_same(site: Pages) -> None:
    rows = list(csv.DictReader(io.StringIO(run(line(site, "--format", "csv")).stdout)))
    assert [(row["outcome"], row["cause"], row["page"]) for row in rows] == [("gone", "http-404", URL)] * 2
    drawn = run(line(site, "--format", "table")).stdout.splitlines()
    assert drawn[0].split() == ["outcome", "status", "cause", "url", "page", "line", "region", "text"]
    assert [cells.split()[3] for cells in drawn[1:]] == [row["url"] for row in rows]


def test_a_private_address_is_refused_and_the_sentence_says_so(site: Pages) -> None:
    here = [sys.executable, "-m", "monitor", "linkcheck", f"http://127.0.0.1:{site.port}/", "--delay", "0"]
    done = run(here)
    assert (done.returncode, done.stdout, site.asked) == (3, "", [])
    assert "--allow-network CIDR" in done.stderr
    opened = run([*here, "--allow-network", "127.0.0.0/8"])
    assert (opened.returncode, len(opened.stdout.splitlines())) == (1, 2)


def test_a_site_that_does_not_answer_is_not_dead() -> None:
    done = run([sys.executable, "-m", "monitor", "linkcheck", URL, "--connect-to", f"{HOST}:80=127.0.0.1:9"])
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{URL}: could not be looked at" in done.stderr


def test_more_pages_than_wanted_are_not_read_and_it_says_so(site: Pages) -> None:
    done = run(line(site, "--format", "jsonl", "--max-pages", "1"))
    assert "1 pages read, 4 links asked: 2 dead" in done.stderr
    assert "--max-pages" in done.stderr
    assert done.returncode == 1


def test_two_addresses_of_a_host_are_one_site(site: Pages) -> None:
    site.bodies["/island.html"] = LIVE.replace('"/"', '"/sunk.html"').encode()
    done = run([*line(site, "--format", "jsonl"), f"{URL}island.html"])
    assert {row["url"].rpartition("/")[2] for row in map(json.loads, done.stdout.splitlines())} == {
        "lost.html",
        "lost.png",
        "sunk.html",
    }
    assert [path for _, path in site.asked].count("/live.html") == 1


def test_quiet_says_nothing(site: Pages) -> None:
    words = line(site, "--format", "jsonl")
    words.insert(words.index("linkcheck"), "--quiet")
    assert run(words).stderr == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "URL"),
        (("www.example.gov.cn",), "http://www.example.gov.cn/"),  # no scheme
        (("ftp://www.example.gov.cn/",), "http://www.example.gov.cn/"),
        (("http://[::1/",), "write it whole"),
        ((URL, "--connect-to", f"{HOST}:80"), "HOST:PORT=HOST:PORT"),
        ((URL, "--connect-to", f"{HOST}:80=there"), "HOST:PORT=HOST:PORT"),
        ((URL, "--allow-network", "8.8.8.0/24"), "127.0.0.0/8"),  # public ones need no permission
        ((URL, "--allow-network", "0.0.0.0/0"), "127.0.0.0/8"),  # would open everything
        ((URL, "--delay", "nan"), "0 to 600"),
        ((URL, "--delay", "-1"), "0"),
        ((URL, "--max-pages", "0"), "1"),
        ((URL, "--concurrency", "17"), "16"),
    ],
)
def test_wrong_usage_says_what_to_write(words: tuple[str, ...], said: str) -> None:
    answer = CliRunner().invoke(main, ["linkcheck", *words])
    assert (answer.exit_code, said in answer.output) == (2, True), answer.output


def test_a_reader_that_leaves_is_no_fault(site: Pages) -> None:
    words = " ".join(f"'{word}'" for word in line(site, "--format", "jsonl"))
    done = subprocess.run(f"{words} | head -1", shell=True, capture_output=True, text=True, check=True, timeout=60)
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


def test_an_interrupt_ends_it_at_once(site: Pages, tmp_path: Path) -> None:
    site.bodies |= {f"/{n}.html": LIVE.encode() for n in range(40)}
    site.bodies["/"] = ("<html><body>" + "".join(f'<a href="/{n}.html">{n}</a>' for n in range(40))).encode()
    words = ["env", "--default-signal=INT", f"TMPDIR={tmp_path}", *line(site, "--delay", "0.5")]
    with watched(words) as (child, talk):
        for said in talk:
            if "pages at" in said:
                break
        child.send_signal(signal.SIGINT)
        rest = "".join(talk)
        assert child.wait(20) == 130
    assert "interrupted" in rest
    assert list(tmp_path.iterdir()) == []


class watched:  # noqa: N801  reads as a verb in a with statement
    """A program whose stderr is a terminal, and what it says there, piece by piece."""

    def __init__(self, words: list[str]):
        self._words = words

    def __enter__(self) -> tuple[subprocess.Popen[bytes], Iterator[str]]:
        self._ours, theirs = pty.openpty()
        self._child = subprocess.Popen(self._words, stdout=subprocess.DEVNULL, stderr=theirs, start_new_session=True)
        os.close(theirs)
        return self._child, self._said()

    def _said(self) -> Iterator[str]:
        while True:
            try:
                piece = os.read(self._ours, 4096)
            except OSError:  # how a terminal ends
                return
            if not piece:
                return
            yield piece.decode("utf-8", "replace")

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.wait(10)
        os.close(self._ours)


@pytest.mark.parametrize("program", ["linkcheck", "check"])
def test_a_terminal_is_told_how_far_it_is(office: Path, site: Pages, program: str) -> None:
    site.bodies |= {f"/{n}.html": LIVE.encode() for n in range(6)}
    site.bodies["/"] = (HOME + "".join(f'<a href="/{n}.html">{n}</a>' for n in range(6))).encode()
    toml = office / "xunjian.toml"
    toml.write_text(toml.read_text("utf-8").replace("per_host_delay = 0", "per_host_delay = 0.4"), encoding="utf-8")
    at_home = ["-m", "monitor", "--workspace", str(office), *"check --site portal --kind links".split()]
    check = [sys.executable, *at_home]
    with watched(check if program == "check" else line(site, "--delay", "0.4")) as (child, talk):
        drawn = re.sub(r"\x1b\[\?25[lh]", "", "".join(talk)).replace("\r", "\n").splitlines()
        assert child.wait(20) == (0 if program == "check" else 1)
    told = [said for said in drawn if "dead, " in said and "pages at " in said]
    assert any("left" in said for said in told), drawn
    assert all(len(said) <= 80 for said in drawn if "[" in said)  # a longer one would be drawn below itself


# What the crawl says while it is at work


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "links portal pages=120 of=900 links=3400 dead=3 rate=85\n",
            LinksSoFar("portal", 120, 900, 3400, 3, 85.0),
        ),
        ("links portal pages=1 of=2 links=3 dead=0 rate=0.5 more=9", LinksSoFar("portal", 1, 2, 3, 0, 0.5)),
        ("links portal pages=1 of=2 links=3 dead=0", None),  # incomplete
        ("links portal pages=x of=2 links=3 dead=0 rate=1", None),
        ("links portal pages=1.5 of=2 links=3 dead=0 rate=1", None),
        ("links portal pages=1 of=2 links=3 dead=0 rate=1.2.3", None),
        ("progress 1/3 links portal", None),
        ("", None),
    ],
)
def test_the_talk_of_a_crawl_is_understood(said: str, told: LinksSoFar | None) -> None:
    assert LinksSoFar.told(said) == told


@pytest.mark.parametrize(
    ("so_far", "said"),
    [
        (LinksSoFar("a", 120, 900, 3400, 3, 85.0), "3 dead, 120/900 pages at 85/s, 0:09 left, 3400 links"),
        (LinksSoFar("a", 100, 1000, 9, 0, 1.5), "0 dead, 100/1000 pages at 1.5/s, 10:00 left, 9 links"),
        (
            LinksSoFar("a", 900, 900, 9, 0, 85.0),
            "0 dead, 900/900 pages at 85/s, 9 links",
        ),  # pages are done, links are left
        (LinksSoFar("a", 0, 900, 9, 0, 0.0), "0 dead, 0/900 pages at 0/s, 9 links"),  # nothing to reckon with yet
    ],
)
def test_the_time_left_is_said_where_it_can_be_told(so_far: LinksSoFar, said: str) -> None:
    assert words(so_far) == said


def test_a_log_has_a_line_in_ten_seconds_and_one_for_each_target(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = [0.0]
    plain = Plain(ticks=lambda: seconds[0])
    for tick in range(26):
        seconds[0] = float(tick)
        plain(0, 2, LinksSoFar("a", tick, 100, 10, 0, 1.0))
        plain(0, 2, LinksSoFar("b", tick, 100, 10, 0, 1.0))
    plain(1, 2, "links a")
    seconds[0] = 30.0
    plain(1, 2, LinksSoFar("b", 30, 100, 10, 0, 1.0))
    assert capsys.readouterr().err.splitlines() == [
        "0/2 links 2 sites: 0 dead, 19/200 pages at 2/s, 1:30 left, 20 links",
        "0/2 links 2 sites: 0 dead, 39/200 pages at 2/s, 1:20 left, 20 links",
        "1/2 links a",
        "1/2 links b: 0 dead, 30/100 pages at 1/s, 1:10 left, 10 links",
    ]


# Every link of an enrolled site


@pytest.fixture
def office(tmp_path: Path, site: Pages) -> Path:
    (tmp_path / "xunjian.toml").write_text(
        '[office]\nname = "示例区人民政府办公室"\ndistrict = "示例区"\narea_code = "371502"\n[network]\n'
        f'per_host_delay = 0\nconnect_to = {{ "{HOST}:80" = "127.0.0.1:{site.port}" }}\n',
        encoding="utf-8",
    )
    (tmp_path / "inventory.yaml").write_text(INVENTORY, encoding="utf-8")
    for said in (("init",), ("enroll", str(tmp_path / "inventory.yaml"))):
        assert say(tmp_path, *said).exit_code == 0
    return tmp_path


def say(place: Path, *words: str, now: str = "2026-03-20T09:00") -> Result:
    return CliRunner().invoke(main, ["--workspace", str(place), "--now", now, *words])


def link(number: int, outcome: str | None = "ok", **more: Any) -> dict[str, Any]:
    common = {"internal": True, "resource": "page", "cause": None, "status": 200, "final_url": None, "pages": 2}
    row = {"url": f"{URL}{number}.html", "outcome": outcome, **common, "asked_at": "2026-03-20T01:00:00+00:00"}
    return {**row, **more}


def leave(office: Path, run: str, rows: list[dict[str, Any]]) -> Path:
    folder = office / "runs" / run
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(folder / "links-portal.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return folder / "links-portal.jsonl.gz"


def test_every_link_of_the_last_crawl_is_listed(office: Path) -> None:
    assert say(office, "check", "--kind", "links", "--site", "portal").exit_code == 0
    (run,) = (office / "runs").iterdir()
    leave(office, "20250101T090000-000001", [link(0)])  # an older one
    rows = [link(1), link(2, "gone", cause="http-404", status=404), link(3, None, status=None, asked_at=None)]
    leave(office, run.name, rows)
    said = say(office, "links", "portal", "--format", "jsonl")
    assert said.exit_code == 0, said.output
    assert [json.loads(row) for row in said.stdout.splitlines()] == rows
    assert said.stderr == f"3 links, run {run.name}\n"
    only = say(office, "links", "portal", "--format", "jsonl", "--outcome", "gone", "--outcome", "blocked")
    assert [json.loads(row) for row in only.stdout.splitlines()] == [rows[1]]
    (csv_row,) = csv.DictReader(
        io.StringIO(say(office, "links", "portal", "--outcome", "gone", "--format", "csv").stdout)
    )
    assert (csv_row["outcome"], csv_row["url"]) == ("gone", rows[1]["url"])


def test_a_site_without_a_listing_says_what_makes_one(office: Path) -> None:
    said = say(office, "links", "other")
    assert said.exit_code == 3
    assert "xunjian check --kind links --site other" in said.stderr
    strange = say(office, "links", "../portal")
    assert (strange.exit_code, "portal, other" in strange.stderr or "other, portal" in strange.stderr) == (2, True)


@pytest.mark.parametrize("harm", ["cut", "noise", "foreign"])
def test_a_listing_that_cannot_be_read_is_a_sentence(office: Path, harm: str) -> None:
    file = leave(office, "20260320T090000-000001", [link(n) for n in range(3000)])
    whole = file.read_bytes()
    damaged = {"cut": whole[: len(whole) // 2], "noise": b"noise", "foreign": gzip.compress(b'{"url": 1}\n[]\n')}
    file.write_bytes(damaged[harm])
    said = say(office, "links", "portal", "--outcome", "gone")
    assert said.exit_code == 3
    assert "xunjian check --kind links --site portal" in said.stderr


@pytest.mark.parametrize("count", [0, 1, linklist.PIECE, linklist.PIECE + 1])  # about the end of a piece
def test_a_long_table_has_one_head_and_straight_columns(office: Path, count: int) -> None:
    rows = [link(n, list(Outcome)[n % len(Outcome)].value, cause="http-404" if n % 3 else None) for n in range(count)]
    leave(office, "20260320T090000-000001", rows)
    drawn = say(office, "links", "portal", "--format", "table").stdout.splitlines()
    assert len(drawn) == count + 1
    assert {row.index("http://") for row in drawn[1:]} <= {drawn[0].index("url")}
    written = say(office, "links", "portal", "--format", "csv").stdout.splitlines()
    assert (len(written), sum("outcome" in row for row in written)) == (count + 1, 1)
    assert len(say(office, "links", "portal", "--format", "jsonl").stdout.splitlines()) == count


def test_the_reader_of_a_long_list_may_leave(office: Path) -> None:
    leave(office, "20260320T090000-000001", [link(n) for n in range(20000)])
    words = f"'{sys.executable}' -m monitor --workspace '{office}' links portal --format jsonl | head -1"
    done = subprocess.run(words, shell=True, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == link(0)
    assert done.stderr == ""
