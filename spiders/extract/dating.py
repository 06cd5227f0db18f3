"""The dates of a whole block: one column of dates, one way of reading it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spiders.extract import headings, years
from spiders.extract.address import absolute, url_date
from spiders.extract.dates import SEAM, plain
from spiders.extract.facts import Row
from spiders.extract.rowdate import NOT_PUBLISHED, PUBLISHED, RowDate, Weight, dates_of
from spiders.extract.rows import Block, Entry
from spiders.extract.tree import Node

_TITLE_SHARE = 0.6  # of rows that must carry a date in the title before such dates are believed


@dataclass(slots=True)
class Dated:
    """A block with its rows. ``sure``: no year was guessed against the order of the list."""

    block: Block
    rows: tuple[Row, ...]
    sure: bool = True

    @property
    def dated(self) -> int:
        """How many rows carry a date."""
        return sum(r.date is not None for r in self.rows)

    def newest(self, today: date) -> date | None:
        """The latest date that is not in the future."""
        return max((r.date for r in self.rows if r.date is not None and r.date <= today), default=None)


def dated(block: Block, base: str, today: date) -> Dated:
    """``block`` with the date of each row, or without dates where they cannot be believed."""
    candidates = [dates_of(e) for e in block.entries]
    heads = _heads(block)
    chosen = [_chosen(c, heads, today) for c in candidates]
    chosen = _trusted(chosen)
    links = [absolute(base, e.link.attrs.get("href", "")) for e in block.entries]
    printed = [None if c is None else c.date or (c.month, c.day) for c in chosen]
    yearless = any(isinstance(p, tuple) for p in printed)
    hints = [url_date(u) if yearless else None for u in links]
    above = headings.years_above(block) if yearless else []
    if any(above):
        known, sure = years.headed(printed, hints, above, today)
    else:
        known, sure = years.infer(printed, hints, today)
    rows = tuple(Row(title_of(e), u, d) for e, u, d in zip(block.entries, links, known, strict=True))
    return Dated(block, rows, sure)


def title_of(entry: Entry) -> str:
    """The whole title: the link's text, or its ``title`` attribute where the text was cut with dots."""
    text = entry.link.text()
    whole = " ".join(entry.link.attrs.get("title", "").split())
    cut = text.rstrip(".…").strip()
    if whole and (not text or (cut != text and whole.startswith(cut))):
        return whole
    return text.lstrip("·•●▪■◆> ").strip()


def _trusted(chosen: list[RowDate | None]) -> list[RowDate | None]:
    """Dates inside titles count only where the list is made that way, and nowhere else carries dates."""
    firm = [c for c in chosen if c is not None and c.weight > Weight.TITLE]
    weak = [c for c in chosen if c is not None and c.weight == Weight.TITLE]
    if weak and (firm or len(weak) < max(3, _TITLE_SHARE * len(chosen))):
        return [None if c is None or c.weight == Weight.TITLE else c for c in chosen]
    return chosen


def _chosen(candidates: list[RowDate], heads: list[str], today: date) -> RowDate | None:
    """One date of a row's candidates: the labelled one, the column headed so, else the latest."""
    if not candidates:
        return None
    if len(candidates) == 1 and not heads:
        return candidates[0]
    best = max(c.weight for c in candidates)
    if best == Weight.LABELLED:
        return next(c for c in candidates if c.weight == best)
    firm = [c for c in candidates if c.weight == best]
    headed = [c for c in firm if _head(c, heads) == "published"]
    if headed:
        return headed[0]
    firm = [c for c in firm if _head(c, heads) != "other"]
    past = [c for c in firm if c.date is not None and c.date <= today]
    return max(past, key=lambda c: c.date or date.min) if past else next(iter(firm), None)


def _head(candidate: RowDate, heads: list[str]) -> str | None:
    if candidate.cell is None or candidate.cell >= len(heads):
        return None
    head = heads[candidate.cell]
    if PUBLISHED.search(SEAM + head) or PUBLISHED.search(head.removesuffix("日期").removesuffix("时间")):
        return "published"
    return "other" if NOT_PUBLISHED.search(head.removesuffix("日期").removesuffix("时间")) else None


def _heads(block: Block) -> list[str]:
    """The texts of a table's head row."""
    if block.entries[0].node.tag != "tr":
        return []
    table = next((n for n in block.entries[0].node.up() if n.tag == "table"), None)
    head = next(iter(table.named("tr")), None) if table is not None else None
    return [] if head is None else [plain(c.text()) for c in _cells(head)]


def _cells(row: Node) -> list[Node]:
    return [c for c in row.elements() if c.tag in ("td", "th")]
