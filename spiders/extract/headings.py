"""Years that stand above the rows of a list: ``2025年`` as a line of its own, the rows below it without a year."""

from __future__ import annotations

import re

from spiders.extract.rows import Block

_YEAR = re.compile(r"((?:19|20)\d\d)年")  # a 年度 is what the rows are about, not when they came


def years_above(block: Block) -> list[int | None]:
    """Of each row the year that the last heading before it names; ``None`` above the first heading.

    A heading is no link, no part of a row, and the very next string after it begins a row. Years in a row
    of their own, as on tabs, are no headings.
    """
    order = block.container.order
    spans = [[p for p in entry.parts if p.order is order] for entry in block.entries]
    starts = [min(p.first for p in parts) for parts in spans]
    held = {at for parts in spans for p in parts for at in range(p.first, p.stop)}
    said = {start: _year(order.clean, start - 1) for start in starts if start > 0 and start - 1 not in held}
    years: list[int | None] = []
    for start in starts:
        year = said.get(start)
        stands = year is not None and not order.holders[start - 1].linked and _year(order.clean, start - 2) is None
        years.append(year if stands else years[-1] if years else None)
    return years


def _year(texts: list[str], at: int) -> int | None:
    found = _YEAR.fullmatch(texts[at]) if at >= 0 else None
    return int(found[1]) if found else None
