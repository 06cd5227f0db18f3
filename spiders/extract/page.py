"""A page opened once: decoded, checked, parsed, its metas and scripts at hand."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from functools import cached_property

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup
from selectolax.lexbor import LexborHTMLParser

from spiders.extract import markup, parsing
from spiders.extract.address import absolute
from spiders.extract.charset import decode
from spiders.extract.facts import Charset
from spiders.extract.order import Order
from spiders.extract.tree import Node

_LOSS_PERCENT = 2  # of the links written; beyond it entries may be missing
_SLOW_PARSER_LIMIT = 300_000  # characters; the tolerant parsers need seconds beyond it …
_SLOW_PARSER_TAGS = 12_000  # … or beyond as many tags, which they link to each other one by one


@dataclass(frozen=True)
class Pages:
    """``total`` pages of a list, ``current`` counted from 1, ``last`` the address of the last one."""

    total: int | None = None
    current: int | None = None
    last: str | None = None


@dataclass
class Page:
    """A parsed page. ``flaw``: "truncated" or "parse-loss" where it cannot prove an absence.

    ``lexbor`` is the parser's own tree of the whole text for whoever needs it as well; ``None`` where the
    text was not safe to parse, or another parser read more of it.
    """

    url: str
    text: str
    root: Node
    base: str
    flaw: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    pages: Pages | None = None
    lexbor: LexborHTMLParser | None = field(default=None, repr=False)
    charset: Charset | None = None

    @cached_property
    def scripts(self) -> list[Node]:
        """All script elements, in order."""
        return self.root.named("script", silent=True)

    @cached_property
    def code(self) -> str:
        """All inline scripts that are programs, as one text."""
        return "\n".join(code_of(n) for n in self.scripts if n.own or "src" not in n.attrs)

    @cached_property
    def body_text(self) -> str:
        """What a reader sees."""
        return self.root.text()

    @cached_property
    def title(self) -> str:
        """The text of the first ``<title>``."""
        found = self.root.named("title", silent=True)
        return " ".join("".join(found[0].own).split()) if found else ""


def open_page(body: bytes, url: str, content_type: str | None = None) -> Page:
    """``body`` as a page; never fails, ``flaw`` says what it cannot vouch for."""
    declared = _charset_of(content_type)
    decoded = decode(body[: markup.MAX_TEXT * 4], declared)
    text = decoded.text
    page = from_text(text[: markup.MAX_TEXT], url, cut=len(text) > markup.MAX_TEXT)
    if decoded.mismatch and decoded.declared and not body.isascii():  # what is all ASCII contradicts nothing
        page.charset = Charset(decoded.declared, decoded.encoding)
    return page


def from_text(text: str, url: str, cut: bool = False) -> Page:
    """A page from decoded text."""
    if not markup.small(text) and not markup.safe_to_parse(markup.without_raw(text)):
        return Page(url, text, Node("#root", "", None, Order()), url, "parse-loss")
    page = Page(url, text, Node("#root", "", None, Order()), url)
    lossy = _parse(page)
    if page.root.order.depth > markup.MAX_TREE_DEPTH:
        page.root, page.lexbor, lossy = Node("#root", "", None, Order()), None, True
    page.flaw = "truncated" if cut or markup.cut_off(text) else "parse-loss" if lossy else None
    _read_head(page)
    return page


def code_of(script: Node) -> str:
    """The inline text of a script element."""
    return "".join(script.own)


def _parse(page: Page) -> bool:
    """Parse the page; returns whether links that the author wrote are missing in its tree."""
    text = page.text
    page.lexbor = LexborHTMLParser(text)
    if len(page.lexbor.html or "") - len(text) > markup.MAX_GROWTH:
        page.lexbor = None
        return True
    page.root = parsing.tree_of(page.lexbor)
    if not _lossy(page.root, markup.anchors(text)):  # what comments and scripts hold is counted as well
        return False
    written = markup.anchors(markup.without_raw(text))
    if not _lossy(page.root, written):
        return False
    if (
        len(text) > _SLOW_PARSER_LIMIT
        or text.count("<") > _SLOW_PARSER_TAGS
        or page.root.order.depth > markup.MAX_TREE_DEPTH
    ):
        return True
    for parser in ("lxml", "html.parser"):
        try:
            other = parsing.parse(_rewritten(text, parser))
        except ParserRejectedMarkup:  # Python's own gives up on unknown marked sections such as <![BDATA[
            continue
        if not _lossy(other, written):
            page.root, page.lexbor = other, None
            return False
    return True


def _lossy(root: Node, written: int) -> bool:
    seen = len(root.order.named("a"))
    return (written - seen) * 100 > _LOSS_PERCENT * written


def _rewritten(text: str, parser: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return str(BeautifulSoup(text, parser))


def _read_head(page: Page) -> None:
    for node in page.root.named("meta", silent=True):
        name = node.attrs.get("name", "").replace("\xa0", " ").strip()
        if name and name not in page.meta:
            page.meta[name] = node.attrs.get("content", "").strip()
    for node in page.root.named("base", silent=True):
        if node.attrs.get("href"):
            page.base = absolute(page.url, node.attrs["href"]) or page.base


def _charset_of(content_type: str | None) -> str | None:
    _, found, name = (content_type or "").lower().partition("charset=")
    return name.split(";")[0].strip(" \"'") if found else None
