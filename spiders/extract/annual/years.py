"""Several reports of one unit held against each other: what is carried over, rolled on or copied."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spiders.extract.annual.facts import Finding, Report
from spiders.extract.annual.labels import COLUMNS
from spiders.extract.annual.sums import TABLE

COPIED_PERCENT = 50  # of the sentences of the running text
_SHORTEST = 12  # characters of a sentence that two years do not share by accident
_FEWEST = 5  # sentences from which a share says something


def compare(reports: Sequence[Report]) -> list[Report]:
    """The reports in their order, each with what it has against that of the year before, where that is given."""
    by_unit: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, report in enumerate(reports):
        if report.unit and report.year:
            by_unit[_name(report.unit)][report.year].append(at)
    compared = list(reports)
    for years in by_unit.values():
        for before, after in pairwise(sorted(years)):
            # Two reports of one year: which of them counts is not for us to say.
            if after == before + 1 and len(years[before]) == len(years[after]) == 1:
                at = years[after][0]
                compared[at] = _against(reports[years[before][0]], compared[at])
    return compared


def _against(before: Report, after: Report) -> Report:
    failed = (*after.failed, *_carried(before, after))
    warnings = (*after.warnings, *_rolled(before, after), *_copied(before, after))
    return replace(after, failed=failed, warnings=warnings)


def _carried(before: Report, after: Report) -> Iterator[Finding]:
    left, carried = before.reading.numbers("R4"), after.reading.numbers("R2")
    for column, was, is_ in zip(COLUMNS, left, carried, strict=True):
        if was is not None and is_ is not None and was != is_:
            yield Finding(
                "carry-over", f"{TABLE}“{column}”列", f"上年结转 {is_}", f"{before.year} 年度结转下年度 {was}"
            )


def _rolled(before: Report, after: Report) -> Iterator[Finding]:
    for thing, name in (("rules", "规章"), ("normative_documents", "规范性文件")):
        was = [value.number for value in before.reading.disclosure.get(thing, [])]
        made, repealed, now = ([v.number for v in after.reading.disclosure.get(thing, [])] + [None] * 3)[:3]
        old = was[2] if len(was) == 3 else None
        if None in (old, made, repealed, now):
            continue
        due = (old or 0) + (made or 0) - (repealed or 0)
        if now != due:
            yield Finding(
                "normative-roll", f"二、主动公开情况表“{name}”", f"现行有效 {now}", f"上年 {old} 加制发减废止 {due}"
            )


def _copied(before: Report, after: Report) -> Iterator[Finding]:
    ours = [sentence for text in after.texts.values() for sentence in _sentences(text)]
    theirs = {sentence for text in before.texts.values() for sentence in _sentences(text)}
    shared = sum(sentence in theirs for sentence in ours)
    if len(ours) >= _FEWEST and shared * 100 > COPIED_PERCENT * len(ours):
        said = f"{len(ours)} 句中 {shared} 句与 {before.year} 年度相同"
        yield Finding("copied", "正文", said, f"不超过 {COPIED_PERCENT}%")


def _sentences(text: str) -> list[str]:
    """Sentences without their numbers: a year or a count is what a copy changes."""
    parts = (re.sub(r"[\d\s]", "", part) for part in re.split("[。;!?]", text))
    return [part for part in parts if len(part) >= _SHORTEST]


def _name(unit: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", unit))
