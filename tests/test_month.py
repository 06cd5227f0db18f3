"""A whole month of the simulated district, lived through the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from monitor.model import period as periods
from tests import district

ZONE = ZoneInfo("Asia/Shanghai")
MONTH = "2026-03"
DAYS = 31


@dataclass(frozen=True)
class Lived:
    """The month when it is over: what the district did, and what the program says of it."""

    place: Path
    truth: list[Any]
    problems: list[dict[str, Any]]
    verdicts: list[dict[str, Any]]
    seen: dict[str, set[str]]  # problem number → states in which a day's list named it
    paths: list[Path]

    @property
    def confirmed(self) -> list[dict[str, Any]]:
        return [problem for problem in self.problems if problem["confirmed_at"]]


def xunjian(place: Path, now: datetime, *words: str) -> str:
    line = [sys.executable, "-m", "monitor", "--workspace", str(place), "--now", now.isoformat(), "--quiet", *words]
    # No browser on the path: the one column of the district that a script draws would cost seconds a day.
    alone = {**os.environ, "PATH": "/nowhere"}
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=120, env=alone)
    assert done.returncode == 0, f"{words}: {done.stderr}"
    return done.stdout


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    place = tmp_path_factory.mktemp("month")
    first = datetime.combine(periods.month(MONTH).first, time(9), ZONE)
    with district.running(place, MONTH) as world:
        xunjian(place, first, "init")
        xunjian(place, first, "enroll", str(world.inventory))
        seen: dict[str, set[str]] = {}
        for day in range(DAYS):
            now = first + timedelta(days=day)
            world.set_now(now)
            xunjian(place, now, "check")
            for problem in rows(xunjian(place, now, "problems", "--format", "jsonl")):
                seen.setdefault(problem["number"], set()).add(problem["state"])
        evening = now.replace(hour=18)
        paths = [Path(line) for line in xunjian(place, evening, "bulletin", "month", MONTH).splitlines()]
        problems = rows(xunjian(place, evening, "problems", "--format", "jsonl"))
        verdicts = rows(xunjian(place, evening, "verdicts", "--format", "jsonl"))
        yield Lived(place, world.truth, problems, verdicts, seen, paths)


def matches(row: Any, problem: dict[str, Any]) -> bool:
    same = (row.rule, row.subject_kind, row.subject) == (problem["rule"], problem["subject_kind"], problem["subject"])
    return (
        same
        and (row.locus is None or row.locus == problem["locus"])
        and (row.year is None or row.year == problem["details"].get("year"))
    )


@pytest.mark.timeout(400)
def test_every_seeded_fault_is_found(lived: Lived) -> None:
    missed = [
        row for row in lived.truth if row.must == "confirmed" and not any(matches(row, p) for p in lived.confirmed)
    ]
    assert missed == []


def test_none_is_invented(lived: Lived) -> None:
    faults = [row for row in lived.truth if row.must == "confirmed"]
    invented = [p for p in lived.confirmed if not any(matches(row, p) for row in faults)]
    assert [(p["number"], p["rule"], p["subject"], p["locus"], p["message"]) for p in invented] == []


def test_what_only_a_person_can_tell_is_asked_and_never_confirmed(lived: Lived) -> None:
    asked = [row for row in lived.truth if row.must == "suspected"]
    assert asked
    for row in asked:
        (problem,) = [problem for problem in lived.problems if matches(row, problem)]
        assert (problem["state"], problem["confirmed_at"]) == ("suspected", None)
        assert problem["details"]["needs_person"] is True


def test_what_healed_is_fixed_and_what_lasts_is_open(lived: Lived) -> None:
    last_day = periods.month(MONTH).last
    wrong = []
    for problem in lived.confirmed:
        lasting = [r for r in lived.truth if r.must == "confirmed" and matches(r, problem)]
        still = any(r.to is None or r.to >= last_day for r in lasting)
        expected = {"confirmed"} if still else {"fixed"}
        if problem["state"] not in expected:
            wrong.append((problem["number"], problem["rule"], problem["subject"], problem["state"]))
    assert wrong == []


def test_what_could_not_be_seen_is_inconclusive_and_says_why(lived: Lived) -> None:
    said = {(v["rule"], v["subject_kind"], v["subject"]): v for v in lived.verdicts}
    for row in lived.truth:
        if row.must == "inconclusive" and row.to is None:
            verdict = said[row.rule, row.subject_kind, row.subject]
            assert verdict["verdict"] == "inconclusive", (row, verdict)
            assert verdict["reason"], row


def test_a_fault_that_returns_keeps_its_number(lived: Lived) -> None:
    returned = [problem for problem in lived.confirmed if problem["reopened"]]
    assert returned, "the district seeds a fault that heals and returns"
    for problem in returned:
        assert {"confirmed", "fixed"} <= lived.seen[problem["number"]]
    identities = [(p["rule"], p["subject"], p["locus"], p["details"].get("year")) for p in lived.problems]
    assert len(identities) == len(set(identities))


def test_evidence_is_where_a_problem_says(lived: Lived) -> None:
    for problem in lived.confirmed:
        assert problem["evidence"], problem["number"]
        for piece in problem["evidence"]:
            if piece["warc"]:
                archive, _, offset = piece["warc"].partition("#")
                assert (lived.place / archive).stat().st_size > int(offset)


def test_the_bulletin_names_exactly_the_open_and_the_healed(lived: Lived) -> None:
    assert sorted(path.name for path in lived.paths) == ["bulletin.html", "bulletin.pdf", "data.json", "problems.xlsx"]
    folder = lived.paths[0].parent
    document = pypdfium2.PdfDocument(folder / "bulletin.pdf")
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    for problem in lived.confirmed:
        assert problem["number"] in text
    for problem in lived.problems:
        if not problem["confirmed_at"]:
            assert problem["number"] not in text
    html = (folder / "bulletin.html").read_text(encoding="utf-8")
    assert "演练" in html  # what is printed under the rehearsal clock says so


def test_issuing_freezes(lived: Lived) -> None:
    before = {path: path.read_bytes() for path in lived.paths}
    later = datetime(2026, 4, 2, 9, tzinfo=ZONE)
    again = [Path(line) for line in xunjian(lived.place, later, "bulletin", "month", MONTH).splitlines()]
    assert sorted(again) == sorted(before)
    assert {path: path.read_bytes() for path in again} == before
