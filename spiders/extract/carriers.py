"""Where an address can stand on a page: the elements and attributes, and what an address there is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.extract.attachment import is_attachment
from spiders.extract.calls import opened
from spiders.extract.css import css_links
from spiders.extract.srcset import candidates
from spiders.extract.standing import Region, region_of

# Where an element keeps its address, and whether what stands there may be a page.
ADDRESS = {
    "a": ("href", True),
    "area": ("href", True),
    "iframe": ("src", True),
    "frame": ("src", True),
    "option": ("value", True),
    "img": ("src", False),
    "link": ("href", False),
    "source": ("src", False),
    "embed": ("src", False),
    "video": ("src", False),
    "audio": ("src", False),
    "track": ("src", False),
    "input": ("src", False),
    "object": ("data", False),
}
# The parser asked once for several is quicker than a look into the source for whether there are any.
_ELEMENTS = (
    ",".join("input[type=image i]" if tag == "input" else tag for tag in ADDRESS)
    + ",script,style,meta[http-equiv],base[href]"
)
_ATTRIBUTES = '[onclick],[background],[style*="url(" i]'
_DOUBTFUL = frozenset({"link", "option"})
_MORE = frozenset({"img", "source", "iframe", "video"})
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy")
# What a browser loads; the other relations are hints, or addresses for machines.
LOADED = frozenset({"stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "modulepreload", "manifest"})
TEXT = 60  # characters of a link's text: enough to find it on the page

_OPTION = re.compile(r"(?:https?:)?//|\.{0,2}/")
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*(?:\"([^\"]*)|'([^']*)|(\S.*))", re.IGNORECASE | re.DOTALL)
_TEMPLATE = re.compile(r"\{\{|\$\{|<%")  # a script puts the address there


class Kind(StrEnum):
    """What an address is for: a page to read, a file to open, a part of the page, or something a script opens."""

    PAGE = "page"
    ATTACHMENT = "attachment"
    RESOURCE = "resource"
    SCRIPT = "script"


class Reference(NamedTuple):
    """An address as it is written, on the element that carries it. ``page``: it may lead to one.

    ``weak``: only a script opens or loads it, so that it may be dead and nobody notices.
    """

    raw: str
    page: bool
    node: LexborNode
    attribute: str = "href"
    weak: bool = False

    def text(self) -> str:
        """What a reader sees of it: text, title or alternative text."""
        shown = "" if self.node.tag in ("script", "style") else self.node.text(deep=True) or ""
        words = shown.strip() or self.node.attrs.get("title") or self.node.attrs.get("alt") or ""
        return " ".join(words.split())[:TEXT]

    @property
    def kind(self) -> Kind:
        """What the address is for."""
        if not self.page:
            return Kind.RESOURCE
        if self.weak:
            return Kind.SCRIPT
        return Kind.ATTACHMENT if is_attachment(self.raw) else Kind.PAGE

    def region(self) -> Region:
        """Which part of the page it stands in, by what its ancestors say they are."""
        return region_of(self.node)


class Found(NamedTuple):
    """The references of a page, and the address that its ``<base>`` names."""

    references: list[Reference]
    base: str | None


def references_of(tree: LexborHTMLParser) -> Found:
    """All references of a page: those of elements in its order, then those of attributes that any element may have."""
    found: list[Reference] = []
    base: str | None = None
    for node in tree.css(_ELEMENTS):
        tag = node.tag or ""
        known = ADDRESS.get(tag)
        if known is None:
            if tag == "base":
                base = base or node.attrs.get("href")
            else:
                found.extend(_OTHERS[tag](node))
            continue
        name, page = known
        raw = node.attrs.get(name)
        if raw and not (tag in _DOUBTFUL and _is_no_address(node, tag, raw)):
            if raw[0] in "jJ \n\t" and raw.strip()[:11].lower() == "javascript:":
                found.extend(_called(raw, node, name))
            elif not ("{" in raw or "<" in raw) or not _TEMPLATE.search(raw):
                found.append(Reference(raw, page, node, name))
        if tag in _MORE:
            found.extend(_further(node, page))
    for node in tree.css(_ATTRIBUTES):
        found.extend(_held(node))
    return Found(found, base)


def _called(code: str, node: LexborNode, name: str) -> Iterator[Reference]:
    if "'" in code or '"' in code:
        yield from (Reference(one, True, node, name, True) for one in opened(code))


def _is_no_address(node: LexborNode, tag: str, raw: str) -> bool:
    if tag == "option":
        return _OPTION.match(raw) is None
    relations = (node.attrs.get("rel") or "").lower().split()
    return LOADED.isdisjoint(relations) or "alternate" in relations


def _further(node: LexborNode, page: bool) -> Iterator[Reference]:
    """What an image, frame or film may load instead, before or later."""
    attributes = node.attributes
    if poster := attributes.get("poster"):
        yield Reference(poster, False, node, "poster")
    if srcset := attributes.get("srcset"):
        yield from (Reference(one, False, node, "srcset") for one in candidates(srcset))
    for name in _LAZY:
        raw = attributes.get(name)
        if raw and not _TEMPLATE.search(raw):
            yield Reference(raw, page, node, name, True)


def _held(node: LexborNode) -> Iterator[Reference]:
    attributes = node.attrs
    if code := attributes.get("onclick"):
        yield from _called(code, node, "onclick")
    if raw := attributes.get("background"):
        yield Reference(raw, False, node, "background")
    if style := attributes.get("style"):
        yield from (Reference(raw, False, node, "style") for raw in css_links(style))


def _script(node: LexborNode) -> Iterator[Reference]:
    if raw := node.attrs.get("src"):
        yield Reference(raw, False, node, "src")
        return
    code = node.text(deep=True) or ""
    if "open" in code or "location" in code:
        yield from _called(code, node, "script")


def _style(node: LexborNode) -> Iterator[Reference]:
    yield from (Reference(raw, False, node, "style") for raw in css_links(node.text(deep=True) or ""))


def _refresh(node: LexborNode) -> Iterator[Reference]:
    if (node.attrs.get("http-equiv") or "").strip().lower() == "refresh":
        found = _REFRESH.match(node.attrs.get("content") or "")
        raw = (found[1] or found[2] or found[3] or "").strip() if found else ""
        if raw:
            yield Reference(raw, True, node, "content")


_OTHERS = {"script": _script, "style": _style, "meta": _refresh}
