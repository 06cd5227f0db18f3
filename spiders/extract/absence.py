"""What a page that came with status 200 says about itself: that it does not exist, or nothing at all. Pure.

Words alone accuse nobody: an article may be about missing pages, a portal may hide its error text in a template.
They are a reason to look again, at an address that cannot exist (``spiders.extract.likeness``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from spiders.extract.charset import decode
from spiders.extract.markup import without_raw

SMALL = 32_768  # bytes; a larger page is missing only if its title says so as well
LARGEST = 500_000  # bytes; no error page seen is a tenth of it
SHORT = 300  # characters of text: an error page with its excuses and a footer says no more
MEDIUM = 1200  # the same with a menu around it
LINKS = 20  # as many links and ...
MANY = 30  # as many links alone are a page with content; finding them is cheaper than reading
MENU = 400  # ... as many characters are a portal's page, whatever one of its headings says

_PAGE = "页面|网页|页"
_LINK = "网址|链接(?:地址)?"
_DOCUMENT = "栏目|频道|文章|文件(?:或目录)?"
_VAGUE = "信息|内容|新闻|资源|文档|目录|地址|站点|网站|URL"
_ABSENT = "不存在|不见|没有?找到|未(?:能)?找到|没能找到|找不到|无法找到|被(?:管理员|发布者|作者)?删除|已删除|被移除|被移走|丢失|走丢|飞走"
_GONE = f"{_ABSENT}|删除|下线"
_STALE = f"{_GONE}|失效|过期"  # of links only: a document out of force stays, a page that timed out asks for a log-in
_PERHAPS = "(?:可能|已经|已|现已|目前|似乎|好像|或许|并|都|也){0,4}"
_ASKED = "(?:您|你)?(?:们)?(?:当前|正在|刚才|想要?|所|需要?|将要|要){0,4}(?:访问|请求|查看|浏览|查找|寻找|打开|找|点击|阅读)的"
_THAT = f"(?:{_ASKED}|该|此|这个|当前|指定的?){{1,4}}"
_MORE = f"(?:了|(?:或者?|[,，、/或])+{_PERHAPS}(?:{_STALE}|被?移动|被?更名|被?改名|(?:尚)?未发布|未审核|无权(?:访问|查看)|不可用)){{0,6}}"
_SPEC = "|".join(
    (
        f"(?:{_THAT})?(?:{_PAGE}){_PERHAPS}(?:{_GONE}){_MORE}",
        f"(?:{_THAT})?(?:{_LINK}){_PERHAPS}(?:{_STALE}){_MORE}",
        f"(?:{_THAT})?(?:{_DOCUMENT}){_PERHAPS}(?:{_ABSENT}){_MORE}",
        f"{_THAT}(?:{_VAGUE}){_PERHAPS}(?:{_ABSENT}){_MORE}",
        f"(?:{_VAGUE}){_PERHAPS}不存在或(?:者)?(?:{_PERHAPS})(?:被)?删除",
        f"(?:找不到|无法找到|未找到|没有找到|不存在)(?:{_THAT}|您|你)?(?:{_PAGE}|{_LINK})",
        "(?:找不到|无法找到|未找到|没有找到)(?:您|你)(?:想|所|需)?要的(?:页面|网页)",
        f"(?:找不到|无法找到)(?:{_THAT}|您|你)?(?:文件(?:或目录)?|资源)",
        r"(?:the )?(?:requested )?(?:page|file|object|resource|url|document)?\s?"
        r"(?:(?:was|is|could|can) ?)?(?:not|n't) (?:be )?found(?: on (?:this|the) server)?",
        r"there was an unexpected error \(type=not found",
        r"the requested (?:url|resource)[^\n]{0,300}? (?:was not found|is not available|does not exist)(?: on (?:this|the) server)?",
        r"(?:the )?(?:page|file|resource)(?: you (?:are looking for|(?:have )?requested|were looking for))?"
        r" (?:does(?:n't| not) exist|no longer exists|(?:cannot|could not) be found)",
    )
)
_STATEMENT = re.compile(_SPEC, re.IGNORECASE)
_BARE = re.compile(
    r"(?:http|error|status|code|错误|代码|状态码?|[\W_])*404(?:error|错误|页面?|提示|出错|了|啦|page|[\W_])*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:提示|错误|信息|温馨|系统|对不起|很|非常|十分|抱歉|不好意思|啊|哦|噢|哎呀|sorry|oops|404|error|http|status|code|[\W_])+",
    re.IGNORECASE,
)
_HINT = re.compile(r"不存在|找[不到]|不见|删除|丢失|走丢|失效|过期|404|[Ff]ound|FOUND|exist|下线|飞走|移")
_HINTS = (
    *(
        word.encode(charset)
        for word in "不存在 找不到 找到 删除 失效 过期 不见".split()
        for charset in ("utf-8", "gb18030")
    ),
    *(b">404", b"ot found", b"ot Found", b"ot be found", b" exist"),
)
_ARTICLE = re.compile(r"发布(?:时间|日期)|来源[:：]|浏览(?:次数|量)|信息来源|责任编辑|【字体|字号")
_DIALOGUE = re.compile(r"咨询|答复|回复")
_UNSEEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|\bhidden\b|v-(?:if|show|else)|ng-(?:if|show|hide|switch)|wx:if", re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:a|span|b|i|em|strong|font|u|small|sub|sup|code|tt|wbr)(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>|>")  # a lone ">" is what remains of a script cut away
_HEAD = re.compile(r"<h([12])(?:\s[^<>]{0,500})?>(.{0,500}?)</h\1", re.IGNORECASE | re.DOTALL)
_ANCHOR = re.compile(r"<a\s", re.IGNORECASE)
_ALERT = re.compile(r"""<script[^<>]{0,100}>\s*(?:window\.)?alert\(\s*(["'])([^"'<>\n]{4,60})\1""", re.IGNORECASE)
_PARTS = re.compile(r"\s*[-_|–—·»>]+\s*")
_FRAGMENTS = re.compile(r"[，,。！!；;？?\n]")
_SPACE_IN_CHINESE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_NOTHING = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u3164\xad\x00]+")

_SHOWS = re.compile(  # anything but text that can be seen, or that may write or fetch what can be seen
    rb"<(?:img|image|script|i?frame|frameset|object|embed|applet|video|audio|canvas|svg|math|picture|input|button|select"
    rb"|textarea|hr|marquee|link|\?xml-stylesheet)[\s>/]|http-equiv\s*=\s*[\"']?refresh|url\s*\(|content\s*:|@import"
    rb"|\sbackground\s*=|\son[a-z]{3,20}\s*=|javascript:",
    re.IGNORECASE,
)
_OFTEN = (b"<script", b"<img", b"<link")  # on nearly every page, and found much faster
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)


@dataclass(frozen=True)
class _Said:
    """Words of absence, and whether they are a statement; else a bare 404."""

    words: str
    plain: bool


def missing_words(body: bytes, content_type: str | None) -> str | None:
    """The words by which a page says that it does not exist, at most 60 characters; ``None``: it does not say so.

    ``content_type`` is the answer's header, with its charset. For answers with status 200 only.
    """
    size = len(body)
    if size > LARGEST or not _is_text(content_type):
        return None
    title = _title(body)
    if not _HINT.search(title) and (
        size > SMALL or len(body.split(b"<a ", MANY)) > MANY or not any(hint in body for hint in _HINTS)
    ):
        return None
    declared = (content_type or "").lower().partition("charset=")[2].strip(" \"'") or None
    found = _missing(title, decode(body, declared).text)
    return found[:60] if found else None


def is_blank(body: bytes) -> bool:
    """Whether an HTML page shows nothing at all, and nothing in it could write, fetch or paint anything."""
    if any(mark in body for mark in _OFTEN) or _SHOWS.search(body):
        return False
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return True
    if len(body) > LARGEST or not _HTML.search(body):
        return False
    bare = _TAG.sub("", without_raw(decode(body).text))
    return not _NOTHING.sub("", html.unescape(bare))


def _is_text(content_type: str | None) -> bool:
    kind = (content_type or "").partition(";")[0].strip().lower()
    return not kind or "html" in kind or kind in ("text/plain", "application/octet-stream")


def _title(body: bytes) -> str:
    head = body[:16_384]
    start = head.find(b"<title")
    if start < 0:
        start = head.find(b"<TITLE")
    start = head.find(b">", start) + 1 if start >= 0 else 0
    if not start:
        return ""
    raw = head[start : start + 400].partition(b"</")[0]
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    return html.unescape(text).strip() if "&" in text else text.strip()


def _missing(title: str, text: str) -> str | None:
    bare = without_raw(text)
    fragments = _fragments(bare)
    length = sum(map(len, fragments))
    titled = _first(_PARTS.split(title))
    headed = _first(_plain(match[2]) for match, _ in zip(_HEAD.finditer(bare), range(6), strict=False))
    if length > MEDIUM or (length > MENU and len(_ANCHOR.findall(bare)) >= LINKS):
        both = titled and headed and (titled.plain or headed.plain)
        return (titled if titled.plain else headed).words if both and titled and headed else None
    if titled and (titled.plain or length <= MENU):
        return titled.words
    whole = "".join(fragments)
    if _ARTICLE.search(whole):
        return None
    if headed and headed.plain:
        return _seen(headed.words, text)
    if length <= SHORT and not _DIALOGUE.search(whole):
        stated = next((said for said in map(_said, fragments) if said and said.plain), None)
        return _seen(stated.words, text) if stated else _alerted(length, text)
    return None


def _fragments(bare: str) -> list[str]:
    """What is to be read, cut at every mark and block."""
    whole = html.unescape(_TAG.sub("\n", _INLINE.sub("", bare)))
    return [piece for piece in (_squeezed(part) for part in _FRAGMENTS.split(whole)) if piece]


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub(" ", markup))


def _squeezed(text: str) -> str:
    return _SPACE_IN_CHINESE.sub("", " ".join(text.split()))


def _first(parts: Iterable[str]) -> _Said | None:
    """The first statement, else the first bare 404."""
    said = [found for found in map(_said, parts) if found]
    return next((one for one in said if one.plain), said[0] if said else None)


def _said(part: str) -> _Said | None:
    """What a fragment says, if it says little else: one that tells of such words is longer than they are."""
    text = _squeezed(part)
    if len(text) > 400:
        return None
    if _BARE.fullmatch(text):
        return _Said(text, plain=False)
    before = _BEFORE.match(text)
    core = text[before.end() if before else 0 :].strip(" .!！。~…:：)）】]”\"'")
    stated = _STATEMENT.search(core)
    if stated and len(stated[0]) >= 0.75 * len(core):
        return _Said(text, plain=True)
    return None


def _seen(words: str, text: str) -> str | None:
    """The words, unless the page keeps them in a block that is not shown."""
    at = text.find(words[-6:])
    return None if at >= 0 and _UNSEEN.search(text[max(0, at - 200) : at]) else words


def _alerted(length: int, text: str) -> str | None:
    """The words of a page that is nothing but a message box and the way back."""
    found = _ALERT.search(text) if not length and len(text) < 2000 else None
    said = _first(_FRAGMENTS.split(found[2])) if found else None
    return said.words if said and said.plain else None
