"""Departments with healthy sites and single faults: education, health, agriculture, civil affairs."""

from __future__ import annotations

from tests.district.days import Month, Span
from tests.district.plan import Column, Site, View
from tests.district.seeds.spells import beat, silent


def departments(m: Month) -> tuple[Site, ...]:
    """Their sites."""
    return _education(m), _health(m), _agriculture(m), _civil_affairs(m)


def _education(m: Month) -> Site:
    return Site(
        "jyj",
        "jyj.dongchangfu.gov.cn",
        "东昌府区教育和体育局",
        "jyj",
        "3715020002",
        "hanweb",
        columns=(
            Column("jyj-yw", "教体要闻", "news", "col1201", beat(2)),
            Column("jyj-dt", "校园动态", "news", "col1202", silent(m, 3, (2, None))),
            Column("jyj-tz", "通知公告", "notice", "col1203", beat(8, 3), rows=7, per_page=5, top=True),
            Column("jyj-wj", "政策文件", "policy", "col1204", silent(m, 30, (m.ago(6, 8), None)), rows=4, top=True),
            Column("jyj-zs", "招生信息", "notice", "col1205", silent(m, 20, (m.ago(8, 4), None)), rows=4),
            Column("jyj-gh", "规划计划", "plan", "col1206", beat(90, 8), rows=3),
            Column("jyj-nb", "政府信息公开年报", "annual-report", "col1207", view=View.REPORTS),
            Column(
                "jyj-jg", "机构设置", "static", "col1208", view=View.DOCUMENT, trap="one document, unchanged for years"
            ),
            Column(
                "jyj-zt",
                "校园足球专题",
                "topic",
                "col1209",
                silent(m, 10, (-900, None)),
                rows=3,
                trap="a closed campaign: nothing new for years",
            ),
        ),
        home=("jyj-yw", "jyj-tz", "jyj-dt"),
    )


def _health(m: Month) -> Site:
    return Site(
        "wjj",
        "wjj.dongchangfu.gov.cn",
        "东昌府区卫生健康局",
        "wjj",
        "3715020003",
        "table",
        columns=(
            Column("wjj-yw", "卫健要闻", "news", "yw", silent(m, 4, (-20, 5), (5, None))),
            Column("wjj-dt", "工作动态", "news", "dt", beat(3, 1)),
            Column(
                "wjj-tz",
                "通知公告",
                "notice",
                "tz",
                beat(10, 4),
                rows=8,
                per_page=5,
                top=True,
                ascending=True,
                trap="sorted oldest first over two pages; the newest page is fresh",
            ),
            Column("wjj-zc", "政策文件", "policy", "zc", beat(30, 9), rows=4, top=True),
            Column("wjj-rs", "人事信息", "personnel", "rs", beat(100, 7), rows=3),
            Column("wjj-kp", "健康科普", "notice", "kp", silent(m, 2, (None, 13))),
            Column("wjj-nb", "信息公开年报", "annual-report", "nb", view=View.REPORTS),
            Column("wjj-fw", "医疗服务", "news", "fw", mirror="wjj-dt", dated=False, trap="no row is dated"),
            Column("wjj-tl", "目录下载", "notice", "tl", view=View.PDF, trap="the column is a PDF"),
        ),
        home=("wjj-dt", "wjj-tz", "wjj-yw"),
    )


def _agriculture(m: Month) -> Site:
    return Site(
        "nyj",
        "nyj.dongchangfu.gov.cn",
        "东昌府区农业农村局",
        "nyj",
        "3715020004",
        "monthday",
        columns=(
            Column("nyj-yw", "三农要闻", "news", "snyw", beat(4, 2)),
            Column(
                "nyj-dt",
                "基层动态",
                "news",
                "jcdt",
                silent(m, 3, (-4, 11)),
                trap="exactly 14 days old on its last day before the next item",
            ),
            Column("nyj-tz", "通知公告", "notice", "tzgg", beat(12, 5), top=True),
            Column("nyj-zc", "政策文件", "policy", "zcwj", beat(28, 6), top=True),
            Column("nyj-jd", "政策解读", "interpretation", "zcjd", silent(m, 15, (-55, None)), rows=4, max_age=60),
            Column("nyj-bt", "惠农补贴", "notice", "hnbt", view=View.SHELL, trap="an empty shell that a script fills"),
            Column("nyj-yj", "农情调度", "news", "nqdd", silent(m, 2, (-7, 20))),
            Column("nyj-gh", "工作计划", "plan", "gzjh", beat(70, 11), rows=3),
        ),
        home=("nyj-yw", "nyj-tz"),
    )


def _civil_affairs(m: Month) -> Site:
    return Site(
        "mzj",
        "mzj.dongchangfu.gov.cn",
        "东昌府区民政局",
        "mzj",
        "3715020005",
        "gbk",
        columns=(
            Column("mzj-yw", "民政要闻", "news", "mzyw", beat(3)),
            Column("mzj-tz", "通知公告", "notice", "tzgg", beat(11, 1), top=True),
            Column("mzj-zc", "政策法规", "policy", "zcfg", silent(m, 25, (m.ago(9, 3), None)), rows=4, top=True),
            Column("mzj-jz", "社会救助", "data", "shjz", beat(15, 6), rows=4, max_age=45),
            Column("mzj-nb", "年度报告", "annual-report", "ndbg", view=View.REPORTS),
            Column("mzj-hy", "婚姻登记", "notice", "hydj", view=View.WALL, trap="behind an anti-bot wall (412)"),
            Column(
                "mzj-cs",
                "慈善事业",
                "news",
                "cssy",
                view=View.STUB,
                mirror="mzj-yw",
                trap="a stub that refreshes to a fresh list",
            ),
            Column(
                "mzj-yl",
                "养老服务",
                "notice",
                "ylfw",
                view=View.PRIVATE,
                trap="redirects to a private address, which must not be fetched",
            ),
            Column("mzj-dt", "基层民政", "news", "jcmz", silent(m, 5, (-33, None)), rows=4),
        ),
        home=("mzj-yw", "mzj-tz", "mzj-dt"),
        cut=Span(m.day(13), m.day(13)),
        robots="User-agent: *\nDisallow: /nbzl/\n",
    )
