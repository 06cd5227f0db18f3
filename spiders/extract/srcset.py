"""The addresses in a ``srcset``, split as the HTML standard splits it: an address may hold commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

_URL = re.compile(r"[\s,]*([^\s]+)")
_DESCRIPTORS = re.compile(r"(?:\([^)]*\)?|[^,(])*")


def candidates(srcset: str) -> Iterator[str]:
    """The addresses, in order."""
    at = 0
    while (found := _URL.match(srcset, at)) is not None:
        at = found.end()
        url = found[1].rstrip(",")
        if url:
            yield url
        if url == found[1]:  # no comma ended it, so descriptors follow
            at = _DESCRIPTORS.match(srcset, at).end()  # type: ignore[union-attr]  # it matches nothing as well
