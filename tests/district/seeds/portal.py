"""The portal: TRS lists, the shared column of annual reports, most of the harmless oddities."""

from __future__ import annotations

from tests.district.days import Month
from tests.district.plan import Column, Quiet, Site, View
from tests.district.seeds.spells import beat, silent


def portal(m: Month) -> Site:
    """东昌府区人民政府门户网站."""
    return Site(
        "portal",
        "www.dongchangfu.gov.cn",
        "东昌府区人民政府",
        "zfb",
        "3715020001",
        "trs",
        columns=(*_front(m), *_open(m)),
        home=("portal-zwyw", "portal-tzgg", "portal-zcwj", "portal-bmdt"),
        kind="portal",
    )


def _front(m: Month) -> tuple[Column, ...]:
    """News, notices, policies."""
    return (
        Column("portal-zwyw", "政务要闻", "news", "xwzx/zwyw", beat(1), rows=12, per_page=8),
        Column("portal-bmdt", "部门动态", "news", "xwzx/bmdt", mirror="jyj-yw"),
        Column("portal-xzjd", "执法动态", "news", "xwzx/zfdt", mirror="zfj-yw"),
        Column(
            "portal-jcxx",
            "基层信息",
            "news",
            "xwzx/jcxx",
            beat(3),
            future=m.day(m.last.day + 40),
            trap="a future-dated item stands over fresh ones",
        ),
        Column(
            "portal-tzgg",
            "通知公告",
            "notice",
            "zwgk/tzgg",
            beat(9, 2),
            top=True,
            pinned=True,
            trap="a pinned item many years old stands on top",
        ),
        Column("portal-zcwj", "政策文件", "policy", "zwgk/zcwj", beat(25, 3), rows=4, top=True),
    )


def _open(m: Month) -> tuple[Column, ...]:
    """What must be open: plans, people, figures, reports, and what never changes."""
    return (
        Column("portal-zcjd", "政策解读", "interpretation", "zwgk/zcjd", beat(20, 4), rows=4),
        Column(
            "portal-rsrm",
            "人事任免",
            "personnel",
            "zwgk/rsrm",
            silent(m, 60, (-500, None)),
            rows=3,
            quiet=Quiet("本年度无人事任免事项", m.day(400)),
            trap="silent with an approval in force",
        ),
        Column("portal-ghjh", "规划计划", "plan", "zwgk/ghjh", silent(m, 120, (-430, None)), rows=3),
        Column("portal-tjsj", "统计数据", "data", "zwgk/tjsj", beat(30, 5), rows=4, max_age=100),
        Column("portal-nb", "政府信息公开年报", "annual-report", "zwgk/zfxxgknb", view=View.REPORTS, per_page=12),
        Column("portal-wzbb", "网站工作年度报表", "website-report", "zwgk/wzbb", view=View.YEARLY),
        Column("portal-zxts", "咨询投诉", "messages", "hdjl/zxts", beat(4, 1), rows=4, unit="dzfw"),
        Column(
            "portal-zt",
            "文明城市创建专题",
            "topic",
            "zt/wmcs",
            silent(m, 15, (-1100, None)),
            rows=4,
            trap="a closed campaign: nothing new for three years",
        ),
        Column(
            "portal-jgzn",
            "机构职能",
            "static",
            "zwgk/jgzn",
            view=View.DOCUMENT,
            trap="one document, unchanged for years",
        ),
        Column("portal-gszl", "公示专栏", "notice", "zwgk/gszl"),
    )
