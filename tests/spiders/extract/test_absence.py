"""A page that says it does not exist is heard; one that speaks of such pages is not mistaken for it."""

from __future__ import annotations

import pytest

from spiders.extract.absence import LARGEST, SMALL, is_blank, missing_words

MENU = "".join(f'<li><a href="/c{n}/">区政府办公室第{n}栏目名称</a></li>' for n in range(40))
FEW = "".join(f'<li><a href="/c{n}/">栏目名称</a></li>' for n in range(12))
PROSE = "我局高度重视网站建设，坚持以人民为中心，持续完善政务公开内容，认真核对每一处链接。" * 40
NOTICE = "为方便群众办事，现将有关事项通知如下。请各单位认真贯彻落实。" * 6


def page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


SAYS = [
    page("页面不存在", "<p>返回首页</p>"),
    page("404", "<p>返回首页</p>"),
    page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"),
    page("404错误页面_东昌府区人民政府", "<img src=404.png><a href=/>返回首页</a>"),
    page(
        "404 - 找不到文件或目录。",
        "<h2>404 - 找不到文件或目录。</h2><h3>您要查找的资源可能已被删除，已更改名称或者暂时不可用。</h3>",
    ),
    page("提示信息", "<div>对不起，您访问的页面不存在或已删除！</div><a href=/>返回首页</a>"),
    page("东昌府区人民政府", f"<ul>{FEW}</ul><h1>您访问的页面不存在</h1><p>可能原因：地址有误。</p>"),
    page("东昌府区人民政府", "<p>该信息不存在或已删除</p>"),
    page("", "<p>很抱歉，您要查看的页面不存在，或者已被删除，请返回首页。</p>"),
    page("错误提示", "<b>抱歉，您要访问的文章不存在</b>"),
    page("错误", "<p>文件不存在</p>"),
    page("信息提示", "<p>您查看的信息不存在或未发布</p>"),
    page("系统提示", "<p>无法找到该页</p><p>您正在搜索的页面可能已经删除、更名或暂时不可用。</p>"),
    page("系统提示", "<p>链接已失效</p>"),
    page("首页", "<p>哎呀…您访问的页面不见了</p>"),
    page("首页", "<p>对不起，没有找到您要的页面</p>"),
    page("该内容", "<h2>该内容已被发布者删除</h2>"),
    page("", "<h1>Whitelabel Error Page</h1><div>There was an unexpected error (type=Not Found, status=404).</div>"),
    page("", "<h1>HTTP状态 404 - 未找到</h1>").replace("<title></title>", "<title>HTTP状态 404 - 未找到</title>"),
    page("页面走丢了", "<p>5秒后返回首页</p>"),
    page("Not Found", "<p>The requested URL /zwgk/a.html was not found on this server.</p>"),
    page("Error", "<p>The page you requested could not be found.</p>"),
    page("HTTP Status 404", "<h1>HTTP Status 404 - /a/b.jsp</h1>"),
    page("页面不存在-东昌府区人民政府", f"<ul>{MENU}</ul><h2>您访问的页面不存在</h2><p>{PROSE}</p>"),  # both say so
    "<script>alert('该信息不存在或已删除！');history.back();</script>",
    "File not found.",
    page("页面&nbsp;不存在", "<p>返回</p>"),
]
SAYS_NOT = [
    page("关于整改404页面的通知", f"<h1>关于整改404页面的通知</h1><p>{NOTICE}</p>"),
    page("我区开展“页面不存在”专项清理", f"<h1>我区开展“页面不存在”专项清理</h1><p>{NOTICE}</p>"),
    page("关于查无此人的公告", "<p>经查，该人员登记地址不存在，视为送达。</p>"),
    page("网民留言", "<p>近日打开你局网站，点击后提示您访问的页面不存在。</p>"),
    page("咨询答复", "<p>咨询内容：</p><p>您访问的页面不存在</p><p>答复：已修复。</p>"),
    page("留言", "<p>来源：区长信箱</p><p>页面不存在</p>"),
    page("东昌府区人民政府", f"<ul>{MENU}</ul><h2>您访问的页面不存在</h2><p>{PROSE}</p>"),  # its title does not
    page("页面不存在-东昌府区人民政府", f"<ul>{MENU}</ul><h2>政务要闻</h2><p>{PROSE}</p>"),  # its heading does not
    page("怎样处理错误", f"<p>来源：本站</p><h2>页面不存在</h2><p>{NOTICE}</p>"),  # a part of an article
    page("404_百科", f"<h1>404</h1><p>{PROSE}</p>"),  # a bare number over a long text
    page("房间号", "<h1>404</h1><p>会议室安排表见附件</p>"),
    page("规范性文件", "<p>本文件已失效</p><p>东政发〔2010〕4号</p>"),
    page("规范性文件", "<p>该文件已过期</p>"),
    page("办事指南", "<p>申请人信息不存在的，窗口一次性告知。</p>"),
    page("查询", "<form><input name=q></form><p>您查询的信息不存在</p>"),
    page("检索", "<p>没有找到相关信息</p>"),
    page(
        "东昌府", '<div id="app"></div><div class="e" style="display:none">您访问的页面不存在</div>'
    ),  # an unshown template
    page("东昌府", '<div v-if="missing"><h1>页面不存在</h1></div>'),
    page("419", "<p>页面已过期，请刷新重试</p>"),  # a session ran out
    page("提示", "<p>页面已失效，请重新登录</p>"),
    page("网址迁移", "<p>本网址已迁移，请访问新网址</p>"),  # moved, not missing
    page("系统繁忙", "<p>您访问的页面暂时无法访问，请稍后再试</p>"),
    page("403 Forbidden", "<h1>403 Forbidden</h1>"),
    page("500", "<h1>服务器错误</h1>"),
    page("政务要闻", f"<p>{PROSE}</p>"),
    page("找不到工作怎么办", "<p>到人社局登记。</p>"),
    page("我区404户居民喜迁新居", "<p>我区404户居民喜迁新居。</p>"),
    page("页面访问统计", '<script>var m="您访问的页面不存在";</script><p>统计</p>'),
    page("图解", "<!-- 您访问的页面不存在 --><img src=a.png>"),
    page("x", "您访问的页面不存在" + " " * LARGEST),
    page("x", "<p>您访问的页面不存在</p><!--" + "-" * SMALL + "-->"),  # large, and its title is silent
]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("text", SAYS)
def test_a_page_that_says_it_is_missing_is_heard(text, encoding):
    body = text.replace("charset='utf-8'", f"charset='{encoding}'").encode(encoding)
    assert missing_words(body, "text/html")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("text", SAYS_NOT)
def test_a_page_that_does_not_say_so_is_left_alone(text, encoding):
    assert missing_words(text.encode(encoding), f"text/html; charset={encoding}") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (page("首页", "<p>对不起，<b>您访问的</b>页面 不存在！</p>"), "您访问的页面不存在"),
        (page("404 Not Found", "x"), "404 Not Found"),
        (page("页面不存在-东昌府区", "x"), "页面不存在"),
    ],
)
def test_the_words_are_quoted(text, words):
    assert missing_words(text.encode(), None) == words


def test_a_document_of_another_kind_says_nothing():
    body = page("404 Not Found", "").encode()
    assert missing_words(body, "text/html")
    assert missing_words(body, "application/json") is None
    assert missing_words(body, "application/pdf") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \r\n",
        page("", ""),
        page("东昌府区", ""),  # a title stands outside the page
        page("", "<div class=a> &nbsp;\u200b<p></p></div><!-- 正文 -->"),
        page("", "<a href='/x'></a><table><tr><td></td></tr></table>"),
        page("", "", "<style>p{color:red}</style><meta name=a content=b>"),
    ],
)
def test_a_page_that_shows_nothing_is_blank(text):
    assert is_blank(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        page("", "1"),
        page("", "<img src=a.png>"),
        page("", "<IFRAME src=a></IFRAME>"),
        page("", "<script src=a.js></script>"),
        page("", "<body onload='go()'>"),
        page("", "", "<meta http-equiv=refresh content='0;url=/a'>"),
        page("", "<div style='background:url(a.png)'></div>"),
        page("", "", "<style>p:before{content:'x'}</style>"),
        page("", "", "<link rel=stylesheet href=a.css>"),  # may paint a background
        page("", "<form><input></form>"),
        page("", "<canvas></canvas>"),
        "<html><frameset><frame src=a></frameset></html>",
        "<?xml version='1.0'?><root/>",  # no HTML
        "%PDF-1.7",
        page("", "&copy;"),
    ],
)
def test_a_page_that_shows_or_may_show_something_is_not_blank(text):
    assert not is_blank(text.encode())


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<h1>",
        "<script",
        "<!--",
        "404",
        "您访问的",
        "页面或",
        " ",
        "\\",
        "the requested url ",
        ".",
        "_",
        "或",
    ],
)
def test_hostile_pages_are_read_in_bounded_time(piece):
    body = (page("404", "") + piece * (LARGEST // len(piece.encode())))[: LARGEST // 3].encode()[:LARGEST]
    missing_words(body, None)
    is_blank(piece.encode() * 1_000_000)
