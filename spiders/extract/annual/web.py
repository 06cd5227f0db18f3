"""A web page as a document: its paragraphs and tables in page order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spiders.extract.annual.document import MOST_CELLS, Block, Cell, Document, Paragraph, Table
from spiders.extract.annual.numerals import UNSURE
from spiders.extract.page import open_page
from spiders.extract.tree import BLOCKS, COMMENT, Node

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARKS = ("sup", "sub", "del", "s", "strike")  # a footnote's or a deleted digit would join the number beside it
_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|ofd)(?:[?#]|$)", re.IGNORECASE)
_MOST_ROWS = 2_000
_MOST_SPAN = 60


def read_web(body: bytes, url: str, content_type: str | None = None) -> Document:
    """The page's document. Hidden elements are left out."""
    page = open_page(body, url, content_type)
    flow = _Flow()
    flow.walk(page.root)
    title = page.meta.get("ArticleTitle") or page.meta.get("articletitle")
    if not title:
        heads = page.root.named("title", silent=True)
        title = "".join(heads[0].own).strip() or heads[0].text() if heads else None
    links = (node.attrs.get("href", "") for node in page.root.named("a"))
    attachment = any(_FILE.search(link) for link in links)
    images = bool(page.root.named("img"))
    return Document("html", tuple(flow.blocks), title or None, images, attachment)


@dataclass
class _Flow:
    """Collects blocks; inline text gathers until a block element parts it."""

    blocks: list[Block] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)

    def walk(self, root: Node) -> None:
        """Go through the page without recursion; a closing mark parts the text as an opening one does."""
        stack: list[Node | str | None] = [root]
        while stack:
            item = stack.pop()
            if item is None:
                self.part()
            elif isinstance(item, str):
                self.inline.append(item)
            elif item.tag == COMMENT or (item.hushed and item is not root) or _hidden(item):
                continue
            elif item.tag == "table" and not item.named("table")[1:]:
                self.part()
                self.blocks.extend(_table(item))
            else:
                if item.tag in BLOCKS:
                    self.part()
                    stack.append(None)
                stack.extend(reversed(item.children))
        self.part()

    def part(self) -> None:
        """End the paragraph."""
        text = " ".join("".join(self.inline).split())
        if text:
            self.blocks.append(Paragraph(text))
        self.inline.clear()


def _hidden(node: Node) -> bool:
    return "style=" in node.source and _HIDDEN.search(node.attrs.get("style", "")) is not None


def _table(node: Node) -> Iterator[Block]:
    """A table without tables in it. One of a single cell is layout."""
    rows = [row for row in node.named("tr") if not _hidden(row)][:_MOST_ROWS]
    cells = list(_placed(rows))
    if len(cells) == 1:
        flow = _Flow()
        for child in node.named("td", "th"):
            flow.walk(child)
        yield from flow.blocks
    elif cells:
        yield Table(tuple(cells))


def _placed(rows: list[Node]) -> Iterator[Cell]:
    """The cells at their places in the grid, spans as browsers lay them out."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        col = 0
        for node in row.elements():
            if node.tag not in ("td", "th") or _hidden(node):
                continue
            while (at, col) in taken:
                col += 1
            tall = min(_span(node, "rowspan") or len(rows), len(rows) - at)
            wide = max(_span(node, "colspan"), 1)
            taken.update((y, x) for y in range(at, at + tall) for x in range(col, col + wide))
            if len(taken) > MOST_CELLS:
                return
            yield Cell(_text(node), at, col, tall, wide)
            col += wide


def _span(node: Node, name: str) -> int:
    written = node.attrs.get(name, "1").strip() if name in node.source else "1"
    return min(int(written), _MOST_SPAN) if written.isdecimal() and len(written) < 5 else 1


def _text(node: Node) -> str:
    below = node.walk()[1:]
    doubtful = any(inner.tag in _MARKS or _hidden(inner) for inner in below)
    return node.text() + (UNSURE if doubtful else "")
