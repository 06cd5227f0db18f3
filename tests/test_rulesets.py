from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from monitor import rulebook, rulesets
from monitor.model.problem import Severity
from monitor.model.subject import MonthDay
from monitor.rulebook import Confidence

RULES = rulebook.discover()


def test_the_national_set_says_what_the_indicators_say() -> None:
    national = rulebook.load("national-2019", rulesets.text)
    assert (national.name, national.version, national.in_force_from) == ("national-2019", "2019.1", date(2019, 4, 18))
    assert "国办秘函〔2019〕19号" in national.authority
    severities = {id_: entry.severity for id_, entry in national.entries.items()}
    vetoes = {"home-stale", "account-silent", "site-columns-stale", "site-columns-overdue", "site-columns-blank"}
    assert set(severities) == set(RULES)
    assert {id_ for id_, severity in severities.items() if severity is Severity.VETO} == vetoes
    assert {id_ for id_, severity in severities.items() if severity is Severity.REMIND} == {"link-empty"}
    assert {id_ for id_, entry in national.entries.items() if not entry.enabled} == {"link-empty"}
    numbers = {id_: entry.params for id_, entry in national.entries.items()}
    assert numbers["home-stale"].max_age_days == numbers["account-silent"].max_age_days == 14
    assert [numbers[f"site-columns-{name}"].at_least_columns for name in ("stale", "overdue", "blank")] == [5, 10, 5]
    assert numbers["column-stale"].interpretation_months is numbers["column-stale"].data_months is None
    for report in (numbers["annual-report-missing"], numbers["annual-report-late"]):
        assert (report.government_deadline, report.unit_deadline) == (MonthDay(3, 31), MonthDay(1, 31))


@pytest.mark.parametrize("rule", ["site-columns-stale", "site-columns-overdue", "column-stale"])
def test_the_same_limit_stands_wherever_a_kind_is_counted(rule: str) -> None:
    national = rulebook.load("national-2019", rulesets.text)
    params = national.entries[rule].params
    assert (params.news_days, params.notice_months, params.policy_months) == (14, 6, 6)
    assert {getattr(params, name, 12) for name in ("personnel_months", "plan_months")} == {12}


@pytest.mark.parametrize("name", rulesets.names())
def test_every_packaged_set_can_be_put_in_force(name: str) -> None:
    for entry in rulebook.load(name, rulesets.text).entries.values():
        assert entry.points is None  # no published document gives them
        assert not (entry.enabled and entry.confidence is Confidence.MEMORY)
        assert entry.authority
        assert entry.source


def test_the_local_example_changes_only_what_it_names() -> None:
    national, local = (rulebook.load(name, rulesets.text) for name in ("national-2019", "shandong-district"))
    changed = {id_ for id_, entry in local.entries.items() if entry != national.entries[id_]}
    assert changed == {"account-silent", "link-empty"}
    empty = local.entries["link-empty"]
    assert (empty.enabled, empty.severity) == (True, Severity.REMIND)  # told, not counted
    silent = local.entries["account-silent"]
    assert (silent.params.max_age_days, silent.severity) == (10, Severity.DEDUCT)
    assert local.in_force_from != national.in_force_from


def test_a_set_is_read_from_a_file_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    text = 'extends = "national-2019"\n[rules.home-stale]\nmax_age_days = 10\n'
    (tmp_path / "rules" / "ours.toml").write_text(text, "utf-8")
    own = rulebook.load("rules/ours.toml", partial(rulesets.text, folder=tmp_path))
    assert own.name == "ours"
    assert own.entries["home-stale"].params.max_age_days == 10
    assert set(own.entries) == set(RULES)
    assert rulebook.load(str(tmp_path / "rules" / "ours.toml"), rulesets.text) == own


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("national-2091", "packaged: national-2019, shandong-district; or give the path of a .toml file"),
        ("__init__", "packaged:"),
        ("nowhere.toml", "give the path of a .toml file that can be read"),
        ("folder.toml", "give the path of a .toml file that can be read"),
        ("gbk.toml", "not UTF-8 text"),
    ],
)
def test_a_set_that_cannot_be_read_says_what_to_give(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "gbk.toml").write_bytes('title = "试行"'.encode("gbk"))
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(rulesets.RuleSetUnreadable) as error:
        rulesets.text(name, tmp_path)
    assert name in str(error.value)
    assert said in str(error.value)
