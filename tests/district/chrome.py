"""What stands around every page: meta tags, header, navigation, side menu, footer with the marks."""

from __future__ import annotations

from datetime import date
from html import escape
from string import Template
from urllib.parse import quote

from tests.district.plan import Column, Item, Site
from tests.district.styles import STYLES

OUTSIDE = ("www.gov.cn", "www.shandong.gov.cn", "www.liaocheng.gov.cn")
SERVICES = ("beian.miit.gov.cn", "www.beian.gov.cn", "bszs.conac.cn", "dcs.conac.cn", "zfwzgl.www.gov.cn")
WEEKDAYS = "一二三四五六日"

PAGE = Template("""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=$charset" />
<title>$title</title>
$metas<link href="/static/site.css" rel="stylesheet" type="text/css" />
<base target="_blank" />
</head>
<body>
<div class="top"><a href="javascript:;" onclick="setHome()">设为首页</a> | <a href="#" id="collect">加入收藏</a> |
<a href="mailto:zwgk@dongchangfu.gov.cn">联系我们</a> | <a href="tel:0635-0000000">值班电话</a> | <a href="javascript:void(0)">无障碍浏览</a> $clock</div>
<div class="header"><a href="/"><img src="/static/logo.png" alt="$site" /></a>
<form action="/search" onsubmit="return false"><input name="q" value="请输入关键字" /></form></div>
$nav
<div class="position">当前位置：<a href="/">首页</a> &gt; $crumb</div>
$main
<div class="friends">友情链接：$friends
<select onchange="window.open(this.value)"><option value="">市直部门网站</option><option value="http://www.liaocheng.gov.cn/">聊城市人民政府</option></select></div>
$footer
</body>
</html>
""")

FOOTER = Template("""<div class="footer"><p>主办单位：$owner　地址：东昌府区振兴路0号　联系电话：0635-0000000</p>
<p>网站标识码：$code&nbsp; <a href="http://beian.miit.gov.cn/">鲁ICP备99${serial}号-1</a>
<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=$police"><img src="/static/police.png" alt="" />鲁公网安备 ${police}号</a></p>
<p>$map$extra</p>
<script type="text/javascript">document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='http://dcs.conac.cn/js/15/223/1/$serial.js' type='text/javascript'%3E%3C/script%3E"));</script>
<!-- <a href="http://bszs.conac.cn/sitename?method=show&id=$serial"><img src="/images/blue.png" /></a> -->
<a href="http://bszs.conac.cn/" title="党政机关"><span id="_ideConac_img"></span>党政机关</a>
<span id="_span_jiucuo"><a href="http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=$code&amp;url=$quoted">我为政府网站找错</a></span>
<p>版权所有 &copy; 2019-$year　建议使用1280×768分辨率浏览</p></div>""")


def metas(site: Site, column: Column | None, item: Item | None, always: bool = False) -> str:
    """The national meta tags: 3 on every page, 7 on a column's, 10 on an article's."""
    if not (STYLES[site.style].metas or always):
        return ""
    pairs = [("SiteName", site.name), ("SiteDomain", site.host), ("SiteIDCode", site.code)]
    if column is not None:
        about = f"{column.name}栏目"
        pairs += [("ColumnName", column.name), ("ColumnDescription", about), ("ColumnKeywords", column.name)]
        pairs += [("ColumnType", column.name)]
    if item is not None:
        when = f"{item.shown:%Y-%m-%d} {item.minute}" if item.shown else ""
        pairs += [("ArticleTitle", item.title), ("PubDate", when), ("ContentSource", site.name)]
    return "".join(f'<meta name="{name}" content="{escape(value)}" />\n' for name, value in pairs)


def page(
    site: Site,
    sites: tuple[Site, ...],
    day: date,
    *,
    title: str,
    crumb: str,
    main: str,
    head: str = "",
    column: Column | None = None,
    extra: str = "",
) -> str:
    """A whole page; ``extra`` goes into the footer."""
    old = STYLES[site.style].tables
    today = f"今天是{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
    return PAGE.substitute(
        charset=STYLES[site.style].charset, title=escape(title), metas=head, site=site.name,
        clock=today if site.clock else '<script src="/static/date.js"></script>',
        nav=_navigation(site, old), crumb=crumb, main=_body(site, column, main, old), friends=_friends(site, sites),
        footer=_footer(site, extra),
    )  # fmt: skip


def _navigation(site: Site, old: bool) -> str:
    style = STYLES[site.style]
    links = [f'<a href="{style.list_path(column)}">{column.name}</a>' for column in site.columns if column.linked]
    links += [f'<a href="">{site.forgotten}</a>'] if site.forgotten else []
    dead = "".join(f'<a href="javascript:;">{name}</a>' for name in ("办事服务", "互动交流", "数据开放"))
    if old:
        return f'<table class="nav"><tr>{"".join(f"<td>{link}</td>" for link in links)}<td>{dead}</td></tr></table>'
    return f'<div class="nav"><ul>{"".join(f"<li>{link}</li>" for link in links)}<li>{dead}</li></ul></div>'


def _body(site: Site, column: Column | None, main: str, old: bool) -> str:
    style = STYLES[site.style]
    near = [other for other in site.columns if other.linked and column is not None][:6]
    menu = "".join(f'<li><a href="{style.list_path(other)}">{other.name}</a></li>' for other in near)
    side = f'<div class="left"><h3>{site.name}</h3><ul class="menu">{menu}</ul></div>' if menu else ""
    if old:
        return f'<table width="980" align="center"><tr><td valign="top">{side}</td><td>{main}</td></tr></table>'
    return f'<div class="wrap">{side}<div class="right">{main}</div></div>'


def _friends(site: Site, sites: tuple[Site, ...]) -> str:
    own = [f'<a href="{other.url}">{other.name}</a>' for other in sites if other.id != site.id]
    return " ".join(own + [f'<a href="http://{host}/">{host}</a>' for host in OUTSIDE])


def _footer(site: Site, extra: str) -> str:
    serial = f"{int(site.code[-4:]):06}"
    site_map = "" if extra and "网站地图" in extra else '<a href="http://www.dongchangfu.gov.cn/wzdt/">网站地图</a> '
    return FOOTER.substitute(
        owner=site.name, code=site.code, serial=serial, police=f"37150299{serial}", map=site_map, extra=extra,
        quoted=quote(site.url, safe=""), year=2026,
    )  # fmt: skip
