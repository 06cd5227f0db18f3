"""Pages that are no content: walls, stubs, notices of removal, error pages, other formats."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spiders.extract.address import absolute
from spiders.extract.facts import Follow
from spiders.extract.page import Page

_WALL = re.compile(
    r"__jsl_clearance|jsluid|\$_ts\s?[=.]|\$_ts\[|_\$\w{2}\s?\(\s?\$_ts|acw_sc__v\d|arg1\s?=\s?['\"][0-9A-F]{40}|_waf_|/_guard/|EO_Bot_Ssid|__tst_status"
    r"|360安域|安域云防护|网站防火墙|创宇盾|知道创宇云防御|云防护拦截|安全狗|玄武盾|WZWS|wzws-waf-cgi|GeoBL|YUNDUN|yunsuo_session"
    r"|请(?:完成|进行)安全验证|滑动验证|访问验证|人机验证|您的(?:请求|访问)(?:已?被|存在|带有|行为)[^<>]{0,20}(?:拦截|阻断|威胁|不合法|异常)"
    r"|cf-browser-verification|challenge-platform|Just a moment\.\.\.|Checking your browser|请开启JavaScript并刷新",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?:域名|网址|网站)(?:已?变更|已?更换|已?更改|迁移|调整)(?:公告|通知|提示|为)|网站已(?:迁移|搬迁|整合|关停|关闭|停用|下线|永久下线)|(?:访问|使用|启用)新(?:的)?(?:域名|网址|网站)|本(?:网站|站点|站)已(?:停止|关闭|迁移|并入)"
)
_ERROR_TITLE = re.compile(
    r"^\W{0,4}(?:(?:error|http)\W{0,3})?(?:40[0-9]|41[0-9]|50[0-4])\b|页面(?:不存在|没有找到|未找到|找不到|丢失|已删除|无法访问|出错)|找不到(?:该|此)?(?:页|文件|网页)|(?:not|file) found|错误页|出错(?:了|啦)|系统(?:错误|异常|繁忙)"
    r"|服务器(?:错误|内部错误|异常)|bad gateway|service unavailable|internal server error|forbidden|禁止访问|拒绝访问",
    re.IGNORECASE,
)
_ERROR_TEXT = re.compile(
    r"(?:您|你)(?:要|所)?(?:访问|请求|查看|浏览|找)的?(?:页面|网页|内容|文件|信息|栏目|地址|资源)(?:不存在|已(?:被)?删除|没有找到|未找到|找不到|已过期|暂时无法|无法找到|可能(?:已|被))|(?:页面|文章|信息|内容|栏目)(?:不存在|已(?:被)?删除|已失效)|HTTP (?:错误|Status) (?:40\d|50\d)"
    r"|无法找到该(?:页|网页)|The requested URL|Whitelabel Error Page|链接已(?:过期|失效)|数据库连接(?:错误|失败)|Server Error in",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"\s*(\d{1,4})\s*[;,]?\s*(?:url\s*=?\s*)?[\"']?([^\"'>\s]*)", re.IGNORECASE)
_LOCATION = re.compile(
    r"(?:location(?:\.href)?\s{0,3}=\s{0,3}|location\.(?:replace|assign)\s{0,3}\(\s{0,3}|window\.navigate\s{0,3}\(\s{0,3})[\"']([^\"'\s]{1,500})[\"']",
)
_SHORT = 400  # characters of text: no page of content says less
_STUB = 120  # characters of text beside a redirect


@dataclass(frozen=True)
class Class:
    """A page that is no content: its class, why that decides nothing, what to fetch instead."""

    page: str
    undecided: str
    follow: Follow | None = None


def class_of(page: Page) -> Class | None:
    """The class of a page that is no content, or ``None``."""
    text = page.body_text
    if _wall(page, text):
        return Class("waf", "anti-bot")
    if len(text) <= 4 * _SHORT and (_MOVED.search(page.title) or (len(text) <= _SHORT and _MOVED.search(text))):
        return Class("moved", "moved")
    target = _redirect(page, text)
    if target:
        return Class("redirect", "redirect", Follow(target, "redirect"))
    if _error(page, text):
        return Class("error", "error-page")
    return None


def foreign(body: bytes, content_type: str | None) -> bool:
    """Whether the bytes are a document of another kind than HTML, XML, JSON or text."""
    kind = (content_type or "").split(";")[0].strip().lower()
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in ("application/pdf", "application/zip"):
        return True
    return body.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"Rar!", b"\x1f\x8b")
    )


def _wall(page: Page, text: str) -> bool:
    """A wall's words count only on a page without content of its own."""
    if len(text) > 3 * _SHORT or len(page.root.named("a")) > 20:
        return False
    return _WALL.search(page.text[:200_000]) is not None


def _redirect(page: Page, text: str) -> str | None:
    if len(text) > _STUB:
        return None
    for node in page.root.named("meta", silent=True):
        if node.attrs.get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.match(node.attrs.get("content", "")[:1000])
            target = absolute(page.base, found[2]) if found and found[2] else None
            if target and target.split("#")[0] != page.url.split("#")[0]:
                return target
    if len(page.root.named("a", "iframe", "img")) > 3:
        return None
    found = _LOCATION.search(page.code[:20_000])
    target = absolute(page.base, found[1]) if found else None
    return target if target and target.split("#")[0] != page.url.split("#")[0] else None


def _error(page: Page, text: str) -> bool:
    if len(text) > 3 * _SHORT:
        return False
    heads = [page.title, *(n.text() for n in page.root.named("h1", "h2"))]
    if any(_ERROR_TITLE.search(h[:60]) for h in heads):
        return True
    return len(text) <= _SHORT and _ERROR_TEXT.search(text) is not None
