"""The addresses that a style sheet, a ``style`` element or a ``style`` attribute loads."""

from __future__ import annotations

import re

# What is named there is never loaded: a namespace, and what only Internet Explorer reads.
_UNREAD = re.compile(r"/\*.*?(?:\*/|\Z)|@namespace[^;]*;?|behavior\s*:[^;}]*", re.IGNORECASE | re.DOTALL)
_STRING = r"""(?:"([^"\n]*)"|'([^'\n]*)')"""
_LOADED = re.compile(rf"""url\(\s*(?:{_STRING}|([^\s"'()]+))\s*\)|@import\s+{_STRING}""", re.IGNORECASE)
_OLD_FONT = re.compile(r"\.eot(?:$|[?#])", re.IGNORECASE)


def css_links(text: str) -> list[str]:
    """The addresses of ``url()`` and ``@import`` as they are written, in order; comments and embedded data are none."""
    lower = text.lower()
    if "url(" not in lower and "@import" not in lower:
        return []
    found = ("".join(filter(None, match.groups())).strip() for match in _LOADED.finditer(_UNREAD.sub(" ", text)))
    return [url for url in found if url and url[:5].lower() != "data:" and not _OLD_FONT.search(url)]
