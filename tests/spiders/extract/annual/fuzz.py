"""Mutated reports through the reader: ``python -m tests.spiders.extract.annual.fuzz FILES [FIRST]``.

Each file follows from its number. Exit code 1 where the reader raised, or where a cell of a report
that was accepted is neither what was written nor in a row that the mutation touched.
"""

from __future__ import annotations

import random
import re
import sys
import zipfile
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from spiders.extract.annual.labels import ROWS
from tests.spiders.extract.annual.making import MEDIA, made, numbers, packed
from tests.spiders.extract.annual.reading import seen

Mutation = Callable[[random.Random, bytes], bytes]
_SOUP = (
    b"<td>", b"</td>", b"</tr>", b"<tr>", b"<table>", b"</table>", b" rowspan=9 ", b" colspan=0 ", b"<td>7</td>", b"7", b"<w:tc/>",
    b"<w:del>", "自然人".encode(), "３".encode(), b"\t", b"\n", b"&#55;", b"<!--", b"<p>", b"\xff",
)  # fmt: skip


def flipped(rng: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(rng.randrange(1, 8)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(rng: random.Random, body: bytes) -> bytes:
    start = rng.randrange(len(body))
    return body[:start] + body[start + rng.randrange(1, 400) :]


def doubled(rng: random.Random, body: bytes) -> bytes:
    start = rng.randrange(len(body))
    end = min(len(body), start + rng.randrange(1, 400))
    return body[:end] + body[start:end] + body[end:]


def souped(rng: random.Random, body: bytes) -> bytes:
    at = rng.randrange(len(body))
    return body[:at] + rng.choice(_SOUP) + body[at:]


def ended(rng: random.Random, body: bytes) -> bytes:
    return body[: rng.randrange(1, len(body))]


MUTATIONS: tuple[Mutation, ...] = (flipped, cut, doubled, souped, ended)


@lru_cache(maxsize=64)
def original(medium: str, seed: int) -> bytes:
    return MEDIA[medium](made(seed))


def mutated(number: int) -> tuple[str, int, bytes, bytes]:
    """Medium, seed, the source that was mutated (of a .docx its XML) before and after."""
    rng = random.Random(number)
    medium = rng.choice(("html", "html", "text", "docx", "docx", "pdf", "xlsx"))
    seed = rng.randrange(4)
    body = original(medium, seed)
    inner = medium == "docx" and rng.random() < 0.8
    source = zipfile.ZipFile(BytesIO(body)).read("word/document.xml") if inner else body
    changed = source
    for _ in range(rng.randrange(1, 4)):
        changed = rng.choice(MUTATIONS)(rng, changed) or b"x"
    return medium, seed, source, changed


def rows_of(source: bytes) -> dict[str, list[str]]:
    """The rows of a source that bear a label, by its code."""
    rows = re.split("</tr>|</w:tr>|\n", source.decode(errors="replace"))
    names = {code: re.sub(r"^(?:[（(].[）)]|.[、.])", "", label) for code, label in ROWS.items()}
    return {code: [row for row in rows if f"{name}<" in row or f"{name}\t" in row] for code, name in names.items()}


def complaint(number: int) -> str | None:
    """What is wrong with the answer to one file."""
    medium, seed, source, changed = mutated(number)
    inner = medium == "docx" and not source.startswith(b"PK")
    read = seen(packed({"word/document.xml": changed}) if inner else changed)
    truth = numbers(made(seed))
    before = rows_of(source) if medium in ("html", "text") or inner else {}
    after = rows_of(changed) if before else {}
    for code, row in read["applications"].items():
        told = truth.get(code, [None] * 7)
        if all(cell in (None, true) for cell, true in zip(row, told, strict=True)):
            continue
        if before and before.get(code) != after.get(code):
            continue  # the mutation touched this row
        return f"{medium} {number}: {code} is {row}, was {told}"
    return None


def main(files: int, first: int) -> int:
    """Print the complaints."""
    complaints = [found for number in range(first, first + files) if (found := complaint(number))]
    print(*complaints, f"{files} files, {len(complaints)} complaints", sep="\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
