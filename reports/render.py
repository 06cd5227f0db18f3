"""A bulletin as one HTML page that needs nothing else: read on a screen or a phone, and set as PDF."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.bulletin import Bulletin
from reports.data import sha256
from reports.wording import SEVERITY, STATUS, day, minute

HERE: Final = Path(__file__).parent
TITLE_LINE: Final = 19.5  # em of the title's size that fit the measure, with room at both ends
LINK_LIMIT: Final = 2000  # no browser needs more, and no clerk reads it


def html(bulletin: Bulletin) -> str:
    """The page. The same bulletin gives the same text."""
    return _environment().get_template("bulletin.html.j2").render(b=bulletin, digest=sha256(bulletin))


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=day, minute=minute, balanced=balanced)
    made.tests["web_address"] = is_web_address
    made.globals.update(asset=_asset, SEVERITY=SEVERITY, STATUS=STATUS, em=em)
    return made


def _asset(name: str) -> Markup:
    # Our own file, never anything from outside: the one text that is not escaped.
    return Markup((HERE / "assets" / name).read_text(encoding="utf-8"))  # noqa: S704


def is_web_address(text: str) -> bool:
    """Whether an address may become a link: http or https with a host, and nothing strange in it."""
    if not text.isascii() or len(text) > LINK_LIMIT or any(char in text for char in " \\<>\"'`"):
        return False
    try:
        split = urlsplit(text)
    except ValueError:
        return False
    return split.scheme in {"http", "https"} and bool(split.hostname) and "@" not in split.netloc


def em(text: str) -> float:
    """The width of a text in em, a Latin character counted half."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


Lines: TypeAlias = tuple[tuple[str, ...], ...]


def balanced(pieces: tuple[str, ...], room: float = TITLE_LINE) -> Lines:
    """Pieces that may not be torn, as lines of even length: as few as fit, the shortest sum of squares."""
    torn = tuple(part for piece in pieces for part in _fitting(piece, room))
    for count in range(1, len(torn) + 1):
        found = _split(torn, count, room)
        if found is not None:
            return found
    return tuple((one,) for one in torn)


def _fitting(piece: str, room: float) -> list[str]:
    step = int(room)
    return [piece[place : place + step] for place in range(0, len(piece), step)] if em(piece) > room else [piece]


def _split(pieces: tuple[str, ...], count: int, room: float) -> Lines | None:
    """The best way to lay ``pieces`` in ``count`` lines no wider than ``room``, or ``None``."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, (0,))}
    for line in range(1, count + 1):
        for end in range(line, len(pieces) + 1):
            ways = [
                (cost + em("".join(pieces[start:end])) ** 2, (*cuts, end))
                for start in range(line - 1, end)
                if (line - 1, start) in best and em("".join(pieces[start:end])) <= room
                for cost, cuts in (best[line - 1, start],)
            ]
            if ways:
                best[line, end] = min(ways)
    if (count, len(pieces)) not in best:
        return None
    return tuple(pieces[first:last] for first, last in pairwise(best[count, len(pieces)][1]))
