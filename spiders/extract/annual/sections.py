"""The six sections: their headings, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spiders.extract.annual import grids
from spiders.extract.annual.document import Block, Paragraph
from spiders.extract.annual.facts import Finding
from spiders.extract.annual.numerals import squeezed

HEADINGS = {
    "1": "一、总体情况",
    "2": "二、主动公开政府信息情况",
    "3": "三、收到和处理政府信息公开申请情况",
    "4": "四、政府信息公开行政复议、行政诉讼情况",
    "5": "五、存在的主要问题及改进情况",
    "6": "六、其他需要报告的事项",
}
NUMERALS = "一二三四五六七八九十"

_LONGEST = 45  # characters of a heading; units lengthen the form's words
_NUMBERED = re.compile(rf"^([{NUMERALS}])\s*[、.,:]\s*(.+)$")
_MEANT = {
    # The end of a long heading may stand on the next line.
    "1": re.compile("^(?:政府信息公开)?(?:工作)?(?:总体|基本|工作).{0,6}情况|^概述"),
    "2": re.compile("主动公开"),
    "3": re.compile("(?:收到|处理|依).{0,14}申请"),
    "4": re.compile("行政复议"),
    "5": re.compile("问题|改进"),
    "6": re.compile("其他.{0,8}(?:报告|说明|事项)"),
}
_TITLE = {key: re.sub(r"[^\w]", "", text[2:]) for key, text in HEADINGS.items()}


@dataclass(frozen=True)
class Heading:
    """A section's heading: its number on the form, the numeral it bears, the text, and the block it stands in."""

    key: str
    numeral: str | None
    text: str
    block: int


def headings(blocks: Sequence[Block]) -> dict[str, Heading]:
    """The headings by section: the last that bears the form's number, since a table of contents comes first."""
    found: dict[str, Heading] = {}
    for number, text, _ in grids.lines(blocks):
        heading = _heading(squeezed(text), number)
        if heading is not None and _own(heading) >= (_own(found[heading.key]) if heading.key in found else False):
            found[heading.key] = heading
    return dict(sorted(found.items()))


def _own(heading: Heading) -> bool:
    return heading.numeral in (None, NUMERALS[int(heading.key) - 1])


def _heading(text: str, block: int) -> Heading | None:
    tight = text.replace(" ", "")
    numbered = _NUMBERED.match(tight)
    said = (numbered[2] if numbered else tight).rstrip("。:")
    if len(said) > _LONGEST or "。" in said or ";" in said:
        return None
    if not numbered:
        key = next((key for key, title in _TITLE.items() if re.sub(r"[^\w]", "", said) == title), None)
        return Heading(key, None, text, block) if key else None
    keys = [key for key, meant in _MEANT.items() if meant.search(said)]
    if not keys:
        return None
    # "因政府信息公开申请被申请行政复议…" names two sections' words; the numeral decides where it is one of them.
    own = str(NUMERALS.index(numbered[1]) + 1)
    return Heading(own if own in keys else keys[-1], numbered[1], text, block)


def texts(blocks: Sequence[Block], found: dict[str, Heading]) -> dict[str, list[str]]:
    """The paragraphs of each section, "0" for what stands before the first."""
    places = {heading.block: key for key, heading in found.items()}
    said: dict[str, list[str]] = {"0": []} | {key: [] for key in found}
    at = "0"
    for number, block in enumerate(blocks):
        if number in places:
            at = places[number]
        elif isinstance(block, Paragraph):
            if block.opens or not said[at]:
                said[at].append(squeezed(block.text))
            else:
                said[at][-1] += squeezed(block.text)
    return said


def check_sections(found: dict[str, Heading]) -> list[Finding]:
    """Headings that are missing; where none is, those that bear another number."""
    missing = [key for key in HEADINGS if key not in found]
    if missing:
        instead = {h.numeral: h.text for h in found.values()}
        return [
            Finding(
                "sections", f"第{NUMERALS[int(key) - 1]}部分", instead.get(NUMERALS[int(key) - 1], "无"), HEADINGS[key]
            )
            for key in missing
        ]
    return [
        Finding("sections", f"第{NUMERALS[int(key) - 1]}部分标题", heading.text, HEADINGS[key])
        for key, heading in found.items()
        if not _own(heading)
    ]


_ITEM = re.compile(rf"^\(([{NUMERALS}]{{1,2}})\)(?!项)")


def check_numbering(blocks: Sequence[Block], found: dict[str, Heading]) -> list[Finding]:
    """Items （一）（二）… of a section that repeat or skip a number; a list that starts anew is no fault."""
    places = {heading.block: key for key, heading in found.items()}
    whole = {key: "".join(part).replace(" ", "") for key, part in texts(blocks, found).items()}
    faults: list[Finding] = []
    at, last = "0", 0
    for number, block in enumerate(blocks):
        if number in places:
            at, last = places[number], 0
        item = _item(block) if at != "0" else None
        if item is None:
            continue
        text, value = item
        # A number that stands within a paragraph was not skipped.
        if value not in (last + 1, 1) and f"({_numeral(last + 1)})" not in whole[at]:
            faults.append(
                Finding("numbering", f"第{NUMERALS[int(at) - 1]}部分", text[:20], f"（{_numeral(last + 1)}）")
            )
        last = max(value, last + 1) if value != 1 else 1
    return faults


def _item(block: Block) -> tuple[str, int] | None:
    text = squeezed(block.text) if isinstance(block, Paragraph) and block.opens else ""
    found = _ITEM.match(text.replace(" ", ""))
    value = _value(found[1]) if found else None
    return (text, value) if value else None


def _value(numeral: str) -> int | None:
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return NUMERALS.index(numeral) + 1 if len(numeral) == 1 else None
    return 10 * (NUMERALS.index(tens) + 1 if tens else 1) + (NUMERALS.index(ones) + 1 if ones else 0)


def _numeral(value: int) -> str:
    return NUMERALS[value - 1] if value <= 10 else f"十{NUMERALS[value - 11]}"
