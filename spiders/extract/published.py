"""When an article was published: what each source on the page says, and which one to believe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from spiders.extract.dates import Found, full_dates, plain

ZONE = ZoneInfo("Asia/Shanghai")
When = datetime | date

_META = ("pubdate", "publishdate", "publish_date", "publishtime", "article:published_time", "releasedate")
_GENERATED = ("others", "maketime", "htmlgeneratetime", "generatetime", "createtime", "creationdate")
_STRONG = re.compile(
    r"(?:发布|发文|发稿|发表|刊发|登载|公布|上传|录入|发帖|公开)\s?(?:时间|日期)|(?:时间|日期)\s?发布|发布于|发表于"
)
_UPDATED = re.compile(r"更新\s?(?:时间|日期)?")
_WEAK = re.compile(r"(?:^|[\x1f\s|\[(/,;])(?:时\s?间|日\s?期)\s?$")
_OTHER = re.compile(
    r"(?:生成|成文|印发|签发|施行|实施|生效|废止|失效|有效|截止|截至|开始|结束|活动|会议|制定|通过|颁布|起始|报名|开标|考试) ?(?:时间|日期|期限)$|截[止至]于?$"
)
_LINE = re.compile(
    r"来\s?源|字\s?[号体]|浏览|点击|阅读|访问次数|作者|编辑|打印|分享|保护视力|我要纠错|发布机构|发布单位"
)
_SCRIPTED = re.compile(
    r"\b(?i:pub(?:lish)?_?(?:time|date)|release_?(?:time|date))\s{0,3}[=:]\s{0,3}[\"']|发布(?:时间|日期)\s{0,2}[:：]\s{0,2}"
)
_MAX_CODE = 600_000
_SCRIPT_REACH = 24  # characters of a date and its time in a script
_LABEL_REACH = 18  # characters before a date
_LINE_REACH = 90  # characters around a date
_BESIDE = 4  # characters beside a date that stands alone
_PIECE = 80  # characters; a longer piece is running text
_HEAD_REACH = 400  # characters after the title


@dataclass(frozen=True)
class Said:
    """What a page says of its publication; each ``None`` where it says nothing."""

    meta: When | None = None
    generated: When | None = None
    label: When | None = None


def when(found: Found) -> When | None:
    """The date, or the instant where a time is printed; 00:00 stands for no time."""
    day = found.date
    if day is None or found.clock is None or found.clock == time():
        return day
    return datetime.combine(day, found.clock, ZONE)


def day_of(value: When) -> date:
    """The civil day of ``value``."""
    return value.date() if isinstance(value, datetime) else value


def said(meta: Mapping[str, str], flow: str, head: str) -> Said:
    """The sources of a page: its metas, and the labelled date in ``flow`` (``head``: its title there)."""
    lower = {k.lower(): v for k, v in meta.items()}
    return Said(_first_of(lower, _META), _first_of(lower, _GENERATED), _labelled(flow, head))


def believed(heard: Said) -> tuple[When | None, str | None, str | None]:
    """What to believe of metas and label: the value, its source, and a doubt.

    A meta equal to the stamp of page generation says nothing. Where meta and label name two
    days, the label is what the page presents, and the doubt is said.
    """
    meta = heard.meta
    stamped = meta is not None and heard.generated is not None and _same(meta, heard.generated)
    if meta is None or stamped:
        return heard.label, "label" if heard.label else None, None
    if heard.label is None:
        return meta, "meta", None
    if day_of(meta) == day_of(heard.label):
        return (heard.label if isinstance(heard.label, datetime) else meta), "meta", None
    doubt = None if abs(day_of(meta) - day_of(heard.label)) <= timedelta(days=1) else "dates-disagree"
    return heard.label, "label", doubt


def scripted(code: str) -> When | None:
    """The date that inline scripts name as that of publication, where they name one day only."""
    texts = [plain(code[m.end() : m.end() + _SCRIPT_REACH]) for m in _SCRIPTED.finditer(code[:_MAX_CODE])]
    found = [f for text in texts for f in full_dates(text)[:1] if f.start == 0]
    return when(found[0]) if found and len({f.date for f in found}) == 1 else None


def _same(a: When, b: When) -> bool:
    if isinstance(a, datetime) and isinstance(b, datetime):
        return abs(a - b) < timedelta(minutes=2)
    return False


def _first_of(meta: Mapping[str, str], names: tuple[str, ...]) -> When | None:
    for name in names:
        found = full_dates(plain(meta.get(name, "")[:200]))
        if found:
            return when(found[0])
    return None


def _labelled(flow: str, head: str) -> When | None:
    """The best labelled date: words of publication anywhere, 时间 or an information line below the title only."""
    at = flow.find(head) if head else -1
    ranked: list[tuple[int, int, Found]] = []
    for found in full_dates(flow):
        rank = _rank(flow, found, at, len(head))
        if rank is not None:
            ranked.append((rank, found.start, found))
    if not ranked:
        return None
    ranked.sort(key=lambda r: r[:2])
    best = ranked[0][2]
    timed = next((f for _, _, f in ranked if f.date == best.date and f.clock and f.clock != time()), best)
    return when(timed)


def _rank(flow: str, found: Found, head: int, length: int) -> int | None:
    """0 is best: words of publication below the title, 时间 there, its information line, then the rest of the page."""
    piece = flow[flow.rfind("\x1f", 0, found.start) + 1 : flow.find("\x1f", found.end)]
    before = flow[max(0, found.start - _LABEL_REACH) : found.start].rstrip("\x1f :")
    if _OTHER.search(before):
        return None
    below = head >= 0 and 0 <= found.start - head - length <= _HEAD_REACH
    if _ends_with(_STRONG, before):
        return 0 if below else 3 if len(piece) <= _PIECE else None
    if below and _WEAK.search(before):
        return 1
    if _ends_with(_UPDATED, before):
        return 4
    around = flow[max(0, found.start - _LINE_REACH // 3) : found.start] + flow[found.end : found.end + _LINE_REACH]
    if len(piece) > _PIECE or not _LINE.search(around):
        return None
    if not _LINE.search(piece) and len(piece) - (found.end - found.start) > _BESIDE:
        return None
    return 2 if below else 5 if _WEAK.search(before) else None


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    return any(m.end() == len(text) for m in pattern.finditer(text))
