"""The raw text of a page before it is parsed: what to cut away, and whether parsing it is safe."""

from __future__ import annotations

import re

MAX_TEXT = 4_000_000  # characters; government pages seen stay under 1 MB
MAX_DEPTH = 512  # browsers nest no deeper either; the parser's time grows with depth times length
MAX_TREE_DEPTH = 1024  # with the elements that browsers imply; reading takes depth times length
MAX_STYLED = 4096  # open formatting elements
MAX_TAG_WORDS = 2000  # attributes of one tag

_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_IMPLIED = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup rp rt html head body".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_ANCHOR = re.compile(r"<a[\s>]", re.IGNORECASE)
_RAW = ("script", "style", "textarea", "title", "select", "iframe", "noscript", "xmp", "noembed", "template")
_RAW_START = re.compile(rf"<!--|<({'|'.join(_RAW)})(?=[\s>/])", re.IGNORECASE)
_RAW_END = {"": re.compile("-->")} | {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW}
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


def anchors(bare: str) -> int:
    """How many links the author wrote, in a text that went through ``without_raw``."""
    return sum(1 for _ in _ANCHOR.finditer(bare))


def safe_to_parse(bare: str) -> bool:
    """Whether nesting, open formatting and attributes stay within what any real page has."""
    depth = styled = 0
    for match in _TAG.finditer(bare):
        name = match[2].lower()
        if name in _VOID or name in _IMPLIED:
            continue
        step = -1 if match[1] else 1
        if name in _FORMATTING:
            styled = max(0, styled + step)
        else:
            depth = max(0, depth + step)
        if depth > MAX_DEPTH or styled > MAX_STYLED:
            return False
    return all(len(run) < 16_000 or run.count("=") < MAX_TAG_WORDS for run in bare.split(">"))


def cut_off(text: str) -> bool:
    """Whether the text stops inside a tag: the answer did not arrive whole."""
    return _OPEN_END.search(text[-2100:]) is not None
