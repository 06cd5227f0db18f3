"""Entries of lists: what repeats around links, whatever the markup.

The row of a link is the largest element that holds this link alone; rows with one parent make
a block. No class names are needed, so an unknown template is read like a known one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from spiders.extract.address import leads_nowhere
from spiders.extract.tree import Node, of_text

_ROW_TAGS = frozenset({"li", "tr", "dd", "dt", "article"})
_WHOLE = frozenset({"body", "html"})
_SOMEWHERE = frozenset("/.0123456789")
_DATE_ROW = 24  # characters of a row that is only a date
_LIFTED_LINKS = 5  # links beside the title in one row: unit, attachment, "details"


@dataclass(slots=True)
class Entry:
    """A row: its elements in page order and its link."""

    parts: list[Node]
    link: Node

    @property
    def node(self) -> Node:
        return self.parts[0]


@dataclass(slots=True)
class Block:
    """Rows below one container."""

    container: Node
    entries: list[Entry] = field(default_factory=list)


def blocks_of(root: Node) -> list[Block]:
    """All groups of rows of a page, in page order."""
    links = [n for n in root.named("a") if not n.mute or n.attrs.get("title")]
    crowded = _crowded(links)
    groups: dict[int, Block] = {}
    for link in links:
        row = _row_of(link, crowded)
        container = row.parent
        if container is None:
            continue
        block = groups.setdefault(id(container), Block(container))
        if not block.entries or block.entries[-1].node is not row:
            block.entries.append(Entry([row], link))
        elif len(link.text()) > len(block.entries[-1].link.text()):
            block.entries[-1].link = link
    return _merged(_lifted([_joined(_split(b)) for b in groups.values()]))


def _crowded(links: list[Node]) -> set[int]:
    """The elements that hold more than one link target."""
    only: dict[int, str] = {}
    crowded: set[int] = set()
    for number, link in enumerate(links):
        key, second = _target(link, number, links), False
        node = link.parent
        while node is not None:
            known = id(node)
            if known in crowded:  # and so is all that holds it
                break
            if second or only.setdefault(known, key) != key:
                second = True
                crowded.add(known)
            node = node.parent
    return crowded


def _target(link: Node, number: int, links: list[Node]) -> str:
    href = link.attrs.get("href", "")
    if href[:1] in _SOMEWHERE or not leads_nowhere(href):
        return href
    before = links[number - 1] if number else None
    if before is not None and before.parent is link.parent and before.text() == link.text():
        return str(id(before))
    return str(id(link))


def _row_of(link: Node, crowded: set[int]) -> Node:
    row, node = link, link.parent
    while node is not None:
        if id(node) in crowded or node.parent is None or node.tag in _WHOLE:
            break
        row = node
        if row.tag in _ROW_TAGS:
            break
        node = node.parent
    return row


def _split(block: Block) -> Block:
    """Give bare links that stand side by side in running markup the siblings that belong to them."""
    bare = [e for e in block.entries if e.node.tag in ("a", "span", "b", "font", "strong", "em")]
    if len(bare) != len(block.entries) or block.container.tag in ("p", "h1", "h2", "h3"):
        return block
    starts = {id(e.node): e for e in block.entries}
    before: list[Node] = []
    current: Entry | None = None
    for child in block.container.children:
        node = child if isinstance(child, Node) else of_text(child, block.container)
        if id(node) in starts:
            current = starts[id(node)]
        elif current is None:
            before.append(node)
        else:
            current.parts.append(node)
    if any(n.numbered for n in before):
        _shift(block.entries, before)
    return block


def _shift(entries: list[Entry], before: list[Node]) -> None:
    """The dates stand before the links: what follows a link belongs to the next one."""
    carried = before
    for entry in entries:
        own, after = entry.parts[:1], entry.parts[1:]
        entry.parts = [*own, *carried]
        carried = after


def _joined(block: Block) -> Block:
    """Rows of their own that hold only the date of the row above belong to it."""
    rows = {id(p): e for e in block.entries for p in e.parts}
    current: Entry | None = None
    for child in block.container.elements():
        if id(child) in rows:
            current = rows[id(child)]
        elif current is not None and child.tag == current.node.tag and child.numbered and _brief(child):
            current.parts.append(child)
    return block


def _brief(node: Node) -> bool:
    """Whether it may be a date; a year alone is that of the rows below it."""
    if node.stop - node.first > _DATE_ROW:
        return False
    text = node.text()
    return len(text) <= _DATE_ROW and not text.endswith("年")


def _lifted(blocks: list[Block]) -> list[Block]:
    """Rows that hold several links were taken for blocks: put them together again."""
    kin: dict[tuple[int, str, str], list[Block]] = {}
    for block in blocks:
        if block.container.parent is not None and _liftable(block):
            key = (id(block.container.parent), block.container.tag, block.container.attrs.get("class", ""))
            kin.setdefault(key, []).append(block)
    lifted: dict[int, Block] = {}
    gone: set[int] = set()
    plain = {id(b.container): b for b in blocks}
    for group in kin.values():
        parent = group[0].container.parent
        rows = plain.get(id(parent))
        same = rows is not None and any(e.node.tag == group[0].container.tag for e in rows.entries)
        if parent is None or (len(group) < 3 and not same):
            continue
        target = rows if rows is not None and same else lifted.setdefault(id(group[0].container), Block(parent))
        for block in group:
            gone.add(id(block))
            target.entries.append(Entry([block.container], _title_link(block)))
        target.entries.sort(key=lambda e: e.node.index)
    return [b for b in blocks if id(b) not in gone] + list(lifted.values())


def _liftable(block: Block) -> bool:
    return (
        block.container.tag in (*_ROW_TAGS, "div", "dl", "ul", "p")
        and len(block.entries) <= _LIFTED_LINKS
        and (block.container.tag in _ROW_TAGS or _digit_around(block))
    )


def _digit_around(block: Block) -> bool:
    """Whether the container says a digit outside its links."""
    digits, at = block.container.order.digits, block.container.first
    for link in sorted((e.link for e in block.entries), key=lambda link: link.first):
        place = bisect_left(digits, at)
        if place == len(digits) or digits[place] < link.first:
            break
        at = max(at, link.stop)
    place = bisect_left(digits, at)
    return place < len(digits) and digits[place] < block.container.stop


def _title_link(block: Block) -> Node:
    return max((e.link for e in block.entries), key=lambda link: len(link.text()))


def _merged(blocks: list[Block]) -> list[Block]:
    """Neighbouring containers of one kind are one list cut into pieces."""
    kept: dict[tuple[object, ...], Block] = {}
    for block in sorted(blocks, key=lambda b: b.entries[0].node.index):
        parent = block.container.parent
        key = (id(parent), block.container.tag, block.container.attrs.get("class", ""), block.entries[0].node.tag)
        home = kept.setdefault(key, block)
        if home is not block:
            home.entries.extend(block.entries)
    return list(kept.values())
