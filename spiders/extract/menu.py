"""The columns that a page names: its menus, its breadcrumb, the 更多 of its blocks, a site map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from spiders.extract.address import absolute, url_date
from spiders.extract.chrome import breadcrumb, frame_words
from spiders.extract.naming import LONGEST, cleaned
from spiders.extract.page import Page
from spiders.extract.tree import Node

_MENU = re.compile(r"(?:^|[\s_-])(?:\w*nav\w*|\w*menu\w*|daohang|dh|lanmu|lm|channels?|columns?)(?=$|[\s_\d-])")
_SIDE = re.compile(r"(?:^|[\s_-])(?:side\w*|left\w*|sub\w*|aside)(?=$|[\s_\d-])")
_OUTSIDE = re.compile(
    r"(?:^|[\s_-])(?:foot\w*|copyright|bottom|friend\w*|links?|yqlj|pag(?:e|er|es|ing|ination)|fenye|share\w*|login|search|lang\w*|toolbar)(?=$|[\s_\d-])"
)
_OUTSIDE_TAGS = frozenset({"footer", "form", "select", "option"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "dt"})
_HEADING = re.compile(r"(?:^|[\s_-])(?:\w*tit(?:le)?|bt|hd|caption)(?=$|[\s_\d-])")
_MORE = re.compile(r"^[\s+>》»\[(.·…]{0,4}(?:更多|more|查看全部)", re.IGNORECASE)
_MAP = re.compile(r"^(?:网站|站点|栏目)(?:地图|导航)$")
_HAN = re.compile(r"[一-鿿]")
_ARTICLE = re.compile(
    r"/art/|/art_|/content[_/]|/post_|/t\d{8}_|/c_?\d{5,}|\.(?!html?$|shtml$|jhtml$|jspx?$|aspx?$|php$|do$)\w{2,5}$"
)
_FIRST_FILE = re.compile(r"(?:index|default)\.[a-z]{2,5}$")
SIDE_LONGEST = 10  # of a name in a side box, which may hold headlines too
BLOCK = 400  # elements; what is larger is a page
RUN = 4  # short links together are a menu, whatever it is called


@dataclass(frozen=True)
class Proposal:
    """A link that may lead to a column. ``place``: "menu", "map", "crumb" or "more"; ``top``: of the first level.

    ``name`` is empty where a menu shows a picture without words: its page must say it.
    """

    name: str
    url: str
    place: str
    top: bool = False


def key(url: str) -> str:
    """What two spellings of one address share: no scheme, no ``www.``, no file that a folder opens with."""
    parts = urlsplit(url.strip())
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    path = _FIRST_FILE.sub("", unquote(parts.path)).rstrip("/")
    return f"{host}{path}{'?' + parts.query if parts.query else ''}"


def proposals(page: Page) -> tuple[Proposal, ...]:
    """What the page's menus, breadcrumb and blocks name, of its own host, in page order."""
    crumbs = _crumbs(page)
    found = []
    for link in _links(page):
        outside = any(_is_outside(node) for node in (link, *link.up()))
        if link.index in crumbs:
            found.append(_proposal(page, link, _name(link), "crumb"))
        elif outside:
            continue
        elif _MORE.match(link.text()):
            found.append(_proposal(page, link, _heading(link), "more"))
        elif place := _place(link):
            found.append(_proposal(page, link, _name(link), place))
    return _distinct(found)


def mapped(page: Page) -> tuple[Proposal, ...]:
    """What a site map lists: every short link of it."""
    inside = [n for n in _links(page) if not any(_is_outside(above) for above in n.up())]
    return _distinct([_proposal(page, link, _name(link), "map") for link in inside])


def site_map(page: Page) -> str | None:
    """The address of the site's own map, if the page links to one."""
    for link in _links(page):
        url = absolute(page.base, link.attrs["href"])
        if _MAP.match(_name(link)) and url and _own(page, url):
            return url
    return None


def _links(page: Page) -> list[Node]:
    return [n for n in page.root.walk() if n.tag in ("a", "area") and n.attrs.get("href")]


def _crumbs(page: Page) -> frozenset[int]:
    holder = breadcrumb(page.root)
    for _ in range(2):
        if holder is None:
            break
        inside = [n.index for n in holder.walk() if n.tag == "a"]
        if inside:
            return frozenset(inside)
        holder = holder.parent
    return frozenset()


def _place(link: Node) -> str | None:
    """Where a link stands that may name a column; ``None`` in running text and lists."""
    above = [link, *link.up()]
    if any(n.tag == "nav" or _MENU.search(n.label) for n in above):
        return "menu"
    name = _name(link)
    if not name:  # a picture in a picture row is a banner
        return None
    if any(n.tag == "aside" or _SIDE.search(n.label) for n in above):
        return "menu" if len(name) <= SIDE_LONGEST else None
    near = above[1:3]
    if any(n.tag in _HEADINGS or _HEADING.search(n.label) for n in near):
        return "more"
    return "menu" if _in_run(link) else None


def _blocks(link: Node) -> list[Node]:
    """The nearest elements around a link, as long as they are no larger than a block."""
    return [u for _, u in zip(range(4), link.up(), strict=False) if u.end - u.index <= BLOCK]


def _in_run(link: Node) -> bool:
    for block in _blocks(link):
        links = [n for n in block.walk() if n.tag == "a"]
        if len(links) >= RUN:
            said = "".join(n.text() for n in links)
            # Nothing but links, all of them short: a row of a list has a date beside it.
            return all(len(n.text()) <= SIDE_LONGEST for n in links) and len(block.text().replace(" ", "")) <= len(
                said
            ) + 2 * len(links)
    return False


def _heading(link: Node) -> str:
    """The name of the block that a 更多 stands in."""
    for block in _blocks(link):
        heads = [n for n in block.walk() if n.tag in _HEADINGS or _HEADING.search(n.label)]
        for head in heads:
            if head.index > link.index:
                break
            name = cleaned(head.text().replace(link.text(), ""))
            if name:
                return name
    return cleaned(link.attrs.get("title", ""))


def _name(link: Node) -> str:
    shown = link.text()
    whole = link.attrs.get("title", "")
    if not shown:
        shown = (
            whole or next((n.attrs["alt"] for n in link.walk() if n.attrs.get("alt")), "") or link.attrs.get("alt", "")
        )
    elif shown.rstrip().endswith(("...", "…")) and whole:
        shown = whole
    return cleaned(shown)


def _proposal(page: Page, link: Node, name: str, place: str) -> Proposal | None:
    url = absolute(page.base, link.attrs["href"]).partition("#")[0]
    if not url or not _own(page, url) or _ARTICLE.search(urlsplit(url).path.lower()) or url_date(url):
        return None
    if name and (not 2 <= len(name) <= LONGEST or not _HAN.search(name) or frame_words([name])):
        return None
    if not name and place not in ("menu", "more"):
        return None
    return Proposal(name, url, place, top=place == "menu" and _first_level(link))


def _first_level(link: Node) -> bool:
    """Whether no other entry of a menu stands over it: lists in lists, and what hangs below an entry, are lower."""
    above = list(link.up())
    if sum(n.tag in ("li", "dd") for n in above) > 1 or any(_SIDE.search(n.label) for n in above):
        return False
    menu = next((n for n, node in enumerate(above) if node.tag == "nav" or _MENU.search(node.label)), len(above))
    return not any(_hangs(node) for node in above[:menu])


def _hangs(node: Node) -> bool:
    """Whether the element right before this one is an entry and of another shape: ``<dt>`` before ``<dd>``."""
    if node.parent is None:
        return False
    before = None
    for child in node.parent.elements():
        if child is node:
            break
        before = child
    if before is None or before.tag == node.tag:
        return False
    entries = [n for n in before.walk() if n.tag == "a" and n.attrs.get("href")]
    return len(entries) == 1 and not frame_words([_name(entries[0])])


def _own(page: Page, url: str) -> bool:
    own, other = key(page.url), key(url)
    host = own.partition("/")[0].partition("?")[0]
    return other.partition("/")[0].partition("?")[0] == host and other != host


def _is_outside(node: Node) -> bool:
    return node.tag in _OUTSIDE_TAGS or _OUTSIDE.search(node.label) is not None


def _distinct(found: list[Proposal | None]) -> tuple[Proposal, ...]:
    """One proposal an address: the first, but words before none, and a menu's before others'."""
    best: dict[str, Proposal] = {}
    for one in found:
        if one is None:
            continue
        known = best.get(key(one.url))
        if known is None or _rank(one) > _rank(known):
            best[key(one.url)] = one
    return tuple(best.values())


def _rank(one: Proposal) -> tuple[bool, bool]:
    return bool(one.name), one.place == "menu"
