from __future__ import annotations

from datetime import date

import pytest

from monitor.model.judgement import Verdict
from monitor.model.observation import ColumnRead, Outcome
from monitor.model.snapshot import Snapshot
from monitor.model.subject import ColumnKind
from monitor.rules.column_blank import column_blank
from tests.rules import given
from tests.rules.given import TODAY, ago, column, read, snapshot


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (read(blank=True), Verdict.FAILED),
        (read(ago(1)), Verdict.PASSED),
        (read(None), Verdict.PASSED),  # entries without a date are entries
        (read(ago(1), entries=1), Verdict.PASSED),  # one entry is enough
    ],
)
def test_an_empty_list_is_blank(fact: ColumnRead, expected: Verdict) -> None:
    assert given.judged(column_blank, snapshot(column(), fact)).verdict is expected


@pytest.mark.parametrize("kind", [ColumnKind.STATIC, ColumnKind.TOPIC, ColumnKind.MESSAGES])
def test_where_no_list_is_owed_nothing_is_blank(kind: ColumnKind) -> None:
    seen = snapshot(column(kind=kind), read(blank=True))
    assert given.said(given.judged(column_blank, seen)) == (Verdict.NOT_APPLICABLE, "no-list")


@pytest.mark.parametrize("kind", sorted(set(ColumnKind) - {ColumnKind.STATIC, ColumnKind.TOPIC, ColumnKind.MESSAGES}))
def test_every_other_kind_can_be_blank(kind: ColumnKind) -> None:
    assert given.judged(column_blank, snapshot(column(kind=kind), read(blank=True))).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (TODAY, (Verdict.NOT_APPLICABLE, "quiet")),  # the last day of the silence
        (ago(1), (Verdict.FAILED, None)),
    ],
)
def test_a_quiet_column_may_be_blank(until: date, expected: tuple[Verdict, str | None]) -> None:
    seen = snapshot(column(quiet_until=until), read(blank=True))
    assert given.said(given.judged(column_blank, seen)) == expected


@pytest.mark.parametrize(("outcome", "cause", "reason"), given.UNANSWERED)
def test_a_column_that_could_not_be_read_is_undecided(outcome: Outcome, cause: str | None, reason: str) -> None:
    seen = snapshot(column(), read(blank=True, seen=given.look(outcome, cause)))
    assert given.said(given.judged(column_blank, seen)) == (Verdict.INCONCLUSIVE, reason)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (snapshot(column()), "not-looked"),
        (snapshot(column(), read(undecided="script-rendered")), "script-rendered"),
        (snapshot(column(), read(None, entries=0)), "no-entries"),  # nothing read, nothing proven
    ],
)
def test_not_seeing_is_not_emptiness(seen: Snapshot, reason: str) -> None:
    assert given.said(given.judged(column_blank, seen)) == (Verdict.INCONCLUSIVE, reason)


def test_the_finding_names_the_column() -> None:
    (finding,) = given.judged(column_blank, snapshot(column("plans", ColumnKind.PLAN), read(blank=True))).findings
    assert finding.locus == "http://www.example.gov.cn/plans/"
    assert finding.message == "栏目为空白，列表中没有任何信息（0 条，应至少 1 条）"
    assert finding.details == {"entries": 0, "limit": 1}
    assert len(finding.evidence) == 1
