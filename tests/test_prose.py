"""What is written for people holds: commands exist, links lead somewhere, both languages say the same."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from monitor import cli

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def _blocks(page: Path) -> list[str]:
    """The lines of indented blocks, without their comments."""
    lines = re.findall(r"^ {4}(.+)$", page.read_text("utf-8"), re.MULTILINE)
    return [line.partition("#")[0].strip() for line in lines]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))
    dead = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist(page: Path) -> None:
    options = r"(?:--workspace \S+ |--now \S+ |--quiet )*"
    named = re.findall(rf"(?:^|\.venv/bin/)xunjian {options}([a-z][a-z-]+)", "\n".join(_blocks(page)), re.MULTILINE)
    with click.Context(cli.main) as context:
        assert set(named) <= set(cli.main.list_commands(context))


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {word for page in PAGES for word in re.findall(r"`make ([a-z-]+)", page.read_text("utf-8"))}
    assert named <= targets


def test_both_readmes_give_the_same_commands() -> None:
    assert _blocks(ROOT / "README.md") == _blocks(ROOT / "README.zh-CN.md")


def test_the_glossary_has_one_entry_a_word() -> None:
    words = re.findall(r"^\| ([a-z][a-z -]+) \| ", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    words = [word for word in words if word != "word"]
    assert len(words) > 40
    assert len(words) == len(set(words))


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:3]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
