"""Lists that stand in a frame of the page."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from spiders.extract import scripting
from spiders.extract.address import absolute
from spiders.extract.facts import Follow
from spiders.extract.page import Page

FRAMES = 3  # a list, what searches it, and what stands beside it
_NOT_CONTENT = ("map", "weather", "tianqi", "player", "video", "share", "login", "stat", "weibo")


def frame(page: Page) -> Follow | None:
    """The frames of the content that have an address, up to ``FRAMES``, the first with the others; or ``None``."""
    found: list[str] = []
    for node in scripting.frames(page):
        url = absolute(page.base, node.attrs.get("src", ""))
        if url and url not in (page.url, *found) and not any(word in urlsplit(url).netloc for word in _NOT_CONTENT):
            found.append(url)
    steps = [Follow(url, "iframe") for url in found[:FRAMES]]
    return replace(steps[0], others=tuple(steps[1:])) if steps else None
