"""A .docx as blocks: zip and XML read directly, since merged cells and deleted text must be seen."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from spiders.documents import package
from spiders.documents.refusals import Refused
from spiders.extract.annual.document import MOST_CELLS, Block, Cell, Document, Paragraph, Table
from spiders.extract.annual.numerals import UNSURE

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback"}
_IMAGES = ("drawing", "pict", "object")


def read_docx(body: bytes) -> Document:
    """The document of a .docx or .docm; macros are not looked at. Raises ``Refused``."""
    source = package.member(package.opened(body), "word/document.xml")
    if source is None:
        raise Refused("unreadable", "no document")
    root = package.tree(source)
    if root.tag.startswith(_STRICT):
        root = package.tree(source.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))
    body_ = root.find(f"{_W}body")
    if body_ is None:
        raise Refused("unreadable", "no body")
    images = any(next(root.iter(f"{_W}{name}"), None) is not None for name in _IMAGES)
    return Document("docx", tuple(_blocks(body_)), images=images)


def _blocks(holder: etree._Element) -> Iterator[Block]:
    """Paragraphs and tables below, without recursion; a table in a cell comes after its own."""
    stack = list(reversed(holder))
    while stack:
        element = stack.pop()
        if element.tag in _GONE or not isinstance(element.tag, str):
            continue
        if element.tag == f"{_W}p":
            text = _text(element)
            if text.strip():
                yield Paragraph(text)
            stack.extend(reversed([box for box in element.iter(f"{_W}txbxContent") if not _in(box, _GONE)]))
        elif element.tag == f"{_W}tbl":
            yield from _table(element)
            cells = (cell for row in element.iterchildren(f"{_W}tr") for cell in row.iterchildren(f"{_W}tc"))
            stack.extend(reversed([inner for cell in cells for inner in cell.iterchildren(f"{_W}tbl")]))
        else:
            stack.extend(reversed(element))


def _table(table: etree._Element) -> Iterator[Block]:
    """A table of one cell is a frame around text."""
    rows = [row for row in table.iter(f"{_W}tr") if _owner(row, "tbl") is table]
    cells = list(_cells(rows))
    if len(cells) > 1:
        yield Table(tuple(cells))
    elif cells:
        yield from (Paragraph(text) for p in table.iter(f"{_W}p") if (text := _text(p)).strip())


def _cells(rows: list[etree._Element]) -> Iterator[Cell]:
    """The cells at their places; a cell that goes on from above is part of that cell."""
    open_: dict[int, tuple[str, int, int, int]] = {}  # column → text, row, height, width of a cell that may go on
    done: list[Cell] = []
    for at, row in enumerate(rows):
        col = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        going: dict[int, tuple[str, int, int, int]] = {}
        for cell in (cell for cell in row.iter(f"{_W}tc") if _owner(cell, "tr") is row):
            wide = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            above = open_.get(col)
            if merge is not None and merge.get(f"{_W}val") != "restart" and above is not None and above[3] == wide:
                text, top, tall, _ = above
                going[col] = (text + _said(cell), top, tall + 1, wide)
                open_.pop(col)
            elif merge is not None:
                going[col] = (_said(cell), at, 1, wide)
            else:
                done.append(Cell(_said(cell), at, col, 1, wide))
            col += wide
            if len(done) > MOST_CELLS:
                raise Refused("unreadable", "table size")
        done += [Cell(text, top, left, tall, wide) for left, (text, top, tall, wide) in open_.items()]
        open_ = going
    done += [Cell(text, top, left, tall, wide) for left, (text, top, tall, wide) in open_.items()]
    yield from sorted(done, key=lambda cell: (cell.row, cell.col))


def _number(element: etree._Element | None, default: int) -> int:
    written = "" if element is None else element.get(f"{_W}val", "")
    return min(int(written), 60) if written.isdecimal() and len(written) < 5 else default


def _said(cell: etree._Element) -> str:
    return "\n".join(_text(p) for p in cell.iter(f"{_W}p") if _owner(p, "tc") is cell).strip()


def _text(paragraph: etree._Element) -> str:
    """What a reader sees of a paragraph; marks above the line and struck text make it unsure."""
    parts: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        run = node.getparent()
        if _owner(node, "p") is not paragraph or _in(node, _GONE) or run is None or run.tag != f"{_W}r":
            continue
        look = run.find(f"{_W}rPr")
        if look is not None and _on(look.find(f"{_W}vanish")):
            continue
        parts.append((node.text or "") if node.tag == f"{_W}t" else " ")
        if look is not None and _marked(look):
            parts.append(UNSURE)
    return "".join(parts)


def _marked(look: etree._Element) -> bool:
    raised = look.find(f"{_W}vertAlign")
    above = raised is not None and raised.get(f"{_W}val") in ("superscript", "subscript")
    return above or _on(look.find(f"{_W}strike")) or _on(look.find(f"{_W}dstrike"))


def _on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")


def _owner(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(f"{_W}{name}"), None)


def _in(element: etree._Element, tags: set[str]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())
