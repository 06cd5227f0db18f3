"""Which parts of a page are its frame: navigation, footers, side boxes, pagers."""

from __future__ import annotations

import re

from spiders.extract.tree import Node

_FRAME_TAGS = frozenset({"nav", "footer", "header", "select", "form", "option"})
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|submenu|head(?![\s_-]?line)|header|top|topbar|foot|footer|bottom|copyright|crumbs?|breadcrumb|location"
    r"|weizhi|dqwz|position|links?|friend\w*|yqlj|search|login|share\w*|toolbar|logo|banner|lang\w*|sitemap|dropdown"
    r"|bread\w*|nav\w*|menu\w*|foot\w*)(?=$|[\s_\d-])"
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:side|sidebar|aside|left|hot|rank\w*|paihang|tuijian|recommend\w*|related|relate|xgxx|xgwz|phb|zxphb)(?=$|[\s_\d-])"
    r"|hot_?list|sidenav|leftnav|week_hot|days_hot|recommend|paihang"
)
_PAGER = re.compile(
    r"(?:^|[\s_-])(?:pag(?:e|er|es|ing|eing|ination)\w*|fenye|pagebar|pz_fy|fy)(?=$|[\s_\d-])|pagination|fenye|pagebar"
)
_FRAME_WORDS = re.compile(
    r"ICP备|公网安备|网站地图|站点地图|联系我们|关于我们|版权|^首\s*页$|设为首页|加入收藏|RSS|返回顶部|^[上下]一[篇页条]|隐私|使用帮助|网站声明|打印|关闭|无障碍|繁体|简体|登录|注册|网站支持|长者|APP下载",
    re.IGNORECASE,
)
_MORE = re.compile(r"^[\s+>》»\[(.·…]{0,4}(?:更多|more)(?:[\s+>》»\].…)]|内容|信息){0,6}$", re.IGNORECASE)
_VISIBLE = frozenset({"a", "img", "iframe", "object", "embed", "video", "input", "form"})
HERE = re.compile(r"(?:当前|您?(?:现在)?(?:的|所在)?的?|所在|所处|网站)(?:位置|在)\s{0,2}[:：]?|您现在的位置")


def frame_of(node: Node) -> str | None:
    """Which of "frame", "aside" and "pager" the element says it is, or ``None``."""
    if node.part is None:
        node.part = _part(node) or ""
    return node.part or None


def _part(node: Node) -> str | None:
    if node.tag in _FRAME_TAGS:
        return "frame"
    label = node.label
    if not label.strip():
        return None
    if _PAGER.search(label):
        return "pager"
    if node.tag in ("body", "html", "form"):
        return None
    if _FRAME.search(label):
        return "frame"
    return "aside" if _ASIDE.search(label) else None


def place_of(node: Node) -> str | None:
    """The frame part that ``node`` lies in, if any; the strongest of its ancestors' words."""
    words = [frame_of(n) for n in (node, *node.up())]
    return next((w for w in ("pager", "frame", "aside") if w in words), None)


def breadcrumb(root: Node) -> Node | None:
    """The element that holds 当前位置, if the page has one."""
    for text, holder in root.pieces():
        if len(text) < 60 and HERE.search(text):
            return holder
    return None


def frame_words(titles: list[str]) -> bool:
    """Whether half of the link texts or more are those of a page's frame."""
    return sum(_FRAME_WORDS.search(t) is not None for t in titles) * 2 >= len(titles)


def promotes(container: Node) -> bool:
    """Whether a 更多 link beside the block leads on to another column, whose list it shortens."""
    for node in [container, *(u for _, u in zip(range(2), container.up(), strict=False))]:
        for child in node.elements():
            if child is container or len(child.children) > 6 or len(child.text()) > 30:
                continue
            if any(n.tag == "a" and _MORE.match(n.text()[:12]) for n in child.walk()):
                return True
    return False


def hidden(node: Node) -> bool:
    """Whether a style attribute hides the element."""
    return any("display:none" in n.attrs.get("style", "").replace(" ", "").lower() for n in (node, *node.up()))


def vacant(node: Node) -> bool:
    """Whether nothing can be seen in the element."""
    return node.mute and not any(n.tag in _VISIBLE for n in node.walk() if n is not node)
