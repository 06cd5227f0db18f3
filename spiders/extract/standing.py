"""Where on a page an address stands: in which part of it, and in which line of its source."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from itertools import accumulate
from typing import Protocol

from selectolax.lexbor import LexborNode


class Region(StrEnum):
    """Parts of a page. ``MENU`` is all of its head, ``LINKS`` the box of links to other sites."""

    MENU = "menu"
    FOOTER = "footer"
    LINKS = "links"
    BODY = "body"


class Written(Protocol):
    """An address as it is written, and the attribute that holds it: "script" and "style" may be no attribute."""

    @property
    def raw(self) -> str: ...
    @property
    def attribute(self) -> str: ...


NEAR = 4  # ancestors whose first words may say 友情链接
_TAGS = {"nav": Region.MENU, "header": Region.MENU, "footer": Region.FOOTER, "select": Region.LINKS}
_ENDS = r"(?=$|[\s_\d-])"
_CALLED = (
    (
        Region.LINKS,
        re.compile(rf"(?:^|[\s_-])(?:friend\w*|yqlj\w*|links?|link_?box|weblinks?){_ENDS}|friend_?link|yqlj"),
    ),
    (Region.FOOTER, re.compile(rf"(?:^|[\s_-])(?:foot\w*|bottom|copyright){_ENDS}|footer")),
    (
        Region.MENU,
        re.compile(rf"(?:^|[\s_-])(?:nav\w*|\w*menu\w*|head|header|top|topbar|topnav|daohang){_ENDS}|header(?!\w)"),
    ),
)
_LINKS_HEAD = re.compile(r"\s*[【\[]?(?:友情|相关|网站|常用)链接")

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|(<(script|style|textarea|xmp)\b[^>]*>)(.*?)(?=</\2|\Z)", re.IGNORECASE | re.DOTALL
)
_REMARK = re.compile(r"<!--(?!\[).*?-->", re.DOTALL)
_HELD = re.compile(r"""(?<![\w-])([a-z][a-z-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_IN_CODE = frozenset({"script", "style", "onclick", "srcset", "content"})


def region_of(node: LexborNode) -> Region:
    """The part of the page that the nearest telling ancestor says it is; the body, if none does."""
    above = node.parent
    for level in range(200):
        if above is None or above.tag in ("body", "html"):
            break
        if found := _named(above) or (_headed(above) if level < NEAR else None):
            return found
        above = above.parent
    return Region.BODY


def _named(node: LexborNode) -> Region | None:
    if known := _TAGS.get(node.tag or ""):
        return known
    label = f"{node.attrs.get('class') or ''} {node.attrs.get('id') or ''}".lower()
    return next((region for region, words in _CALLED if words.search(label)), None) if label != " " else None


def _headed(node: LexborNode) -> Region | None:
    return Region.LINKS if _LINKS_HEAD.match(node.text(deep=True) or "") else None


def lines_of(source: str, references: Iterable[Written]) -> list[int | None]:
    """Of each reference the line, from 1; the n-th of those that are written alike is where it is written the n-th time."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    places = _places(_UNSEEN.sub(lambda found: (found[1] or "") + "\n" * found[0].count("\n"), text))
    code = _REMARK.sub(lambda found: "\n" * found[0].count("\n"), text)
    after: defaultdict[str, int] = defaultdict(int)
    lines: list[int | None] = []
    for reference in references:
        raw = reference.raw
        queue = places.get((reference.attribute, raw))
        if reference.attribute in _IN_CODE or not queue:
            at = _found(code, raw, after[raw])
            after[raw] = at + 1 if at >= 0 else after[raw]
            lines.append(code.count("\n", 0, at) + 1 if at >= 0 else None)
        else:
            lines.append(queue.pop(0) if len(queue) > 1 else queue[0])
    return lines


def _found(code: str, raw: str, start: int) -> int:
    for written in (raw, html.escape(raw, quote=False), raw.replace("/", "\\/")):
        at = code.find(written, start)
        if at >= 0:
            return at
    return -1


def _places(text: str) -> dict[tuple[str, str], list[int]]:
    """The lines of every attribute's value."""
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    line = 1
    for match in _HELD.finditer(text):
        while starts[line] <= match.start():
            line += 1
        value = match[2] or match[3] or match[4] or ""
        places[match[1].lower(), html.unescape(value) if "&" in value else value].append(line)
    return places
