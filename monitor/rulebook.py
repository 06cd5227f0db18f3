"""The rules there are, and the sets that put them in force with numbers and severity. Pure.

A rule set is TOML: ``title``, ``version``, ``in_force_from``, ``authority``, optionally ``extends``
(the name of another set, whose values stand where this one is silent), and a table
``[rules.<id>]`` for each rule in force, with its numbers beside ``severity``, ``confidence``,
``authority``, ``source``, ``points`` and ``enabled``.
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import PurePath
from types import ModuleType
from typing import Any, get_type_hints

import monitor.rules
from monitor.model.accepted import COUNT, DATE, DAY, FLAG, POINTS, TEXT, Accepted, one_of
from monitor.model.judgement import Judgement
from monitor.model.observation import Observation
from monitor.model.problem import Severity
from monitor.model.rule import Rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Account, Column, MonthDay, Site, SubjectKind, Unit


class NotOneRule(TypeError):
    """A module under ``monitor/rules`` is not one documented rule. Raised from ``discover``."""


class BadRuleSet(ValueError):
    """A rule set cannot be put in force. Raised from ``load``; names the set, the rule and the key."""


class Confidence(StrEnum):
    """How well an entry is founded."""

    SEVERAL = "A"  # two or more independent sources
    ONE = "B"  # one source
    CONFLICT = "C"  # sources conflict
    DERIVED = "D"  # follows from A and B by arithmetic or logic
    MEMORY = "M"  # seen in no source: off unless the set switches it on


@dataclass(frozen=True)
class Entry:
    """One rule put in force: its numbers, how bad it is, and on whose word."""

    rule: Rule
    params: Any
    severity: Severity
    confidence: Confidence
    authority: str
    source: str
    points: float | None
    enabled: bool


@dataclass(frozen=True)
class RuleSet:
    """What is in force: the entries by rule id."""

    name: str
    title: str
    version: str
    in_force_from: date
    authority: str
    entries: Mapping[str, Entry]


_PARAMS: dict[Any, Accepted] = {int: COUNT, int | None: COUNT, bool: FLAG, str: TEXT, MonthDay: DAY}
_HEAD = {"title": TEXT, "version": TEXT, "in_force_from": DATE, "authority": TEXT}
_ENTRY = {
    "severity": one_of(Severity),
    "confidence": one_of(Confidence),
    "authority": TEXT,
    "source": TEXT,
    "points": POINTS,
    "enabled": FLAG,
}
_OPTIONAL = frozenset({"points", "enabled"})
_KINDS: dict[type, SubjectKind] = {
    Unit: SubjectKind.UNIT,
    Site: SubjectKind.SITE,
    Column: SubjectKind.COLUMN,
    Account: SubjectKind.ACCOUNT,
}


def discover(package: ModuleType = monitor.rules) -> dict[str, Rule]:
    """Every rule by id. A module that is not exactly one documented rule is an error that names the file."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    rules = [_only_rule(importlib.import_module(name)) for name in names]
    return {rule.id: rule for rule in rules}


def _only_rule(module: ModuleType) -> Rule:
    rules = [value for value in vars(module).values() if isinstance(value, Rule)]
    if len(rules) != 1:
        raise NotOneRule(f"{module.__file__}: {len(rules)} rules; a rule module defines exactly one")
    if not rules[0].text:
        raise NotOneRule(f"{module.__file__}: no docstring; write there what the rule says and when")
    for key, hint in get_type_hints(rules[0].params).items():
        if hint not in _PARAMS or key in _ENTRY:
            raise NotOneRule(f"{module.__file__}: parameter {key!r} has a type or a name that no rule set can give")
    return rules[0]


def load(name: str, text_of: Callable[[str], str], rules: Mapping[str, Rule] | None = None) -> RuleSet:
    """The rule set ``name``; ``text_of`` gives the TOML of it and of the sets it extends."""
    known = discover() if rules is None else rules
    head, tables = _merged(name, text_of, known, ())
    _demand(name, "", _HEAD, head)
    entries = {id_: _entry(name, known[id_], table) for id_, table in sorted(tables.items())}
    return RuleSet(PurePath(name).stem if name.endswith(".toml") else name, **head, entries=entries)


def judge(
    ruleset: RuleSet, snapshot: Snapshot, *, seen_kinds: frozenset[type[Observation]] | None = None
) -> list[tuple[str, Judgement]]:
    """What each rule in force for this kind of subject says of it, by rule id.

    Only rules that rest on one of ``seen_kinds`` (the kinds of fact seen anew); ``None``: all.
    """
    kind = _KINDS[type(snapshot.subject)]
    asked = [
        (id_, entry)
        for id_, entry in ruleset.entries.items()
        if entry.enabled
        and entry.rule.subject is kind
        and (seen_kinds is None or not seen_kinds.isdisjoint(entry.rule.rests_on))
    ]
    return [(id_, entry.rule.judge(snapshot, entry.params)) for id_, entry in asked]


# --- reading a set ---

_Table = dict[str, Any]


def _merged(
    name: str, text_of: Callable[[str], str], known: Mapping[str, Rule], via: tuple[str, ...]
) -> tuple[_Table, dict[str, _Table]]:
    """The head and the rules' tables of a set, laid over those of the set it extends."""
    if name in via:
        raise BadRuleSet(f"{name}: extends itself: {' → '.join((*via, name))}")
    try:
        said = tomllib.loads(text_of(name))
    except tomllib.TOMLDecodeError as error:
        raise BadRuleSet(f"{name}: not TOML: {error}") from error
    tables = said.pop("rules", {})
    own = _read(name, "", said, {**_HEAD, "extends": TEXT})
    base = own.pop("extends", None)
    head, rules = _merged(base, text_of, known, (*via, name)) if base else ({}, {})
    for id_, values in _tables(name, tables, known):
        rules[id_] = {**rules.get(id_, {}), **values}
    return {**head, **own}, rules


def _tables(name: str, tables: object, known: Mapping[str, Rule]) -> list[tuple[str, _Table]]:
    if not isinstance(tables, dict):
        raise BadRuleSet(f"{name}: rules: write a table [rules.<id>] for each rule")
    read = []
    for id_, table in tables.items():
        if id_ not in known:
            raise BadRuleSet(f"{name}: [rules.{id_}]: no such rule; there are: {', '.join(sorted(known))}")
        if not isinstance(table, dict):
            raise BadRuleSet(f"{name}: rules.{id_} = {table!r}: write a table [rules.{id_}]")
        read.append((id_, _read(name, f"[rules.{id_}] ", table, _ENTRY | _params(known[id_]))))
    return read


def _params(rule: Rule) -> dict[str, Accepted]:
    return {key: _PARAMS[hint] for key, hint in get_type_hints(rule.params).items()}


def _read(name: str, where: str, said: _Table, accepted: Mapping[str, Accepted]) -> _Table:
    read = {}
    for key, value in said.items():
        if key not in accepted:
            raise BadRuleSet(f"{name}: {where}{key}: no such key; accepted: {', '.join(sorted(accepted))}")
        read[key] = accepted[key].read(value)
        if read[key] is None:
            raise BadRuleSet(f"{name}: {where}{key} = {_shown(value)}: write {accepted[key].words}")
    return read


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _demand(name: str, where: str, accepted: Mapping[str, Accepted], read: _Table) -> None:
    for key, kind in accepted.items():
        if key not in read:
            raise BadRuleSet(f"{name}: {where}{key} is missing: write {kind.words}")


def _entry(name: str, rule: Rule, table: _Table) -> Entry:
    with_default = {field.name for field in fields(rule.params) if field.default is not MISSING}
    numbers = _params(rule)
    needed = {key: kind for key, kind in (_ENTRY | numbers).items() if key not in _OPTIONAL | with_default}
    _demand(name, f"[rules.{rule.id}] ", needed, table)
    params = rule.params(**{key: value for key, value in table.items() if key in numbers})
    policy = {key: value for key, value in table.items() if key in _ENTRY}
    return Entry(rule, params, **({"points": None, "enabled": policy["confidence"] is not Confidence.MEMORY} | policy))
