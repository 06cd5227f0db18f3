"""The shape of an address: what stays when numbers and ids are taken out; and shapes that lead nowhere. Pure.

Calendars, pagers without an end, session ids and relative links that grow make a site endless. What they have in common
is one shape of address and, read often, hardly a page that differs. Neither alone is a trap: articles share a shape,
two pages may look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

ENOUGH = 50  # pages of a shape read before it is judged
DISTINCT = 10  # percent of them that must differ
LOOPS = 10  # pages read of a shape whose directories repeat
DEPTH = 12  # directories; no portal seen nests deeper than nine
KEPT = 512  # digests a shape remembers, the latest; enough to notice that they return
SHAPES = 20_000  # shapes remembered; a site with more varies in words, which is no trap this can see

_LOOP = "~loop"
_DIGITS = re.compile(r"[0-9]+")
_TOKEN = re.compile(  # ids: UUIDs, hexadecimal of 8 and more, anything of 16 and more that mixes letters and digits
    r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
    r"|(?<![0-9A-Za-z])(?:(?=[0-9]*[a-zA-Z])(?=[a-zA-Z]*[0-9])(?:[0-9a-fA-F]{8,}|[0-9A-Za-z]{16,}))(?![0-9A-Za-z])"
)
_ESCAPED_OR_DIGITS = re.compile(r"(?:%[0-9A-Fa-f]{2})+|[0-9]+")
_VALUES = re.compile(r"=[^&]*")
_MIXED = 8  # characters of the shortest id

_SESSIONS = frozenset(("jsessionid", "phpsessid"))
_ASP = "aspsessionid"
_HEX = re.compile(r"[0-9a-fA-F]{32}")
_MAY_HAVE_SESSION = re.compile(r"sess|sid=|cftoken|/\([A-Z]\(", re.IGNORECASE)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/?#;]*|/\([A-Z]\([0-9A-Za-z]{20,}\)\)(?=/|$)", re.IGNORECASE)


def shape(url: str) -> str:
    """The address with digit runs as N, ids as X, its query as sorted names; repeated or very deep paths as a loop."""
    address = url.partition("#")[0]
    path, question, query = address.partition("?")
    folder, _, leaf = path.rpartition("/")
    above = _folder(folder)
    if above.endswith(_LOOP):
        return above
    if ";" in leaf:
        leaf = _PATH_SESSION.sub("", leaf)
    last = _DIGITS.sub("N", leaf) if len(leaf) < _MIXED else _constant(leaf)
    return f"{above}/{last}?{_names(query)}" if question else f"{above}/{last}"


def without_session(url: str) -> str:
    """The address without session ids, wherever they stand: another way to write the same address.

    ``sid`` only where its value is 32 hexadecimal digits, ``cfid`` only beside ``cftoken``: else they say what is asked.
    """
    if not _MAY_HAVE_SESSION.search(url):
        return url
    address, mark, fragment = url.partition("#")
    path, question, query = address.partition("?")
    path = _PATH_SESSION.sub("", path)
    if question:
        pairs = query.split("&")
        kept = [pair for pair, own in zip(pairs, _session_flags(pairs), strict=True) if not own]
        query = "&".join(kept)
        question = question if query or len(kept) == len(pairs) else ""
    return path + question + query + mark + fragment


@dataclass
class _Seen:
    """What was read of one shape."""

    read: int = 0
    bred: int = 0  # pages that led to new addresses of their own shape
    known: int = 0  # pages that differed from those remembered
    digests: dict[int, None] = field(default_factory=dict)  # in the order they came

    def add(self, digest: int) -> None:
        self.read += 1
        if digest in self.digests:
            return
        self.known += 1
        self.digests[digest] = None
        if len(self.digests) > KEPT:
            del self.digests[next(iter(self.digests))]


class Traps:
    """Which shapes of a site lead nowhere. Memory goes with the shapes, not the pages; both have a limit."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._trapped: set[str] = set()

    def remember(self, form: str, read: int, known: int) -> None:
        """A shape that led nowhere on an earlier day: it is left alone from the start."""
        self._seen[form] = _Seen(read=read, known=known)
        self._trapped.add(form)

    def admit(self, url: str) -> bool:
        """Whether the address may be queued or read."""
        return not self._trapped or shape(url) not in self._trapped

    def read(self, url: str, digest: int, led: Iterable[str] = ()) -> None:
        """A page was read; ``digest`` is that of ``spiders.extract.likeness.digest``.

        ``led`` are the addresses nobody knew before it. Pages alike that lead to no more of their kind come to an
        end by themselves, as a hundred stubs do that each send the reader to another file.
        """
        form = shape(url)
        seen = self._seen.get(form)
        if seen is None:
            if len(self._seen) >= SHAPES:
                return
            seen = self._seen[form] = _Seen()
        seen.add(digest)
        seen.bred += any(shape(one) == form for one in led)
        if form.endswith(_LOOP):
            trapped = seen.read > LOOPS
        else:
            alike = seen.known * 100 < DISTINCT * seen.read
            trapped = seen.read >= ENOUGH and alike and seen.bred * 2 >= seen.read
        if trapped:
            self._trapped.add(form)

    def found(self) -> list[tuple[str, int, int]]:
        """The traps: shape, pages read, pages among them that differed."""
        return [(form, self._seen[form].read, self._seen[form].known) for form in sorted(self._trapped)]


@lru_cache(maxsize=8192)  # a site's pages stand in few directories
def _folder(folder: str) -> str:
    scheme, mark, rest = folder.partition("://")
    host, *parts = _PATH_SESSION.sub("", rest).split("/")
    start = f"{scheme.lower()}{mark}{host.lower()}"
    if len(parts) > DEPTH or _repeats(parts):
        return f"{start}/{_constant(parts[0])}/{_LOOP}"
    return "/".join([start, *map(_constant, parts)])


def _constant(part: str) -> str:
    if len(part) >= _MIXED:
        part = _TOKEN.sub("X", part)
    if "%" in part:  # escaped characters are words, whatever digits they are written with
        return _ESCAPED_OR_DIGITS.sub(lambda run: run[0] if run[0][0] == "%" else "N", part)
    return _DIGITS.sub("N", part)


def _repeats(parts: list[str]) -> bool:
    """Whether directories come round: a/a/a, a/b/a/b/a, a/b/c/a/b/c/a. Numbers alone do not, a date may read 11/11/11."""
    for period in range(1, 5):
        run = 0
        need = period + 1 if period > 1 else 2
        for at in range(period, len(parts)):
            run = run + 1 if parts[at] == parts[at - period] else 0
            if run >= need and not all(map(str.isdigit, parts[at - period : at])):
                return True
    return False


def _names(query: str) -> str:
    if "sid" in query.lower():  # its value tells whether it is one of a session
        pairs = query.split("&")
        query = "&".join(pair for pair, own in zip(pairs, _session_flags(pairs), strict=True) if not own)
    return _sorted(_VALUES.sub("", query))


@lru_cache(maxsize=8192)  # a site's programs are few
def _sorted(names: str) -> str:
    kept = [name for name, own in zip(names.split("&"), _session_flags(names.split("&")), strict=True) if not own]
    return "&".join(sorted(set(map(_constant, kept))))


def _session_flags(pairs: list[str]) -> list[bool]:
    cold = any(pair[:7].lower() == "cftoken" for pair in pairs)
    flags = []
    for pair in pairs:
        name, _, value = pair.partition("=")
        flags.append(_is_session(name, value) or (cold and name.lower() in ("cfid", "cftoken")))
    return flags


def _is_session(name: str, value: str) -> bool:
    if len(name) < 3:
        return False
    low = name.lower()
    return low in _SESSIONS or low.startswith(_ASP) or (low == "sid" and _HEX.fullmatch(value) is not None)
