"""二、存在问题: what is still open by class, the gravest first; then what was put right in time."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model.problem import State
from reports.bulletin import Chapter, Group, Item, Row, Totals
from reports.facts import Facts
from reports.rows import OPEN
from reports.wording import SEVERITY, day, numeral, prose


def lead(totals: Totals) -> str:
    """The sentence under the heading."""
    unseen = f"（未能核查的{totals.unread_subjects}个对象除外）" if totals.unread_subjects else ""
    if not totals.problems:
        return f"检查期内未发现经确认的问题{unseen}。请各单位继续做好日常更新和维护。"
    if not totals.open:
        return "检查期内发现的问题均已整改，截至统计时间没有未整改问题。"
    if totals.open == 1:
        return "截至统计时间未整改的问题有1个，情况如下。"
    return f"截至统计时间未整改的问题共{totals.open}个，按类别列举如下，括号内为问题编号。"


def chapters(facts: Facts, totals: Totals, rows: tuple[Row, ...]) -> tuple[Chapter, ...]:
    """（一）（二）…: a chapter a class with open problems, and one for what was found and fixed since the last."""
    still = [(one, _of(one, rows)) for one in totals.by_class if one.open]
    made = [_chapter(place, one, them, facts) for place, (one, them) in enumerate(still, 1)]
    healed = tuple(row for row in rows if row.state is State.FIXED and not row.printed_before)
    if healed:
        made.append(_healed(len(made) + 1, healed))
    return tuple(made)


def _of(one: Group, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.state in OPEN and one.key == f"{row.severity}/{row.rule}")


def _chapter(place: int, one: Group, them: tuple[Row, ...], facts: Facts) -> Chapter:
    rule = facts.rules.get(them[0].rule)
    authority = prose(rule.authority) if rule else ""
    basis = f"依据{authority}" if authority else ""
    if them[0].unchecked:
        basis = f"{basis}（待核）" if basis else "依据待核"
    level = SEVERITY[them[0].severity]
    return Chapter(
        heading=f"（{numeral(place)}）{one.title}：{level}问题{one.open}个",
        lead=f"{basis}。" if basis else "",
        items=tuple(Item(row.unit, row.number, sentence(row), tuple(_notes(row))) for row in them),
    )


def sentence(row: Row) -> str:
    """对象，情况，超期天数."""
    # Where no age is told, the message itself says how late something is.
    over = f"，超期{row.over_days}天" if row.over_days and row.age_days is not None else ""
    where = f"{row.phrase}{row.spot}"
    return f"{where}，{row.message}{over}" if where else f"{row.message}{over}"


def _notes(row: Row) -> Iterator[str]:
    if row.printed_before:
        yield "上期已通报"
    if row.reopened:
        yield "整改后反弹"
    if row.state in {State.CLAIMED_FIXED, State.CONTESTED}:
        yield {State.CLAIMED_FIXED: "单位报告已整改，待复核", State.CONTESTED: "单位提出异议，复核中"}[row.state]


def _healed(place: int, them: tuple[Row, ...]) -> Chapter:
    count = len(them)
    words = "以下1个问题在检查期内发现，已经整改" if count == 1 else f"以下{count}个问题在检查期内发现，均已整改"
    return Chapter(
        heading=f"（{numeral(place)}）检查期内已整改的问题：{count}个",
        lead=f"{words}，予以销号。",
        items=tuple(Item(row.unit, row.number, _fixed(row)) for row in them),
    )


def _fixed(row: Row) -> str:
    what = f"{row.phrase}{row.spot}{row.title}"
    return f"{what}，{day(row.fixed_at.date())}复核已整改" if row.fixed_at else f"{what}，已整改"
