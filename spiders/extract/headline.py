"""The title of an article as a reader sees it, and its source."""

from __future__ import annotations

import re

from spiders.extract.page import Page
from spiders.extract.tree import Node

_HEADINGS = frozenset({"h1", "h2", "h3"})
_NAMED = re.compile(r"title|(?:^|[\s_-])(?:tit|bt|biaoti|headline|arti?_?bt)", re.IGNORECASE)
_WORDS = re.compile(r"[\W_]+")
_CUT = re.compile(r"\s*(?:_{1,3}|\s[-–—|]\s|[|]|\s{2,}|-(?=[^-]{2,40}$))\s*")
_TAGS = re.compile(r"<[^<>]{0,300}>")
_SOURCE = re.compile(r"(?:信息来源|文章来源|稿件来源|内容来源|来 {0,4}源于?|稿源) ?: ?\x1f? ?([^\x1f:]{1,60})")
_EDGES = " ;,.，。；)）]】"
_NEXT_LABEL = re.compile(
    r"[【\[|]|\d{4}[-年/]|(?:发布|更新|发表)?(?:时间|日期)|发布|作者|字 ?[体号]|浏览|点击|编辑|阅读|打印|分享|更新|责任|访问|人气|录入"
)


def title_of(page: Page) -> str | None:
    """The shown heading that the metas or the window's title confirm; failing that, these."""
    meta = next((v for k, v in page.meta.items() if k.lower() in ("articletitle", "title") and v), "")
    window = " ".join(_TAGS.sub("", page.title).split())
    shown = [h for h in _headings(page.root) if h]
    for wanted in (meta, window):
        match = _confirmed(shown, wanted, cut=wanted is meta)
        if match:
            return match
    if meta:
        return meta
    first = next((n.text() for n in page.root.named("h1") if len(n.text()) >= 4), None)
    return first or _CUT.split(window)[0].strip() or None


def source_of(page: Page, flow: str) -> str | None:
    """The source beside 来源, else that of the meta."""
    for match in _SOURCE.finditer(flow):
        name = _NEXT_LABEL.split(match[1])[0].strip(_EDGES)
        if len(name) >= 2:
            return name
    return next((v for k, v in page.meta.items() if k.lower() == "contentsource" and v), None)


def _headings(root: Node) -> list[str]:
    found = []
    for node in root.walk():
        if node.tag in _HEADINGS or _NAMED.search(node.label):
            text = _once(node.text())
            if 4 <= len(text) <= 200:
                found.append(text)
    return found


def _once(text: str) -> str:
    """A heading printed twice, for a wide and a narrow screen, is one heading."""
    half = len(text) // 2
    return text[:half].strip() if text[:half].strip() == text[half:].strip() else text


def _confirmed(shown: list[str], wanted: str, cut: bool) -> str | None:
    """The heading that says ``wanted``: the same words, or (``cut``) the words it begins with."""
    key = _WORDS.sub("", wanted)
    if len(key) < 4:
        return None
    best: tuple[int, str] | None = None
    for text in shown:
        own = _WORDS.sub("", text)
        if own == key:
            return text
        fits = own.startswith(key) if cut else len(own) >= 6 and key.startswith(own)
        size = -len(own) if cut else len(own)  # the shortest that completes, the longest that is completed
        if fits and (best is None or size > best[0]):
            best = (size, text)
    return best[1] if best else None
