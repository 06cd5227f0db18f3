"""The generated pages are whole, and the check notices a page that drifted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from monitor import cli, handbook, rulebook
from monitor.lifecycle import Event
from monitor.model.problem import State


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for below in command.list_commands(context):
                found = command.get_command(context, below)
                assert found is not None
                yield from _commands(found, f"{name} {below}")


@pytest.mark.parametrize(("name", "command"), list(_commands(cli.main, "xunjian")))
def test_every_command_says_what_it_does_with_an_example(name: str, command: click.Command) -> None:
    assert command.get_short_help_str(), name
    assert "Example:" in (command.help or ""), name
    assert f"## {name}\n" in handbook.cli_page()


def test_every_rule_stands_in_the_catalogue_with_its_text() -> None:
    page = handbook.rules_page()
    missing = [rule.id for rule in rulebook.discover().values() if f"`{rule.id}` {rule.title}" not in page]
    assert not missing
    assert all(rule.text in page for rule in rulebook.discover().values())


def test_every_state_and_event_is_explained() -> None:
    page = handbook.lifecycle_page()
    assert set(handbook.MEANINGS) == set(State)
    assert [event for event in Event if f"| `{event}` | " not in page] == []


def test_the_check_notices_drift_and_writing_mends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handbook, "DOCS", tmp_path)
    assert CliRunner().invoke(handbook.main, ["--check"]).exit_code == 1  # nothing is there yet
    assert CliRunner().invoke(handbook.main).exit_code == 0
    assert CliRunner().invoke(handbook.main, ["--check"]).exit_code == 0
    page = tmp_path / "rules.md"
    page.write_text(page.read_text("utf-8").replace("= 14", "= 15", 1), "utf-8")
    said = CliRunner().invoke(handbook.main, ["--check"])
    assert said.exit_code == 1
    assert "docs/rules.md is not what the source says" in said.stderr
    assert "= 15" in page.read_text("utf-8")  # a check writes nothing
