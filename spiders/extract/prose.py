"""What a page says itself beside its links: prose, pictures, a placeholder."""

from __future__ import annotations

import re

from spiders.extract import chrome
from spiders.extract.page import Page, Pages
from spiders.extract.tree import Node

_FOOT = re.compile(
    r"ICP备|版权所有|主办|承办|备案|Copyright|浏览器|分辨率|标识码|技术支持|联系电话|邮编|即将离开|附件下载",
    re.IGNORECASE,
)
_MAP = re.compile(r"(?:网站|站点)(?:地图|导航)|sitemap", re.IGNORECASE)
_SOON = re.compile(r"敬请期待|正在建设|建设中|即将上线|维护中")
_PROSE = 12  # characters; a shorter string is a caption
DOCUMENT = 100  # characters of prose that make a document


def length(page: Page) -> int:
    """Characters of running text outside links, frame and footer."""
    total = 0
    for piece, holder in page.root.pieces():
        text = " ".join(piece.split())
        if len(text) < _PROSE or _FOOT.search(text) or chrome.HERE.search(text):
            continue
        if (
            any(n.tag in ("a", "option", "label", "button") for n in (holder, *holder.up()))
            or chrome.place_of(holder)
            or chrome.hidden(holder)
        ):
            continue
        total += len(text)
    return total


def is_document(page: Page) -> bool:
    """Whether the page says something itself: prose, a picture, a placeholder."""
    return length(page) >= DOCUMENT or _SOON.search(page.body_text[:3000]) is not None or pictures(page)


def outweighs(page: Page, rows: int, pages: Pages) -> bool:
    """Whether undated links stand in a text rather than a list: twenty characters of prose a link, and no pager."""
    return pages.total is None and length(page) >= max(DOCUMENT, 20 * rows)


def is_article(page: Page) -> bool:
    """Whether the metas name an article and its publication; lists leave both empty."""
    meta = {k.lower(): v for k, v in page.meta.items()}
    return bool(meta.get("articletitle") and meta.get("pubdate"))


def is_map(page: Page) -> bool:
    """Whether the page is a site map: links to columns, never entries."""
    named = (page.title, page.meta.get("ColumnName", ""))
    return any(_MAP.search(n[:30]) for n in named)


def pictures(page: Page, linked: bool = True) -> bool:
    """A picture within the content, beyond chrome; ``linked`` ones included or not (they may promote another column)."""
    here = chrome.breadcrumb(page.root)
    if here is None:
        return False
    return any(
        n.index > here.index
        and not chrome.hidden(n)
        and not any(chrome.frame_of(u) for u in n.up())
        and (linked or not _beside_link(n))
        for n in page.root.named("img", "object", "embed", "video")
    )


def _beside_link(node: Node) -> bool:
    """Whether the picture is a link, or the icon of one."""
    near = [u for _, u in zip(range(3), node.up(), strict=False)]
    return any(u.tag == "a" for u in near) or any(u.named("a") for u in near[:2])
