"""Text to tree. Lexbor repairs markup as browsers do; its repaired markup is regular enough to be cut in one pass.

Walking the parser's own nodes costs several calls for each; it is done only for the few pages whose
repaired markup is ambiguous (an unfinished ``<plaintext>``, a script within a comment of a script).
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.extract.order import Order
from spiders.extract.tree import COMMENT, Node, unescaped

_AMBIGUOUS = ("<template", "<plaintext")
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RAW = frozenset("script style iframe xmp noembed noframes".split())  # what they hold is written as it is
_SILENT = frozenset({"script", "style", "template", "noscript", "head", "title", "textarea"})
_COMMENT = "!--"


class _AmbiguousError(ValueError):
    """Raised where an end tag is not that of the element that is open, or none of those that are written."""


def parse(text: str) -> Node:
    """The tree of ``text``."""
    return tree_of(LexborHTMLParser(text))


def tree_of(parser: LexborHTMLParser) -> Node:
    """The tree of what ``parser`` made of a page."""
    markup = parser.html or ""
    if not any(word in markup for word in _AMBIGUOUS):
        pieces = iter(markup.split("<"))
        next(pieces)
        try:
            return _grown(pieces)
        except _AmbiguousError:
            pass
    return _grown(_pieces(parser))


def _until(end: str, pieces: Iterator[str], start: str) -> tuple[str, str]:
    """What stands before and after ``end`` in ``start`` and the pieces that follow it."""
    held = [start]
    if end[0] == "-":
        while end not in held[-1]:
            held.append(_next(end, pieces))
        held[-1], _, after = held[-1].partition(end)
    else:
        while not (after := _next(end, pieces)).startswith(end):
            held.append(after)
        after = after[len(end) :]
    return "<".join(held), after


def _next(end: str, pieces: Iterator[str]) -> str:
    try:
        return next(pieces)
    except StopIteration:
        raise _AmbiguousError(end) from None


def _grown(pieces: Iterator[str]) -> Node:  # noqa: C901, PLR0912, PLR0915 - calls would double its time
    """The tree that repaired markup spells, cut before each tag; every tag of every page passes here.

    Attributes are double-quoted, and no angle bracket stands in them or in a text.
    """
    order = Order()
    texts, holders, nodes = order.texts, order.holders, order.nodes
    root = node = Node("#root", "", None, order)
    level = deepest = 0
    for piece in pieces:
        head, closed, written = piece.partition(">")
        if not closed and not piece.startswith(_COMMENT):  # which may hold a tag
            raise _AmbiguousError(piece)
        if head[0] == "/":
            if head[1:] != node.tag or node.parent is None:
                raise _AmbiguousError(piece)
            node.end = len(nodes)
            node.stop = len(texts)
            node = node.parent
            level -= 1
        elif head[0] in "!?":
            if piece.startswith(_COMMENT):
                held, written = _until("-->", pieces, piece[len(_COMMENT) :])
                if level:  # a comment outside the page's element is none of its content
                    Node(COMMENT, "", node, order, True, node.linked).own = [held.strip()]
        else:
            tag, _, source = head.partition(" ")
            source = f" {source}" if source else ""
            if tag in _VOID:
                Node(tag, source, node, order, node.hushed, node.linked)
            elif tag in _RAW:
                inner = Node(tag, source, node, order, node.hushed or tag in _SILENT, node.linked)
                held, written = _until(f"/{tag}>", pieces, written)
                if held and not held.isspace():
                    if inner.hushed:
                        inner.own = [held]
                    else:
                        texts.append(held)
                        holders.append(inner)
                        inner.stop = len(texts)
            else:
                node = Node(tag, source, node, order, node.hushed or tag in _SILENT, node.linked or tag == "a")
                level += 1
                if level > deepest:  # noqa: PLR1730 - see above
                    deepest = level
        if written:
            text = unescaped(written) if "&" in written else written
            if text.isspace():
                continue
            if not node.hushed:
                texts.append(text)
                holders.append(node)
            else:
                node.own.append(text)
    root.end, root.stop = len(nodes), len(texts)
    order.depth = deepest
    return root


def _pieces(parser: LexborHTMLParser) -> Iterator[str]:
    """The markup of a page from the parser's nodes, cut as for ``_grown``; what stands in a template is none of it."""
    source = parser.root
    stack: list[LexborNode | str] = [] if source is None else [source]
    while stack:
        found = stack.pop()
        if isinstance(found, str):
            yield f"/{found}>"
            continue
        if found is not source and found.next is not None:
            stack.append(found.next)
        if found.is_element_node:
            tag = found.tag or "?"
            raw = found.text(deep=True, skip_empty=False) if tag in _RAW else ""
            yield f"{tag}{_written(found)}>{raw}"
            if tag not in _VOID:
                stack.append(tag)
            if tag not in _RAW and found.first_child is not None:
                stack.append(found.first_child)
        elif found.is_text_node:
            yield "!>" + (found.text_content or "").replace("&", "&amp;")
        elif found.is_comment_node:
            yield f"{_COMMENT}{found.comment_content or ''}-->"


def _written(found: LexborNode) -> str:
    """The attributes as they stand in repaired markup."""
    return "".join(f' {name}="{_escaped(value or "")}"' for name, value in found.attributes.items())


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
