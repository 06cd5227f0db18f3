"""年度报告未发布：截止日期过后仍未见政府信息公开工作年度报告。

A unit that owes annual reports owes one for every year since its first, each due on a calendar day
of the following year, without roll-over of weekends: its own deadline, else that of its kind.

Fails for each year whose deadline is past, when every place that should carry the report was read
to its end and none of that year is there. On the deadline itself nothing is missing yet.

Not applicable to a unit that owes none ("owes-none"), or before the first deadline is past
("not-due").

Inconclusive when a place could not be read (the reason says why) or not to its end ("incomplete").
A year of which there are reports whose unit cannot be told is unsure; where no other year fails,
the verdict is inconclusive ("unit-not-named").

Source: 《中华人民共和国政府信息公开条例》第四十九条.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.model.deadline import Deadlines, due, years
from monitor.model.judgement import Finding, Judgement, evidence, failed, inconclusive, not_applicable, passed
from monitor.model.observation import ReportsSeen
from monitor.model.reasons import NOT_LOOKED, unseen
from monitor.model.rule import rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Obligation, SubjectKind


@dataclass(frozen=True)
class Params(Deadlines):
    """The default deadlines."""


@rule("年度报告未发布", subject=SubjectKind.UNIT, rests_on=(ReportsSeen,), params=Params)
def annual_report_missing(seen: Snapshot, p: Params) -> Judgement:
    """Which years past their deadline have no report."""
    owed = seen.owed
    if owed is None:
        return not_applicable("owes-none")
    deadlines = {year: due(seen, owed, year, p) for year in years(owed, seen.today)}
    past = {year: day for year, day in deadlines.items() if seen.today > day}
    if not past:
        return not_applicable("not-due")
    fact = seen.latest(ReportsSeen)
    if fact is None:
        return inconclusive(NOT_LOOKED)
    if (reason := unseen(fact)) is not None:
        return inconclusive(reason)
    return _judged(seen, owed, fact, past)


def _judged(seen: Snapshot, owed: Obligation, fact: ReportsSeen, past: dict[int, date]) -> Judgement:
    there = {report.year for report in fact.reports}
    absent = [_finding(seen, owed, fact, year, day) for year, day in past.items() if year not in there]
    if not absent:
        return passed(len(past))
    if not fact.complete:
        return inconclusive("incomplete", len(past))
    missing = [one for one in absent if one.details["year"] not in fact.unmatched]
    if not missing:
        return inconclusive("unit-not-named", len(past))
    return failed(missing, len(past), [one.key for one in absent if one not in missing])


def _finding(seen: Snapshot, owed: Obligation, fact: ReportsSeen, year: int, deadline: date) -> Finding:
    days_late = (seen.today - deadline).days
    return Finding(
        locus=fact.places[0] if fact.places else owed.url or fact.look.url,
        message=f"未见 {year} 年政府信息公开工作年度报告，截止日期 {deadline} 已过 {days_late} 天",
        details={"year": year, "deadline": deadline.isoformat(), "days_late": days_late},
        evidence=(evidence(fact.look, fact.at),),
    )
