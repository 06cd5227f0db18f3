"""The form's words, and which of them a text of the document means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.72  # of 1; a label with a third of its characters lost or changed
AHEAD = 0.1  # by which the likest label must be liker than the next

ROWS = {
    "R1": "一、本年新收政府信息公开申请数量",
    "R2": "二、上年结转政府信息公开申请数量",
    "R3.1": "（一）予以公开",
    "R3.2": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "R3.3.1": "1.属于国家秘密",
    "R3.3.2": "2.其他法律行政法规禁止公开",
    "R3.3.3": "3.危及“三安全一稳定”",
    "R3.3.4": "4.保护第三方合法权益",
    "R3.3.5": "5.属于三类内部事务信息",
    "R3.3.6": "6.属于四类过程性信息",
    "R3.3.7": "7.属于行政执法案卷",
    "R3.3.8": "8.属于行政查询事项",
    "R3.4.1": "1.本机关不掌握相关政府信息",
    "R3.4.2": "2.没有现成信息需要另行制作",
    "R3.4.3": "3.补正后申请内容仍不明确",
    "R3.5.1": "1.信访举报投诉类申请",
    "R3.5.2": "2.重复申请",
    "R3.5.3": "3.要求提供公开出版物",
    "R3.5.4": "4.无正当理由大量反复申请",
    "R3.5.5": "5.要求行政机关确认或重新出具已获取信息",
    "R3.6.1": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "R3.6.2": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "R3.6.3": "3.其他",
    "R3.7": "（七）总计",
    "R4": "四、结转下年度继续办理",
}
ONE_ROW = "R3.6"  # the form of 2019 has one row for （六）
LEAVES = tuple(code for code in ROWS if code.startswith("R3.") and code != "R3.7")
GROUPS = {"R3": "三、本年度办理结果", "R3.3": "（三）不予公开", "R3.4": "（四）无法提供", "R3.5": "（五）不予处理"}
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
DISCLOSED = {
    "made": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "decided": "本年处理决定数量",
    "fees": "本年收费金额（单位：万元）",
}
OF_2019 = {
    "new": "本年新制作数量",
    "published": "本年新公开数量",
    "all": "对外公开总数量",
    "before": "上一年项目数量",
    "change": "本年增/减",
    "decided": "处理决定数量",
    "purchases": "采购项目数量",
    "spent": "采购总金额",
}
THINGS = {
    "rules": "规章",
    "normative_documents": "行政规范性文件",
    "licences": "行政许可",
    "penalties": "行政处罚",
    "coercion": "行政强制",
    "fees_10k": "行政事业性收费",
}

_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十]{1,2}[)、.]|\(?(\d{1,2})[)、.])")
_REST = re.compile(r"[^\w\u3007]|_")


@dataclass(frozen=True)
class Match:
    """The label that is meant. ``likeness`` is 1 where it is written as on the form."""

    key: str
    likeness: float


def plainly(text: str) -> str:
    """Letters, digits and characters only, in half-width forms, without leading numbering."""
    clean = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return _REST.sub("", _NUMBERING.sub("", clean))


def number_of(text: str) -> str | None:
    """The arabic number that a label begins with."""
    found = _NUMBERING.match(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    return found[1] if found else None


def row_of(text: str) -> Match | None:
    """The row of section 三 that a label names."""
    rows = _ROWS
    found = _meant(text, rows)
    if found is None:
        for parent in _PARENTS:
            rest = plainly(text).removeprefix(parent)
            if rest and rest != plainly(text):
                found = found or _meant(rest, rows)
    return found if found and found.key not in GROUPS else None


def match(text: str, labels: Mapping[str, str]) -> Match | None:
    """Which of ``labels`` a text is, spelling mistakes allowed where only one label can be meant."""
    return _meant(text, {key: plainly(label) for key, label in labels.items()})


def _meant(text: str, labels: Mapping[str, str]) -> Match | None:
    said = plainly(text)
    if not said or len(said) > 60:
        return None
    for key, label in labels.items():
        if said == label:
            return Match(key, 1.0)
    return _likest(said, number_of(text), tuple(labels.items()))


@lru_cache(maxsize=4096)
def _likest(said: str, number: str | None, labels: tuple[tuple[str, str], ...]) -> Match | None:
    likeness = sorted(((SequenceMatcher(None, said, label).ratio(), key) for key, label in labels), reverse=True)
    (best, key), (next_, _) = likeness[0], likeness[1]
    # A short label has too few characters to be known by most of them.
    if best < ALIKE or best - next_ < AHEAD or len(dict(labels)[key]) < 4:
        return None
    if number is not None and key in ROWS and (number_of(ROWS[key]) or number) != number:
        return None
    return Match(key, round(best, 3))


_ROWS = {key: plainly(label) for key, label in (ROWS | GROUPS | {ONE_ROW: "（六）其他处理"}).items()}
_PARENTS = [plainly(label) for label in (*GROUPS.values(), "（六）其他处理")]
