"""The Chinese of a bulletin: names of closed sets, dates, numbers and lists, as a 通报 writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from monitor.model.problem import Severity, State
from monitor.model.subject import Platform, SubjectKind

SEVERITY: Final = {Severity.VETO: "单项否决", Severity.DEDUCT: "扣分", Severity.REMIND: "提醒"}

STATUS: Final = {
    State.SUSPECTED: "疑似，待确认",
    State.CONFIRMED: "待整改",
    State.NOTIFIED: "已通知，待整改",
    State.CLAIMED_FIXED: "单位报告已整改，待复核",
    State.FIXED: "已整改",
    State.CONTESTED: "单位提出异议，复核中",
    State.WAIVED: "经批准暂不整改",
    State.DISMISSED: "已撤销",
}

KIND: Final = {
    SubjectKind.SITE: "政府网站",
    SubjectKind.COLUMN: "栏目",
    SubjectKind.ACCOUNT: "政务新媒体账号",
    SubjectKind.UNIT: "单位",
}

PLATFORM: Final = {
    Platform.WECHAT: "微信公众号",
    Platform.WEIBO: "微博",
    Platform.DOUYIN: "抖音号",
    Platform.KUAISHOU: "快手号",
    Platform.TOUTIAO: "今日头条号",
    Platform.CHANNELS: "微信视频号",
    Platform.APP: "移动客户端",
    Platform.MINI_PROGRAM: "小程序",
    Platform.OTHER: "账号",
}

MESSAGE_LIMIT: Final = 2000  # a page's own words may be quoted; a whole page is not

_SPACE_BESIDE_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) | (?=[\u3000-\u9fff\uff00-\uffef])")
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DIGITS: Final = "零一二三四五六七八九"


def clean(text: str, limit: int = MESSAGE_LIMIT) -> str:
    """Text from outside, on one line, without control and direction marks, at most ``limit`` characters."""
    kept = "".join(_harmless(char) for char in text)
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _harmless(char: str) -> str:
    category = unicodedata.category(char)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category in {"Cf", "Cs", "Co", "Cn"} else char


def prose(text: str) -> str:
    """A rule's message as running text: dates in Chinese, no spaces beside Chinese characters."""
    tight = _SPACE_BESIDE_HAN.sub("", clean(text))
    return _ISO_DATE.sub(_chinese_or_same, tight).rstrip("。；，")


def _chinese_or_same(match: re.Match[str]) -> str:
    try:
        return day(date(int(match[1]), int(match[2]), int(match[3])))
    except ValueError:
        return match[0]


def day(value: date) -> str:
    """2026年3月1日."""
    return f"{value.year}年{value.month}月{value.day}日"


def minute(value: datetime) -> str:
    """2026年3月1日9时05分."""
    return f"{day(value.date())}{value.hour}时{value.minute:02d}分"


def span(first: date, last: date) -> str:
    """3月7日, 3月7日至8日, 3月31日至4月1日: days of a year that the sentence has named."""
    start = f"{first.month}月{first.day}日"
    if first == last:
        return start
    return f"{start}至{last.day}日" if first.month == last.month else f"{start}至{last.month}月{last.day}日"


def spans(days: Iterable[date]) -> str:
    """Sorted days, neighbours drawn together: 3月7日至8日、3月20日."""
    runs: list[list[date]] = []
    for one in sorted(days):
        if runs and one - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(one)
        else:
            runs.append([one])
    return "、".join(span(run[0], run[-1]) for run in runs)


def numeral(value: int) -> str:
    """一 … 九十九 for headings; beyond that the digits."""
    if not 1 <= value <= 99:
        return str(value)
    tens, ones = divmod(value, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def parts(counted: Sequence[tuple[str, int]], measure: str = "个") -> str:
    """栏目2个、政务新媒体账号1个: what is nought is left out."""
    return "、".join(f"{what}{count}{measure}" for what, count in counted if count)


def share(part: int, whole: int) -> str:
    """``part`` of ``whole`` in per cent with two decimals, rounded half up; short of all is never 100.00%."""
    hundredths = (part * 20000 + whole) // (2 * whole)
    if part < whole:
        hundredths = min(hundredths, 9999)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
