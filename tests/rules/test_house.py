"""What holds for every rule, and for all that must be pure."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor import rulebook
from monitor.model.rule import Rule

HERE = Path(__file__).parent
MONITOR = HERE.parent.parent / "monitor"
RULES = sorted(path for path in (MONITOR / "rules").glob("*.py") if path.stem != "__init__")
PURE = [
    *(MONITOR / "rules").glob("*.py"),
    *(MONITOR / "model").glob("*.py"),
    MONITOR / "rulebook.py",
    MONITOR / "lifecycle.py",
]

CLOCKS = {"datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today"}
CLOCK_MODULES = ("time.", "monitor.clock.")


def clocks(source: str) -> Iterator[str]:
    """Where the source asks a clock, under whatever name it imported it."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            home = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                names[alias.asname or alias.name] = home + alias.name
                if f"{home}{alias.name}.".startswith(CLOCK_MODULES):
                    yield f"line {node.lineno}: {home}{alias.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _spelled(node, names) in CLOCKS:
            yield f"line {node.lineno}: {_spelled(node, names)}"


def _spelled(node: ast.expr, names: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_spelled(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("path", PURE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_pure_asks_a_clock(path: Path) -> None:
    assert list(clocks(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "from datetime import datetime\ndatetime.now()",
        "from datetime import datetime as dt\nage = dt.now().date() - newest",
        "from datetime import datetime\ndatetime.utcnow()",
        "from datetime import date\ntoday = date.today",
        "import datetime\ndatetime.date.today()",
        "import datetime as d\nd.datetime.now(d.UTC)",
        "import time\ntime.time()",
        "import time as t\nt.time()",
        "from time import time",
        "import monitor.clock",
        "from monitor import clock",
        "from monitor.clock import now",
        "def late(newest):\n    from datetime import date\n    return date.today() - newest",
    ],
)
def test_a_planted_clock_is_found(planted: str) -> None:
    assert list(clocks(planted))


@pytest.mark.parametrize(
    "innocent",
    [
        "from datetime import date, datetime, timedelta\nday = date(2026, 1, 31) + timedelta(days=1)",
        "def late(seen):\n    return seen.today - seen.now.date()",
        "from datetime import time\nmidnight = time()",
        "import timeit",
    ],
)
def test_a_time_that_was_given_is_no_clock(innocent: str) -> None:
    assert not list(clocks(innocent))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_rule_says_what_it_is_and_is_tested(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert "：" in text.splitlines()[0], "the first line is the Chinese title and sentence"
    for said in ("Fails ", "Inconclusive when", "Source: "):
        assert f"\n{said}" in text, f"no paragraph of the docstring begins with {said!r}"
    assert (HERE / f"test_{path.name}").exists(), f"tests/rules/test_{path.name} is missing"


@pytest.mark.parametrize("rule", rulebook.discover().values(), ids=lambda rule: rule.id)
def test_every_rule_is_frozen_and_named_by_its_file(rule: Rule) -> None:
    assert rule.params.__dataclass_params__.frozen
    assert dataclasses.is_dataclass(rule.params)
    assert (MONITOR / "rules" / f"{rule.id.replace('-', '_')}.py").exists()
    assert rule.text.startswith(f"{rule.title}：")


def test_no_test_outlives_its_rule() -> None:
    tested = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")}
    assert tested - {path.stem for path in RULES} == {"house", "promises"}
