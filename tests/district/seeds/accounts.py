"""The new-media accounts and how each publishes."""

from __future__ import annotations

from tests.district.days import Month
from tests.district.plan import Account
from tests.district.seeds.spells import beat, silent

FEEDS = "feeds.dcf-culture.cn"


def accounts(m: Month) -> tuple[Account, ...]:
    """The register of accounts."""
    return (
        Account("wx-dcf", "zfb", "wechat", "东昌府发布", "bridge", beat(1)),
        # 06:30 in Shanghai is the evening before in UTC: who counts in UTC is a day early
        Account("wb-dcf", "zfb", "weibo", "东昌府发布", "atom", silent(m, 1, (-1, None)), push="06:30"),
        Account("dy-dcf", "zfb", "douyin", "东昌府融媒", "json", silent(m, 2, (-30, 20))),
        Account(
            "wx-jyj",
            "jyj",
            "wechat",
            "东昌府教体",
            "rss",
            silent(m, 3, (-61, None)),
            closed_on=m.day(-60),
            trap="closed and silent since",
        ),
        Account(
            "wx-wjj", "wjj", "wechat", "健康东昌府", "error", trap="the bridge answers an HTML error page with 200"
        ),
        Account(
            "tt-nyj",
            "nyj",
            "toutiao",
            "东昌府三农",
            "rss",
            silent(m, 2, (-2, 13)),
            push="06:30",
            trap="exactly 14 days silent on the last day before the next push",
        ),
        Account("wb-zfj", "zfj", "weibo", "东昌府城管", "atom", beat(2)),
        Account("ks-czj", "czj", "kuaishou", "东昌府财政", "manual", trap="nobody has entered anything yet"),
    )
