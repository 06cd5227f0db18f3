"""What a link check knows of one site: every address seen, where it stands, and how it was found."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from monitor.model.observation import LinkLook, Look, Outcome
from spiders.extract.links import Reference, read_links, resolve

SAMPLE = 5  # pages named for each bad address
FILES = frozenset(
    "pdf doc docx wps xls xlsx et ppt pptx txt csv zip rar 7z gz ofd jpg jpeg png gif bmp webp svg ico "
    "mp3 mp4 avi wmv flv swf css js json xml exe apk".split()
)


class Link:
    """A distinct address. ``outcome`` is ``None`` until it was asked; ``look`` is kept if that was bad."""

    __slots__ = ("internal", "last", "look", "outcome", "page", "pages", "sample", "text", "url")

    def __init__(self, url: str, *, internal: bool, page: bool, text: str = ""):
        self.url = url
        self.internal = internal
        self.page = page
        self.text = text
        self.pages = 0
        self.sample: tuple[str, ...] = ()
        self.last = ""  # the page that counted it last
        self.outcome: Outcome | None = None
        self.look: Look | None = None

    def asked(self, look: Look) -> None:
        """Take what came of asking."""
        self.outcome = look.outcome
        self.look = None if look.outcome is Outcome.OK else look

    def bad(self) -> LinkLook | None:
        """The link as the observation tells it, ``None`` while nothing is wrong with it."""
        if self.look is None or not self.pages:
            return None
        return LinkLook(self.look, self.pages, self.sample, self.text, self.internal)


class SiteMap:
    """The addresses of one host's pages."""

    def __init__(self, host: str):
        self.host = host
        self.links: dict[str, Link] = {}
        self.unsafe = 0  # pages whose references no parser could be let loose on
        # 95 % of the references of a site repeat, so they are known by how they are written
        # before anything is resolved: rooted and absolute ones under one key, relative ones by folder.
        self._written: defaultdict[str, dict[str, Link | None]] = defaultdict(dict)

    def link(self, url: str, *, page: bool, text: str = "") -> Link:
        """The one link of an address."""
        known = self.links.get(url)
        if known is None:
            internal = urlsplit(url).hostname == self.host
            known = Link(url, internal=internal, page=page and internal and not _is_file(url), text=text)
            self.links[url] = known
        return known

    def read(self, body: bytes, url: str) -> list[Link]:
        """Count the references of a page; those never seen before."""
        page = read_links(body, url)
        self.unsafe += not page.read
        folder = page.base.partition("?")[0].rpartition("/")[0]
        rooted, relative = self._written[""], self._written[folder]
        new: list[Link] = []
        for reference in page.references:
            raw = reference.raw
            written = rooted if raw[0] == "/" or raw.startswith(("http://", "https://")) else relative
            if raw in written:
                link = written[raw]
            else:
                link = self._resolved(reference, page.base, page.encoding, new)
                if raw.isascii() and raw[0] != "?":  # else it means another address on another page
                    written[raw] = link
            if link is not None and link.last != url:
                link.last = url
                link.pages += 1
                if len(link.sample) < SAMPLE:
                    link.sample += (url,)
        return new

    def _resolved(self, reference: Reference, base: str, encoding: str, new: list[Link]) -> Link | None:
        url = resolve(reference.raw, base, encoding)
        if url is None:
            return None
        fresh = url not in self.links
        link = self.link(url, page=reference.page, text=reference.text() if fresh else "")
        if fresh:
            new.append(link)
        return link


def _is_file(url: str) -> bool:
    name = urlsplit(url).path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() in FILES if "." in name else False
