"""The generated pages of the handbook: ``python -m monitor.handbook`` writes them, ``--check`` compares.

docs/rules.md comes from the rules and the packaged rule sets, docs/cli.md from the help of every
command, docs/lifecycle.md from the table of moves: what is generated cannot drift.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from inspect import getsource
from pathlib import Path
from textwrap import dedent

import click

from monitor import cli, rulebook, rulesets
from monitor.lifecycle import MOVES, OPEN, Event
from monitor.model.problem import State
from monitor.model.subject import MonthDay
from monitor.rulebook import Confidence, Entry, RuleSet

DOCS = Path(__file__).parent.parent / "docs"
NOTE = "<!-- Written by `make docs`. Change the source, not this page. -->"
FIRST_SET = "national-2019"
HELP_WIDTH = 100  # the same on every terminal

ABOUT_RULES = """\
What is judged, within which limits, and on whose authority. A rule says what is wrong; the rule set says since when,
with which numbers, and how bad it is. `xunjian rules` prints the set of a workspace."""

ABOUT_LIFE = """\
A fault of a subject is one problem with one number for life. Every change of its state is kept: when, why, and what
it was before. A move that is not in the table cannot be made."""

MEANINGS = {
    State.SUSPECTED: ("疑似", "looks have found it, but not yet often enough over enough hours; nobody is told"),
    State.CONFIRMED: ("已确认", "enough looks agree over enough hours; it may be printed"),
    State.NOTIFIED: ("已通报", "its unit has received it, in a bulletin or a list"),
    State.CLAIMED_FIXED: ("已反馈整改", "the unit says it is repaired; the next looks decide"),
    State.FIXED: ("已整改", "looks no longer find it; if it returns, it returns under the same number"),
    State.CONTESTED: ("有异议", "the unit says it is no fault; a person decides"),
    State.WAIVED: ("暂免", "a person lets it rest until a day"),
    State.DISMISSED: ("不成立", "a person found that it never was a fault"),
}


def rules_page() -> str:
    """docs/rules.md: the national set in full, of the other packaged sets what they change."""
    names = sorted(rulesets.names(), key=lambda name: (name != FIRST_SET, name))
    first, *others = (rulebook.load(name, rulesets.text) for name in names)
    parts = [
        "# Rules",
        ABOUT_RULES,
        "Confidence tells how well an entry is founded:",
        "\n".join(f"- **{level}** {said}" for level, said in _comments(Confidence)),
        *_chapter(first, first.entries.values()),
    ]
    for other in others:
        changed = [entry for id_, entry in other.entries.items() if entry != first.entries.get(id_)]
        parts += _chapter(other, changed)
    return _page(parts)


def _chapter(ruleset: RuleSet, entries: Iterable[Entry]) -> Iterator[str]:
    yield f"## {ruleset.title}: `{ruleset.name}`"
    yield f"Version {ruleset.version}, in force from {ruleset.in_force_from}. Authority: {ruleset.authority}."
    for entry in entries:
        yield f"### `{entry.rule.id}` {entry.rule.title}"
        yield "\n".join(_facts(entry))
        yield entry.rule.text


def _facts(entry: Entry) -> Iterator[str]:
    off = "" if entry.enabled else " (off in this set)"
    yield f"- severity **{entry.severity}**, judged of each {entry.rule.subject}, revision {entry.rule.revision}{off}"
    numbers = [f"`{field.name} = {_shown(getattr(entry.params, field.name))}`" for field in fields(entry.params)]
    if numbers:
        yield f"- numbers: {', '.join(numbers)}"
    if entry.points is not None:
        yield f"- points: {entry.points:g}"
    yield f"- authority: {entry.authority}"
    yield f"- confidence **{entry.confidence}**, read in: {entry.source}"


def _shown(value: object) -> str:
    if isinstance(value, MonthDay):
        return f"{value.month:02d}-{value.day:02d}"
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def cli_page() -> str:
    """docs/cli.md: the help of the program and of every command, as it prints it."""
    parts = ["# Command line", "What `xunjian --help` and `xunjian COMMAND --help` print."]
    for path, said in _helps(cli.main, "xunjian", None):
        parts += [f"## {path}", f"```text\n{said.rstrip()}\n```"]
    return _page(parts)


def _helps(command: click.Command, name: str, above: click.Context | None) -> Iterator[tuple[str, str]]:
    width = {"terminal_width": HELP_WIDTH, "max_content_width": HELP_WIDTH}
    context = click.Context(command, info_name=name, parent=above, **{**command.context_settings, **width})
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            if (found := command.get_command(context, below)) is not None and not found.hidden:
                yield from _helps(found, below, context)


def lifecycle_page() -> str:
    """docs/lifecycle.md: the states, the events and the moves between them."""
    states = [
        f"| `{state}` | {MEANINGS[state][0]} | {MEANINGS[state][1]} | {_mark(state in OPEN)} |" for state in State
    ]
    events = [f"| `{event}` | {said} |" for event, said in _comments(Event)]
    moves = [f"| `{before}` | `{event}` | `{after}` |" for (before, event), after in MOVES.items()]
    drawn = [f"    {_node(before)} --> {_node(after)}: {event}" for (before, event), after in MOVES.items()]
    return _page(
        [
            "# The life of a problem",
            ABOUT_LIFE,
            "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {_node(State.SUSPECTED)}", *drawn, "```"]),
            "## States",
            _table("state", "Chinese", "meaning", "in the bulletin", rows=states),
            "## Events",
            _table("event", "what happened", rows=events),
            "## Moves",
            _table("from", "event", "to", rows=moves),
            *_unreached(),
        ]
    )


def _unreached() -> Iterator[str]:
    reached = {State.SUSPECTED, *MOVES.values()}
    if waiting := [f"`{state}`" for state in State if state not in reached]:
        yield f"No event leads to {', '.join(waiting)} yet: these are for the acts of people."


def _mark(yes: bool) -> str:
    return "yes" if yes else "no"


def _node(state: State) -> str:
    return state.value.replace("-", "_")


def _comments(members: type[Event | Confidence]) -> list[tuple[str, str]]:
    """Each member's value with the comment behind it in the source."""
    return re.findall(r'^\s+[A-Z_]+ = "([^"]+)"  # (.+)$', dedent(getsource(members)), re.MULTILINE)


def _table(*head: str, rows: list[str]) -> str:
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *rows])


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join([NOTE, *parts]) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "rules.md": rules_page,
    "cli.md": cli_page,
    "lifecycle.md": lifecycle_page,
}


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a page in docs/ is not what would be written.")
def main(check: bool) -> None:
    """Write the generated pages of the handbook."""
    stale = False
    for name, written in PAGES.items():
        path, now = DOCS / name, written()
        before = path.read_text("utf-8") if path.is_file() else ""
        if before != now and check:
            stale = True
            changes = list(
                difflib.unified_diff(before.splitlines(), now.splitlines(), f"docs/{name}", "generated", lineterm="")
            )
            click.echo("\n".join([*changes[:20], f"docs/{name} is not what the source says; run: make docs"]), err=True)
        elif before != now:
            path.write_text(now, "utf-8")
            click.echo(f"docs/{name} is written")
    sys.exit(stale)


if __name__ == "__main__":
    main()
