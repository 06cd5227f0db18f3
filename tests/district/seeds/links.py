"""The seeded addresses: dead ones that must be found, odd ones that accuse nobody."""

from __future__ import annotations

from tests.district.days import Month
from tests.district.plan import Link

LONG = -60  # "since long": before the month, after every page that carries such a link
CULTURE = "www.dcf-culture.cn"
SLOW = "slow.dcf-culture.cn"
SECURE = "secure.dcf-culture.cn"
LOST = "www.dcf-travel.cn"  # its owner let it go
POLITE = "/topic/"  # what is not there is said with status 200
WWW, JYJ, WJJ, MZJ, ZJJ, LHZ = (
    f"http://{name}.dongchangfu.gov.cn" for name in ("www", "jyj", "wjj", "mzj", "zjj", "lhz")
)
SEE = '<p>相关链接：<a href="{href}" target="_blank">查看原文</a></p>'
FILE = '<p>附件：<a href="{href}">下载附件</a></p>'


def links(m: Month) -> tuple[Link, ...]:
    """All of them."""
    return (*_gone(m), *_false(m), *_moving(m), *_short(m), *_harmless(m))


def _gone(m: Month) -> tuple[Link, ...]:
    """Dead all month."""
    long = (m.span(LONG, None),)
    return (
        Link(
            "portal", "article:portal-zcwj", f"{WWW}/zwgk/zcwj/201903/t20190301_1001.html", SEE, "page gone", dead=long
        ),
        Link(
            "portal",
            "article:portal-zcwj",
            f"{WWW}/zwgk/zcwj/201903/P020190301001.pdf",
            FILE,
            "attachment gone",
            alive="pdf",
            dead=long,
        ),
        Link("wjj", "article:wjj-zc", f"{WJJ}/zc/2018/xz.shtml", SEE, "410", "410", dead=long),
        Link(
            "czj",
            "footer",
            "http://czj.dongchangfu.gov.cn/wzdt.html",
            '<a href="{href}">网站地图</a>',
            "one dead address in the footer of every page",
            dead=long,
        ),
        Link(
            "nyj",
            "article:nyj-zc",
            f"{WWW}/zwgk/ndjh/t20200110_4402.html",
            SEE,
            "dead on another enrolled host: the fault of the page that carries it",
            dead=long,
        ),
    )


def _false(m: Month) -> tuple[Link, ...]:
    """What answers with status 200 and is not what was linked."""
    long, files = (m.span(LONG, None),), "attachment-broken"
    return (
        Link(
            "zjj",
            "article:zjj-zc",
            f"{ZJJ}{POLITE}2021.html",
            SEE,
            "says with 200 that it is not there",
            "polite",
            dead=long,
        ),
        Link(
            "portal",
            "article:portal-zcwj",
            f"{WWW}/zwgk/zcwj/201904/P020190401002.pdf",
            FILE,
            "the file breaks off since an upload of this month",
            "half",
            alive="pdf",
            dead=(m.span(4, None),),
            rule=files,
        ),
        Link(
            "jyj",
            "document:jyj-jg",
            f"{JYJ}/fj/zsfa.pdf",
            FILE,
            "a page comes in place of the file, until it is put right",
            "page",
            alive="pdf",
            dead=(m.span(LONG, 15),),
            rule=files,
        ),
        Link(
            "lhz",
            "document:lhz-jg",
            f"http://{LOST}/",
            SEE,
            "an outside site that changes hands this month",
            "taken",
            dead=(m.span(3, None),),
            rule="link-hijacked",
        ),
    )


def _moving(m: Month) -> tuple[Link, ...]:
    """Dead for a part of the month, or carried for a part of it."""
    long = (m.span(LONG, None),)
    return (
        Link(
            "jyj",
            "document:jyj-jg",
            f"{JYJ}/picture/jigou.png",
            '<p><img src="{href}" alt="机构图" /></p>',
            "the image goes mid-month",
            alive="png",
            dead=(m.span(6, None),),
        ),
        Link(
            "jyj",
            "home",
            f"{JYJ}/zhuanlan/yjzy.html",
            '<li><a href="{href}">优质资源专栏</a></li>',
            "dead, back for some days, dead again",
            dead=(m.span(LONG, 6), m.span(14, None)),
        ),
        Link(
            "zjj",
            "article:zjj-zc",
            f"http://{CULTURE}/zl/2019.html",
            SEE,
            "an outside page; the link is new this month",
            dead=long,
            carried=m.span(9, None),
        ),
        Link(
            "zfj",
            "list:zfj-tz",
            "http://zfj.dongchangfu.gov.cn/bszn/sqb.html",
            '<p class="tip"><a href="{href}">办事指南</a></p>',
            "comes back mid-month",
            dead=(m.span(LONG, 15),),
        ),
        Link(
            "lhz",
            "document:lhz-jg",
            f"{LHZ}/old/lyjd.html",
            SEE,
            "the page drops the link mid-month",
            dead=long,
            carried=m.span(LONG, 18),
        ),
    )


def _short(m: Month) -> tuple[Link, ...]:
    """Dead, but not for long enough to accuse anybody."""
    return (
        Link(
            "portal",
            "document:portal-jgzn",
            f"{WWW}/zwgk/jgzn/sdfa.html",
            SEE,
            "404 on one day only",
            dead=(m.span(12, 12),),
            fault=False,
        ),
        Link(
            "zjj",
            "article:zjj-zc",
            f"{ZJJ}/bsfw/zn.html",
            SEE,
            "404 on two days, one look short",
            dead=(m.span(20, 21),),
            fault=False,
        ),
    )


def _harmless(m: Month) -> tuple[Link, ...]:
    """No proof of anything, or not to be asked at all."""
    comment = '<!-- <li><a href="{href}">专家库</a></li> <a href="${{Catalog.Link}}">栏目</a> -->'
    closed = "dead, at an address that robots.txt closes"
    return (
        Link("wjj", "article:wjj-zc", f"{WJJ}/cx/yy.shtml", SEE, "503", "503", fault=False),
        Link("zjj", "article:zjj-zc", f"{ZJJ}/oa/login.html", SEE, "403", "403", fault=False),
        Link(
            "nyj", "article:nyj-zc", f"http://{SLOW}/nongji.html", SEE, "closed without an answer", "close", fault=False
        ),
        Link("portal", "document:portal-jgzn", f"https://{SECURE}/", SEE, "TLS fails", "tls", fault=False),
        Link("mzj", "article:mzj-zc", "http://10.0.0.8/oa/", SEE, "a private address", "private", fault=False),
        Link(
            "wjj", "article:wjj-zc", f"{WJJ}/go/jk.shtml", SEE, "redirects to a page", "301 /go/jk2.shtml", fault=False
        ),
        Link("lhz", "document:lhz-jg", f"{LHZ}/old/zjk.html", comment, "inside a comment", fault=False),
        Link(
            "mzj",
            "footer",
            f"{MZJ}/nbzl/",
            '<a href="{href}">内部资料</a>',
            "a directory that robots.txt closes",
            dead=(),
            fault=False,
        ),
        Link("mzj", "page:/nbzl/", f"{MZJ}/nbzl/2015.htm", SEE, "dead, on a page that robots.txt closes", fault=False),
        Link("mzj", "article:mzj-zc", f"{MZJ}/nbzl/old.htm", SEE, closed, fault=False),
        Link(
            "portal",
            "article:portal-zcwj",
            f"{WWW}/fj/附件1 申请表.pdf",
            FILE,
            "Chinese and a space in the address",
            alive="pdf",
            dead=(),
            href=" /fj/附件1 申请表.pdf ",
            fault=False,
        ),
    )
