"""Numbers that the running text tells of the tables: what is claimed, and whether the tables agree.

Only sentences that can mean nothing else are taken: those about other years, wider areas, channels or
single kinds of applicants are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spiders.extract.annual.facts import Finding, Number, Reading
from spiders.extract.annual.sections import NUMERALS

_PART = (
    "其中|平台|网络|信函|邮寄|当面|现场|在线|线上|线下|信件|网上|邮件|书面|传真|自然人|法人|企业|个人|公民|群众|涉及|"
    "复议|诉讼|起诉|信访|举报|许可|提案|建议"
)
_STEP = rf"(?:(?!{_PART})[^,。;:\d])"
_UNIT = r"[件条份宗例个次起部]"

_NEW = re.compile(rf"(?:收到|新收|新增|接到|接收|受理){_STEP}{{0,25}}?(?:申请|依申请公开){_STEP}{{0,12}}?(\d+){_UNIT}")
_NONE_NEW = re.compile(
    r"未(?:收到|接到|受理)(?:过)?(?:任何)?(?:政府信息公开|信息公开|依申请公开|公开政府信息)(?:政府信息)?(?:的)?(?:申请|件)?(?=[,。;]|$|的?情况)"
)
_FROM = re.compile(rf"(?:上一?年度?|去年)结转[^,。;\d]{{0,18}}?(\d+){_UNIT}")
_TO = re.compile(rf"结转(?:至|到)?(?:下|次)一?年度?[^,。;\d]{{0,14}}?(\d+){_UNIT}")
_DONE = re.compile(rf"(?:办结|办理完毕){_STEP}{{0,12}}?(\d+){_UNIT}")
_ALL_DONE = re.compile(
    r"(?:均已|全部|已全部|均全部)(?:按[时期]|依法|及时|予以|在法定期限内|按规定)*(?:办结|答复|办理完毕|办理完结)"
)
_BOTH = re.compile(
    rf"行政复议(?:案件)?(?:、|和|及|或|与)?(?:被?提起)?行政诉讼(?:案件)?(?:共|均为|合计|为)?(\d+){_UNIT}"
)
_REVIEW = re.compile(rf"行政复议(?:案件|申请)?(?:共|为)?(\d+){_UNIT}")
_SUIT = re.compile(rf"(复议后|直接)?(?:被|引发|又|再)?(?:提起)?行政诉讼(?:案件)?(?:共|为)?(\d+){_UNIT}")
_NO_CASE = re.compile(r"(?:未|没有)(?:发生|产生|引发|出现|引起)[^,。;]{0,24}(?:复议|诉讼)[^,。;]{0,12}")
_MADE = re.compile(rf"(?:制发|制定出台|制定|出台)(?:行政)?规范性文件(\d+){_UNIT}")
_NONE_MADE = re.compile(r"未(?:制发|制定|出台)(?:行政)?规范性文件")
_REPEALED = re.compile(rf"废止(?:行政)?(?:规范性文件)?(\d+){_UNIT}")
_IN_FORCE = re.compile(rf"现行有效(?:的)?(?:行政)?(?:规范性文件)?(\d+){_UNIT}")

_WIDER = re.compile("全[区县市省乡镇]|全系统|全街道|各(?:部门|单位|镇|乡|街道|级|科室)|区直|市直|县直|辖区|下属")
_PART_OF_IT = re.compile("本级|本机关|办公室|部门|[局镇乡]|街道")
_COMPARED = re.compile("同比|同期|相比|较(?:上|去)|比上年|累计|历年|[近前两三五]年|以来|月份|季度|增加|减少|增长|下降")
_YEAR = re.compile(r"(20\d\d)年")
_CASES = re.compile("信息公开|依申请")
_NOT_OURS = re.compile("提案|建议|留言|信箱|咨询|热线|信访|舆情")
_LOST = re.compile("败诉|纠错|纠正|撤销|责令")

Truth = Callable[[Reading], set[Number]]


@dataclass(frozen=True)
class Claim:
    """A sentence's number and what it is a number of. ``truth`` gives the numbers that agree, or nothing."""

    section: str
    words: str
    number: int
    name: str
    truth: Truth


def check_claims(texts: dict[str, list[str]], reading: Reading, year: int | None, unit: str | None) -> list[Finding]:
    """The claims that no reading of the tables makes true, each once."""
    found: dict[tuple[str, int], Finding] = {}
    for claim in claims(texts, year, unit):
        true = claim.truth(reading)
        if true and None not in true and claim.number not in true:
            where = f"第{NUMERALS[int(claim.section) - 1]}部分“{claim.words}”"
            numbers = "或".join(str(number) for number in sorted(true, key=lambda n: n or 0))
            said, expected = f"{claim.name} {claim.number}", f"表中为 {numbers}"
            found.setdefault((claim.name, claim.number), Finding("text-table", where, said, expected))
    return [*found.values(), *_all_done(texts, reading)]


def claims(texts: dict[str, list[str]], year: int | None, unit: str | None) -> Iterator[Claim]:
    """Every number told of a table's cell, section by section."""
    for section, sentence in _sentences(texts):
        for pattern, name, truth, meant in _TOLD:
            for match in pattern.finditer(sentence):
                before = sentence[: match.start()]
                if meant(sentence) and _ours(before, match[0], year, unit):
                    number = next((int(g) for g in match.groups() if g and g.isdecimal()), 0)
                    yield Claim(section, match[0], number, name, truth(match))


def _sentences(texts: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for section in ("1", "3", "4", "5", "6"):
        for paragraph in texts.get(section, []):
            for sentence in re.split("[。;!?]", re.sub(r"\s", "", paragraph)):
                yield section, sentence


def _ours(before: str, words: str, year: int | None, unit: str | None) -> bool:
    """Whether the words are about this unit and this year."""
    government = unit is not None and unit.endswith("人民政府") and not unit.endswith(("镇人民政府", "乡人民政府"))
    # A government's tables may hold its whole area; what one office of it received is then another number.
    if (_PART_OF_IT if government else _WIDER).search(before + words):
        return False
    clause = re.split("[,:]", before)[-1]
    if _COMPARED.search(clause + words) or re.search(_PART.replace("|复议", ""), clause) or "其中" in before:
        return False
    years = _YEAR.findall(before)
    return not years or year is None or int(years[-1]) == year


def _all_done(texts: dict[str, list[str]], reading: Reading) -> Iterator[Finding]:
    left = _total("R4")(reading) - {None}
    for section, sentence in _sentences(texts):
        match = _ALL_DONE.search(sentence)
        if match and _CASES.search(sentence) and not _NOT_OURS.search(sentence) and left and max(left, key=_size) != 0:
            where = f"第{NUMERALS[int(section) - 1]}部分“{sentence[-30:]}”"
            yield Finding("text-table", where, match[0], f"表中结转下年度 {max(left, key=_size)}")
            return


def _size(number: Number) -> float:
    return number or 0


def _total(*codes: str) -> Truth:
    def truth(reading: Reading) -> set[Number]:
        parts = [reading.numbers(code)[6] for code in codes if code in reading.applications]
        return {sum(part for part in parts if part is not None)} if parts and None not in parts else set()

    return truth


def _received(reading: Reading) -> set[Number]:
    new = _total("R1")(reading)
    return new | (_total("R1", "R2")(reading) if new else set())


def _cases(*groups: str, each: bool = False) -> Truth:
    def truth(reading: Reading) -> set[Number]:
        totals = [reading.reviews[group][4].number for group in groups if group in reading.reviews]
        known = [total for total in totals if total is not None]
        if len(known) < len(groups):
            return set()
        # The column that adds up is believed as well as the printed total.
        added = [sum(v.number or 0 for v in reading.reviews[group][:4]) for group in groups]
        return {sum(known), sum(added)} | (set(known) | set(added) if each else set())

    return truth


def _disclosed(at: int) -> Truth:
    def truth(reading: Reading) -> set[Number]:
        values = reading.disclosure.get("normative_documents", [])
        return {values[at].number} if len(values) == 3 else set()

    return truth


def _suits(match: re.Match[str]) -> Truth:
    if match[1] == "复议后":
        return _cases("after_review")
    return _cases("direct") if match[1] == "直接" else _cases("direct", "after_review", each=True)


def _about(pattern: re.Pattern[str], unless: re.Pattern[str] | None = None) -> Callable[[str], bool]:
    return lambda s: pattern.search(s) is not None and (unless is None or unless.search(s) is None)


_APPLIED = _about(_CASES, _NOT_OURS)
_SUED = _about(re.compile("信息公开|依申请"), re.compile("审理|代理|应诉|办理行政复议"))
_NEVER = _about(re.compile("信息公开"), _LOST)
_NORMATIVE = _about(re.compile("规范性文件"))


def _same(truth: Truth) -> Callable[[re.Match[str]], Truth]:
    return lambda _match: truth


def _unheard(match: re.Match[str]) -> Truth:
    groups = (("review",) if "复议" in match[0] else ()) + (("direct", "after_review") if "诉讼" in match[0] else ())
    return _cases(*groups)


_TOLD: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], Truth], Callable[[str], bool]], ...] = (
    (_NEW, "新收申请", _same(_received), _APPLIED),
    (_NONE_NEW, "新收申请", _same(_total("R1")), _APPLIED),
    (_FROM, "上年结转", _same(_total("R2")), _APPLIED),
    (_TO, "结转下年度", _same(_total("R4")), _APPLIED),
    (_DONE, "办结", _same(_total("R3.7")), _APPLIED),
    (_BOTH, "行政复议和诉讼", _same(_cases("review", "direct", "after_review")), _SUED),
    (_REVIEW, "行政复议", _same(_cases("review")), _SUED),
    (_SUIT, "行政诉讼", _suits, _SUED),
    (_NO_CASE, "复议诉讼", _unheard, _NEVER),
    (_MADE, "制发规范性文件", _same(_disclosed(0)), _NORMATIVE),
    (_NONE_MADE, "制发规范性文件", _same(_disclosed(0)), _NORMATIVE),
    (_REPEALED, "废止规范性文件", _same(_disclosed(1)), _NORMATIVE),
    (_IN_FORCE, "现行有效规范性文件", _same(_disclosed(2)), _NORMATIVE),
)
