"""The same page is recognised under another address; two articles of one template are never taken for one."""

from __future__ import annotations

import pytest

from spiders.extract.likeness import alike, digest, fingerprint

MENU = "".join(f"<li><a href='/c{n}/'>区政府办公室栏目{chr(0x4E00 + n)}</a></li>" for n in range(400))


def page(title: str, body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()


SAME = [
    (
        "<h1>Not Found</h1>The requested URL /zwgk/a.html was not found.",
        "<h1>Not Found</h1>The requested URL /x/q-7.html was not found.",
    ),
    ("<p>页面不存在：/政务/要闻.html</p>", "<p>页面不存在：/政务/公告.html</p>"),
    ("<p>您访问的 http://www.a.gov.cn/a/b 不存在</p>", "<p>您访问的 http://www.a.gov.cn/c 不存在</p>"),
    ("<p>文件 about.html 不存在</p>", "<p>文件 index.jsp 不存在</p>"),
    ("<p>事件编号 7f3a-99b0-c1 请联系管理员</p>", "<p>事件编号 00ab-cd12-e4 请联系管理员</p>"),
    ("<p>令牌 qWeRtYuIoPaSdFgHjK</p>", "<p>令牌 zXcVbNmAsDfGhJkLqW</p>"),
    ("<p>2026年11月24日 17:08:59 您是第 20391 位访客</p>", "<p>2026年11月25日 09:00:01 您是第 7 位访客</p>"),
    ("<p>页面不存在</p><!-- a -->", "<p>页面不存在</p><!-- 节点二 -->"),
    ("<p>页面不存在</p><img src='../images/404.png?t=1'>", "<p>页面不存在</p><img src='../../images/404.png?t=9'>"),
    ("<p>页面不存在</p><a href='/a/1.html'>1</a>", "<p>页面不存在</p><a href='/b/2.html'>2</a>"),
    ("<p>页面不存在</p><script>var t=1;</script>", "<p>页面不存在</p><script>var t=882;</script>"),
    ("<p>页面不存在</p>", "<p>页面\n  不存在</p>"),
    (MENU + "<p>页面不存在</p>", MENU + "<p>页面不存在</p>"),
    ("<h1>404</h1>", "<h1>404</h1>"),
]
OTHER = [
    (MENU + "<h1>关于放假的通知</h1>", MENU + "<h1>关于停水的通知</h1>"),  # the template is 99 % of both
    (MENU + "<p>张某</p>", MENU + "<p>李某</p>"),  # one character
    (MENU + "<p>Notice on water</p>", MENU + "<p>Notice on power</p>"),
    ("<p>图解</p><img src='/a/spring.png'>", "<p>图解</p><img src='/a/autumn.png'>"),  # only the picture differs
    ("<p>图解</p><img src='/a/W0201.png'>", "<p>图解</p><img src='/a/W0202.png'>"),  # and by a digit
    ("<p>图解</p><img src='/show?id=1'>", "<p>图解</p><img src='/show?id=2'>"),
    ("<p>附件</p><a href='P01.pdf'>附件1</a>", "<p>附件</p><a href='P02.pdf'>附件2</a>"),
    (
        "<p>正文</p><script>show('放假通知')</script>",
        "<p>正文</p><script>show('停水通知')</script>",
    ),  # a script writes the text
    ("<p>正文</p><script>show('\\u653e\\u5047')</script>", "<p>正文</p><script>show('\\u505c\\u6c34')</script>"),
    ("<p>附件</p>", "<p>附件下载</p>"),
    ("<div id=app></div>", "<div id=app></div>"),  # scripts have yet to write the page
    ("", ""),
    ("<p>收入/支出表</p>", "<p>收入/结余表</p>"),  # a slash makes no address
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_page_is_alike_whatever_it_says_of_the_request(a, b):
    assert alike(fingerprint(page("提示", a)), fingerprint(page("提示", b)))


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_two_pages_are_not_alike_however_much_they_share(a, b):
    assert not alike(fingerprint(page("东昌府区", a)), fingerprint(page("东昌府区", b)))


def test_the_title_decides_as_well():
    assert not alike(fingerprint(page("放假通知", MENU)), fingerprint(page("停水通知", MENU)))
    assert not alike(fingerprint(page("减刑公示（第11批）", MENU)), fingerprint(page("减刑公示（第12批）", MENU)))
    meta = "<meta name='ArticleTitle' content='产权转让公告第{}号'>"
    assert not alike(
        fingerprint(page("区林业局", MENU + meta.format(20))), fingerprint(page("区林业局", MENU + meta.format(119)))
    )
    assert alike(fingerprint(page("404 /a/b.html", MENU)), fingerprint(page("404 /c/d.html", MENU)))


def test_words_of_the_address_are_left_out():
    one, two = page("x", "<p>栏目 zwgk 不存在</p>"), page("x", "<p>栏目 nothere 不存在</p>")
    assert not alike(fingerprint(one), fingerprint(two))
    assert alike(fingerprint(one, "http://a.cn/zwgk/"), fingerprint(two, "http://a.cn/nothere/"))
    one, two = page("x", "<p>政务公开不存在</p>"), page("x", "<p>无此栏目不存在</p>")
    at = "http://a.cn/%E6%94%BF%E5%8A%A1%E5%85%AC%E5%BC%80/", "http://a.cn/%E6%97%A0%E6%AD%A4%E6%A0%8F%E7%9B%AE/"
    assert alike(fingerprint(one, at[0]), fingerprint(two, at[1]))


def test_encodings_do_not_matter():
    text = "<title>页面不存在</title><p>对不起，您访问的页面不存在，请返回首页</p>"
    assert alike(fingerprint(text.encode()), fingerprint(text.encode("gb18030")))


def test_a_digest_sees_words_and_no_ids():
    base = page("月历", "<a href='/c;jsessionid=0AF9'>2031年5月</a><p>正文</p>")
    assert digest(base) == digest(page("月历", "<a href='/c;jsessionid=ZZ81Q'>2031年6月</a><p>正文</p>"))
    assert digest(base) != digest(page("月历", "<a href='/c;jsessionid=0AF9'>2031年5月</a><p>另一篇</p>"))
    assert digest(page("x", "<p>Water supply, Monday</p>")) != digest(page("x", "<p>The road is closed</p>"))


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<script>", "<script", "<!--", "a", "a1", "/", "http://", "，", "<img ", "&", " :/", "%"]
)
def test_hostile_bodies_are_read_in_bounded_time(piece):
    body = page("x", piece * (4_000_000 // len(piece.encode())))
    fingerprint(body, "http://a.cn/" + "a/" * 900)
    digest(body)
