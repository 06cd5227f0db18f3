"""The addresses a page refers to, as browsers see them. Pure; lexbor, because every page of a site passes here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.extract import markup
from spiders.extract.charset import decode

# Where an element keeps its address, and whether what stands there may be a page.
ADDRESS = {
    "a": ("href", True),
    "area": ("href", True),
    "iframe": ("src", True),
    "frame": ("src", True),
    "option": ("value", True),
    "img": ("src", False),
    "script": ("src", False),
    "link": ("href", False),
    "source": ("src", False),
    "embed": ("src", False),
    "video": ("src", False),
    "audio": ("src", False),
}
SELECTOR = ",".join(ADDRESS)
_DOUBTFUL = frozenset({"link", "option"})
_SETS = frozenset({"img", "source"})
HINTS = frozenset({"dns-prefetch", "preconnect", "canonical", "alternate", "shortlink", "pingback", "profile"})
TEXT = 60  # characters of a link's text: enough to find it on the page
TAGS = 2000  # fewer can nest as they like; a page with more is looked at before it is parsed
LONGEST = 2083  # what browsers of government offices can open

_STRIPPED = "".join(map(chr, range(33)))
_BASE = re.compile(rb"<base\s", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_OPTION = re.compile(r"(?:https?:)?//|\.{0,2}/")
_PATH = "/:@!$&'()*+,;=~%-._[]|"
_QUERY = _PATH + "?{}^`"
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


class Reference(NamedTuple):
    """An address as it is written, on the element that carries it. ``page``: it may lead to one."""

    raw: str
    page: bool
    node: LexborNode

    def text(self) -> str:
        """What a reader sees of it: text, title or alternative text."""
        shown = self.node.text(deep=True) or ""
        words = shown.strip() or self.node.attrs.get("title") or self.node.attrs.get("alt") or ""
        return " ".join(words.split())[:TEXT]


class PageLinks(NamedTuple):
    """A page's references in its order, and what resolves them: ``base`` and ``encoding``.

    ``read`` is false for a page that no parser is safe from: its references were not looked for.
    """

    base: str
    encoding: str
    references: list[Reference]
    read: bool = True


def read_links(body: bytes, url: str) -> PageLinks:
    """The references of a page at ``url``; those in comments are none, nor those of a page no parser is safe from."""
    source, encoding = _source(body)
    if body.count(b"<") > TAGS and not _safe(body, source):
        return PageLinks(url, encoding, [], read=False)
    tree = LexborHTMLParser(source)
    base = tree.css_first("base[href]") if _BASE.search(body) else None
    href = base.attrs.get("href") if base else None
    return PageLinks((resolve(href, url, encoding) if href else None) or url, encoding, list(_references(tree)))


def _source(body: bytes) -> tuple[bytes | str, str]:
    try:
        body.decode()  # nearly every page is UTF-8, and the parser takes its bytes as they are
    except UnicodeDecodeError:
        decoded = decode(body)
        return decoded.text, decoded.encoding
    return body, "utf-8"


def _safe(body: bytes, source: bytes | str) -> bool:
    text = source if isinstance(source, str) else body.decode()
    return markup.safe_to_parse(markup.without_raw(text))


def _references(tree: LexborHTMLParser) -> Iterator[Reference]:
    for node in tree.css(SELECTOR):
        tag = node.tag or ""
        name, page = ADDRESS[tag]
        attributes = node.attrs
        raw = attributes.get(name)
        if raw and not (tag in _DOUBTFUL and _is_no_address(node, tag, raw)):
            yield Reference(raw, page, node)
        if tag in _SETS and (srcset := attributes.get("srcset")):
            yield from (Reference(one, False, node) for one in _candidates(srcset))


def _is_no_address(node: LexborNode, tag: str, raw: str) -> bool:
    if tag == "option":
        return _OPTION.match(raw) is None
    return not HINTS.isdisjoint((node.attrs.get("rel") or "").lower().split())


def _candidates(srcset: str) -> Iterator[str]:
    for candidate in srcset.split(","):
        if words := candidate.split():
            yield words[0]


def resolve(raw: str, base: str, encoding: str = "utf-8") -> str | None:
    """The absolute address ``raw`` means, without its fragment; ``None`` if a click leads to no http address.

    As browsers do: white space at the ends and line breaks within are dropped, backslashes are
    slashes, the path is encoded in UTF-8 and the query in the page's own encoding.
    """
    text = raw.strip(_STRIPPED).replace("\n", "").replace("\r", "").replace("\t", "")
    if not text or text[0] == "#":
        return None
    scheme = _SCHEME.match(text)
    if scheme and (scheme[0].lower() not in ("http:", "https:") or not text[scheme.end() :].strip("/\\")):
        return None
    head, question, query = text.partition("#")[0].partition("?")
    try:
        parts = urlsplit(urljoin(base, head.replace("\\", "/") + question + query))
        return _encoded(parts.scheme, parts.netloc, parts.path, parts.query, encoding)
    except ValueError:
        return None


def _encoded(scheme: str, netloc: str, path: str, query: str, encoding: str) -> str | None:
    if scheme not in ("http", "https") or not netloc:
        return None
    host = netloc.rpartition("@")[2].lower()
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    host = host.removesuffix(_DEFAULT_PORT[scheme])
    if "/." in path:
        path = urlsplit(urljoin("http://h/", path)).path
    query = quote(query.encode(_page_encoding(encoding), "xmlcharrefreplace"), _QUERY)
    url = urlunsplit((scheme, host, quote(path, _PATH) or "/", query, ""))
    return url if len(url) <= LONGEST else None


def _page_encoding(encoding: str) -> str:
    # Browsers encode queries of GB2312 and GBK pages as GBK; UTF-16 pages as UTF-8.
    return "gb18030" if encoding.startswith("gb") else "utf-8"
