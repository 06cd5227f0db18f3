"""Hanweb lists that a script fetches: the request it would make, found in the page."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

from spiders.extract.address import absolute
from spiders.extract.facts import Follow
from spiders.extract.page import Page

_PROXY = re.compile(r"[\w./:%-]{0,200}dataproxy\.jsp(?:\?[^\s\"'<>\\)\]]{0,600})?", re.IGNORECASE)
_NAMED = re.compile(r"dataproxy\.jsp", re.IGNORECASE)
_REACH = 200  # characters of an address before the name, as in _PROXY
_PARAMS = re.compile(r"\b(?:params|ajaxParam|postData|param|data)\s{0,3}:\s{0,3}\{([^{}]{1,1500})\}")
_PAIR = re.compile(r"[\"']?(\w{1,30})[\"']?\s{0,3}:\s{0,3}(?:\"([^\"]{0,200})\"|'([^']{0,200})'|([\w.-]{1,40}))")
_PER_PAGE = re.compile(r"\bperPage\s{0,3}:\s{0,3}[\"']?(\d{1,3})")
_GROUP = re.compile(r"\bgroupSize\s{0,3}:\s{0,3}[\"']?(\d{1,3})")


def request(page: Page) -> Follow | None:
    """The first page of the list as the page's own script would ask for it, or ``None``."""
    named = _NAMED.search(page.text)
    found = _PROXY.search(page.text, max(0, named.start() - _REACH)) if named else None
    if found is None:
        return None
    url = absolute(page.base, html.unescape(found[0]))
    if not url:
        return None
    params = _params(page.code)
    if "?" in url and ("columnid" in url.lower() or "unitid" in url.lower()):
        return Follow(_first_page(url), "dataproxy")
    if not params:
        return None
    count = int(_number(_PER_PAGE, page.code, 15)) * int(_number(_GROUP, page.code, 1))
    query = urlencode({"startrecord": 1, "endrecord": count, "perpage": _number(_PER_PAGE, page.code, 15)})
    return Follow(f"{url.split('?')[0]}?{query}", "dataproxy", "POST", urlencode(params).encode())


def answers(url: str) -> bool:
    """Whether an address is that of a data proxy: its answer is never followed to another."""
    return "dataproxy.jsp" in url.lower()


def _first_page(url: str) -> str:
    return re.sub(r"([?&]page=)\d{1,6}", r"\g<1>1", url)


def _params(code: str) -> dict[str, str]:
    for block in _PARAMS.finditer(code[:600_000]):
        pairs = {m[1]: m[2] or m[3] or m[4] or "" for m in _PAIR.finditer(block[1])}
        if any(k.lower() in ("columnid", "unitid", "webid") for k in pairs):
            return pairs
    return {}


def _number(pattern: re.Pattern[str], code: str, default: int) -> str:
    found = pattern.search(code[:600_000])
    return found[1] if found else str(default)
