"""A distinct address of a site, and what is known of it."""

from __future__ import annotations

from array import array
from urllib.parse import urlsplit

from monitor.model.observation import LinkPlace, Look, Outcome
from spiders.extract.attachment import is_attachment, suffix

IMAGES = frozenset("jpg jpeg png gif bmp webp svg ico".split())
FILES = IMAGES | frozenset("txt csv gz mp3 mp4 avi wmv flv swf css js json xml exe apk".split())
_BY_SUFFIX = {"css": "style", "js": "script", **dict.fromkeys(IMAGES, "image")}
READABLE = (Outcome.OK, Outcome.GONE)


class Link:
    """An address. ``outcome`` is ``None`` until it was asked; ``look`` is kept if that was bad.

    ``page``: one of the site's own that is to be read. ``links`` are the numbers of the addresses a page
    carries, ``None`` while it was not read. Instants are whole seconds since 1970, 0 for never.
    ``queued`` is whether this run has it on its list, or had.
    """

    __slots__ = (
        "asked",
        "empty",
        "first_bad",
        "internal",
        "last_good",
        "links",
        "look",
        "number",
        "outcome",
        "page",
        "place",
        "queued",
        "second",
        "url",
    )

    def __init__(self, number: int, url: str, *, internal: bool, page: bool):
        self.number = number
        self.url = url
        self.internal = internal
        self.page = page
        self.outcome: Outcome | None = None
        self.look: Look | None = None
        self.second: Look | None = None
        self.asked = 0
        self.last_good = 0
        self.first_bad = 0
        self.queued = False
        self.links: array[int] | None = None
        self.empty: str | None = None  # the page's empty links as JSON
        self.place: LinkPlace | None = None

    def answered(self, look: Look, now: int, second: Look | None = None) -> None:
        """Take what came of asking at ``now``."""
        self.outcome = look.outcome
        self.asked = now
        self.second = second
        if look.outcome is Outcome.OK:
            self.look, self.last_good, self.first_bad, self.place = None, now, 0, None
        else:
            self.look = look
            self.first_bad = self.first_bad or now

    @property
    def resource(self) -> str:
        """What it is, by its address: "page", "attachment", "image", "script", "style" or "other"."""
        if is_attachment(self.url):
            return "attachment"
        ending = suffix(self.url)
        if ending in _BY_SUFFIX:
            return _BY_SUFFIX[ending]
        return "other" if ending in FILES else "page"


def is_file(url: str) -> bool:
    """Whether an address names a file rather than a page."""
    return suffix(url) in FILES or is_attachment(url)


def host_of(url: str) -> str:
    """The host of an address, as written in it."""
    return urlsplit(url).hostname or ""
