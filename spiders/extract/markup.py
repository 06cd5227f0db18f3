"""The raw text of a page before it is parsed: what to cut away, and whether parsing it is safe."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import sub

MAX_TEXT = 4_000_000  # characters; government pages seen stay under 1 MB
MAX_DEPTH = 512  # browsers nest no deeper either; the parser's time grows with depth times length
MAX_TREE_DEPTH = 1024  # with the elements that browsers imply; reading takes depth times length
MAX_STYLED = 4096  # open formatting elements
MAX_GROWTH = 2_000_000  # characters that repairing adds: an unclosed link is repeated in every block after it
MAX_TAG_WORDS = 2000  # attributes of one tag
MAX_TAG = 16_000  # characters of a tag below which its attributes are not counted

_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_IMPLIED = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup rp rt html head body".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_FLAT = ("<li>", "<li ", "<p>", "<p ", "<td>", "<td ", "<tr>", "<img ", "<br>", "<br/", "<br ")  # nest nothing
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}")
_ANCHOR = re.compile(r"<[aA][\s>]")
_RAW = ("script", "style", "textarea", "title", "select", "iframe", "noscript", "xmp", "noembed", "template")
_RAW_START = re.compile(rf"<(?:!--|((?i:{'|'.join(_RAW)}))(?=[\s>/]))")
_RAW_END = {"": re.compile("-->")} | {name: re.compile(f"</(?i:{name})") for name in _RAW}
_OPEN_END = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}\Z")


def without_raw(text: str) -> str:
    """The text without comments, scripts and other elements whose content is no markup of the page."""
    kept, at = [], 0
    gone: set[str] = set()
    while (match := _RAW_START.search(text, at)) is not None:
        kept.append(text[at : match.start()])
        end = _end_of(text, match, gone)
        if end is None:
            kept.append(text[match.start() : match.end()])
            end = match.end()
        at = end
    kept.append(text[at:])
    return "".join(kept)


def _end_of(text: str, match: re.Match[str], gone: set[str]) -> int | None:
    """Where the raw region ends; ``gone`` remembers closers that occur no more, so that no scan is repeated."""
    name = "" if match[1] is None else match[1].lower()
    if name in gone:
        return None
    found = _RAW_END[name].search(text, match.end())
    if found is None:
        gone.add(name)
        return None
    return found.end()


def anchors(text: str) -> int:
    """How many links the author wrote, in a text that went through ``without_raw``; in any other, no fewer."""
    return len(_ANCHOR.findall(text))


def small(text: str) -> bool:
    """Whether the text has too few tags and attributes to exceed what ``safe_to_parse`` allows, whatever they are."""
    opened = text.count("<") - text.count("</")
    if opened > MAX_DEPTH:
        opened -= sum(map(text.count, _FLAT))
    return opened <= MAX_DEPTH and (text.count("=") < MAX_TAG_WORDS or max(map(len, text.split(">"))) < MAX_TAG)


def safe_to_parse(bare: str) -> bool:
    """Whether nesting, open formatting and attributes stay within what any real page has."""
    tags = list(map(str.lower, _TAG.findall(bare)))
    steps = {tag: _step(tag) for tag in set(tags)}
    for styled, limit in ((False, MAX_DEPTH), (True, MAX_STYLED)):
        own = {tag: step if (tag.lstrip("</") in _FORMATTING) is styled else 0 for tag, step in steps.items()}
        if _deepest([step for step in map(own.__getitem__, tags) if step]) > limit:
            return False
    runs = bare.split(">")
    return max(map(len, runs)) < MAX_TAG or all(len(r) < MAX_TAG or r.count("=") < MAX_TAG_WORDS for r in runs)


def _step(tag: str) -> int:
    name = tag.lstrip("</")
    if name in _VOID or name in _IMPLIED:
        return 0
    return -1 if tag[1] == "/" else 1


def _deepest(steps: list[int]) -> int:
    """The most that is open at a time, where closing what is not open changes nothing."""
    sums = list(accumulate(steps, initial=0))
    return max(map(sub, sums, accumulate(sums, min)))


def cut_off(text: str) -> bool:
    """Whether the text stops inside a tag: the answer did not arrive whole."""
    return _OPEN_END.search(text[-2100:]) is not None
