from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import monitor.rules
from monitor import rulebook, rulesets
from monitor.model.judgement import Verdict
from monitor.model.observation import ColumnRead, FeedRead, HomeRead, LinksChecked
from monitor.model.problem import Severity
from monitor.model.subject import MonthDay
from monitor.rulebook import BadRuleSet, NotOneRule
from tests.rules.given import SITE, UNIT, ago, column, read, snapshot

RULES = rulebook.discover()

# --- the rules there are ---

ONE_RULE = """
'''标题：一句话。'''
from monitor.model.judgement import passed
from monitor.model.rule import NoParams, rule
from monitor.model.subject import SubjectKind

@rule("标题", subject=SubjectKind.SITE, rests_on=(), params=NoParams)
def some_rule(seen, p):
    return passed()
"""
SECOND = """
@rule("又一", subject=SubjectKind.SITE, rests_on=(), params=NoParams)
def another(seen, p):
    return passed()
"""
ODD_NUMBER = """
from dataclasses import dataclass

@dataclass(frozen=True)
class NoParams:
    share: complex
"""
TAKEN_NAME = ODD_NUMBER.replace("share: complex", "severity: int")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    def made(source: str) -> ModuleType:
        folder = tmp_path / "planted"
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        (folder / "some_rule.py").write_text(source, "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        for name in [name for name in sys.modules if name.split(".")[0] == "planted"]:
            monkeypatch.delitem(sys.modules, name)
        importlib.invalidate_caches()
        return importlib.import_module("planted")

    return made


def test_a_rule_is_found_by_its_file(package: Callable[[str], ModuleType]) -> None:
    found = rulebook.discover(package(ONE_RULE))
    assert list(found) == ["some-rule"]
    assert found["some-rule"].text == "标题：一句话。"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("'''标题：一句话。'''", "0 rules"),
        (ONE_RULE + SECOND, "2 rules"),
        (ONE_RULE.replace("'''标题：一句话。'''", ""), "no docstring"),
        (ONE_RULE.replace("\n@rule", ODD_NUMBER + "\n@rule"), "'share'"),
        (ONE_RULE.replace("\n@rule", TAKEN_NAME + "\n@rule"), "'severity'"),
    ],
)
def test_a_module_that_is_not_one_documented_rule_is_named(
    package: Callable[[str], ModuleType], source: str, said: str
) -> None:
    with pytest.raises(NotOneRule, match=said) as error:
        rulebook.discover(package(source))
    assert "some_rule.py" in str(error.value)


def test_every_file_beside_the_rules_is_one_and_is_found() -> None:
    files = {path.stem for path in Path(monitor.rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(RULES) == {stem.replace("_", "-") for stem in files}
    assert {"home-stale", "column-stale", "link-broken", "annual-report-missing", "account-silent"} <= set(RULES)


# --- a set of one's own ---

HEAD = 'title = "试行"\nversion = "1"\nin_force_from = 2026-01-01\nauthority = "某办函〔2026〕1号"\n'
ENTRY = '[rules.home-stale]\nmax_age_days = 14\nseverity = "veto"\nconfidence = "A"\nauthority = "甲"\nsource = "乙"\n'


def loaded(name: str = "own", **texts: str) -> rulebook.RuleSet:
    return rulebook.load(name, texts.__getitem__, RULES)


def test_a_set_stands_by_itself() -> None:
    own = loaded(own=HEAD + ENTRY)
    assert (own.name, own.title, own.version, own.in_force_from) == ("own", "试行", "1", date(2026, 1, 1))
    assert list(own.entries) == ["home-stale"]
    assert own.entries["home-stale"].points is None
    assert own.entries["home-stale"].enabled is True


def test_an_extending_set_is_laid_over_its_base() -> None:
    child = 'extends = "own"\nversion = "2"\n[rules.home-stale]\nmax_age_days = 10\nseverity = "remind"\npoints = 0.5\n'
    own = loaded("child", own=HEAD + ENTRY, child=child)
    entry = own.entries["home-stale"]
    assert (own.title, own.version, own.name) == ("试行", "2", "child")
    assert (entry.params.max_age_days, entry.severity, entry.points) == (10, Severity.REMIND, 0.5)
    assert (entry.authority, entry.source) == ("甲", "乙")


def test_sets_extend_through_several_steps() -> None:
    middle = 'extends = "own"\n[rules.home-stale]\nmax_age_days = 10\n'
    last = 'extends = "middle"\n[rules.home-stale]\nseverity = "deduct"\n'
    entry = loaded("last", own=HEAD + ENTRY, middle=middle, last=last).entries["home-stale"]
    assert (entry.params.max_age_days, entry.severity) == (10, Severity.DEDUCT)


@pytest.mark.parametrize(
    ("lines", "enabled"),
    [
        ('confidence = "B"', True),
        ('confidence = "M"', False),  # from memory: off by itself
        ('confidence = "M"\nenabled = true', True),  # unless the office says so
        ('confidence = "A"\nenabled = false', False),
    ],
)
def test_what_rests_on_memory_is_off_unless_switched_on(lines: str, enabled: bool) -> None:
    own = loaded(own=HEAD + ENTRY.replace('confidence = "A"', lines))
    assert own.entries["home-stale"].enabled is enabled
    assert bool(rulebook.judge(own, snapshot(SITE))) is enabled


WRONG = [
    (HEAD + ENTRY.replace("home-stale", "home-stael"), "[rules.home-stael]", "no such rule; there are: account-silent"),
    (HEAD + ENTRY + "max_days = 3\n", "[rules.home-stale] max_days", "no such key; accepted: authority, confidence"),
    (HEAD + ENTRY.replace("max_age_days = 14", ""), "[rules.home-stale] max_age_days is missing", "whole number"),
    (HEAD + ENTRY.replace("= 14", '= "14"'), '[rules.home-stale] max_age_days = "14"', "whole number"),
    (HEAD + ENTRY.replace("= 14", "= 14.0"), "[rules.home-stale] max_age_days = 14.0", "whole number"),
    (HEAD + ENTRY.replace("= 14", "= true"), "[rules.home-stale] max_age_days = true", "whole number"),
    (HEAD + ENTRY.replace("= 14", "= 0"), "[rules.home-stale] max_age_days = 0", "from 1 to 9999"),
    (HEAD + ENTRY.replace("= 14", "= 10000"), "[rules.home-stale] max_age_days = 10000", "from 1 to 9999"),
    (HEAD + ENTRY.replace('"veto"', '"fatal"'), '[rules.home-stale] severity = "fatal"', '"veto", "deduct", "remind"'),
    (HEAD + ENTRY.replace('"A"', '"E"'), '[rules.home-stale] confidence = "E"', '"A", "B", "C", "D", "M"'),
    (HEAD + ENTRY.replace('"甲"', '" "'), '[rules.home-stale] authority = " "', "a text that is not empty"),
    (HEAD + ENTRY.replace('source = "乙"\n', ""), "[rules.home-stale] source is missing", "a text"),
    (HEAD + ENTRY + "points = -1\n", "[rules.home-stale] points = -1", "at least 0"),
    (HEAD + ENTRY + "points = nan\n", "[rules.home-stale] points = nan", "at least 0"),
    (HEAD + ENTRY + 'enabled = "yes"\n', '[rules.home-stale] enabled = "yes"', "true or false"),
    ("note = 1\n" + HEAD + ENTRY, "note", "no such key; accepted: authority, extends"),
    (HEAD.replace("2026-01-01", '"2026-01-01"') + ENTRY, 'in_force_from = "2026-01-01"', "without quotes"),
    (HEAD.replace("2026-01-01", "2026-01-01T00:00:00") + ENTRY, "in_force_from", "a date such as 2019-04-18"),
    (HEAD.replace('version = "1"\n', "") + ENTRY, "version is missing", "a text"),
    (HEAD + "extends = 3\n" + ENTRY, "extends = 3", "a text"),
    (HEAD + "rules = 3\n", "rules", "write a table [rules.<id>]"),
    (HEAD + "[rules]\nhome-stale = 14\n", "rules.home-stale = 14", "write a table [rules.home-stale]"),
    (HEAD + "[rules.home-stale\n", "not TOML", "line 5"),
    (HEAD + 'extends = "own"\n' + ENTRY, "extends itself", "own → own"),
]


@pytest.mark.parametrize(("text", "where", "accepted"), WRONG)
def test_a_wrong_set_says_where_and_what_to_write(text: str, where: str, accepted: str) -> None:
    with pytest.raises(BadRuleSet) as error:
        loaded(own=text)
    said = str(error.value)
    assert said.startswith(f"own: {where}")
    assert accepted in said


DEADLINES = """
[rules.annual-report-late]
government_deadline = "{}"
unit_deadline = "01-31"
severity = "deduct"
confidence = "A"
authority = "甲"
source = "乙"
"""


@pytest.mark.parametrize(("text", "day"), [("03-31", MonthDay(3, 31)), ("02-29", MonthDay(2, 29))])
def test_a_day_of_the_year_is_read(text: str, day: MonthDay) -> None:
    own = loaded(own=HEAD + DEADLINES.format(text))
    assert own.entries["annual-report-late"].params.government_deadline == day


@pytest.mark.parametrize("text", ["3-31", "02-30", "13-01", "2026-03-31", "03-31 ", ""])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadRuleSet, match=r'government_deadline = ".*": write a day of the year such as "01-31"'):
        loaded(own=HEAD + DEADLINES.format(text))


def test_an_error_in_the_base_names_the_base() -> None:
    with pytest.raises(BadRuleSet, match=r"^base: \[rules.home-stale\] severity"):
        loaded(own='extends = "base"\n' + HEAD, base=HEAD + ENTRY.replace('"veto"', '"bad"'))


# --- judging ---


def asked(*kinds: type) -> set[str]:
    national = rulebook.load("national-2019", rulesets.text)
    inside = (snapshot(column(), read(ago(1))),)
    judged = rulebook.judge(national, snapshot(SITE, inside=inside), seen_kinds=frozenset(kinds))
    return {id_ for id_, _ in judged}


def test_a_rule_is_asked_only_when_what_it_rests_on_was_seen_anew() -> None:
    assert asked(HomeRead) == {"home-stale"}
    links = {"link-broken", "attachment-broken", "link-hijacked"}  # "link-empty" is off in the national set
    assert asked(LinksChecked) == links
    assert asked(ColumnRead) == {"site-columns-stale", "site-columns-overdue", "site-columns-blank"}
    assert asked(HomeRead, LinksChecked) == {"home-stale", *links}
    assert asked(FeedRead) == asked() == set()


def test_without_kinds_every_rule_of_the_subject_is_asked() -> None:
    national = rulebook.load("national-2019", rulesets.text)
    judged = dict(rulebook.judge(national, snapshot(column(), read(ago(15)))))
    assert {id_: one.verdict for id_, one in judged.items()} == {
        "column-blank": Verdict.PASSED,
        "column-stale": Verdict.FAILED,
    }
    assert {id_ for id_, _ in rulebook.judge(national, snapshot(UNIT))} == {
        "annual-report-late",
        "annual-report-missing",
    }


def test_the_numbers_of_the_set_are_those_judged_by() -> None:
    own = loaded(own=HEAD + ENTRY.replace("home-stale", "account-silent").replace("= 14", "= 10"))
    assert own.entries["account-silent"].params.max_age_days == 10
    assert rulebook.judge(own, snapshot(SITE)) == []
