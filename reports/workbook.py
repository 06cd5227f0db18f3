"""Problem lists as a workbook to read, filter and fill in. Text from pages stays text, never a formula or a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from monitor.model.problem import Problem, State
from monitor.model.subject import Inventory
from reports.bulletin import Bulletin
from reports.names import Names
from reports.rows import address, newest_of, over_days
from reports.sheets import Cell, Column, Sheet, book
from reports.wording import SEVERITY, STATUS, clean, day, minute, prose

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
FIXED_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)  # a list without an as-of time has no date of its own

# The heading, the width in characters, and what stands below it. What nobody knows stays empty.
PROBLEMS: Final[tuple[Column, ...]] = (
    ("序号", 6, lambda row: row.order),
    ("问题编号", 14, lambda row: row.number),
    ("责任单位", 24, lambda row: row.unit),
    ("对象类型", 12, lambda row: row.kind),
    ("对象名称", 26, lambda row: row.name),
    ("网站标识码/账号", 16, lambda row: row.code),
    ("栏目路径", 30, lambda row: row.path),
    ("问题类别", 16, lambda row: row.title),
    ("规则", 20, lambda row: row.rule),
    ("严重程度", 10, lambda row: SEVERITY[row.severity]),
    ("问题描述", 46, lambda row: row.message + ("（待核）" if row.unchecked else "")),
    ("证据网址", 46, lambda row: "\n".join(proof.url for proof in row.proofs)),
    ("核查时间", 20, lambda row: "\n".join(minute(proof.seen_at) for proof in row.proofs)),
    ("快照哈希（SHA-256）", 24, lambda row: "\n".join(proof.sha256 or "" for proof in row.proofs).strip()),
    ("问题地址", 46, lambda row: row.locus),
    ("最后更新日期", 14, lambda row: row.newest),
    ("超期天数", 10, lambda row: row.over_days),
    ("首次发现", 14, lambda row: row.first_seen.date()),
    ("提醒次数", 10, lambda _: None),
    ("整改时限", 14, lambda row: row.due),
    ("整改情况", 22, lambda row: STATUS[row.state]),
    ("复核结果", 12, lambda row: "已整改" if row.state is State.FIXED else None),
    ("复核日期", 14, lambda row: row.fixed_at.date() if row.fixed_at else None),
)

BLANKS: Final[tuple[Column, ...]] = (
    ("序号", 6, lambda blank: blank.order),
    ("责任单位", 24, lambda blank: blank.unit),
    ("对象类型", 14, lambda blank: blank.kind),
    ("对象名称", 28, lambda blank: blank.name),
    ("未能核查的事项", 40, lambda blank: "、".join(blank.titles)),
    ("原因", 34, lambda blank: blank.said),
)

NOTES: Final[tuple[Column, ...]] = (("项目", 22, lambda pair: pair[0]), ("内容", 90, lambda pair: pair[1]))


def workbook(bulletin: Bulletin) -> bytes:
    """``problems.xlsx`` of a bulletin: 问题清单, 未能核查对象, 说明. The same bulletin gives the same bytes."""
    sheets = (
        Sheet("问题清单", PROBLEMS, bulletin.rows),
        Sheet("未能核查对象", BLANKS, bulletin.blanks),
        Sheet("说明", NOTES, tuple(_notes(bulletin))),
    )
    return book(bulletin.name, bulletin.as_of, sheets)


def _notes(bulletin: Bulletin) -> Iterator[tuple[str, Cell]]:
    yield "标题", bulletin.name
    yield "期号", f"{bulletin.number}（第{bulletin.version}版）"
    yield "数据截至", minute(bulletin.as_of) + ("（演练时钟）" if bulletin.rehearsal else "")
    yield "规则集", f"{bulletin.ruleset.title}（{bulletin.ruleset.name}，{bulletin.ruleset.version}）"
    yield "整改时限", day(bulletin.due)
    yield "问题总数", bulletin.totals.problems
    yield "未整改", bulletin.totals.open
    yield "已整改", bulletin.totals.fixed
    yield "未能核查对象数", bulletin.totals.unread_subjects


def problem_list(
    problems: Sequence[Problem], inventory: Inventory, rule_titles: Mapping[str, str], zone: ZoneInfo = SHANGHAI
) -> bytes:
    """Any problems, in whatever state and in the order given, as a workbook of one sheet.

    Names come from ``inventory`` and ``rule_titles`` (by rule id), days are those of ``zone``.
    """
    names = Names(inventory)
    listed = [_Listed(order, one, names, rule_titles, zone) for order, one in enumerate(problems, 1)]
    return book("问题清单", FIXED_DATE, [Sheet("问题清单", LISTED, listed)])


class _Listed:
    """A problem with its names: what ``Row`` is to a bulletin, for a list that prints every state."""

    def __init__(self, order: int, one: Problem, names: Names, titles: Mapping[str, str], zone: ZoneInfo) -> None:
        self.order, self.one, self.names, self.zone = order, one, names, zone
        self.title = clean(titles.get(one.rule, one.rule))


def _day(instant: datetime | None, zone: ZoneInfo) -> date | None:
    return None if instant is None else instant.astimezone(zone).date()


LISTED: Final[tuple[Column, ...]] = (
    ("序号", 6, lambda it: it.order),
    ("问题编号", 14, lambda it: clean(it.one.number)),
    ("责任单位", 24, lambda it: it.names.unit(it.one.unit)),
    ("对象类型", 12, lambda it: it.names.kind(it.one.subject_kind, it.one.subject)),
    ("对象名称", 26, lambda it: it.names.subject(it.one.subject_kind, it.one.subject)),
    ("问题类别", 16, lambda it: it.title),
    ("规则", 20, lambda it: it.one.rule),
    ("严重程度", 10, lambda it: SEVERITY[it.one.severity]),
    ("状态", 22, lambda it: STATUS[it.one.state]),
    ("问题描述", 46, lambda it: prose(it.one.message)),
    ("问题地址", 46, lambda it: address(it.one.locus)),
    ("最后更新日期", 14, lambda it: newest_of(it.one.details)),
    ("超期天数", 10, lambda it: over_days(it.one.details, newest_of(it.one.details))),
    ("首次发现", 14, lambda it: _day(it.one.first_seen, it.zone)),
    ("确认日期", 14, lambda it: _day(it.one.confirmed_at, it.zone)),
    ("最近发现", 14, lambda it: _day(it.one.last_seen, it.zone)),
    ("整改时限", 14, lambda it: it.one.due),
    ("整改日期", 14, lambda it: _day(it.one.fixed_at, it.zone)),
    ("反弹次数", 10, lambda it: it.one.reopened),
)
