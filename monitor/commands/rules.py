"""xunjian rules."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from monitor import rulebook, rulesets
from monitor.desk import Desk, NotUsable
from monitor.listing import format_option, show
from monitor.rulebook import Entry, RuleSet

COLUMNS = ("rule", "title", "severity", "numbers", "enabled", "confidence", "authority")


@click.command()
@click.option("--set", "name", metavar="NAME", help="Another rule set than the workspace's: a name or a .toml file.")
@format_option()
@click.pass_obj
def command(desk: Desk, name: str | None, form: str) -> None:
    """List the rules in force with their text, numbers, authority and how sure we are of them.

    \b
    Example:
      xunjian rules --set national-2019
    """
    with desk.guarded():
        ruleset = _ruleset(desk, name)
    desk.say(f"{ruleset.name} {ruleset.version}, in force from {ruleset.in_force_from}: {ruleset.title}")
    show([_row(entry, ruleset) for entry in ruleset.entries.values()], form, COLUMNS)


def _ruleset(desk: Desk, name: str | None) -> RuleSet:
    if name is None:
        try:
            name = desk.settings.rules.set
        except NotUsable:
            name = "national-2019"  # the catalogue can be read without a workspace
    return rulebook.load(name, lambda wanted: rulesets.text(wanted, desk.workspace))


def _row(entry: Entry, ruleset: RuleSet) -> dict[str, Any]:
    return {
        "rule": entry.rule.id,
        "title": entry.rule.title,
        "severity": entry.severity.value,
        "numbers": asdict(entry.params),
        "points": entry.points,
        "enabled": entry.enabled,
        "confidence": entry.confidence,
        "authority": entry.authority,
        "subject_kind": entry.rule.subject.value,
        "revision": entry.rule.revision,
        "ruleset": ruleset.name,
        "text": entry.rule.text,
    }
