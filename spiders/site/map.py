"""What a link check knows of one site: every address seen, and which page carries which."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict

from spiders.extract.css import css_links
from spiders.extract.links import PageLinks, Reference, read_links, resolve
from spiders.extract.shape import without_session
from spiders.extract.vacant import empty_links
from spiders.site.link import Link, host_of, is_file

EMPTY_PAGES = 200  # pages looked through for empty links; they stand in templates
_HINTS = (b'href=""', b"href=''", b'"#"', b"'#'", b"void(", b"javascript:;")


class SiteMap:
    """The addresses of one host's pages. ``host`` may change once, when the home page leads to its ``www.`` name."""

    def __init__(self, host: str):
        self.host = host
        self.links: dict[str, Link] = {}
        self.by_number: list[Link | None] = []
        self.changed: set[Link] = set()  # since they were last saved
        self.unsafe = 0  # pages whose references no parser could be let loose on
        self._looked_through = 0
        # 95 % of the references of a site repeat, so they are known by how they are written
        # before anything is resolved: rooted and absolute ones under one key, relative ones by folder.
        self._written: defaultdict[str, dict[str, Link | None]] = defaultdict(dict)

    def link(self, url: str, *, page: bool) -> Link:
        """The one link of an address."""
        known = self.links.get(url)
        if known is None:
            internal = host_of(url) == self.host
            page = page and internal and not is_file(url)
            known = Link(len(self.by_number), url, internal=internal, page=page)
            self.links[url] = known
            self.by_number.append(known)
            self.changed.add(known)
        return known

    def add(self, link: Link) -> None:
        """Take a link as it was remembered; numbers may have gaps."""
        self.by_number.extend([None] * (link.number + 1 - len(self.by_number)))
        self.by_number[link.number] = self.links[link.url] = link

    def read(self, link: Link, body: bytes, url: str) -> list[Link]:
        """Take the references of a page that stands at ``url`` after all hops; those never seen before."""
        page = read_links(body, url)
        self.unsafe += not page.read
        folder = page.base.partition("?")[0].rpartition("/")[0]
        rooted, relative = self._written[""], self._written[folder]
        new: list[Link] = []
        numbers: set[int] = set()
        for reference in page.references:
            raw = reference.raw
            written = rooted if raw[0] == "/" or raw.startswith(("http://", "https://")) else relative
            if raw in written:
                found = written[raw]
            else:
                found = self._resolved(reference, page.base, page.encoding, new)
                if raw.isascii() and raw[0] != "?":  # else it means another address on another page
                    written[raw] = found
            if found is not None:
                numbers.add(found.number)
        link.links = array("I", sorted(numbers))
        link.empty = self._empty(page, body, link.empty)
        self.changed.add(link)
        return new

    def read_style(self, link: Link, body: bytes) -> list[Link]:
        """Take the addresses that a style sheet loads."""
        new: list[Link] = []
        numbers = set()
        for raw in css_links(body.decode("utf-8", "replace")):
            if url := resolve(raw, link.url):
                fresh = url not in self.links
                found = self.link(url, page=False)
                numbers.add(found.number)
                if fresh:
                    new.append(found)
        link.links = array("I", sorted(numbers))
        self.changed.add(link)
        return new

    def _resolved(self, reference: Reference, base: str, encoding: str, new: list[Link]) -> Link | None:
        url = resolve(reference.raw, base, encoding)
        if url is None:
            return None
        url = without_session(url)
        fresh = url not in self.links
        link = self.link(url, page=reference.page)
        if fresh:
            new.append(link)
        return link

    def _empty(self, page: PageLinks, body: bytes, known: str | None) -> str | None:
        if (self._looked_through >= EMPTY_PAGES and known is None) or not any(hint in body for hint in _HINTS):
            return None
        self._looked_through += 1
        found = [(one.raw, one.text, str(one.region), one.line or 0) for one in empty_links(page)]
        return json.dumps(found, ensure_ascii=False) if found else None
