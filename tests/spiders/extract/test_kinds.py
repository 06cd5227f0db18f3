"""Names of columns as offices give them, and the kind each speaks of."""

from __future__ import annotations

import pytest

from monitor.model.subject import ColumnKind
from spiders.extract.kinds import kind_of

URL = "http://www.donghe.gov.cn/x7/"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("政务要闻", "news"),
        ("部门动态", "news"),
        ("图片新闻", "news"),
        ("通知公告", "notice"),
        ("公示专栏", "notice"),
        ("村务公开", "notice"),
        ("政策法规", "policy"),
        ("规范性文件", "policy"),
        ("规章制度", "policy"),
        ("政策解读", "interpretation"),  # a 解读, though it begins with 政策
        ("政策问答", "interpretation"),
        ("人事任免", "personnel"),
        ("招聘公告", "notice"),  # a 公告, whatever it announces
        ("规划公示", "notice"),
        ("年度工作计划", "plan"),
        ("规划计划", "plan"),
        ("统计数据", "data"),
        ("预算决算", "data"),
        ("政府信息公开年报", "annual-report"),
        ("信息公开年度报告", "annual-report"),
        ("网站工作年度报表", "website-report"),
        ("网站年报", "website-report"),
        ("区长信箱", "messages"),
        ("文明城市创建专题", "topic"),  # 文明 alone would be news
        ("机构职能", "static"),
        ("信息公开指南", "static"),
        ("人事信息", "personnel"),
        ("统计信息", "data"),
        ("政务信息", "news"),
        ("媒体关注", "news"),
        ("政府公报", "policy"),  # a 公报 of statistics is data
        ("行政处罚", "notice"),
        ("双随机、一公开", "notice"),
        ("网上调查", "messages"),
        ("在线访谈", "messages"),
        ("权责清单", "static"),
        ("办事指引", "static"),
    ],
)
def test_the_last_word_of_a_name_says_what_a_column_is(name: str, kind: str) -> None:
    guess = kind_of(name, "", URL)
    assert (guess.kind, guess.sure) == (kind, True)
    assert guess.reason.startswith("name: ")


@pytest.mark.parametrize(
    ("name", "column_type", "url", "page", "kind", "reason", "sure"),
    [
        ("走进东河", "工作动态", URL, "list", "news", "ColumnType: 动态", True),
        ("走进东河", "走进东河", URL, "list", "topic", "no word tells the kind", False),
        ("走进东河", "5", "http://a.cn/zwgk/TZGG/index.html", "list", "notice", "address: tzgg", True),
        ("走进东河", "", "http://a.cn/zcjd/tzgg2/", "list", "interpretation", "address: zcjd", True),
        ("通知公告", "工作动态", "http://a.cn/zcjd/", "list", "notice", "name: 公告", True),  # the name comes first
        ("走进东河", "", URL, "document", "static", "one page of text", False),
        ("养老服务", "", URL, "document", "static", "one page of text", False),
        ("政务信息公开", "", URL, "list", "topic", "no word tells the kind", False),  # no 政务信息
        ("养老服务", "", URL, "list", "notice", "subject: 服务", False),
        ("基层党建", "", URL, "list", "news", "subject: 党建", False),
        ("", "", "http://a.cn", "", "topic", "no word tells the kind", False),
    ],
)
def test_without_such_a_word_other_sources_are_asked_in_their_order(
    name: str, column_type: str, url: str, page: str, kind: str, reason: str, sure: bool
) -> None:
    guess = kind_of(name, column_type, url, page=page)
    assert (guess.kind, guess.reason, guess.sure) == (kind, reason, sure)


def test_what_nothing_speaks_of_is_never_stale() -> None:
    assert {kind_of("走进东河", "", URL, page=page).kind for page in ("list", "shell", "document", "")} == {
        ColumnKind.TOPIC,
        ColumnKind.STATIC,
    }
