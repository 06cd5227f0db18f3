"""The chart under 总体情况: how many problems of which class, and how many of them are put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reports.bulletin import Bar, Chart, Totals

FEWEST: Final = 2  # problems
MOST_BARS: Final = 10  # more would fill half a page


def chart(period: str, totals: Totals) -> Chart | None:
    """Problems by class as bars, the rest drawn together; ``None`` where there is nothing to compare."""
    if totals.problems < FEWEST:
        return None
    bars = tuple(_bars(totals))
    said = "，".join(f"{bar.label}{bar.value}个" + (f"（已整改{bar.fixed}个）" if bar.fixed else "") for bar in bars)
    return Chart(title=f"{period}各类问题数量（单位：个）", said=said, bars=bars)


def _bars(totals: Totals) -> Iterator[Bar]:
    classes = totals.by_class
    shown = classes if len(classes) <= MOST_BARS else classes[: MOST_BARS - 1]
    for one in shown:
        yield Bar(one.title, one.problems, one.fixed)
    if rest := classes[len(shown) :]:
        yield Bar("其他", sum(one.problems for one in rest), sum(one.fixed for one in rest))
