"""A page as a small tree of our own: one shape for every parser, walked without recursion."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.extract.dates import plain

COMMENT = "!"
_SILENT = frozenset({"script", "style", "template", "noscript", COMMENT, "head", "title", "textarea"})
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table tbody td th thead tr ul br".split()
)


class _Order:
    """Everything of one tree in page order: a part of the tree is a slice."""

    __slots__ = ("clean", "nodes", "pieces")

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.pieces: list[tuple[str, Node]] = []  # the visible strings, each with the element that holds it
        self.clean: list[tuple[str, Node]] | None = None


class Node:
    """An element. ``children`` mixes elements and strings; a comment is an element named ``COMMENT``.

    ``index`` is its place in the page, ``part`` a note of which part of the frame it says it is
    ("" none, ``None`` not asked yet), ``linked`` whether it is a link or lies in one.
    """

    __slots__ = (
        "_text",
        "attrs",
        "children",
        "depth",
        "end",
        "first",
        "hushed",
        "index",
        "linked",
        "order",
        "parent",
        "part",
        "stop",
        "tag",
    )  # fmt: skip

    def __init__(self, tag: str, attrs: dict[str, str], parent: Node | None, order: _Order | None = None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.hushed: bool = tag in _SILENT or (parent is not None and parent.hushed)
        self.linked: bool = tag == "a" or (parent is not None and parent.linked)
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.children: list[Node | str] = []
        self.part: str | None = None
        self._text: str | None = None
        self.order = order or _Order()
        self.index = len(self.order.nodes)
        self.end = self.index + 1
        self.first = self.stop = len(self.order.pieces)
        self.order.nodes.append(self)

    def say(self, text: str) -> None:
        """Add a string; callers add in page order."""
        self.children.append(text)
        if not self.hushed:
            self.order.pieces.append((text, self))

    @property
    def label(self) -> str:
        """Class and id in lower case, for telling chrome from content."""
        return f"{self.attrs.get('class', '')} {self.attrs.get('id', '')}".lower()

    def elements(self) -> list[Node]:
        """The child elements, without comments."""
        return [c for c in self.children if isinstance(c, Node) and c.tag != COMMENT]

    def up(self) -> Iterator[Node]:
        """The ancestors, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self, silent: bool = False, most: int | None = None) -> list[Node]:
        """This element and all below it in page order, ``most`` of them; ``silent`` includes scripts and comments."""
        below = self.order.nodes[self.index : self.end if most is None else min(self.end, self.index + most)]
        return below if silent else [n for n in below if not n.hushed]

    def pieces(self) -> list[tuple[str, Node]]:
        """The visible strings below, each with the element that holds it."""
        return self.order.pieces[self.first : self.stop]

    def clean_pieces(self) -> list[tuple[str, Node]]:
        """``pieces`` made ``plain``, white space collapsed; some are empty. For trees that are complete."""
        order = self.order
        if order.clean is None:
            order.clean = [(" ".join(plain(text).split()), holder) for text, holder in order.pieces]
        return order.clean[self.first : self.stop]

    def deeper_than(self, levels: int) -> bool:
        """Whether anything below is nested that deep."""
        return any(n.depth > levels for n in self.order.nodes[self.index : self.end])

    @property
    def mute(self) -> bool:
        """Whether it holds no visible string: what ``text`` being empty says, without reading it."""
        return self.first == self.stop

    def text(self) -> str:
        """The visible text, white space collapsed; block elements part words, inline ones do not."""
        if self._text is None:
            self._text = self._read()
        return self._text

    def _read(self) -> str:
        parts: list[str] = []
        last: Node | None = None
        for piece, holder in self.pieces():
            if last is not None and holder is not last and (holder.tag in _BLOCKS or last.tag in _BLOCKS):
                parts.append(" ")
            parts.append(piece)
            last = holder
        return " ".join("".join(parts).split())

    def close(self) -> None:
        """Fix where each element ends; once, at the root, when all is in."""
        for at, (_, holder) in enumerate(self.order.pieces):
            holder.stop = at + 1
        for node in reversed(self.order.nodes):
            above = node.parent
            if above is not None and above.order is self.order:
                above.end = max(above.end, node.end)
                above.stop = max(above.stop, node.stop)


def parse(text: str) -> Node:
    """The tree of ``text`` by lexbor, which repairs markup as browsers do."""
    order = _Order()
    root = Node("#root", {}, None, order)
    source = LexborHTMLParser(text).root
    if source is None:
        return root
    stack: list[tuple[LexborNode, Node]] = [(source, root)]
    while stack:
        found, parent = stack.pop()
        following = found.next
        if following is not None and found is not source:
            stack.append((following, parent))
        node = _grown(found, parent, order)
        first = found.first_child if node is not None else None
        if node is not None and first is not None:
            stack.append((first, node))
    root.close()
    return root


def of_text(text: str, parent: Node) -> Node:
    """A string of ``parent`` as an element of its own, outside the tree."""
    node = Node("#text", {}, parent)
    node.hushed = False
    node.say(text)
    node.close()
    return node


def _grown(found: LexborNode, parent: Node, order: _Order) -> Node | None:
    """Add what ``found`` is to ``parent``; the element to go on below, if it is one."""
    if found.is_element_node:
        node = Node(found.tag or "", {k: v or "" for k, v in found.attributes.items()}, parent, order)
        parent.children.append(node)
        return node
    if found.is_text_node:
        content = found.text_content
        if content and not content.isspace():
            parent.say(content)
    elif found.is_comment_node:
        comment = Node(COMMENT, {}, parent, order)
        comment.children.append(found.comment_content or "")
        parent.children.append(comment)
    return None
