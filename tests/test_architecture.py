"""The house holds its own rules, and each check can fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests import architecture
from tests.architecture import CHECKS, ROOT, Check, Module


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_holds(check: Check) -> None:
    wrong = [f"{module.name}: {said}" for module in architecture.modules() for said in check(module)]
    assert not wrong, "\n".join(wrong)


LONG_FUNCTION = "def long():\n" + "    x = 1\n" * architecture.FUNCTION_LINES

PLANTED = [
    (architecture.only_settings_read_the_environment, "monitor.worker", "import os\nhome = os.environ['HOME']"),
    (architecture.only_settings_read_the_environment, "spiders.home", "import os\nhome = os.getenv('HOME')"),
    (architecture.only_settings_read_the_environment, "reports.pdf", "from os import environ"),
    (architecture.only_the_clock_tells_the_time, "monitor.rules.x", "from datetime import datetime\ndatetime.now()"),
    (architecture.only_the_clock_tells_the_time, "monitor.rules.x", "import datetime\ndatetime.datetime.now()"),
    (architecture.only_the_clock_tells_the_time, "reports.monthly", "from datetime import date\ndate.today()"),
    (architecture.only_the_clock_tells_the_time, "spiders.home", "import time\ntime.time()"),
    (architecture.only_the_clock_tells_the_time, "spiders.home", "from time import time"),
    (architecture.only_spiders_and_the_edge_time_their_work, "monitor.lifecycle", "import time\ntime.monotonic()"),
    (architecture.only_the_store_knows_sql, "monitor.pipeline.plan", "import sqlalchemy as sa\nsa.select(1)"),
    (architecture.only_the_store_knows_sql, "reports.monthly", "from sqlalchemy import select"),
    (architecture.only_the_store_knows_sql, "monitor.worker", "from sqlalchemy.orm import Session"),
    (architecture.only_the_store_knows_sql, "monitor.cli", "import alembic.command"),
    (architecture.nothing_pure_reaches_out, "monitor.rules.x", "from urllib.request import urlopen"),
    (architecture.nothing_pure_reaches_out, "spiders.extract.dates", "import http.client"),
    (architecture.spiders_know_only_the_vocabulary, "spiders.home", "from monitor.store import runs"),
    (architecture.spiders_know_only_the_vocabulary, "spiders.home", "from monitor import clock"),
    (architecture.only_the_worker_catches_everything, "spiders.home", "try: pass\nexcept Exception: pass"),
    (architecture.only_the_worker_catches_everything, "reports.pdf", "try: pass\nexcept: pass"),
    (architecture.only_the_worker_catches_everything, "monitor.cli", "try: pass\nexcept (OSError, Exception): pass"),
    (architecture.no_name_fits_anything, "monitor.utils", ""),
    (architecture.no_name_fits_anything, "spiders.common.dates", ""),
    (architecture.modules_stay_small, "monitor.worker", "\n" * (architecture.MODULE_LINES + 1)),
    (architecture.functions_stay_small, "monitor.worker", LONG_FUNCTION),
]

INNOCENT = [
    (architecture.only_settings_read_the_environment, "monitor.settings", "import os\nhome = os.environ['HOME']"),
    (architecture.only_the_clock_tells_the_time, "monitor.clock", "from datetime import datetime\ndatetime.now()"),
    (architecture.only_the_clock_tells_the_time, "monitor.worker", "def plan(now):\n    return now.today"),
    (architecture.only_spiders_and_the_edge_time_their_work, "spiders.fetch", "import time\ntime.monotonic()"),
    (architecture.only_the_store_knows_sql, "monitor.store.runs", "import sqlalchemy as sa\nsa.select(1)"),
    (architecture.only_the_store_knows_sql, "monitor.worker", "import sqlalchemy as sa\ndef f(db: sa.Connection): ..."),
    (architecture.only_the_store_knows_sql, "monitor.desk", "from sqlalchemy.exc import OperationalError"),
    (architecture.nothing_pure_reaches_out, "monitor.rules.x", "from urllib.parse import urlsplit"),
    (architecture.spiders_know_only_the_vocabulary, "spiders.home", "from monitor.model import wire"),
    (architecture.only_the_worker_catches_everything, "monitor.worker", "try: pass\nexcept Exception: pass"),
    (architecture.only_the_worker_catches_everything, "reports.pdf", "try: pass\nexcept BaseException: raise"),
    (architecture.modules_stay_small, "monitor.worker", "\n" * architecture.MODULE_LINES),  # exactly: still allowed
    (architecture.functions_stay_small, "monitor.worker", LONG_FUNCTION.removesuffix("    x = 1\n")),
]


@pytest.mark.parametrize(("check", "name", "source"), PLANTED)
def test_a_planted_fault_is_found(check: Check, name: str, source: str) -> None:
    assert list(check(Module(name, source)))


@pytest.mark.parametrize(("check", "name", "source"), INNOCENT)
def test_what_is_allowed_is_let_be(check: Check, name: str, source: str) -> None:
    assert not list(check(Module(name, source)))


def test_every_check_has_a_planted_fault() -> None:
    assert {check for check, _, _ in PLANTED} == set(CHECKS)


@pytest.mark.parametrize(
    ("file", "source", "contract"),
    [
        ("monitor/model/planted.py", "from monitor import rulebook", "nobody calls upwards"),
        ("monitor/pipeline/planted.py", "import spiders", "nobody imports them"),
        ("spiders/planted.py", "from monitor.store import runs", "they know only the vocabulary"),
        ("monitor/rules/planted.py", "import logging", "no database, no network, no log"),
        ("monitor/store/planted.py", "from monitor import clock", "only the edge of the program asks the clock"),
        ("reports/planted.py", "from monitor import settings", "Settings are handed down"),
        ("monitor/clock.py", "from monitor import lifecycle", "lean on nothing but the vocabulary"),
    ],
)
def test_a_planted_import_breaks_its_contract(tmp_path: Path, file: str, source: str, contract: str) -> None:
    house = _copy_of_the_house(tmp_path)
    (house / file).write_text(dedent(source) + "\n", "utf-8")
    command = [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False, timeout=60)
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert done.returncode == 1
    assert any(contract in line for line in broken), done.stdout


def _copy_of_the_house(folder: Path) -> Path:
    """The sources alone: contracts speak of imports, not of what runs."""
    for module in architecture.HOUSE:
        for path in (ROOT / module).rglob("*.py"):
            copy = folder / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return folder
