"""Two neglected sites: a town with stale columns and a stale home page, a subdistrict with blank columns."""

from __future__ import annotations

from tests.district.days import Month
from tests.district.plan import Column, Site, View
from tests.district.seeds.spells import beat, silent


def towns(m: Month) -> tuple[Site, ...]:
    """Their sites."""
    return _town(m), _subdistrict(m)


def _town(m: Month) -> Site:
    return Site(
        "lhz",
        "lhz.dongchangfu.gov.cn",
        "柳河镇人民政府",
        "lhz",
        "3715020009",
        "plain",
        columns=(
            Column("lhz-yw", "柳河要闻", "news", "lhyw", silent(m, 4, (-40, None)), rows=6, per_page=4),
            Column("lhz-dt", "村居动态", "news", "cjdt", silent(m, 5, (-100, None)), rows=4),
            Column("lhz-dj", "基层党建", "news", "jcdj", silent(m, 6, (-22, None)), rows=4),
            Column("lhz-tz", "通知公告", "notice", "tzgg", silent(m, 15, (m.ago(7, 9), None)), rows=4, top=True),
            Column("lhz-zc", "政策文件", "policy", "zcwj", silent(m, 30, (m.ago(11, 6), None)), rows=4, top=True),
            Column("lhz-cw", "村务公开", "notice", "cwgk", silent(m, 9, (m.ago(8, 7), None)), rows=4, top=True),
            Column("lhz-nb", "信息公开年报", "annual-report", "xxgknb", view=View.REPORTS),
            Column("lhz-zs", "招商引资", "notice", "zsyz"),
            Column("lhz-ms", "民生实事", "notice", "msss"),
            Column(
                "lhz-jg", "镇情概况", "static", "zqgk", view=View.DOCUMENT, trap="one document, unchanged for years"
            ),
        ),
        home=("lhz-yw", "lhz-dj", "lhz-tz"),
        kind="other",
        clock=True,
    )


def _subdistrict(m: Month) -> Site:
    blank = (("zcwj", "政策文件", "policy"), ("zcjd", "政策解读", "interpretation"), ("sqfw", "社区服务", "notice"))
    empty = (("ylfw", "养老服务", "notice"), ("zmhd", "惠民活动", "news"))
    return Site(
        "qqj",
        "qqj.dongchangfu.gov.cn",
        "清泉街道办事处",
        "qqj",
        "3715020010",
        "bracket",
        columns=(
            Column("qqj-yw", "街道要闻", "news", "jdyw", beat(3, 2)),
            Column("qqj-dt", "社区动态", "news", "sqdt", silent(m, 4, (-45, None)), rows=4),
            Column("qqj-wm", "文明实践", "news", "wmsj", silent(m, 7, (-5, 26)), rows=4),
            Column("qqj-tz", "通知公告", "notice", "tzgg", silent(m, 14, (m.ago(9, 9), None)), rows=4, top=True),
            Column("qqj-gh", "规划计划", "plan", "ghjh", silent(m, 60, (-500, None)), rows=3),
            Column("qqj-rs", "人事信息", "personnel", "rsxx", silent(m, 60, (-520, None)), rows=3),
            *(Column(f"qqj-{slug}", name, kind, slug) for slug, name, kind in (*blank, *empty)),
        ),
        home=("qqj-yw", "qqj-dt", "qqj-tz"),
        kind="other",
        forgotten="办事指南",
    )
