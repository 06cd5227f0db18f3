"""Whose report it is and of what year: from its title, and the period it says it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spiders.extract.annual.facts import Finding
from spiders.extract.annual.numerals import squeezed

_REPORT = re.compile(
    r"(?:政府信息公开|政务信息公开|信息公开|政务公开)(?:工作)?(?:情况)?(?:20\d\d年度?)?(?:年度?)?(?:工作)?(?:年度)?(?:报告|年报)"
    r"(?!格式|模板|的|编制|制度|应当|摘要|统计)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_BARE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_WRITTEN = re.compile("二[〇○零0][〇○零一二三四五六七八九]{2}(?=年)")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_PERIOD = re.compile(
    r"(?:期限|时间|时限|周期|区间|数据|统计)[^。;]{0,16}?(20\d\d)年?\s?1\s?月\s?1\s?日[^。;]{0,6}?(?:至|到|-|~)[^。;\d]{0,2}"
    r"(?:(20\d\d)年)?\s?12\s?月\s?31\s?日"
)
_OPENING = re.compile(r"^(20\d\d)年(?:度)?[,,]")
_SITE = re.compile(r"[-_|—–]+")
_NO_UNIT = re.compile(r"[,。;:!?《》<>“”]|通知|关于印发|下载|附件|当前位置|首页|>")
_UNIT = re.compile(
    "[\u4e00-\u9fff](?:政府|局|室|委|会|中心|处|院|厅|部|站|所|队|行|公司|校|学|社|馆|区|市|县|署|团|组|办|台|园|镇|乡|街道)$"
)
_LONGEST_UNIT = 40
_LONGEST = 60
_LEAD = 20  # paragraphs in which the title is looked for


@dataclass(frozen=True)
class Name:
    """What a title says."""

    unit: str | None
    year: int | None
    text: str


def name_of(title: str | None, lead: Sequence[str]) -> Name | None:
    """The report's name: the first candidate with unit and year, else with either. ``None``: no such title."""
    named = [found for text in _candidates(title, lead) if (found := _name(text))]
    for good in (lambda n: n.unit and n.year, lambda n: n.unit or n.year, bool):
        for found in named:
            if good(found):
                return found
    return None


def _candidates(title: str | None, lead: Sequence[str]) -> Iterator[str]:
    lines = list(lead[:_LEAD])
    for size in (1, 2, 3):
        for at in range(len(lines) - size + 1):
            yield "".join(lines[at : at + size])
    if title:
        yield title
        yield from _SITE.split(title)


def _name(text: str) -> Name | None:
    tight = _WRITTEN.sub(lambda m: m[0].translate(_NUMERALS), squeezed(text).replace(" ", "").lstrip("#*"))
    found = _REPORT.search(tight) if len(tight) <= _LONGEST else None
    if found is None:
        return None
    year = _YEAR.search(tight) or _BARE.search(tight)
    unit = re.sub(r"[\[【(](?:[^\])】]*)[\])】]$", "", tight[: found.start()])
    unit = re.sub(r"20\d\d(?:年度|年)?|^关于|年度$|的$|^标题:", "", unit).strip("-—_·:,")
    sound = len(unit) <= _LONGEST_UNIT and _UNIT.search(unit) and not _NO_UNIT.search(unit)
    return Name(unit if sound else None, int(year[1]) if year else None, tight)


def periods(texts: Sequence[str]) -> list[tuple[int, str]]:
    """The years that the statistics are said to cover, with the words."""
    found = []
    for text in texts:
        for match in _PERIOD.finditer(squeezed(text)):
            years = {int(year) for year in match.groups() if year}
            found.append((years.pop() if len(years) == 1 else 0, match[0]))
    return found


def check_year(name: Name, texts: dict[str, list[str]]) -> list[Finding]:
    """A period other than the title's year; a section 一 that opens with another year and never names it."""
    if name.year is None:
        return []
    faults = [
        Finding("year", "统计期限", words, f"{name.year} 年")
        for year, words in dict.fromkeys(periods([text for part in texts.values() for text in part]))
        if year != name.year
    ]
    first = texts.get("1") or [""]
    opening = _OPENING.match(first[0].replace(" ", ""))
    own = str(name.year) in "".join(first)
    if opening and int(opening[1]) != name.year and not own:
        faults.append(Finding("year", "第一部分", first[0][:30], f"{name.year} 年"))
    return faults
