"""Titles of annual reports (政府信息公开工作年度报告): of what year, of which unit. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum

_SUBJECT = re.compile(r"(?:政府)?信息公开|政务公开")
_KIND = re.compile(r"年度?报告|年报|年度?工作报告|年度总结报告")
_OTHER = re.compile(
    r"网站|报表|指南|预算|决算|提案|议案|季度|季报|半年|月报|统计|目录|制度|依申请|通知|培训|会议|编制|模板|格式|解读|图解|一图|条例|要点|方案"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WRITTEN_YEAR = re.compile(r"二[〇○零0][〇○零一二三四五六七八九]{2}(?=年)")

_DISTRICT = re.compile(r".{1,7}?(?:区|县|市|旗|省)")
_LEVELS = ("市", "县", "区", "旗", "省")
_NO_DISTRICT = frozenset({"城市", "都市", "地区", "社区", "园区", "市区", "县区", "小区"})
_GENERIC = frozenset({"人民政府", "人民政府办公室", "政府办公室", "政府", "管委会", "管理委员会", "办公室"})
_TOWN = re.compile(r"(?<=[镇乡])人民政府$|(?<=街道)办事处$")


class Whose(Enum):
    """Whose report a title announces, as far as it says."""

    OURS = "ours"
    ANOTHERS = "anothers"
    UNSAID = "unsaid"


def is_report(title: str) -> bool:
    """Whether a title announces an annual report, and not a notice, a form or a report on something else."""
    text = _plain(title)
    if not _SUBJECT.search(text) or _OTHER.search(text):
        return False
    return _KIND.search(text) is not None or ("年度" in text and "报告" in text)


def year_of(title: str) -> int | None:
    """The year a report's title names: the last one before the subject, else any."""
    text = _plain(title)
    subject = _SUBJECT.search(text)
    before = text[: subject.start()] if subject else text
    years = _YEAR.findall(before) or _YEAR.findall(text) or _BARE_YEAR.findall(text)
    return int(years[-1]) if years else None


def whose(title: str, unit: str, others: Sequence[str]) -> Whose:
    """Whose report it is. The longest name found decides; equally long names of two units decide nothing."""
    text = _plain(title)
    ours = _longest(text, unit)
    theirs = max((_longest(text, other) for other in others), default=0)
    if ours > theirs:
        return Whose.OURS
    return Whose.ANOTHERS if theirs > ours else Whose.UNSAID


def _plain(title: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", title).split())
    return _WRITTEN_YEAR.sub(lambda found: found[0].translate(_NUMERALS), text)


def _longest(text: str, name: str) -> int:
    district, rest = _parted(_plain(name))
    found = [len(full) for full in _full(district, rest) if full in text]
    found += [len(short) for short in _short(rest) if _stands(text, short, district)]
    if (
        rest in _GENERIC
        and district
        and re.search(rf"{re.escape(district)}(?:20\d\d年|政府信息公开|政府20|政务公开)", text)
    ):
        found.append(len(district))
    return max(found, default=0)


def _parted(name: str) -> tuple[str, str]:
    """A unit's name as district and rest: 东昌府区 + 教育和体育局."""
    end = 0
    while (part := _DISTRICT.match(name, end)) and part[0] not in _NO_DISTRICT and part.end() < len(name):
        end = part.end()
    return name[:end], name[end:]


def _full(district: str, rest: str) -> list[str]:
    return [district + rest, district + _TOWN.sub("", rest)] if district else [rest]


def _short(rest: str) -> list[str]:
    return [] if rest in _GENERIC else [rest, _TOWN.sub("", rest)]


def _stands(text: str, short: str, district: str) -> bool:
    """Whether a name without its district stands in the text, and not behind another district's."""
    return any(_own(text[: found.start()], district) for found in re.finditer(re.escape(short), text))


def _own(before: str, district: str) -> bool:
    if not district or not before.endswith(_LEVELS) or before.endswith((district[-5:], district[:-1])):
        return True
    return re.search(rf"(?:^|[^一-鿿]|年|年度){district[-1]}$", before) is not None  # 区教育局, of no other's district
