"""The bulletin's page as PDF: GB/T 9704 on the grid, fonts embedded, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML  # type: ignore[import-untyped]  # it ships no types
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from reports.fonts import GETA, Face, advance, faces, substitutions
from reports.placing import place_figure
from reports.setting import set_lines

NOT_TEXT: Final = frozenset({"style", "script", "title", "meta"})


class Fetcher(URLFetcher):  # type: ignore[misc]  # the base class is untyped
    """Serves the fonts of the bulletin and nothing else: no network, no other file."""

    def __init__(self, allowed: Iterable[Face]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._files = {path.as_uri(): path for face in allowed for path in face.paths}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The font at ``url``, or an inline image; every other address is refused."""
        if url in self._files:
            return URLFetcherResponse(url, self._files[url].read_bytes(), {"Content-Type": "font/otf"})
        if url.startswith("data:"):
            return super().fetch(url, headers)
        raise ValueError(f"refused: {url[:80]} is no part of the bulletin")


def pdf(html: str, them: tuple[Face, ...] | None = None) -> bytes:
    """The PDF of a page that ``render.html`` made. The same page and fonts give the same bytes."""
    them = faces() if them is None else them
    fetcher = Fetcher(them)
    page = HTML(string=html, url_fetcher=fetcher)
    _prepare(page.etree_element, them)
    config = FontConfiguration()
    style = CSS(string="".join(_font_faces(them)), font_config=config, url_fetcher=fetcher)
    made: bytes = page.write_pdf(stylesheets=[style], font_config=config, pdf_tags=True)
    return made


def _font_faces(them: Iterable[Face]) -> Iterator[str]:
    """Every font file under a name of its own; the style sheet's stacks name first the style's, then the one behind."""
    named = {face.family: face.main for face in them if face.substitute is None}
    named |= {face.behind: face.paths[-1] for face in them}
    for family, path in named.items():
        yield f'@font-face {{ font-family: "{family}"; src: url("{path.as_uri()}"); }}\n'


def _prepare(root: Element, them: tuple[Face, ...]) -> None:
    missing = _mend(root, them[0])
    set_lines(root, them)
    place_figure(root)
    for element in root.iterfind(".//p[@class='origin fonts']"):
        element.text = _font_note(them, missing)


def _font_note(them: tuple[Face, ...], missing: set[str]) -> str:
    replaced = substitutions(them)
    said = f"字体：{replaced}。" if replaced else ""
    return said + (f"字库缺{len(missing)}个字，以“{GETA}”代替。" if missing else "")


def _mend(root: Element, body: Face) -> set[str]:
    """Put the geta mark for every character that no font has; say which."""
    missing: set[str] = set()

    def mended(text: str | None) -> str | None:
        if not text or text.isascii():
            return text
        lost = {char for char in set(text) if not char.isspace() and advance(body, char) is None}
        missing.update(lost)
        return text.translate({ord(char): GETA for char in lost})

    for element in root.iter():
        if element.tag not in NOT_TEXT:
            element.text = mended(element.text)
        element.tail = mended(element.tail)
    return missing
