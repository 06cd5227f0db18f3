"""The command line as a person or a script meets it."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from monitor.cli import main
from tests.loopback import Pages, serving

HOST = "www.example.gov.cn"
LIST = """<html><head><title>要闻</title></head><body><div class="list"><ul>
<li><a href="/a1.html">关于召开春季工作会议的消息</a><span>2026-03-02</span></li>
<li><a href="/a2.html">全区农业生产情况的消息</a><span>2026-03-01</span></li>
<li><a href="/a3.html">全区项目建设情况的消息</a><span>2026-02-27</span></li>
</ul></div></body></html>"""
ARTICLE = "<html><body><h1>消息</h1><p>发布时间：2026-03-02</p></body></html>"
INVENTORY = f"""
units:
  - {{id: zfb, name: 示例区人民政府办公室, kind: office}}
sites:
  - {{id: portal, name: 示例区人民政府门户网站, unit: zfb, url: "http://{HOST}/", kind: portal}}
columns:
  - {{id: news, site: portal, name: 要闻, url: "http://{HOST}/yw/", kind: news, top_level: true}}
"""


@dataclass
class Office:
    """A workspace on a site of a few pages."""

    place: Path
    pages: Pages

    def say(self, *words: str, now: str = "2026-03-20T09:00") -> Result:
        return CliRunner().invoke(main, ["--workspace", str(self.place), "--now", now, *words])

    def rows(self, *words: str, now: str = "2026-03-20T09:00") -> list[dict[str, Any]]:
        said = self.say(*words, "--format", "jsonl", now=now)
        assert said.exit_code == 0, said.output
        return [json.loads(line) for line in said.stdout.splitlines()]

    def write(self, name: str, text: str) -> str:
        (self.place / name).write_text(text, encoding="utf-8")
        return str(self.place / name)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    home = '<html><body><a href="/yw/">要闻</a><a href="/lost.html">旧文</a>' + LIST + "</body></html>"
    articles = {f"/a{n}.html": ARTICLE for n in (1, 2, 3)}
    with serving({"/": home, "/yw/": LIST, **articles}) as pages:
        office = Office(tmp_path, pages)
        office.write(
            "xunjian.toml",
            '[office]\nname = "示例区人民政府办公室"\ndistrict = "示例区"\narea_code = "371502"\n'
            'timezone = "Asia/Shanghai"\n[network]\nper_host_delay = 0\n'
            f'connect_to = {{ "{HOST}:80" = "127.0.0.1:{pages.port}" }}\n',
        )
        assert office.say("init").exit_code == 0
        assert office.say("enroll", office.write("inventory.yaml", INVENTORY)).exit_code == 0
        yield office


COMMANDS = (
    "bulletin",
    "check",
    "demo",
    "discover",
    "doctor",
    "enroll",
    "init",
    "inspect",
    "linkcheck",
    "links",
    "problems",
    "rules",
    "verdicts",
)


def test_help_offers_exactly_what_is_there() -> None:
    said = CliRunner().invoke(main, ["--help"])
    offered = [line.split()[0] for line in said.stdout.partition("Commands:")[2].splitlines() if line.strip()]
    assert tuple(offered) == COMMANDS


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS), ("bulletin", "month")])
def test_every_help_has_an_example(command: tuple[str, ...]) -> None:
    said = CliRunner().invoke(main, [*command, "--help"])
    assert said.exit_code == 0
    assert "Example:" in said.stdout


def test_init_never_overwrites(tmp_path: Path) -> None:
    first = CliRunner().invoke(main, ["init", str(tmp_path / "office")])
    assert first.exit_code == 0, first.output
    toml = tmp_path / "office" / "xunjian.toml"
    toml.write_text(toml.read_text("utf-8") + "\n# mine\n", encoding="utf-8")
    again = CliRunner().invoke(main, ["init", str(tmp_path / "office")])
    assert again.exit_code == 0
    assert toml.read_text("utf-8").endswith("# mine\n")
    names = {file.name for file in (tmp_path / "office").iterdir()}
    assert {"xunjian.toml", "inventory.yaml", "inventory.xlsx", "xunjian.db"} <= names


def test_the_examples_of_init_can_be_enrolled(tmp_path: Path) -> None:
    place = str(tmp_path)
    assert CliRunner().invoke(main, ["--workspace", place, "init"]).exit_code == 0
    for name in ("inventory.yaml", "inventory.xlsx"):
        said = CliRunner().invoke(main, ["--workspace", place, "enroll", str(tmp_path / name), "--dry-run"])
        assert said.exit_code == 0, said.output


def test_a_fault_goes_from_suspicion_to_every_list_and_the_bulletin(office: Office) -> None:
    for day in (20, 21, 22):
        said = office.say("check", now=f"2026-03-{day}T09:00")
        assert said.exit_code == 0, said.output
    found = {(p["rule"], p["state"], p["subject"]): p for p in office.rows("problems")}
    stale = found["column-stale", "confirmed", "news"]
    assert stale["message"] == "最新一条发布于 2026-03-02，距今 20 天，超过 14 天"
    assert (stale["unit"], stale["site"], stale["number"][:5]) == ("zfb", "portal", "2026-")
    assert stale["first_seen"] == "2026-03-20T09:00:00+08:00"
    lost = found["link-broken", "confirmed", "portal"]
    assert (lost["locus"], lost["details"]["pages"]) == (f"http://{HOST}/lost.html", 1)
    table = office.say("problems", "--format", "table", "--rule", "link-broken").stdout
    assert lost["number"] in table
    assert stale["number"] not in table
    lines = list(csv.DictReader(io.StringIO(office.say("problems", "--format", "csv").stdout)))
    assert {line["number"] for line in lines} == {p["number"] for p in found.values()}
    sheet = office.place / "list.xlsx"
    assert office.say("problems", "--format", "xlsx", "--out", str(sheet)).exit_code == 0
    cells = {str(cell) for row in openpyxl.load_workbook(sheet).active.iter_rows(values_only=True) for cell in row}
    assert {stale["number"], lost["number"]} <= cells
    issued = office.say("bulletin", "month", "2026-03", now="2026-03-31T18:00")
    assert issued.exit_code == 0, issued.output
    data = next(Path(line) for line in issued.stdout.splitlines() if line.endswith("data.json"))
    assert stale["number"] in data.read_text("utf-8")
    assert office.say("check", "--fail", now="2026-03-31T19:00").exit_code == 1
    asked = {host for host, _ in office.pages.asked}
    assert asked == {HOST}


def test_what_heals_is_fixed(office: Office) -> None:
    for day in (20, 21, 22):
        office.say("check", "--kind", "columns", now=f"2026-03-{day}T09:00")
    for path, page in (("/yw/", LIST), ("/a1.html", ARTICLE)):
        office.pages.bodies[path] = page.replace("2026-03-02", "2026-03-22").encode()
    office.say("check", "--kind", "columns", now="2026-03-23T09:00")
    fixed = next(p for p in office.rows("problems") if p["rule"] == "column-stale")
    assert (fixed["state"], fixed["fixed_at"]) == ("fixed", "2026-03-23T09:00:00+08:00")


def test_a_list_that_says_another_day_than_its_page_decides_nothing(office: Office) -> None:
    office.pages.bodies["/yw/"] = LIST.replace("2026-03-02", "2026-03-19").encode()
    office.say("check", "--kind", "columns")
    said = {v["rule"]: (v["verdict"], v["reason"]) for v in office.rows("verdicts")}
    assert said["column-stale"] == ("inconclusive", "dates-disagree")


def test_nothing_is_due_twice_a_day_and_all_looks_again(office: Office) -> None:
    office.say("check")
    before = len(office.pages.asked)
    assert "nothing is due" in office.say("check", now="2026-03-20T17:00").stderr
    assert len(office.pages.asked) == before
    office.say("check", "--all", now="2026-03-20T18:00")
    assert len(office.pages.asked) > before


def test_a_site_that_is_down_is_inconclusive_and_exits_3(office: Office) -> None:
    dead = office.place / "xunjian.toml"
    dead.write_text(dead.read_text("utf-8").replace(f"127.0.0.1:{office.pages.port}", "127.0.0.1:9"), encoding="utf-8")
    said = office.say("check")
    assert said.exit_code == 3
    assert {v["verdict"] for v in office.rows("verdicts")} == {"inconclusive"}
    assert office.rows("problems") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("check", "--site", "nobody"), 2, "portal"),  # names what is enrolled
        (("check", "--kind", "weather"), 2, "columns"),
        (("bulletin", "month", "2026-13"), 2, "2026-11"),
        (("bulletin", "month", "2027-01"), 2, "has not begun"),
        (("problems", "--format", "xlsx"), 2, "--out"),
        (("rules", "--set", "nothing"), 2, "national-2019"),
        (("inspect", "column"), 2, "TARGET"),
        (("enroll", "missing.yaml"), 2, "missing.yaml"),
    ],
)
def test_wrong_usage_says_what_to_write(office: Office, words: tuple[str, ...], code: int, said: str) -> None:
    answer = office.say(*words)
    assert answer.exit_code == code, answer.output
    assert said in answer.output


def test_a_wrong_clock_says_how_to_write_one(office: Office) -> None:
    answer = office.say("check", now="yesterday")
    assert answer.exit_code == 2
    assert "2026-11-24T09:00" in answer.output


def test_a_wrong_inventory_changes_nothing(office: Office) -> None:
    wrong = INVENTORY.replace("kind: news", "kind: nwes").replace("unit: zfb", "unit: nobody")
    answer = office.say("enroll", office.write("wrong.yaml", wrong))
    assert answer.exit_code == 2
    for part in ("wrong.yaml:", "nwes", "nobody", "notice"):
        assert part in answer.output
    assert office.say("enroll", str(office.place / "inventory.yaml")).stdout == ""


def test_enrolling_tells_what_changes_and_a_dry_run_changes_nothing(office: Office) -> None:
    less = office.write("less.yaml", INVENTORY.partition("columns:")[0])
    dry = office.say("enroll", less, "--dry-run")
    assert (dry.stdout, dry.exit_code) == ("retired\tcolumn news\n", 0)
    assert office.say("enroll", less).stdout == "retired\tcolumn news\n"
    assert office.say("enroll", less).stdout == ""


def test_a_workspace_without_database_says_init(tmp_path: Path, office: Office) -> None:
    (office.place / "xunjian.db").rename(tmp_path / "elsewhere.db")
    answer = office.say("check")
    assert answer.exit_code == 3
    assert "xunjian init" in answer.output


def test_no_workspace_says_init(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["--workspace", str(tmp_path / "none"), "check"])
    assert answer.exit_code == 2
    assert "xunjian init" in answer.output


def test_rules_are_listed_with_their_numbers_and_authority(office: Office) -> None:
    rules = {row["rule"]: row for row in office.rows("rules", "--set", "national-2019")}
    assert rules["site-columns-stale"]["numbers"]["at_least_columns"] == 5
    assert rules["site-columns-stale"]["severity"] == "veto"
    assert rules["column-stale"]["severity"] != "veto"  # one stale column is never a veto
    assert all(row["authority"] and row["confidence"] and row["text"] for row in rules.values())


def test_an_interrupted_check_loses_nothing(office: Office) -> None:
    slow = office.place / "xunjian.toml"
    slow.write_text(slow.read_text("utf-8").replace("per_host_delay = 0", "per_host_delay = 1.5"), encoding="utf-8")
    line = [sys.executable, "-m", "monitor", "--workspace", str(office.place), "--now", "2026-03-20T09:00", "check"]
    # A shell that starts the tests in the background has them ignore the signal; the program must not inherit that.
    line = ["env", "--default-signal=INT", *line, "--all"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, start_new_session=True) as child:
        assert child.stderr is not None
        for said in child.stderr:
            if said.startswith("1/"):
                break
        child.send_signal(signal.SIGINT)
        child.stderr.read()
        assert child.wait(20) == 130
    started = time.monotonic()
    assert any(v["subject"] == "portal" for v in office.rows("verdicts"))
    assert time.monotonic() - started < 10
    assert office.say("check", now="2026-03-21T09:00").exit_code == 0


@pytest.mark.parametrize("format_", ["table", "csv", "jsonl"])
def test_verdicts_come_in_every_format(office: Office, format_: str) -> None:
    office.say("check")
    said = office.say("verdicts", "--format", format_)
    assert said.exit_code == 0
    assert "column-stale" in said.stdout


def test_inspect_reads_local_files_without_a_workspace(tmp_path: Path) -> None:
    page = tmp_path / "list.html"
    page.write_text(LIST, encoding="utf-8")
    line = [sys.executable, "-m", "monitor", "--now", "2026-03-20", "inspect", "column", str(page)]
    done = subprocess.run([*line, "--url", f"http://{HOST}/yw/"], capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    assert (seen["page"], seen["channel"], seen["entries"], seen["newest"]) == ("list", "html", 3, "2026-03-02")


def test_inspect_fetches_addresses_with_the_workspace_wires(office: Office) -> None:
    line = [sys.executable, "-m", "monitor", "--workspace", str(office.place), "--now", "2026-03-20T09:00"]
    line += ["inspect", "column", f"http://{HOST}/yw/"]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["newest"] == "2026-03-02"


def test_a_wrong_rule_set_is_a_sentence(office: Office) -> None:
    office.write("ours.toml", 'extends = "national-2019"\n[rules.column-stale]\nnews_dayz = 7\n')
    settings = office.place / "xunjian.toml"
    settings.write_text(settings.read_text("utf-8") + '[rules]\nset = "ours.toml"\n', encoding="utf-8")
    answer = office.say("check")
    assert answer.exit_code == 2
    for part in ("ours.toml", "column-stale", "news_dayz", "news_days"):
        assert part in answer.output
