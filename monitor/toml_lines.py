"""On which line of a TOML text a key stands, which the parser does not tell."""

from __future__ import annotations

import re
import tomllib

_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_.\-]|\s(?=\s*[.])|"[^"]*"|'[^']*')+)\s*=""")

Path = tuple[str, ...]


def lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every table and every key that begins a line."""
    found: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            table = _path(line) or table
            found.setdefault(table, number)
        elif match := _KEY.match(line):
            found.setdefault(table + _path(f"{match[1]} = 0"), number)
    return found


def nearest_line(found: dict[Path, int], path: Path) -> int | None:
    """The line of ``path``, else of the innermost table or key that holds it."""
    while path and path not in found:
        path = path[:-1]
    return found.get(path)


def _path(line: str) -> Path:
    """The keys that a line of TOML nests; none where it is no line by itself, as inside a longer array."""
    try:
        inner: object = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    path: list[str] = []
    while isinstance(inner, dict) and len(inner) == 1:
        ((key, inner),) = inner.items()
        path.append(key)
    return tuple(path)
