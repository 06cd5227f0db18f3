"""Lists that stand in a frame of the page."""

from __future__ import annotations

from urllib.parse import urlsplit

from spiders.extract import scripting
from spiders.extract.address import absolute
from spiders.extract.facts import Follow
from spiders.extract.page import Page

_NOT_CONTENT = ("map", "weather", "tianqi", "player", "video", "share", "login", "stat", "weibo")


def frame(page: Page) -> Follow | None:
    """The first frame of the content that has an address, or ``None``."""
    for node in scripting.frames(page):
        url = absolute(page.base, node.attrs.get("src", ""))
        if url and url != page.url and not any(word in urlsplit(url).netloc for word in _NOT_CONTENT):
            return Follow(url, "iframe")
    return None
