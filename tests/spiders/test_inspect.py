"""``python -m spiders.inspect``: files and addresses, one object a line, in order."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from monitor.model import wire
from monitor.model.target import CrawlOrder, Network
from spiders.inspect import main
from tests.spiders.crawls import AGENT, NOW
from tests.spiders.hostile import Hostile

LIST = "".join(f"<li><a href='{n}.html'>关于第{n}号事项的通知</a><span>2026-11-{20 - n}</span></li>" for n in range(5))
PAGE = f"<html><meta charset=utf-8><body><ul>{LIST}</ul></body></html>".encode()
WRONG_PLACE = wire.line(CrawlOrder("inspect", NOW, AGENT, Network(connect_to={"a.test": "127.0.0.1:80"})))


def inspect(*arguments: str, order: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "spiders.inspect", "--today", "2026-11-23", *arguments]
    return subprocess.run(command, input=order, capture_output=True, text=True, check=False, timeout=60)


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE)
    return file


def test_a_local_file_needs_no_order(page: Path) -> None:
    (seen,) = objects(inspect("column", str(page), "--url", "http://www.test/tzgg/"))
    assert (seen["page"], seen["entries"], seen["newest"], seen["undecided"]) == ("list", 5, "2026-11-20", None)


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("column", "page", "error"),
        ("home", "page", "error"),
        ("article", "undecided", "unreadable"),
        ("feed", "undecided", "unreadable"),
    ],
)
def test_an_unreadable_file_is_a_line_of_its_own(kind: str, key: str, value: str, page: Path) -> None:
    missing, present = objects(inspect(kind, str(page.with_name("missing.html")), str(page)))
    assert missing[key] == value
    assert present.get(key) != value
    assert missing.keys() >= present.keys()


def test_a_list_is_read_in_its_order(page: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text(f"{page}\thttp://a.test/\n{tmp_path}/missing\t\n{page}\t\n{page}\n", encoding="utf-8")
    seen = objects(inspect("column", "--list", str(listed)))
    assert [one["page"] for one in seen] == ["list", "error", "list", "list"]


def test_addresses_go_through_the_guard(hostile: Hostile, page: Path) -> None:
    hostile.pages["list.test/"] = PAGE
    network = Network(connect_to=hostile.connect_to("list"), per_host_delay=0)
    order = wire.line(CrawlOrder("inspect", NOW, AGENT, network))
    targets = ("http://10.1.2.3/", "http://list.test/", str(page), "http://s404.test/", "http://list.test/")
    done = inspect("column", "--order", "-", "--", *targets, order=order)
    seen = objects(done)
    assert [one["page"] for one in seen] == ["error", "list", "list", "error", "list"]
    assert [one["undecided"] for one in seen] == ["egress", None, None, "http-404", None]
    assert seen[1]["newest"] == "2026-11-20"
    assert hostile.requests["list.test", "/"] == 1  # asked once, told twice


@pytest.mark.parametrize(
    ("arguments", "order", "said"),
    [
        (("column", "http://a.test/", "--order", "-"), WRONG_PLACE, "'a.test' is not host:port"),
        (("column", "http://a.test/"), "", "--order"),
        (("column", "http://a.test/", "--order", "-"), "{}", "CrawlOrder"),
        (("column", "http://a.test/", "--order", "/nowhere/order.json"), "", "No such file"),
        (("column", "--list", "/nowhere/list.tsv"), "", "No such file"),
        (("novel", "x.html"), "", "invalid choice"),
    ],
)
def test_wrong_usage_says_what_is_wrong(
    arguments: tuple[str, ...],
    order: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(order))
    with pytest.raises(SystemExit) as caught:
        main(["--today", "2026-11-23", *arguments])
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_local_files_do_not_wait_for_scrapy(page: Path) -> None:
    code = f"import sys; from spiders.inspect import main; main(['column', {str(page)!r}, '--today', '2026-11-23'])"
    code += "; assert not {'scrapy', 'twisted'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=20)
