"""Words that a person should look at: warnings, since language has more turns than rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spiders.extract.annual.facts import Finding
from spiders.extract.annual.sections import NUMERALS

_REGIME = re.compile(
    r"((?:[日周旬月季年][\u4e00-\u9fff]{2}、){1,3}[日周旬月季年][\u4e00-\u9fff]{2})(?=[\"”“」』,。;制机])"
)
_FIGURE = re.compile(r"如[上下]图(?:所示)?|见[上下]图")
_JOINING = "的和与及之或、,及等对为在"


def check_wording(texts: dict[str, list[str]], unit: str | None, *, images: bool) -> list[Finding]:
    """A unit's name with a stray character in it, a regime under two names, a figure that is not there."""
    return [*_scrambled(texts, unit), *_regimes(texts), *(() if images else _figures(texts))]


def _scrambled(texts: dict[str, list[str]], unit: str | None) -> Iterator[Finding]:
    if unit is None or len(unit) < 4:
        return
    intruder = rf"[^\W\d_{_JOINING}]"
    between = f"{intruder}?".join(re.escape(character) for character in unit)
    name = re.compile(between)
    for section, text in _paragraphs(texts):
        for match in name.finditer(text):
            if match[0] != unit and len(match[0]) == len(unit) + 1:
                yield Finding("scrambled", _place(section), text[match.start() : match.end() + 12], unit)


def _regimes(texts: dict[str, list[str]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for section, text in _paragraphs(texts):
        for match in _REGIME.finditer(text):
            seen.setdefault(match[1], _place(section))
    (first, _), *others = seen.items() if seen else [("", "")]
    for other, place in others:
        yield Finding("two-names", place, other, f"与“{first}”一致")


def _figures(texts: dict[str, list[str]]) -> Iterator[Finding]:
    for section, text in _paragraphs(texts):
        match = _FIGURE.search(text)
        if match:
            yield Finding("figure-missing", _place(section), match[0], "文中有图")
            return


def _paragraphs(texts: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for section, paragraphs in texts.items():
        if section != "0":
            yield from ((section, re.sub(r"\s", "", text)) for text in paragraphs)


def _place(section: str) -> str:
    return f"第{NUMERALS[int(section) - 1]}部分"
