from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from monitor.model.problem import Severity
from monitor.model.subject import Inventory, SubjectKind
from reports import tally
from reports.bulletin import Bulletin
from reports.monthly import RuleText, Unread
from tests.reports import month
from tests.reports.month import ACCOUNTS, AS_OF, FIXED, PREVIOUS, PROBLEMS, SITES, UNITS, problem
from tests.reports.telling import A, few, text


def test_every_problem_is_listed_and_counted_once(bulletin: Bulletin) -> None:
    totals = bulletin.totals
    assert sorted(row.number for row in bulletin.rows) == sorted(one.number for one in PROBLEMS)
    assert (totals.problems, totals.open, totals.fixed, totals.carried, totals.past_due) == (25, 19, 6, 5, 2)
    assert sum(one.problems for one in totals.by_class) == sum(one.problems for one in totals.by_unit) == 25


def test_problems_stand_by_class_the_gravest_first(bulletin: Bulletin) -> None:
    headings = [chapter.heading for chapter in bulletin.faults]
    assert headings[:4] == [
        "（一）首页不更新：单项否决问题1个",
        "（二）栏目不更新：单项否决问题1个",
        "（三）政务新媒体不更新：单项否决问题1个",
        "（四）栏目更新不及时：扣分问题6个",
    ]
    assert headings[-1] == "（十一）检查期内已整改的问题：3个"  # those of the last bulletin stand in the review
    assert sum(len(chapter.items) for chapter in bulletin.faults) == 19 + 3


def test_an_item_says_who_where_when_and_how_late(bulletin: Bulletin) -> None:
    item = next(it for chapter in bulletin.faults for it in chapter.items if it.number == "2026-000104")
    assert item.unit == "东昌府区教育和体育局"
    assert item.text == (
        "“政务要闻”栏目（东昌府区教育和体育局网站），最新一条发布于2026年2月20日，距今39天，超过14天，超期25天"
    )


@pytest.mark.parametrize(
    ("number", "over"),
    [
        ("2026-000104", 25),  # 39 days, 14 allowed
        ("2026-000108", 47),  # six months by the calendar: until 2026-02-12
        ("2026-000116", 59),  # said by the rule itself
        ("2026-000109", None),  # nobody knows since when a column is blank
    ],
)
def test_days_past_the_limit_are_those_of_the_rule(bulletin: Bulletin, number: str, over: int | None) -> None:
    assert next(row.over_days for row in bulletin.rows if row.number == number) == over


def test_notes_say_what_is_special(bulletin: Bulletin) -> None:
    notes = {it.number: it.notes for chapter in bulletin.faults for it in chapter.items}
    assert notes["2026-000104"] == ()
    assert notes["2026-000090"] == ("上期已通报", "整改后反弹")
    assert notes["2026-000105"] == ("单位提出异议，复核中",)
    assert notes["2026-000108"] == ("单位报告已整改，待复核",)


def test_a_rule_from_memory_is_marked_to_be_checked(bulletin: Bulletin) -> None:
    lead = next(chapter.lead for chapter in bulletin.faults if "栏目地址失效" in chapter.heading)
    assert lead == "依据国办发〔2017〕47号（待核）。"
    assert bulletin.unchecked_rules == ("栏目地址失效",)


def test_days_without_a_check_are_gaps(bulletin: Bulletin) -> None:
    assert bulletin.gaps == (date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 19))
    assert "共31天。实际检查28天，3月7日至8日、3月19日未检查。数据截至2026年4月1日9时30分。" in text(bulletin)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"days_checked": tuple(date(2026, 3, day) for day in range(1, 32))}, "共31天。检查期内每日均开展了检查。"),
        ({"days_checked": ()}, "共31天。检查期内各日均未开展检查。"),
        # in the middle of the month the days to come are no gaps
        (
            {"as_of": AS_OF - timedelta(days=20), "days_checked": tuple(date(2026, 3, day) for day in range(1, 13))},
            "检查时间为2026年3月1日至12日，共12天。检查期内每日均开展了检查。",
        ),
        ({"as_of": datetime(2026, 2, 27, 9, tzinfo=month.ZONE), "days_checked": ()}, "检查期尚未开始。"),
    ],
)
def test_the_days_are_worded_as_they_were(changes: dict[str, Any], said: str) -> None:
    assert said in text(few(**changes))


def test_nothing_is_compliant_that_nobody_looked_at() -> None:
    bulletin = few(days_checked=())
    assert bulletin.totals.sites.passed == bulletin.totals.accounts.passed == ()
    assert "8个政府网站均因未能核查暂不判定，不计算合格率" in text(bulletin)
    assert bulletin.totals.clear_units == ()


def test_could_not_look_is_neither_compliant_nor_at_fault(bulletin: Bulletin) -> None:
    sites = bulletin.totals.sites
    assert (len(sites.passed), sites.failed, sites.undecided) == (5, ("site-gl", "site-tx"), ("site-zjj",))
    assert "合格5个、不合格2个、因未能核查暂不判定1个，按已判定的7个计算，合格率为71.43%" in text(bulletin)
    assert "因客观原因未能核查的对象有3个（政府网站1个、栏目1个、政务新媒体账号1个），涉及检查事项5项" in text(bulletin)
    assert [blank.said for blank in bulletin.blanks] == [
        "检查期内未能安排核查",
        "页面由脚本生成而未能读取",
        "网站防护拦截自动访问",
    ]


def test_an_unread_deduction_rule_leaves_the_veto_verdict_standing() -> None:
    bulletin = few(unread=(Unread(SubjectKind.SITE, "portal", "link-broken", "incomplete"),))
    assert "portal" in bulletin.totals.sites.passed
    assert "未能核查的政府网站有1个，原因为未能全部读取" in text(bulletin)


def test_a_veto_that_was_put_right_fails_nobody() -> None:
    healed = problem(1, "home-stale", SubjectKind.SITE, "portal", "最新一条发布于 2026-03-01", **FIXED)
    assert few(healed).totals.sites.failed == ()


def test_what_is_no_longer_enrolled_goes_by_its_id() -> None:
    gone = problem(1, "link-broken", SubjectKind.SITE, "site-gone", "链接不可用", unit="gone")
    bulletin = few(gone, inventory=Inventory(UNITS[:1], SITES[:1]))
    assert (bulletin.rows[0].unit, bulletin.rows[0].name, bulletin.rows[0].code) == ("gone", "site-gone", None)


def test_an_empty_inventory_makes_a_bulletin_too() -> None:
    bulletin = few(inventory=Inventory())
    assert bulletin.overview[0] == "检查期内没有列入检查的政府网站和政务新媒体账号。"


def test_a_closed_account_is_no_longer_counted() -> None:
    closed = tuple(replace(one, closed_on=date(2026, 3, 1)) for one in ACCOUNTS[:2])
    inventory = replace(month.INVENTORY, accounts=closed + ACCOUNTS[2:])
    assert few(inventory=inventory).totals.accounts.total == 4


def test_a_bad_link_is_named_by_its_text(bulletin: Bulletin) -> None:
    texts = {it.number: it.text for chapter in bulletin.faults for it in chapter.items}
    assert texts["2026-000113"].startswith("“东昌府区教育和体育局网站”“招生报名”处，链接不可用（返回404）")
    assert "（http://www.dongchangfu.gov.cn/ym/list.html）" in texts["2026-000115"]


def test_previous_problems_still_open_are_named(bulletin: Bulletin) -> None:
    open_before = [one.number for one in PREVIOUS if one.state in tally.OPEN]
    assert [item.number for item in bulletin.review.items] == open_before
    assert bulletin.review.reopened == 1


def test_a_rule_without_text_goes_by_its_id() -> None:
    rules = {"column-blank": RuleText("栏目空白", Severity.DEDUCT)}
    assert few(A, rules=rules).faults[0].heading == "（一）column-stale：扣分问题1个"
