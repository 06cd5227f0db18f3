"""How fast a page is read, beside what others need to parse it alone, of the same bytes in one run.

Ours is the whole extraction: decoding, page class, list with its dates, links and marks. CPU time of
this process, the best of three rounds after one to warm up.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from parsel import Selector
from selectolax.lexbor import LexborHTMLParser

from spiders.extract.column import read_column
from spiders.extract.links import read_links
from spiders.extract.marks import marks_of
from spiders.extract.page import open_page
from tests.bench import site
from tests.spiders.extract.pages import TODAY, URL

ROUNDS = 3
GENERATED = 60
SIZE = 40_000  # bytes of a generated list page
_FIXTURES = Path("tests/spiders/extract/pages")


def main(corpus: str | None = None) -> None:
    """Print the table for the pages below ``corpus``, else for our fixtures and generated lists."""
    if corpus:
        _table(corpus, _below(Path(corpus)))
        return
    _table("fixture pages", _below(_FIXTURES))
    _table("generated list pages", _lists())


def _below(folder: Path) -> list[bytes]:
    files = sorted(f for f in folder.rglob("*") if f.is_file() and "htm" in f.suffix)
    return [f.read_bytes() for f in files]


def _lists() -> list[bytes]:
    """List pages of the generated site, their rows repeated until they weigh as much as real ones do."""
    pages = []
    for number in range(GENERATED):
        head, start, rest = (site.body(f"/list/{number % 40}/", 1000) or b"").partition(b"<ul>")
        rows, end, tail = rest.rpartition(b"</ul>")
        pages.append(head + start + rows * (SIZE // len(rows)) + end + tail)
    return pages


def _table(name: str, pages: list[bytes]) -> None:
    if not pages:
        print(f"no HTML pages below {name}\n")
        return
    print(f"reading {len(pages)} pages, {name}, {sum(map(len, pages)) / len(pages) / 1000:.0f} kB on average\n")
    print(f"{'':<32}{'pages/CPU s':>13}{'ours is':>12}")
    ours = _rate(_whole, pages)
    print(f"{'xunjian, whole extraction':<32}{ours:>13.0f}")
    for label, parse in _PARSERS.items():
        rate = _rate(parse, pages)
        print(f"{label:<32}{rate:>13.0f}{ours / rate:>10.2f} x")
    print()


def _rate(read: Callable[[bytes], object], pages: list[bytes]) -> float:
    """Pages per second of CPU."""
    rounds = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        for body in pages:
            read(body)
        rounds.append(time.process_time() - start)
    return len(pages) / min(rounds[1:])


def _whole(body: bytes) -> object:
    page = open_page(body, URL)
    return read_column(body, URL, today=TODAY, page=page), read_links(body, URL, page.lexbor).references, marks_of(page)


def _soup(body: bytes) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(body, "lxml")


_PARSERS: dict[str, Callable[[bytes], object]] = {
    "BeautifulSoup (lxml), parsing": _soup,
    "parsel, parsing": lambda body: Selector(body=body).root,
    "selectolax (lexbor), parsing": LexborHTMLParser,
}
