from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reports import issue
from reports.bulletin import Bulletin
from reports.data import canonical, data, plain, sha256
from reports.monthly import build
from tests.reports import hostile, month, paper


@pytest.fixture(scope="module")
def folder(bulletin: Bulletin, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bulletins") / "2026-03"
    issue.write(bulletin, place)
    return place


def test_four_files_are_written_and_nothing_else(folder: Path) -> None:
    names = {"bulletin.html", "bulletin.pdf", "problems.xlsx", "data.json"}
    assert {path.name for path in folder.iterdir()} == names


def test_the_digest_on_paper_is_that_of_the_file(folder: Path) -> None:
    digest = hashlib.sha256((folder / "data.json").read_bytes()).hexdigest()
    assert digest in (folder / "bulletin.html").read_text(encoding="utf-8")
    assert digest in paper.texts((folder / "bulletin.pdf").read_bytes())[-1]  # on the last page


def test_issuing_again_gives_the_same_files(folder: Path, bulletin: Bulletin) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    paths = issue.write(bulletin, folder)
    assert {path.name: path.read_bytes() for path in paths} == before


def test_a_failure_leaves_the_old_file_and_no_remains(bulletin: Bulletin, tmp_path: Path) -> None:
    (tmp_path / "data.json").mkdir()  # in the way of the last file
    with pytest.raises(OSError, match=r"data\.json"):
        issue.write(bulletin, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"bulletin.html", "bulletin.pdf", "problems.xlsx", "data.json"}
    assert (tmp_path / "data.json").is_dir()


def test_the_data_carry_all_that_is_told(bulletin: Bulletin) -> None:
    told = json.loads(canonical(bulletin))
    assert told == data(bulletin)
    assert told["as_of"] == "2026-04-01T09:30:00+08:00"
    assert told["ruleset"] == {"name": "national-2019", "title": "政府网站与政务新媒体检查指标", "version": "2026.1"}
    assert told["days"]["not_checked"] == ["2026-03-07", "2026-03-08", "2026-03-19"]
    assert told["totals"]["problems"] == len(told["problems"]) == sum(told["totals"]["by_severity"].values()) == 25
    assert sum(one["problems"] for one in told["units"]) == 25
    assert (told["previous"]["number"], told["previous"]["listed"], told["previous"]["closed"]) == ("2026年第2期", 6, 3)
    problem = next(one for one in told["problems"] if one["number"] == "2026-000104")
    assert (problem["unit"], problem["unit_name"], problem["severity"]) == ("jyj", "东昌府区教育和体育局", "deduct")
    assert problem["proofs"][0]["seen_at"] == "2026-03-31T08:05:00+08:00"


def test_any_change_changes_the_digest(bulletin: Bulletin) -> None:
    assert sha256(build(month.facts())) == sha256(bulletin)
    assert sha256(build(month.facts(version=2))) != sha256(bulletin)


def test_data_hold_no_mark_that_turns_the_writing() -> None:
    text = canonical(build(hostile.facts())).decode()
    assert "\u202e" not in text
    assert "\u2066" not in text


def test_a_value_that_json_cannot_carry_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        plain(1.5)
