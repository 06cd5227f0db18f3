"""Addresses joined and encoded as the URL standard (url.spec.whatwg.org) says, which is what browsers do. Pure.

The joining itself is Ada's, which browsers' cousins use as well. What Ada lacks is a page's own encoding:
the query of a link on a GBK page is sent in GBK, whatever else is UTF-8.
"""

from __future__ import annotations

import re
from functools import lru_cache

import can_ada

LONGEST = 2083  # what browsers of government offices can open
HTTP = ("http://", "https://")

_READ = 16 * LONGEST  # a longer reference is data, or too long once joined
_STRIPPED = "".join(map(chr, range(33)))
_USER = re.compile(r"(?<=//)[^/@]*@")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
# Python's GB18030 is that of 2000. Browsers write these characters as the edition of 2022 says.
_NEWER = {0x1E3F: "%A8%BC", 0xE7C7: "%815%F47", 0xE5E5: "%26%2358853%3B"}
_NEWER |= dict(zip(range(0x9FB4, 0x9FBC), "%FEY %FEa %FEf %FEg %FEm %FE~ %FE%90 %FE%A0".split(), strict=True))
_VERTICAL = "D9 DB DA DC DD DE DF EC ED F3".split()
_NEWER |= {0xFE10 + at: f"%A6%{byte}" for at, byte in enumerate(_VERTICAL)}
_OF_GBK = {0x20AC: "%80", 0xE7C7: "%26%2359335%3B"}


def resolve(raw: str, base: str, encoding: str = "utf-8") -> str | None:
    """The absolute address ``raw`` means, without fragment and user; ``None`` if a click leads to no http address.

    ``encoding`` is the page's: "gbk" and "gb2312", or "gb18030"; queries of all other pages are UTF-8.
    """
    text = raw.strip(_STRIPPED)
    if not text or text[0] == "#":
        return None
    url = join(text, base, encoding)
    if url is None:
        return None
    url = url.partition("#")[0]
    if "@" in url:
        url = _USER.sub("", url, count=1)
    return url if len(url) <= LONGEST else None


def join(raw: str, base: str, encoding: str = "utf-8") -> str | None:
    """The http address ``raw`` means on a page at ``base``, all of it; ``None`` where it is none."""
    if len(raw) > _READ:
        return None
    if encoding.startswith("gb") and not raw.isascii():
        raw = _query_in(encoding, raw)
    url = _joined(raw, base)
    return url if url is not None and url.startswith(HTTP) else None


def _joined(raw: str, base: str) -> str | None:
    start = _parsed(base)
    try:
        return str(can_ada.parse(raw) if start is None else start + raw)
    except ValueError:
        return None
    except TypeError:  # half a surrogate pair, as escapes in scripts leave it; the standard replaces it
        whole = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return None if whole == raw else _joined(whole, base)


@lru_cache(maxsize=256)  # a base serves all the references of its page
def _parsed(base: str) -> can_ada.URL | None:
    try:
        return can_ada.parse(base)
    except (ValueError, TypeError):
        return None


def _query_in(encoding: str, raw: str) -> str:
    head, fragment_mark, fragment = raw.partition("#")
    path, question, query = head.partition("?")
    byte = _gb18030 if encoding == "gb18030" else _gbk
    return path + question + _FOREIGN.sub(lambda run: "".join(map(byte, run[0])), query) + fragment_mark + fragment


@lru_cache(maxsize=8192)  # the characters of a site's queries are few
def _gbk(character: str) -> str:
    point = ord(character)
    known = _OF_GBK.get(point)
    if known is not None:
        return known
    if point not in _NEWER and len(_bytes(character)) == 4:  # GBK has pairs only; browsers send a reference
        return f"%26%23{point}%3B"
    return _gb18030(character)


@lru_cache(maxsize=8192)
def _gb18030(character: str) -> str:
    known = _NEWER.get(ord(character))
    # A second byte may be an ASCII letter or digit, never one that a query would have to escape.
    return known or "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in _bytes(character))


def _bytes(character: str) -> bytes:
    return character.encode("gb18030", "replace")
