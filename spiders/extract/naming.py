"""What a page calls itself as a column, where no menu says it in words."""

from __future__ import annotations

import re

from spiders.extract.chrome import HERE, breadcrumb
from spiders.extract.page import Page

LONGEST = 20  # characters of a name; a longer one is a headline
_HAN = re.compile(r"[一-鿿]")
_STEP = re.compile(r"\s*(?:>+|»|›|→|＞|/|\\|::)\s*")
_PART = re.compile(r"\s*[-_|—–―｜]+\s*|\s{2,}")
_EDGES = " \t\u3000·•>》»›|[]【】-—+:：.…"
_LEVELS = 3  # elements around 当前位置 that may hold the whole path
_LIST_WORDS = frozenset({"列表", "正文", "首页", "栏目", "更多", "列表页", "栏目页"})


def name_of(page: Page) -> str:
    """The name by ``ColumnName``, the end of the breadcrumb or the title, in this order; empty where none fits."""
    metas = {name.lower(): value for name, value in page.meta.items()}
    site = metas.get("sitename", "").strip()
    heard = [metas.get("columnname", ""), *reversed(_path(page)), *_PART.split(page.title)]
    return next((name for text in heard if (name := cleaned(text)) and name != site and _fits(name)), "")


def cleaned(text: str) -> str:
    """A name without the marks and spaces that surround it in a menu."""
    return " ".join(text.split()).strip(_EDGES)


def _path(page: Page) -> list[str]:
    """The steps of the breadcrumb below the first page, the outermost first."""
    holder = breadcrumb(page.root)
    for _ in range(_LEVELS):
        if holder is None:
            break
        steps = _STEP.split(HERE.sub("", holder.text(), count=1))
        if len(steps) > 1:
            return steps[1:] if len(holder.text()) <= LONGEST * 6 else []
        holder = holder.parent
    return []


def _fits(name: str) -> bool:
    return 2 <= len(name) <= LONGEST and _HAN.search(name) is not None and name not in _LIST_WORDS
