"""The addresses of a list's further pages. Pure."""

from __future__ import annotations

import re

from spiders.extract.page import open_page
from spiders.extract.pager import pages_of

_LAST_NUMBER = re.compile(r"(?<=[_=/-])\d{1,5}(?=(?:\.\w{3,5})?(?:[?#&]|$))")
_PAGE_PARAMETER = re.compile(r"(?<=[?&]page=)1(?=&|$)")


def further_pages(body: bytes, url: str, total: int | None, content_type: str | None = None) -> list[str] | None:
    """The addresses of pages 2 to the last of the list whose first page this is.

    Empty for a list of one page; ``None`` where there are more and the page does not tell where.
    """
    pages = pages_of(open_page(body, url, content_type))
    count = total or pages.total or 1
    if count <= 1:
        return []
    if pages.last and (numbers := list(_LAST_NUMBER.finditer(pages.last))):
        found = numbers[-1]
        shift = count - int(found[0])  # 1 where page 2 is index_1.html, 0 where it is index_2.html
        if shift in (0, 1):
            return [
                pages.last[: found.start()] + str(n - shift) + pages.last[found.end() :] for n in range(2, count + 1)
            ]
    if _PAGE_PARAMETER.search(url):
        return [_PAGE_PARAMETER.sub(str(n), url) for n in range(2, count + 1)]
    return None
