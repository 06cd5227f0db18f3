"""The date of a row: what stands outside the title is believed, what stands inside hardly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from spiders.extract.dates import SEAM, Found, badges, full_dates, is_date, month_days, plain
from spiders.extract.rows import Entry
from spiders.extract.tree import COMMENT, Node

MAX_ROW = 4000  # characters looked at
MAX_NODES = 2000  # elements of a row looked at
_LABEL_REACH = 12  # characters before a date
_AROUND = 400  # characters on each side of a date
_CAPTION = 6  # characters; what is longer and inside the link is the title

PUBLISHED = re.compile(
    r"(?:发布|公布|发表|更新|上网|登载|发文|发稿|刊发|上传|公示|录入|提交|留言|来信|写信|咨询)[^\x1f]{0,4}$|(?:^|[\x1f\s,;|\[(])(?:时间|日期)\s?:?\s?$"
)
NOT_PUBLISHED = re.compile(
    r"(?:截止|截至|有效|失效|废止|开标|投标|开始|结束|报名|活动|施行|实施|生效|考试|开奖|召开|执行)"
    r"(?:时间|日期|期限|期|日|至|于|从|自|为|在){0,2}\s?:?\s?$"
)
# The page's own clock is today's date whatever the page publishes.
_CLOCK_BEFORE = re.compile(r"(?:今天|今日|现在|当前|北京|系统)(?:时间|日期)?是?\s?:?\s?$")
_CLOCK_AFTER = re.compile(r"[\s\x1f,(]{0,3}(?:星期|礼拜|周)[一二三四五六日天]")
_LOOSE = re.compile(r"\x1f[\[(【]?-{0,2}[0-9]")  # how every date without a whole one's shape begins
_NUMERAL = re.compile(r"[0-9]|[一二][〇○ＯO零一二三四五六七八九]")
_RANGE = re.compile(r"[\s\x1f]{0,2}(?:至|到|~|-|--)[\s\x1f]{0,2}")
_CELLS = ("td", "th")
_DECOR = re.compile(r"[\s\[\]()【】〔〕「」|:;,/·•●>《》-]+")
# Most rows there are: a title without anything of a date, then a whole date, of which nothing else can be said
# than that it stands beside the title.
_USUAL = re.compile(
    r"\x1f(?![\[(【]?-{0,2}[0-9])(?:[^\x1f\d月]+|\d+(?!\s{0,2}[-/.]))++\x1f[\[(]?([12]\d{3})-(\d{1,2})-(\d{1,2})[\])]?\x1f"
)
_LABEL = re.compile(
    r"(?:发布|发表|更新|公布|提交|回复|登载|发文|成文|印发)?(?:时间|日期|于)|发布|更新|new|NEW|最新|置顶|第?\d{0,2}次?$"
)


class Weight(IntEnum):
    """How far a candidate may be believed."""

    TITLE = 1  # an ISO-like date at the edge of the title itself
    BESIDE = 2  # outside the title, or a piece of its own
    LABELLED = 3  # with a word of publication before it


class RowDate(NamedTuple):
    """A candidate. Without a year only ``month`` and ``day`` were printed. ``cell``: its table column."""

    year: int | None
    month: int
    day: int
    weight: Weight
    cell: int | None = None

    @property
    def date(self) -> date | None:
        """The civil date where the year is printed."""
        return None if self.year is None else date(self.year, self.month, self.day)


@dataclass(slots=True)
class _Row:
    text: str
    spans: list[tuple[int, int, bool, Node]]


def dates_of(entry: Entry) -> list[RowDate]:
    """The candidates of a row, in the order they stand there. Comments are not read."""
    text = _text_of(entry)
    usual = _usual(entry, text)
    if usual is not None:
        return [usual]
    found = full_dates(text) if _NUMERAL.search(text) else []
    taken = [(f.start, f.end) for f in found]
    if any(not any(s <= m.end() - 1 < e for s, e in taken) for m in _LOOSE.finditer(text)):
        loose = badges(text) + month_days(text)
        found += [f for f in loose if not any(f.start < e and s < f.end for s, e in taken)]
    if not found:
        return _with_attributes(entry, [])
    found = _without_overlaps(found)
    row = _read(entry)
    made = [c for i, f in enumerate(found) if (c := _weighed(row, f, _second_of_range(row.text, found, i)))]
    return _with_attributes(entry, made)


def _usual(entry: Entry, text: str) -> RowDate | None:
    """The date of a row that ``_USUAL`` describes, exactly as reading all of it would find."""
    match = _USUAL.fullmatch(text) if len(entry.parts) == 1 else None
    if match is None:
        return None
    title, day = [h for c, h in entry.parts[0].clean_pieces() if c]
    year, month, number = int(match[1]), int(match[2]), int(match[3])
    if not title.linked or day.linked or not is_date(year, month, number):
        return None
    return RowDate(year, month, number, Weight.BESIDE, _cell(day))


def _text_of(entry: Entry) -> str:
    """The text of ``_read`` alone, which tells most rows that hold no date."""
    if len(entry.parts) == 1:
        text = entry.parts[0].flow()
        if len(text) <= MAX_ROW:
            return text
    return _read(entry).text


def _read(entry: Entry) -> _Row:
    """The row's pieces joined with seams; each span knows whether it is part of the link."""
    texts, spans = [SEAM], []
    at = 1
    for part in entry.parts:
        for clean, holder in part.clean_pieces():
            if at > MAX_ROW:
                break
            if not clean:
                continue
            clean = clean[:MAX_ROW]  # noqa: PLW2901 - one piece may be a whole page
            spans.append((at, at + len(clean), holder.linked, holder))
            texts += (clean, SEAM)
            at += len(clean) + 1
    return _Row("".join(texts), spans)


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, f.year is None, f.start - f.end)):
        if not kept or f.start >= kept[-1].end:
            kept.append(f)
    return kept


def _second_of_range(text: str, found: list[Found], number: int) -> bool:
    return number > 0 and _RANGE.fullmatch(text[found[number - 1].end : found[number].start]) is not None


def _weighed(row: _Row, found: Found, second: bool) -> RowDate | None:
    covering = [s for s in row.spans if s[0] < found.end and found.start < s[1]]
    if not covering or second:
        return None
    start, end = covering[0][0], covering[-1][1]
    before = row.text[max(start, found.start - _AROUND) : found.start]
    after = row.text[found.end : min(end, found.end + _AROUND)]
    label = before[-_LABEL_REACH:] or _short_piece_before(row, covering[0])
    inside = any(s[2] for s in covering)
    if not inside and _is_clock(row.text, found, label):
        return None
    if NOT_PUBLISHED.search(label) and not (inside and len(_bare(before)) > _CAPTION):
        return None
    iso = SEAM not in row.text[found.start : found.end]
    weight = _weight(before, after, label, inside=inside, iso=iso)
    if weight is None:
        return None
    return RowDate(found.year, found.month, found.day, weight, _cell(covering[0][3]))


def _is_clock(text: str, found: Found, label: str) -> bool:
    said = _CLOCK_BEFORE.search(label) is not None
    return said or (_CLOCK_AFTER.match(text, found.end) is not None and not PUBLISHED.search(label))


def _short_piece_before(row: _Row, span: tuple[int, int, bool, Node]) -> str:
    """A label that is a piece of its own: short, and outside the title."""
    number = row.spans.index(span)
    start, end, inside, _ = row.spans[number - 1] if number else (0, 0, True, span[3])
    text = row.text[start:end]
    return text if not inside and (len(text) <= 8 or (text.endswith(":") and len(text) <= 16)) else ""


def _weight(before: str, after: str, label: str, *, inside: bool, iso: bool) -> Weight | None:
    alone = len(_bare(before)) + len(_bare(after)) <= 2
    if PUBLISHED.search(label) and (alone or not inside):
        return Weight.LABELLED
    if alone:
        return Weight.BESIDE
    if not inside:
        short = len(before) + len(after) <= 40
        return Weight.BESIDE if short or not _bare(before) else None
    if iso and (not _bare(before) or not _bare(after)):
        return Weight.TITLE
    return None


def _bare(text: str) -> str:
    return _LABEL.sub("", _DECOR.sub("", text))


def _cell(node: Node) -> int | None:
    """The number of the table cell that holds ``node``."""
    found: Node | None = node
    while found is not None:
        if found.tag in _CELLS and found.parent is not None:
            return [c for c in found.parent.elements() if c.tag in _CELLS].index(found)
        found = found.parent
    return None


def _with_attributes(entry: Entry, made: list[RowDate]) -> list[RowDate]:
    """Whole dates in ``title``, ``datetime`` and ``data-*`` attributes; they also complete a printed month and day."""
    bare = [c for c in made if c.year is None]
    if made and not bare:
        return made
    extra: list[RowDate] = []
    for part in entry.parts:
        for node in part.telling(MAX_NODES):
            for name in ("title", "datetime", "data-date", "data-time"):
                value = node.attrs.get(name)
                if value and len(value) < 400:
                    extra += _in_attribute(plain(value), name)
    if not extra:
        return made
    same = [x for x in extra if any((x.month, x.day) == (c.month, c.day) for c in bare)]
    if same:
        return same
    return made or extra


def _in_attribute(value: str, name: str) -> list[RowDate]:
    found = []
    for f in full_dates(value):
        labelled = PUBLISHED.search(value[max(0, f.start - 12) : f.start]) is not None
        alone = len(_bare(value[: f.start])) + len(_bare(value[f.end :])) <= 2
        if labelled or alone or name != "title":
            found.append(RowDate(f.year, f.month, f.day, Weight.LABELLED if labelled else Weight.BESIDE))
    return found


def comment_dates(entry: Entry) -> list[date]:
    """Dates in comments of a row: never its date, but evidence that the printed one may be another."""
    texts = ["".join(map(str, n.children)) for p in entry.parts for n in p.walk(silent=True) if n.tag == COMMENT]
    return [d for text in texts for f in full_dates(plain(text[:1000])) if (d := f.date)]
