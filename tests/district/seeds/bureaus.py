"""Housing (odd answers, a home page without dates), finance (a site total that comes and goes), enforcement (down)."""

from __future__ import annotations

from tests.district.days import Month, Span
from tests.district.plan import Column, Quiet, Site, View
from tests.district.seeds.spells import beat, silent


def bureaus(m: Month) -> tuple[Site, ...]:
    """Their sites."""
    return _housing(m), _finance(m), _enforcement(m)


def _housing(m: Month) -> Site:
    return Site(
        "zjj",
        "zjj.dongchangfu.gov.cn",
        "东昌府区住房和城乡建设局",
        "zjj",
        "3715020006",
        "split",
        columns=(
            Column("zjj-yw", "住建要闻", "news", "zjyw", beat(3, 2)),
            Column("zjj-dt", "工地动态", "news", "gddt", silent(m, 2, (-11, 18))),
            Column("zjj-tz", "通知公告", "notice", "tzgg", beat(10, 3), top=True),
            Column("zjj-zc", "政策文件", "policy", "zcwj", beat(27, 4), top=True),
            Column(
                "zjj-fc",
                "房产交易",
                "notice",
                "fcjy",
                mirror="zjj-tz",
                linked=False,
                view=View.MOVED,
                moved=Span(m.day(3), m.day(8)),
                trap="the enrolled address answers 404 for some days",
            ),
            Column("zjj-gj", "住房公积金", "notice", "zfgjj", view=View.BUSY, trap="answers 503"),
            Column("zjj-ml", "历史文件汇编", "notice", "lswj", view=View.HUGE, trap="a page of 20 MB"),
            Column("zjj-zb", "招标公示", "notice", "zbgs"),
            Column(
                "zjj-rs",
                "人事信息",
                "personnel",
                "rsxx",
                silent(m, 50, (-480, None)),
                rows=3,
                quiet=Quiet("机构改革期间暂无人事信息", m.day(9)),
            ),
            Column("zjj-gh", "规划计划", "plan", "ghjh", beat(80, 9), rows=3),
        ),
        home=(),
    )


def _finance(m: Month) -> Site:
    return Site(
        "czj",
        "czj.dongchangfu.gov.cn",
        "东昌府区财政局",
        "czj",
        "3715020007",
        "bracket",
        columns=(
            Column("czj-yw", "财政要闻", "news", "czyw", silent(m, 3, (-30, None)), rows=4),
            Column("czj-dt", "工作动态", "news", "gzdt", silent(m, 2, (-4, 23))),
            Column("czj-tz", "通知公告", "notice", "tzgg", silent(m, 12, (m.ago(7, 5), None)), rows=4, top=True),
            Column("czj-zc", "政策文件", "policy", "zcwj", silent(m, 20, (m.ago(8, 2), None)), rows=4, top=True),
            Column("czj-cg", "政府采购", "notice", "zfcg", silent(m, 6, (m.ago(7, 12), None)), rows=4, top=True),
            Column("czj-ys", "预算决算", "data", "ysjs", beat(40, 3), rows=4),
            Column("czj-nb", "信息公开年报", "annual-report", "xxgknb", view=View.REPORTS),
            Column("czj-jd", "政策解读", "interpretation", "zcjd", beat(24, 2), rows=4),
            Column(
                "czj-zn", "信息公开指南", "static", "gkzn", view=View.DOCUMENT, trap="one document, unchanged for years"
            ),
        ),
        home=("czj-yw", "czj-dt", "czj-tz"),
    )


def _enforcement(m: Month) -> Site:
    return Site(
        "zfj",
        "zfj.dongchangfu.gov.cn",
        "东昌府区综合行政执法局",
        "zfj",
        "3715020008",
        "trs",
        columns=(
            Column("zfj-yw", "执法要闻", "news", "zfyw", beat(3, 1)),
            Column("zfj-dt", "中队动态", "news", "zddt", silent(m, 2, (-8, None))),
            Column("zfj-tz", "通知公告", "notice", "tzgg", beat(9, 5), rows=4, top=True),
            Column("zfj-zc", "上级文件", "policy", "sjwj", mirror="portal-zcwj", top=True),
        ),
        home=("zfj-yw", "zfj-tz", "zfj-dt"),
        down=Span(m.day(8), m.day(9)),
    )
