"""年度报告迟发：政府信息公开工作年度报告的发布日期晚于截止日期。

Each report found is judged by the date its own page prints, else by the date beside it in the
list, against the calendar day on which it was due: the unit's own deadline, else that of its kind,
without roll-over of weekends. Of several reports on one year, one in time is enough.

Fails for each year whose report was published after the deadline, even though it is there now. On
the deadline itself is in time.

Not applicable to a unit that owes none ("owes-none") or has published none ("none-published").

Inconclusive when the places could not be read (the reason says why), or not to their end and no
late report was found ("incomplete"). A year is unsure where list and page differ by more than one day, where
there is no date that has come, and where the whole list carries one date, that of a migration;
where every year is unsure, the verdict is inconclusive ("dates-disagree", else "undated").

Source: 《中华人民共和国政府信息公开条例》第四十九条.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.model.deadline import Deadlines, due, years
from monitor.model.judgement import Finding, Judgement, evidence, failed, inconclusive, not_applicable, passed
from monitor.model.observation import ReportSeen, ReportsSeen
from monitor.model.reasons import NOT_LOOKED, unseen
from monitor.model.rule import rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import SubjectKind


@dataclass(frozen=True)
class Params(Deadlines):
    """The default deadlines."""


@dataclass(frozen=True)
class _Copy:
    """A report found, with its day of publication or with why it has none."""

    report: ReportSeen
    published: date | None
    doubt: str | None = None

    @property
    def key(self) -> str:
        """The key that a finding about it has."""
        return f"{self.report.url}#{self.report.year}"


@rule("年度报告迟发", subject=SubjectKind.UNIT, rests_on=(ReportsSeen,), params=Params)
def annual_report_late(seen: Snapshot, p: Params) -> Judgement:
    """Which years' reports were published after their deadline."""
    owed = seen.owed
    if owed is None:
        return not_applicable("owes-none")
    fact = seen.latest(ReportsSeen)
    if fact is None:
        return inconclusive(NOT_LOOKED)
    if (reason := unseen(fact)) is not None:
        return inconclusive(reason)
    deadlines = {year: due(seen, owed, year, p) for year in years(owed, seen.today)}
    found: dict[int, list[_Copy]] = {}
    for report in fact.reports:
        if report.year in deadlines:
            found.setdefault(report.year, []).append(_dated(report, fact, seen.today))
    if not found:
        return not_applicable("none-published") if fact.complete else inconclusive("incomplete")
    return _judged(fact, found, deadlines)


def _dated(report: ReportSeen, fact: ReportsSeen, today: date) -> _Copy:
    if report.printed and report.listed and abs((report.printed - report.listed).days) > 1:
        return _Copy(report, None, "dates-disagree")
    published = report.printed or report.listed
    if fact.one_day or published is None or published > today:
        return _Copy(report, None, "undated")
    return _Copy(report, published)


def _judged(fact: ReportsSeen, found: dict[int, list[_Copy]], deadlines: dict[int, date]) -> Judgement:
    findings: list[Finding] = []
    unsure: dict[int, list[_Copy]] = {}
    for year, copies in sorted(found.items()):
        days = [copy.published for copy in copies if copy.published is not None]
        if days and min(days) <= deadlines[year]:
            continue
        if len(days) < len(copies):
            unsure[year] = copies
        else:
            findings.append(_finding(fact, copies[days.index(min(days))].report, min(days), deadlines[year]))
    keys = [copy.key for copies in unsure.values() for copy in copies]
    if findings:
        return failed(findings, len(found), keys, exhaustive=fact.complete)
    if len(unsure) == len(found):
        doubts = {copy.doubt for copies in unsure.values() for copy in copies}
        return inconclusive("dates-disagree" if "dates-disagree" in doubts else "undated", len(found))
    return passed(len(found), keys) if fact.complete else inconclusive("incomplete", len(found))


def _finding(fact: ReportsSeen, report: ReportSeen, published: date, deadline: date) -> Finding:
    days_late = (published - deadline).days
    report_of = f"{report.year} 年政府信息公开工作年度报告"
    return Finding(
        locus=report.url,
        message=f"{report_of}发布于 {published}，晚于截止日期 {deadline} 共 {days_late} 天",
        details={
            "year": report.year,
            "published": published.isoformat(),
            "deadline": deadline.isoformat(),
            "days_late": days_late,
        },
        evidence=(evidence(report.look or fact.look, fact.at),),
    )
