"""A page opened once: decoded, checked, parsed, its metas and scripts at hand."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from functools import cached_property

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup

from spiders.extract import markup, tree
from spiders.extract.address import absolute
from spiders.extract.charset import decode
from spiders.extract.tree import Node

_LOSS_PERCENT = 2  # of the links written; beyond it entries may be missing
_SLOW_PARSER_LIMIT = 300_000  # characters; the tolerant parsers need seconds beyond it


@dataclass(frozen=True)
class Pages:
    """``total`` pages of a list, ``current`` counted from 1, ``last`` the address of the last one."""

    total: int | None = None
    current: int | None = None
    last: str | None = None


@dataclass
class Page:
    """A parsed page. ``flaw``: "truncated" or "parse-loss" where it cannot prove an absence."""

    url: str
    text: str
    root: Node
    base: str
    flaw: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    pages: Pages | None = None

    @cached_property
    def scripts(self) -> list[Node]:
        """All script elements, in order."""
        return [n for n in self.root.walk(silent=True) if n.tag == "script"]

    @cached_property
    def code(self) -> str:
        """All inline scripts that are programs, as one text."""
        return "\n".join(code_of(n) for n in self.scripts if "src" not in n.attrs or n.children)

    @cached_property
    def body_text(self) -> str:
        """What a reader sees."""
        return self.root.text()

    @property
    def title(self) -> str:
        """The text of the first ``<title>``."""
        found = next((n for n in self.root.walk(silent=True) if n.tag == "title"), None)
        return " ".join("".join(c for c in found.children if isinstance(c, str)).split()) if found else ""


def open_page(body: bytes, url: str, content_type: str | None = None) -> Page:
    """``body`` as a page; never fails, ``flaw`` says what it cannot vouch for."""
    declared = _charset_of(content_type)
    text = decode(body[: markup.MAX_TEXT * 4], declared).text
    cut = len(text) > markup.MAX_TEXT
    return from_text(text[: markup.MAX_TEXT], url, cut=cut)


def from_text(text: str, url: str, cut: bool = False) -> Page:
    """A page from decoded text."""
    bare = markup.without_raw(text)
    if not markup.safe_to_parse(bare):
        return Page(url, text, Node("#root", {}, None), url, "parse-loss")
    root, lossy = _parsed(text, bare)
    if root.deeper_than(markup.MAX_TREE_DEPTH):
        root, lossy = Node("#root", {}, None), True
    page = Page(url, text, root, url)
    page.flaw = "truncated" if cut or markup.cut_off(text) else "parse-loss" if lossy else None
    _read_head(page)
    return page


def code_of(script: Node) -> str:
    """The inline text of a script element."""
    return "".join(c for c in script.children if isinstance(c, str))


def _parsed(text: str, bare: str) -> tuple[Node, bool]:
    """The tree, and whether links that the author wrote are missing in it."""
    written = markup.anchors(bare)
    root = tree.parse(text)
    if not _lossy(root, written):
        return root, False
    if len(text) > _SLOW_PARSER_LIMIT or root.deeper_than(markup.MAX_TREE_DEPTH):
        return root, True
    for parser in ("lxml", "html.parser"):
        try:
            other = tree.parse(_rewritten(text, parser))
        except ParserRejectedMarkup:  # Python's own gives up on unknown marked sections such as <![BDATA[
            continue
        if not _lossy(other, written):
            return other, False
    return root, True


def _lossy(root: Node, written: int) -> bool:
    seen = sum(1 for n in root.walk(silent=True) if n.tag == "a")
    return (written - seen) * 100 > _LOSS_PERCENT * written


def _rewritten(text: str, parser: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return str(BeautifulSoup(text, parser))


def _read_head(page: Page) -> None:
    for node in page.root.walk(silent=True):
        if node.tag == "meta":
            name = node.attrs.get("name", "").replace("\xa0", " ").strip()
            if name and name not in page.meta:
                page.meta[name] = node.attrs.get("content", "").strip()
        elif node.tag == "base" and node.attrs.get("href"):
            page.base = absolute(page.url, node.attrs["href"]) or page.base


def _charset_of(content_type: str | None) -> str | None:
    _, found, name = (content_type or "").lower().partition("charset=")
    return name.split(";")[0].strip(" \"'") if found else None
