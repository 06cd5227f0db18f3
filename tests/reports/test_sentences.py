"""Every sentence has a form for nought, one and many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from monitor.model.problem import Problem, Severity, State
from monitor.model.subject import SubjectKind
from reports import tally
from reports.monthly import Unread
from tests.reports import month
from tests.reports.month import FIXED, UNITS, stale
from tests.reports.telling import LATE, A, B, C, few, text


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ((), "检查期内未发现经确认的问题。"),
        ((A,), "共发现并确认问题1个，责任单位为东昌府区人民政府办公室，属扣分问题。截至统计时间尚未整改。"),
        (
            (replace(A, **FIXED),),
            "共发现并确认问题1个，责任单位为东昌府区人民政府办公室，属扣分问题。截至统计时间已整改。",
        ),
        ((replace(A, **LATE),), "截至统计时间尚未整改，并已超过整改时限。"),
        ((A, B), "共发现并确认问题2个，涉及2个单位，均为扣分问题。截至统计时间均未整改。"),
        ((B, C), "共发现并确认问题2个，责任单位为东昌府区教育和体育局，均为扣分问题。"),
        ((replace(A, **FIXED), replace(B, **FIXED)), "截至统计时间均已整改。"),
        ((replace(A, **FIXED), B), "截至统计时间已整改1个、未整改1个。"),
        ((replace(A, **LATE), B), "截至统计时间均未整改，其中1个已超过整改时限。"),
        ((replace(A, severity=Severity.VETO), B), "涉及2个单位，包括单项否决问题1个、扣分问题1个。"),
    ],
)
def test_findings_are_worded_for_nought_one_and_many(problems: tuple[Problem, ...], said: str) -> None:
    assert said in text(few(*problems))


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ((), "检查期内未发现经确认的问题。请各单位继续做好日常更新和维护。"),
        ((A,), "截至统计时间未整改的问题有1个，情况如下。"),
        ((A, B), "截至统计时间未整改的问题共2个，按类别列举如下，括号内为问题编号。"),
        ((replace(A, **FIXED),), "检查期内发现的问题均已整改，截至统计时间没有未整改问题。"),
    ],
)
def test_the_second_chapter_opens_fittingly(problems: tuple[Problem, ...], said: str) -> None:
    assert few(*problems).faults_lead == said


@pytest.mark.parametrize("problems", [(), (A,), (A, B, C), (replace(A, **FIXED),)])
def test_no_sentence_counts_nought_things(problems: tuple[Problem, ...]) -> None:
    said = text(few(*problems))
    assert "问题0个" not in said
    assert "0个问题" not in said
    assert "、0" not in said


def test_without_open_problems_nothing_is_to_be_rectified() -> None:
    assert few().demands[0].heading == "（一）保持更新。"
    assert few(A).demands[0].heading == "（一）限期整改。"
    assert "于2026年4月15日前完成，" in few(A).demands[0].lead
    assert "从其时限" in few(replace(A, due=date(2026, 4, 3))).demands[0].lead
    assert "应立即整改" in few(replace(A, **LATE)).demands[0].lead


def test_a_problem_without_a_due_day_gets_that_of_the_bulletin() -> None:
    rows = {row.number: row.due for row in few(replace(A, due=None), replace(B, due=None, **FIXED)).rows}
    assert rows == {"2026-000001": date(2026, 4, 15), "2026-000002": None}
    assert "从其时限" not in few(replace(A, due=None)).demands[0].lead


def test_the_annexes_are_named_by_what_there_is() -> None:
    unread = (month.UNREAD[0],)
    assert few().annexes == ()
    assert few(A).annexes == ("2026年3月问题清单",)
    assert few(unread=unread).annexes == ("2026年3月未能核查对象清单",)
    assert "详见附件。" in text(few(unread=unread))
    assert "详见附件2。" in text(few(A, unread=unread))
    assert "对照附件1逐项整改" in text(few(A, unread=unread))


def was(*states: State) -> tuple[Problem, ...]:
    """Problems that the last bulletin printed, in these states today."""
    return tuple(
        replace(stale(place, "portal-news", date(2026, 2, 1)), number=f"2026-{place:06d}", key=str(place), state=state)
        for place, state in enumerate(states, 1)
    )


def reviewed(*states: State) -> str:
    previous = was(*states)
    still = tuple(one for one in previous if one.state in tally.OPEN)
    return few(*still, previous=previous, previous_name="2026年第2期").review.lead


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((), "上期通报（2026年第2期）未列问题，无需复核。"),
        ((State.FIXED,), "上期通报（2026年第2期）列明问题1个，经复核已整改，整改率为100.00%。"),
        ((State.FIXED, State.FIXED), "上期通报（2026年第2期）列明问题2个，经复核均已整改，整改率为100.00%。"),
        ((State.CONFIRMED,), "列明问题1个，经复核仍未整改。仍未整改的问题如下，请责任单位说明原因并限期整改。"),
        (
            (State.FIXED, State.FIXED, State.NOTIFIED, State.DISMISSED, State.WAIVED),
            "列明问题5个。经复核，已整改2个、仍未整改1个、异议成立予以撤销1个、经批准暂不整改1个，整改率为66.67%。",
        ),
        ((State.DISMISSED,), "列明问题1个，经复核异议成立予以撤销。"),
        # put right, and suspected again: no accusation before it is confirmed
        ((State.SUSPECTED,), "列明问题1个，经复核已整改，整改率为100.00%。"),
    ],
)
def test_the_review_is_worded_for_every_outcome(states: tuple[State, ...], said: str) -> None:
    assert said in reviewed(*states)


def test_the_first_bulletin_says_so() -> None:
    assert few(A).review.lead == "本期为首期通报，无上期问题需要复核。"


def test_an_old_problem_that_this_list_leaves_out_is_said_to_be_so() -> None:
    previous = was(State.CONFIRMED)
    item = few(previous=previous, previous_name="2026年第2期").review.items[0]
    assert (item.notes, item.listed) == (("本期清单不再列入",), False)


def test_units_without_a_fault_are_credited_only_when_all_was_seen() -> None:
    bulletin = few(A, unread=(Unread(SubjectKind.COLUMN, "site-czj-news", "column-stale", "timeout"),))
    assert bulletin.totals.clear_units == tuple(one.name for one in UNITS if one.id not in {"zfb", "czj"})
    assert "等6个单位的检查对象均已核查且未发现问题。" in text(bulletin)


@pytest.mark.parametrize(
    ("district", "whole", "to"),
    [("东昌府区", "全区", "区政府各部门"), ("阳谷县", "全县", "县政府各部门"), ("高新园", "全域", "政府各部门")],
)
def test_the_district_gives_the_title_its_words(district: str, whole: str, to: str) -> None:
    bulletin = few(district=district)
    assert f"2026年3月{whole}政府网站和政务新媒体检查情况的通报" in bulletin.name
    assert f"街道办事处，{to}" in bulletin.addressee


def test_addresses_without_end_are_told_as_our_limit_and_only_where_they_are() -> None:
    site = month.facts().inventory.sites[0].id
    assert "没有尽头的网址" not in text(few())
    told = text(few(trapped=frozenset({site, "retired"})))
    assert "检查中发现1个网站存在程序自动生成、没有尽头的网址" in told
    assert "仅作抽查，不计为问题" in told
