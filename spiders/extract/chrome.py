"""Which parts of a page are its frame: navigation, footers, side boxes, pagers."""

from __future__ import annotations

import re
from functools import lru_cache

from spiders.extract.tree import NOTES, Node

_STRENGTH = ("", "aside", "frame", "pager")
_HIDDEN = "display:none"
_WHOLE = frozenset({"body", "html", "form"})
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
_SMALL = 30  # visible strings; an element of 30 characters holds no more
_MORE = re.compile(r"^[\s+>》»\[(.·…]{0,4}(?:更多|more)(?:[\s+>》»\].…)]|内容|信息){0,6}$", re.IGNORECASE)
_VISIBLE = frozenset({"a", "img", "iframe", "object", "embed", "video", "input", "form"})
_HERE_WORDS = ("位置", "在")
HERE = re.compile(r"(?:当前|您?(?:现在)?(?:的|所在)?的?|所在|所处|网站)(?:位置|在)\s{0,2}[:：]?|您现在的位置")


def frame_of(node: Node) -> str | None:
    """Which of "frame", "aside" and "pager" the element says it is, or ``None``."""
    return node.part or None


def _part(node: Node) -> str:
    if node.tag in _FRAME_TAGS:
        return "frame"
    label = node.label
    return "" if label == " " else _named(label, whole=node.tag in _WHOLE)


@lru_cache(maxsize=10_000)  # the pages of a site share their few hundred labels
def _named(label: str, whole: bool) -> str:
    """What class and id say; ``whole``: those of an element that holds all of a page say nothing but pager."""
    if not label.strip():
        return ""
    if _PAGER.search(label):
        return "pager"
    if whole:
        return ""
    if _FRAME.search(label):
        return "frame"
    return "aside" if _ASIDE.search(label) else ""


def pagers(root: Node) -> list[Node]:
    """The elements of a page that say they are its pager."""
    order = root.order
    named = [n for n, s in zip(order.nodes, order.sources, strict=True) if "pag" in s or "fenye" in s or "fy" in s]
    return [n for n in named if not n.hushed and frame_of(n) == "pager"]


def place_of(node: Node) -> str | None:
    """The frame part that ``node`` lies in, if any; the strongest of its ancestors' words."""
    return node.place or None


def hidden(node: Node) -> bool:
    """Whether a style attribute hides the element."""
    return node.hidden


def _noted(node: Node, note: str) -> list[Node]:
    """``node`` and its ancestors up to the first that has the note, that one last but the root first of all."""
    chain = [node]
    for above in node.up():
        chain.append(above)
        if above.noted(note):
            break
    return chain[::-1]


def _place(node: Node) -> str:
    chain = _noted(node, "place")
    place = chain[0].place if chain[0].noted("place") else ""
    for one in chain:
        place = max(place, one.part, key=_STRENGTH.index)
        one.place = place
    return place


def _is_hidden(node: Node) -> bool:
    chain = _noted(node, "hidden")
    out = chain[0].hidden if chain[0].noted("hidden") else False
    for one in chain:
        out = out or ('style="' in one.source and _HIDDEN in one.attrs.get("style", "").replace(" ", "").lower())
        one.hidden = out
    return out


def breadcrumb(root: Node) -> Node | None:
    """The element that holds 当前位置, if the page has one."""
    if not any(word in root.order.joined for word in _HERE_WORDS):
        return None
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
        if any(child is not container for child in node.leads):
            return True
    return False


def _leads(node: Node) -> list[Node]:
    """The small children that hold a 更多 link; two are enough to know."""
    found = []
    for child in node.elements():
        if child.stop - child.first > _SMALL or len(child.children) > 6 or len(child.text()) > 30:
            continue
        if any(_MORE.match(n.text()[:12]) for n in child.named("a")):
            found.append(child)
            if len(found) == 2:
                break
    return found


def vacant(node: Node) -> bool:
    """Whether nothing can be seen in the element."""
    return node.mute and not any(n.tag in _VISIBLE for n in node.walk() if n is not node)


NOTES.update({"part": _part, "place": _place, "hidden": _is_hidden, "leads": _leads})
