"""Links that lead nowhere though they look like links (空链): an address forgotten. Doubtful ones are none.

A script may give any element something to do. So only a plain link counts: one that nothing marks for
scripts, amid links of its kind that do have addresses. Asked for when wanted, not for every page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from spiders.extract.links import PageLinks
from spiders.extract.standing import Region, lines_of, region_of


class Empty(NamedTuple):
    """A link without an address: its text, what stands there instead, and where. ``line`` counts from 1."""

    text: str
    raw: str
    region: Region
    line: int | None


class _Written(NamedTuple):
    raw: str
    attribute: str = "href"


TEXT = 60
LEVELS = 5  # ancestors that may say that a script works here
KIN = 6  # ancestors among which the links beside it are looked for
_NOTHING = re.compile(
    r"\s*(?:#|javascript:\s*(?:void\s*\(?\s*(?:0|null)?\s*\)?)?[\s;]*|https?:/{0,3})?\s*", re.IGNORECASE
)
_PLAIN = frozenset({"href", "title", "target", "class", "style", "rel", "hidefocus", "alt"})
_WORKED = re.compile(
    r"tab|toggle|drop|collaps|slid|swip|carousel|scroll|banner|focus|btn|button|pag(?:e|ing|in)|fenye|close|share|login|search|lang|tool"
    r"|more|prev|next|switch|popup|modal|dialog|sub|menu|hover|filter|select|active|current|cur(?:$|[\s_-])|(?:^|[\s_-])on(?:$|[\s_-])|crumb"
    r"|back|gotop|font|wza|js[-_]|layui|el-|v-",
    re.IGNORECASE,
)
_DONE_BY_SCRIPT = re.compile(
    r"顶部|^首\s*页$|^主页$|关闭|打印|收藏|设为首页|登录|登陆|注册|退出|更多|more|[上下首末尾]一?[页篇条]|上翻|下翻|繁体|繁體|简体|無?无?障碍|长者|适老|关怀|分享|搜索|检索|查询|展开|收起|切换"
    r"|字体|字号|语音|刷新|换一|返回|跳转|确定|取消|提交|重置|下载|客户端|APP|微信|微博|公众号|二维码|手机版|移动|English|EN$|播放|暂停|点赞|评论|^[\d\W]*$|^[大中小]$",
    re.IGNORECASE,
)
_STEP = re.compile(r"[>»›→]|::|位置|\s/\s")


def empty_links(page: PageLinks) -> list[Empty]:
    """The plain links of a page that have no address, in its order; none of a page that was not read."""
    if page.tree is None:
        return []
    title = page.tree.css_first("title")
    titled = _squeezed(title.text(deep=True) or "") if title else ""
    code = "\n".join(node.text(deep=True) or "" for node in page.tree.css("script"))
    written: list[_Written] = []
    found: list[tuple[LexborNode, str, int]] = []
    for node in page.tree.css("a[href]"):
        raw = node.attrs.get("href") or ""
        if not _NOTHING.fullmatch(raw):
            continue
        written.append(_Written(raw))
        text = _text(node)
        # An empty address means the page itself, as a menu may well name it.
        if text and (raw.strip() or _squeezed(text) not in titled) and _is_forgotten(node, text, code):
            found.append((node, text, len(written) - 1))
    lines = lines_of(page.text, written) if found else []
    return [Empty(text, node.attrs.get("href") or "", region_of(node), lines[at]) for node, text, at in found]


def _text(node: LexborNode) -> str:
    return " ".join((node.text(deep=True) or "").split())[:TEXT]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is_forgotten(node: LexborNode, text: str, code: str) -> bool:
    names = node.attributes
    if not _PLAIN.issuperset(names) or _DONE_BY_SCRIPT.search(text) or _hidden(names.get("style")):
        return False
    classes = names.get("class") or ""
    if _WORKED.search(classes) or any(f".{name}" in code for name in classes.split()):
        return False
    return not _works(node) and not _is_crumb(node) and _amid_real_ones(node)


def _is_crumb(node: LexborNode) -> bool:
    """Whether it is a step of 当前位置, which often names a part of the site that has no page."""
    beside = (node.prev, node.next)
    return any(one is not None and one.is_text_node and _STEP.search(one.text_content or "") for one in beside)


def _works(node: LexborNode) -> bool:
    """Whether a script works on something around it, or a list of its own hangs below it."""
    above = node.parent
    for level in range(LEVELS):
        if above is None or above.tag in ("body", "html"):
            return False
        names = above.attributes
        if _WORKED.search(f"{names.get('class') or ''} {names.get('id') or ''}") or _hidden(names.get("style")):
            return True
        if any(name.startswith(("on", "data-", "aria-", "v-", "@", ":", "ng-")) or name == "role" for name in names):
            return True
        if level < 2 and above.tag in ("li", "dt", "dd", "span", "h2", "h3", "p", "div") and _has_list(above):
            return True
        above = above.parent
    return False


def _has_list(node: LexborNode) -> bool:
    """Whether a list of further links opens there: what a menu's head is."""
    if node.tag not in ("li", "dt"):
        return False
    # "div a" in one selector would be met by a div around the node as well.
    return node.css_first("ul,ol,dl") is not None or any(box.css_first("a") is not None for box in node.css("div"))


def _amid_real_ones(node: LexborNode) -> bool:
    """Whether most of the links beside it have addresses: a row without any is tabs, or drawn by a script."""
    above = node.parent
    for _ in range(KIN):
        if above is None or above.tag in ("body", "html"):
            return False
        links = above.css("a[href]")
        if len(links) >= 3:
            return sum(not _NOTHING.fullmatch(one.attrs.get("href") or "") for one in links) * 2 > len(links)
        above = above.parent
    return False


def _hidden(style: str | None) -> bool:
    return style is not None and "none" in style and "display" in style
