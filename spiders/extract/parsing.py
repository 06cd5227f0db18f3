"""Text to tree. Lexbor repairs markup as browsers do; its repaired markup is regular enough to be cut in one pass.

Walking the parser's own nodes costs several calls for each; it is done only for the few pages whose
repaired markup is ambiguous (an unfinished ``<plaintext>``, a script within a comment of a script).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import methodcaller
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.extract.tree import COMMENT, Node, Order, unescaped

# A tag, comment or whole raw element, and the text up to the next "<". In repaired markup attributes are
# double-quoted and both angle brackets within them escaped.
_TOKEN = re.compile(
    r"<(?:(script|style|iframe|xmp|noembed|noframes)((?: [^>]*)?)>((?>[^<]+|<(?!/\1>))*+)</\1"
    r"|!--((?>[^-]+|-(?!->))*+)--"
    r"|([^ >]+)([^>]*))>([^<]*)"
)
_Token: TypeAlias = tuple[
    str, str, str, str, str, str, str
]  # raw: name, attributes, content; comment; name, attributes; text
_AMBIGUOUS = ("<template", "<plaintext")
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_SILENT = frozenset({"script", "style", "template", "noscript", "head", "title", "textarea"})
_GROUPS = methodcaller("groups", "")


class _AmbiguousError(ValueError):
    """Raised where an end tag is not that of the element that is open."""


def parse(text: str) -> Node:
    """The tree of ``text``."""
    return tree_of(LexborHTMLParser(text))


def tree_of(parser: LexborHTMLParser) -> Node:
    """The tree of what ``parser`` made of a page."""
    markup = parser.html or ""
    if not any(word in markup for word in _AMBIGUOUS):
        tokens: Iterable[_Token] = map(_GROUPS, _TOKEN.finditer(markup))
        try:
            return _grown(tokens)
        except _AmbiguousError:
            pass
    return _grown(_tokens(parser))


def _grown(tokens: Iterable[_Token]) -> Node:  # noqa: C901, PLR0912 - calls would double its time
    """The tree that the tokens spell; every tag of every page passes here."""
    order = Order()
    texts, holders, nodes = order.texts, order.holders, order.nodes
    root = node = Node("#root", "", None, order)
    level = deepest = 0
    for raw, raw_source, content, comment, tag, source, written in tokens:
        if tag:
            if tag[0] == "/":
                if tag[1:] != node.tag or node.parent is None:
                    raise _AmbiguousError(tag)
                node.end = len(nodes)
                node.stop = len(texts)
                node = node.parent
                level -= 1
            elif tag in _VOID:
                Node(tag, source, node, order, node.hushed, node.linked)
            elif tag[0] not in "!?":
                node = Node(tag, source, node, order, node.hushed or tag in _SILENT, node.linked or tag == "a")
                level += 1
                if level > deepest:  # noqa: PLR1730 - see above
                    deepest = level
        elif raw:
            inner = Node(raw, raw_source, node, order, node.hushed or raw in _SILENT, node.linked)
            if content and not content.isspace():
                if inner.hushed:
                    inner.own = [content]
                else:
                    texts.append(content)
                    holders.append(inner)
                    inner.stop = len(texts)
        elif level:  # a comment outside the page's element is none of its content
            Node(COMMENT, "", node, order, True, node.linked).own = [comment.strip()]
        if written and not written.isspace():
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


def _tokens(parser: LexborHTMLParser) -> Iterator[_Token]:
    """The tokens of a page from the parser's nodes; what stands in a template is none of the page."""
    source = parser.root
    stack: list[LexborNode | str] = [] if source is None else [source]
    while stack:
        found = stack.pop()
        if isinstance(found, str):
            yield "", "", "", "", f"/{found}", "", ""
            continue
        if found is not source and found.next is not None:
            stack.append(found.next)
        if found.is_element_node:
            tag = found.tag or "?"
            yield "", "", "", "", tag, _written(found), ""
            if tag not in _VOID:
                stack.append(tag)
            if found.first_child is not None:
                stack.append(found.first_child)
        elif found.is_text_node:
            yield "", "", "", "", "!", "", (found.text_content or "").replace("&", "&amp;")
        elif found.is_comment_node:
            yield "", "", "", found.comment_content or "", "", "", ""


def _written(found: LexborNode) -> str:
    """The attributes as they stand in repaired markup."""
    return "".join(
        ' {}="{}"'.format(name, (value or "").replace("&", "&amp;").replace('"', "&quot;"))
        for name, value in found.attributes.items()
    )
