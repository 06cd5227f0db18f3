"""三、上月问题整改复核: what became of every problem that the last bulletin printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from monitor.model.problem import Problem, State
from reports.bulletin import Item, Review
from reports.facts import Facts
from reports.names import Names
from reports.refusal import agree
from reports.rows import OPEN, spot
from reports.wording import clean, parts, share

# A new suspicion against a problem that was put right is no accusation: until it is confirmed, put right is what stands.
CLOSED: Final = frozenset({State.FIXED, State.SUSPECTED})
NOT_HERE: Final = "本期清单不再列入"


def review(facts: Facts, names: Names) -> Review:
    """The chapter, with the numbers that its sentence prints."""
    if facts.previous_name is None:
        agree("problems of a last bulletin", len(facts.previous), "those there can be without one", 0)
    here = {one.number: one.state for one in facts.problems}
    same = sum(here.get(one.number, one.state) is one.state for one in facts.previous)
    agree("problems of the last bulletin", len(facts.previous), "those given in one state only", same)
    still = [one for one in facts.previous if one.state in OPEN]
    found = Review(
        lead="",
        items=tuple(_item(one, facts, names, one.number in here) for one in still),
        listed=len(facts.previous),
        closed=sum(one.state in CLOSED for one in facts.previous),
        open=len(still),
        withdrawn=sum(one.state is State.DISMISSED for one in facts.previous),
        waived=sum(one.state is State.WAIVED for one in facts.previous),
        reopened=sum(one.reopened > 0 for one in still),
    )
    agree(
        "last bulletin's problems by outcome",
        found.closed + found.open + found.withdrawn + found.waived,
        "those it listed",
        found.listed,
    )
    return replace(found, lead=_lead(facts.previous_name, found))


def _lead(previous: str | None, found: Review) -> str:
    if previous is None:
        return "本期为首期通报，无上期问题需要复核。"
    name = f"上期通报（{clean(previous)}）"
    if not found.listed:
        return f"{name}未列问题，无需复核。"
    outcomes = (
        ("已整改", found.closed),
        ("仍未整改", found.open),
        ("异议成立予以撤销", found.withdrawn),
        ("经批准暂不整改", found.waived),
    )
    due = found.closed + found.open
    rate = f"整改率为{share(found.closed, due)}" if due else ""
    if found.closed == found.listed:
        said = "经复核已整改" if found.listed == 1 else "经复核均已整改"
        return f"{name}列明问题{found.listed}个，{said}，{rate}。"
    if found.listed == 1:
        state = next(words for words, count in outcomes if count)
        return f"{name}列明问题1个，经复核{state}。{_again(found)}"
    tail = f"，{rate}" if rate else ""
    return f"{name}列明问题{found.listed}个。经复核，{parts(outcomes)}{tail}。{_again(found)}"


def _again(found: Review) -> str:
    said = ""
    if found.reopened:
        said = "该问题系整改后反弹。" if found.open == 1 else f"未整改问题中整改后反弹{found.reopened}个。"
    if not found.open:
        return said
    return f"{said}仍未整改的问题如下，请责任单位说明原因并限期整改。"


def _item(one: Problem, facts: Facts, names: Names, listed: bool) -> Item:
    title = clean(facts.rules[one.rule].title if one.rule in facts.rules else one.rule)
    notes = (("整改后反弹",) if one.reopened else ()) + (() if listed else (NOT_HERE,))
    text = f"{names.phrase(one.subject_kind, one.subject)}{spot(one, names)}{title}"
    return Item(names.unit(one.unit), clean(one.number), text, notes, listed)
