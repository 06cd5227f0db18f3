"""The doctor: what it looks at, and that each complaint says what to do."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta, timezone
from importlib.util import find_spec
from pathlib import Path

import pytest

from monitor import doctor, workspace
from monitor.doctor import Check
from monitor.store import engine

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
ROOT = Path(__file__).parent.parent


def examined(folder: Path | None, now: datetime = NOW) -> dict[str, Check]:
    checks = doctor.examine(folder, now=now)
    assert len({check.id for check in checks}) == len(checks)
    for check in checks:
        assert check.said
        assert bool(check.hint) == (check.ok is not True), check
    return {check.id: check for check in checks}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    workspace.create(tmp_path)
    engine.create(f"sqlite:///{tmp_path}/xunjian.db")
    return tmp_path


def edit(folder: Path, before: str, after: str) -> None:
    file = folder / "xunjian.toml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_a_sound_workspace_has_nothing_bad(office: Path) -> None:
    found = examined(office)
    assert [check for check in found.values() if check.ok is False] == []
    assert found["X006"].said == "it is 2026-11-24 09:30 in Asia/Shanghai"
    assert found["X009"].said == "the database is current"


def test_what_the_template_leaves_open_is_advice(office: Path) -> None:
    found = examined(office)
    assert {id_ for id_, check in found.items() if check.ok is None} >= {"X010", "X011", "X012"}
    edit(office, "control = []", 'control = ["https://www.mouqu.example/"]')
    edit(office, 'contact = ""', 'contact = "monitor@mouqu.example"')
    edit(office, '"000000"', '"371502"')
    found = examined(office)
    assert found["X010"].ok is True
    assert "X011" not in found
    assert "X012" not in found


def test_without_a_workspace_the_installation_is_examined(office: Path) -> None:
    found = examined(None)
    assert set(found) == {"X001", "X002", "X003", "X004", "X005", "X006", "X013"}
    assert found["X005"].ok is None


def test_a_wrong_file_is_told_with_its_line(office: Path) -> None:
    edit(office, 'robots = "obey"', 'robots = "no"')
    found = examined(office)
    assert found["X005"].ok is False
    assert "network.robots: found 'no'" in found["X005"].said
    assert "X009" not in found  # which database it is cannot be known


def test_a_folder_that_is_no_workspace_is_told(tmp_path: Path) -> None:
    found = examined(tmp_path / "nowhere")
    assert found["X005"].ok is False
    assert "xunjian init" in found["X005"].hint
    assert found["X007"].ok is False
    assert found["X008"].said  # of the nearest folder above that exists


def test_a_missing_database_is_told(office: Path) -> None:
    (office / "xunjian.db").unlink()
    found = examined(office)
    assert found["X009"] == Check(
        "X009", False, "the database is missing", "run: xunjian init (it leaves everything else as it is)"
    )


def test_a_database_that_is_none_is_told(office: Path) -> None:
    (office / "xunjian.db").write_bytes(b"no database at all, " * 100)
    found = examined(office)
    assert found["X009"].ok is False
    assert "cannot be opened" in found["X009"].said


@pytest.mark.parametrize(
    ("now", "ok"),
    [
        (datetime(2026, 10, 31, 23, 59, tzinfo=timezone(timedelta(hours=8))), False),  # the last minute before
        (datetime(2026, 11, 1, tzinfo=timezone(timedelta(hours=8))), True),  # the first day
        (datetime(2026, 10, 31, 16, tzinfo=UTC), True),  # the same instant
        (datetime(2026, 11, 1), True),  # noqa: DTZ001  a naive --now is the workspace's own time
        (datetime(1970, 1, 1, tzinfo=UTC), False),  # a machine that has lost its time
    ],
)
def test_a_clock_before_the_release_is_told(office: Path, now: datetime, ok: bool) -> None:
    assert examined(office, now)["X006"].ok is ok


@pytest.mark.parametrize(
    ("free", "total", "ok"),
    [
        (10**9 - 1, 10**10, False),  # a byte short of 1 GB
        (10**9, 10**10, True),
        (10**9, 20 * 10**9, True),  # 5 % to the byte
        (10**9, 20 * 10**9 + 1, False),
    ],
)
def test_a_full_disk_is_told(office: Path, monkeypatch: pytest.MonkeyPatch, free: int, total: int, ok: bool) -> None:
    # No real disk can be filled for a test.
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _path: doctor.shutil._ntuple_diskusage(total, 0, free))
    assert examined(office)["X008"].ok is ok


def test_every_package_the_program_needs_is_examined() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {requirement.partition(">")[0].partition("=")[0] for requirement in project["dependencies"]}
    assert needed - {"weasyprint"} == set(doctor.PACKAGES)


def test_whether_columns_can_be_rendered_is_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lacking = examined(None)["X013"]
    assert lacking.ok is None
    assert "Chromium" in lacking.said
    assert "make browser" in lacking.hint
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    found = examined(None)["X013"]
    assert "Chromium" not in found.said or found.ok
    assert found.ok is (True if find_spec("playwright") else None)
