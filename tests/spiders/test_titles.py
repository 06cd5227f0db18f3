"""Titles of annual reports."""

from __future__ import annotations

import pytest

from spiders.titles import Whose, is_report, whose, year_of

EDUCATION = "东昌府区教育和体育局"
TOWN = "东昌府区堂邑镇人民政府"
STREET = "东昌府区古楼街道办事处"
DISTRICT = "东昌府区人民政府"
CITIES = "东昌府区城市管理局"
ALL = (EDUCATION, TOWN, STREET, DISTRICT, CITIES)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("东昌府区教育和体育局2024年政府信息公开工作年度报告", 2024),
        ("2024年东昌府区教育和体育局政府信息公开年度报告", 2024),
        ("2023年度政府信息公开工作报告", 2023),
        ("2022年政务公开年度报告", 2022),
        ("2021年政府信息公开年报", 2021),
        ("二〇二四年政府信息公开工作年度报告", 2024),
        ("２０２４年政府信息公开工作年度报告", 2024),
        ("201 9 年政府信息公开工作年度报告".replace("201 9", "2019"), 2019),
        ("2025年1月公布 2024年政府信息公开工作年度报告", 2024),  # the year before the subject
        ("政府信息公开工作年度报告(2024)", 2024),
        ("政府信息公开工作年度报告", None),
    ],
)
def test_reports_and_their_years(title: str, year: int | None) -> None:
    assert is_report(title)
    assert year_of(title) == year


@pytest.mark.parametrize(
    "title",
    [
        "2024年政府网站工作年度报表",
        "政府信息公开指南",
        "2024年部门预算公开",
        "2024年提案办理情况报告",
        "2024年第一季度政府信息公开统计",
        "关于做好2024年政府信息公开工作年度报告编制工作的通知",
        "一图读懂2024年政府信息公开工作年度报告",
        "2024年工作总结",
        "2024年法治政府建设年度报告",
    ],
)
def test_neighbours_in_the_column_are_no_reports(title: str) -> None:
    assert not is_report(title)


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        ("东昌府区教育和体育局2024年政府信息公开工作年度报告", EDUCATION),
        ("教育和体育局2024年政府信息公开工作年度报告", EDUCATION),
        ("2024年区教育和体育局政府信息公开工作年度报告", EDUCATION),
        ("东昌府教育和体育局2024年政府信息公开工作年度报告", EDUCATION),
        ("堂邑镇2024年政府信息公开工作年度报告", TOWN),
        ("堂邑镇人民政府2024年政府信息公开工作年度报告", TOWN),  # the district's short name is in it too
        ("古楼街道2024年政府信息公开工作年度报告", STREET),
        ("东昌府区人民政府2024年政府信息公开工作年度报告", DISTRICT),
        ("东昌府区2024年政府信息公开工作年度报告", DISTRICT),
        ("2024年东昌府区政府信息公开工作年度报告", DISTRICT),
        ("东昌府区城市管理局2024年政府信息公开工作年度报告", CITIES),
        ("聊城市教育和体育局2024年政府信息公开工作年度报告", None),  # another level's
        ("莘县教育和体育局2024年政府信息公开工作年度报告", None),
        ("东昌府区气象局2024年政府信息公开工作年度报告", None),  # not enrolled
        ("2024年政府信息公开工作年度报告", None),
    ],
)
def test_owners(title: str, owner: str | None) -> None:
    for unit in ALL:
        others = [name for name in ALL if name != unit]
        expected = Whose.OURS if unit == owner else Whose.ANOTHERS if owner else Whose.UNSAID
        assert whose(title, unit, others) is expected, unit
