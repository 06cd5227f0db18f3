"""A new workspace: it is sound as written, and nothing that is there is touched."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from openpyxl import load_workbook

from monitor import workspace
from monitor.intake import read
from monitor.model.problem import Confirm
from monitor.model.subject import ColumnKind
from monitor.model.target import Network
from monitor.settings import load

NAMES = ["xunjian.toml", "inventory.yaml", "inventory.xlsx"]


def test_a_new_workspace_has_three_sound_files(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "office"
    assert workspace.create(folder) == [folder / name for name in NAMES]
    assert sorted(file.name for file in folder.iterdir()) == sorted(NAMES)
    settings = load(folder)
    assert settings.network == Network()
    assert settings.confirm == Confirm()
    inventory = read(folder / "inventory.yaml")
    assert read(folder / "inventory.xlsx") == inventory
    assert inventory.units
    assert inventory.sites
    assert inventory.columns
    assert inventory.accounts
    assert inventory.annual_reports


def test_the_settings_as_written_show_every_key(tmp_path: Path) -> None:
    workspace.create(tmp_path)
    text = (tmp_path / "xunjian.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    assert set(raw["network"]) == {field.name for field in fields(Network)}
    assert set(raw["confirm"]) == {field.name for field in fields(Confirm)}
    assert set(raw["office"]) == {"name", "district", "area_code", "timezone"}
    assert "# [confirm.link-broken]\n# looks = 3\n# spread_hours = 72\n" in text


def test_the_recommendation_for_links_is_sound_when_it_is_taken_up(tmp_path: Path) -> None:
    workspace.create(tmp_path)
    file = tmp_path / "xunjian.toml"
    text = file.read_text("utf-8")
    for line in ("[confirm.link-broken]", "looks = 3", "spread_hours = 72"):
        text = text.replace(f"# {line}", line)
    file.write_text(text, encoding="utf-8")
    assert load(tmp_path).confirm_for("link-broken") == Confirm(3, 72, 1, 10)


@pytest.mark.parametrize("there", NAMES)
def test_a_file_that_is_there_is_left_alone(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_bytes(b"mine")
    assert workspace.create(tmp_path) == [tmp_path / name for name in NAMES if name != there]
    assert (tmp_path / there).read_bytes() == b"mine"
    assert workspace.create(tmp_path) == []


def test_a_link_that_leads_nowhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "xunjian.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert tmp_path / "xunjian.toml" not in workspace.create(tmp_path)
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(workspace.NotCreated, match=r"file: cannot be written: .*; choose another folder"):
        workspace.create(tmp_path / "file")


def test_the_spreadsheet_offers_the_kinds_to_pick_from(tmp_path: Path) -> None:
    workspace.create(tmp_path)
    book = load_workbook(tmp_path / "inventory.xlsx")
    assert book.sheetnames == ["填写说明", "单位", "网站", "栏目", "新媒体", "年度报告"]
    offered = {rule.formula1 for rule in book["栏目"].data_validations.dataValidation}
    assert offered == {
        '"动态要闻,通知公告,政策文件,政策解读,人事,规划计划,数据发布,年报,网站工作年度报表,政务咨询,专题,静态"',
        '"是,否"',
    }
    assert book["网站"].cell(2, 5).value == "0000000001"
    assert all(cell.value.rstrip("*") for cell in book["栏目"][1])
    assert len(ColumnKind) == 12  # a new kind must be offered as well
