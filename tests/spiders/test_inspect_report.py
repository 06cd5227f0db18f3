"""``inspect report``: files and addresses of every medium, one object a line, carry-over compared among them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monitor.model import wire
from monitor.model.target import CrawlOrder, Network
from tests.spiders.crawls import AGENT, NOW
from tests.spiders.extract.annual.making import Made, as_docx, as_html, as_pdf, made
from tests.spiders.hostile import Hostile

KEYS = ["unit", "year", "published", "form", "sections", "disclosure", "applications", "reviews", "failed", "warnings", "undecided", "cause"]  # fmt: skip
LATER: Made = made(9, year=2025, texts=("{year}年，另有一番话。",))


def inspect(*arguments: str, order: str = "") -> str:
    command = [sys.executable, "-m", "spiders.inspect", "report", "--today", "2026-11-23", *arguments]
    done = subprocess.run(command, input=order, capture_output=True, text=True, check=False, timeout=90)
    assert done.returncode == 0, done.stderr
    return done.stdout


def objects(*arguments: str, order: str = "") -> list[dict[str, Any]]:
    return [json.loads(line) for line in inspect(*arguments, order=order).splitlines()]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """2025 by a name that lies, 2024, and what is no file."""
    later, earlier = tmp_path / "2025.pdf", tmp_path / "2024.pdf"
    later.write_bytes(as_docx(LATER))
    earlier.write_bytes(as_pdf(made(7)))
    return [str(later), str(earlier), str(tmp_path / "missing.doc")]


def test_files_are_compared_in_their_order(files: list[str]) -> None:
    later, earlier, missing = objects(*files)
    assert [list(one) for one in (later, earlier, missing)] == [KEYS] * 3
    assert {fault["id"] for fault in later["failed"]} == {"carry-over"}
    assert (earlier["year"], earlier["failed"], earlier["undecided"]) == (2024, [], None)
    assert (missing["undecided"], missing["failed"]) == ("unreadable", [])
    assert missing["applications"]["R1"] == [None] * 7


def test_one_alone_is_not_compared(files: list[str]) -> None:
    assert objects(files[0])[0]["failed"] == []


def test_plain_lines_are_for_the_desk(files: list[str]) -> None:
    said = inspect("--plain", *files).splitlines()
    assert said[0] == f"{files[0]}：青河县水务局 2025 年度"
    assert said[1].startswith("  问题　与上年结转不衔接：三、申请情况表“")
    assert said[-4:-2] == [f"{files[1]}：青河县水务局 2024 年度", "  未发现问题"]
    assert said[-1] == "  未能判定：文件打不开"


def test_an_address_is_fetched_and_read(hostile: Hostile) -> None:
    hostile.pages["list.test/2024.html"] = as_html(made(7)).replace(
        b"<body>", "<body><p>发布时间：2025-01-20</p>".encode()
    )
    hostile.pages["list.test/2024.pdf"] = as_pdf(made(7))
    order = wire.line(
        CrawlOrder("inspect", NOW, AGENT, Network(connect_to=hostile.connect_to("list"), per_host_delay=0))
    )
    targets = ("http://list.test/2024.html", "http://list.test/2024.pdf", "http://list.test/nothing")
    page, pdf, nothing = objects("--order", "-", "--", *targets, order=order)
    assert (page["published"], page["undecided"]) == ("2025-01-20", None)
    assert (pdf["published"], pdf["undecided"]) == (None, None)
    assert page["applications"] == pdf["applications"]
    assert nothing["undecided"] == "http-404"


def test_two_reports_of_one_year_are_not_compared(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a", "b", "c")]
    for path, report in zip(paths, (made(7), replace(made(8), year=2024), LATER), strict=True):
        path.write_bytes(as_html(report))
    assert [one["failed"] for one in objects(*map(str, paths))] == [[], [], []]
