"""Addresses as pages write them: made absolute, and the day some of them carry."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urljoin, urlsplit

from spiders.extract.dates import is_date
from spiders.extract.url import HTTP, join

_NOWHERE = re.compile(r"\s*(?:javascript|about|mailto|tel|data|vbscript):|\s*#|\s*$", re.IGNORECASE)
_DATED = (
    re.compile(r"/t((?:19|20)\d\d)(\d\d)(\d\d)_"),
    re.compile(r"/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)/"),
    re.compile(r"/((?:19|20)\d\d)-(\d\d)/(\d\d)/"),
    re.compile(r"/((?:19|20)\d\d)(\d\d)/(\d\d)/"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)\d{0,10}[./_]"),
)


def leads_nowhere(href: str) -> bool:
    """Whether a click on it opens no page by itself."""
    return _NOWHERE.match(href) is not None


def absolute(base: str, href: str) -> str:
    """The address ``href`` means on a page at ``base``, fragment and all; empty where it leads nowhere.

    On a page whose own address nobody knows, a saved file, relative addresses stay relative.
    """
    if leads_nowhere(href):
        return ""
    joined = join(href, base)
    return joined or ("" if base.startswith(HTTP) else _relative(base, href))


def _relative(base: str, href: str) -> str:
    cleaned = re.sub(r"[\t\r\n]", "", href[:4000]).strip().replace("\\", "/")
    try:
        joined = urljoin(base, cleaned)
        scheme = urlsplit(joined).scheme
    except ValueError:
        return ""
    return joined if scheme in ("http", "https", "") else ""


def url_date(url: str) -> date | None:
    """The day in an address such as ``/202611/t20261103_1.html``: of entry into the CMS, not of publication."""
    path = urlsplit(url[:2000]).path
    for pattern in _DATED:
        for match in pattern.finditer(path):
            year, month, day = (int(part) for part in match.groups())
            if is_date(year, month, day):
                return date(year, month, day)
    return None
