"""The markup of a county portal as CMS vendors leave it, and the ways a page can carry a link."""

from __future__ import annotations

from tests.bench.portal.plan import SECTIONS, WORDS, Plan, draw

COUNTY = "测试县人民政府"


def head(title: str, charset: str, metas: dict[str, str], css: str = "", *, shared: bool = True) -> str:
    """Everything up to ``<body>``; ``shared``: with the portal's own style sheets and scripts.

    ``css`` is the address of a background, where the page has one of its own.
    """
    lines = "".join(f'<meta name="{name}" content="{said}">\n' for name, said in metas.items())
    files = (
        '<link rel="stylesheet" href="/css/base.css"><link rel="stylesheet" href="/css/page.css">\n'
        '<link rel="shortcut icon" href="/images/favicon.ico">\n<script src="/js/jquery.js"></script>'
        '<script src="/js/main.js"></script>\n'
    )
    style = f"<style>.banner{{background:url('{css}') no-repeat}}</style>\n" if css else ""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head>\n<meta charset="{charset}">\n<title>{title}_{COUNTY}</title>\n'
        f'<meta name="SiteName" content="{COUNTY}"><meta name="SiteDomain" content="127.0.0.2">'
        f'<meta name="SiteIDCode" content="0000000000">\n{lines}'
        f"{files if shared else ''}{style}</head>\n"
    )


def menu(plan: Plan) -> str:
    """The top of every page: banner, tools, and the columns in two levels, 30 of them."""
    parts = []
    for section in range(plan.sections):
        own = (
            range(section * 10, min(section * 10 + 3, plan.columns))
            if plan.sections >= 10
            else range(section * 10, section * 10 + 10)
        )
        items = "".join(
            f'<li class="sub" data-id="{column}"><a href="{plan.list_path(column)}" target="_blank" title="{word(column)}">'
            f'<span class="txt">{word(column)}</span></a></li>\n'
            for column in own
        )
        parts.append(
            f'<li class="nav-item"><a href="{plan.section_path(section)}">{SECTIONS[section % 10].upper()}</a><ul>{items}</ul></li>\n'
        )
    return (
        '<body id="top">\n<div class="header"><div class="wrap"><a href="/"><img src="/images/logo.png" alt="'
        + COUNTY
        + '"></a>'
        '<a href="javascript:void(0)" onclick="addFavorite()">加入收藏</a><a href="mailto:xxgk@example.invalid">邮箱</a>'
        '<a href="tel:12345">12345</a><img src="/images/banner1.jpg"><img src="/images/banner2.jpg"></div>\n'
        '<ul class="nav">' + "".join(parts) + "</ul></div>\n"
    )


def footer(plan: Plan) -> str:
    """The bottom of every page, with the marks that are prescribed and one old link that nobody follows any more."""
    other = plan.places.other
    return (
        '<div class="footer"><a href="/about/site.html">关于我们</a><a href="/about/map.html">网站地图</a>'
        '<a href="/about/contact.html">联系我们</a><a href="/gywm/jiuban.html">旧版入口</a><a href="#top">返回顶部</a>'
        f'<a href="{other}/">上级门户</a><script src="{other}/js/conac.js"></script>'
        f'<a href="{other}/jiucuo.html?site_code=0000000000"><img src="/images/jiucuo.png" alt="政府网站找错"></a>\n'
        f"<p>主办单位：{COUNTY}办公室　网站标识码：0000000000　皖ICP备00000000号"
        '　<a href="/about/police.html"><img src="/images/ga.png">皖公网安备 00000000000000号</a></p></div>\n'
        "<!-- <a href='/jiu/2015/index.html'>2015版</a> -->\n"
        "<script>var _hmt=_hmt||[];(function(){var s='/stat/'+location.pathname;for(var i=0;i<3;i++){_hmt.push([s,i])}})();"
        "</script>\n</body></html>\n"
    )


def crumb(plan: Plan, column: int) -> str:
    section = column // 10
    return (
        f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="{plan.section_path(section)}">'
        f'{SECTIONS[section % 10].upper()}</a> &gt; <a href="{plan.list_path(column)}">{word(column)}</a></div>\n'
    )


def friends(plan: Plan, number: object) -> str:
    """Four departments on the other host."""
    chance = draw("friends", number)
    links = (f"{plan.places.other}/dept/p{chance.randrange(max(20, plan.pages // 10))}.html" for _ in range(4))
    return (
        '<div class="links">'
        + "".join(f'<a href="{link}" target="_blank">{chance.choice(WORDS)}局</a>\n' for link in links)
        + "</div>\n"
    )


def word(number: int) -> str:
    return WORDS[number % len(WORDS)]


def carried(href: str, place: str, number: int) -> str:
    """A link as it stands in ``place``. Backgrounds stand in the head, jumps on a page of their own."""
    return _PLACES[place].format(href=href, number=number)


def jump(href: str, place: str) -> str:
    """A small page that leads on: by a script at once, or by a refresh after five minutes."""
    lead = f'<script>setTimeout(function(){{location.href="{href}"}},300000)</script>'
    if place == "refresh":
        lead = f'<meta http-equiv="refresh" content="300; url={href}">'
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>正在跳转_{COUNTY}</title>{lead}</head>'
        '<body><p>页面正在跳转，请稍候。</p><a href="/">返回首页</a></body></html>\n'
    )


_PLACES = {
    "a": '<p>参见<a href="{href}" target="_blank">附件{number}</a></p>\n',
    "img": '<p><img src="{href}" alt="图{number}"></p>\n',
    "srcset": '<p><img src="/images/s1.jpg" srcset="/images/s2.jpg 1x, {href} 2x"></p>\n',
    "area": '<map name="m{number}"><area shape="rect" coords="0,0,9,9" href="{href}" alt="区域"></map>\n',
    "iframe": '<iframe src="{href}" width="600" height="90"></iframe>\n',
    "option": '<select onchange="window.open(this.value)"><option value="">请选择</option><option value="{href}">部门网站</option></select>\n',
    "onclick": '<p><span class="btn" onclick="window.open(\'{href}\')">查看详情</span></p>\n',
    "comment": '<!-- <p><a href="{href}">旧链接{number}</a></p> -->\n',
    "script-text": "<script>var tpl{number}='<li><a href=\"{href}\">'+document.title+'</a></li>';</script>\n",
}
