"""The addresses a page refers to, as browsers see them. Pure; lexbor, because every page of a site passes here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

from spiders.extract import markup
from spiders.extract.carriers import Reference, references_of
from spiders.extract.charset import decode
from spiders.extract.standing import lines_of
from spiders.extract.url import LONGEST as LONGEST
from spiders.extract.url import resolve as resolve

TAGS = 2000  # fewer can nest as they like; a page with more is looked at before it is parsed
_GB18030 = re.compile(rb"""charset\s{0,3}=\s{0,3}["']?gb18030""", re.IGNORECASE)


@dataclass(frozen=True)
class PageLinks:
    """A page's references in its order, and what resolves them: ``base`` and ``encoding``.

    ``read`` is false for a page that no parser is safe from: its references were not looked for.
    """

    base: str
    encoding: str
    references: list[Reference]
    read: bool = True
    source: bytes | str = ""
    tree: LexborHTMLParser | None = None

    @cached_property
    def lines(self) -> list[int | None]:
        """Of each reference the line of the source, from 1, where it is written; ``None`` where it is not found."""
        return lines_of(self.text, self.references)

    @property
    def text(self) -> str:
        """The source, decoded."""
        return self.source if isinstance(self.source, str) else self.source.decode()


def read_links(body: bytes, url: str, tree: LexborHTMLParser | None = None, *, charset: str | None = None) -> PageLinks:
    """The references of a page at ``url``; those in comments are none, nor those of a page no parser is safe from.

    ``tree``: the page as somebody parsed it before. ``charset``: what the answer's head says the page is in.
    """
    source, encoding = _source(body, charset)
    if tree is None:
        if body.count(b"<") > TAGS and not _safe(body, source):
            return PageLinks(url, encoding, [], read=False)
        tree = LexborHTMLParser(source)
    references, base = references_of(tree)
    start = (resolve(base, url, encoding) if base else None) or url
    return PageLinks(start, encoding, references, source=source, tree=tree)


def _source(body: bytes, charset: str | None) -> tuple[bytes | str, str]:
    """What the parser takes, and the encoding as browsers name it."""
    try:
        body.decode()  # nearly every page is UTF-8, and the parser takes its bytes as they are
    except UnicodeDecodeError:
        decoded = decode(body, charset)
        if decoded.encoding != "gb18030":
            return decoded.text, decoded.encoding
        # Browsers write queries in what the page says of itself; a page that says nothing is GBK in China.
        named = charset.strip().lower() == "gb18030" if charset else _GB18030.search(body[:2048]) is not None
        return decoded.text, "gb18030" if named else "gbk"
    return body, "utf-8"


def _safe(body: bytes, source: bytes | str) -> bool:
    text = source if isinstance(source, str) else body.decode()
    return markup.safe_to_parse(markup.without_raw(text))
