"""四、下步要求: what the office asks for, and how a unit may object."""

from __future__ import annotations

from reports.bulletin import Chapter, Totals
from reports.facts import Facts
from reports.rows import OPEN
from reports.wording import day, numeral


def demands(facts: Facts, totals: Totals) -> tuple[Chapter, ...]:
    """（一）to（四）; the first two differ where nothing is open."""
    said = (_rectify(facts, totals) if totals.open else KEEP_UP, LOOK_WIDER, CHECK_FIRST, _object(facts, totals))
    return tuple(Chapter(f"（{numeral(place)}）{head}。", text) for place, (head, text) in enumerate(said, 1))


KEEP_UP = (
    "保持更新",
    "请各单位继续落实日常巡查和内容更新责任，做到栏目有人管、内容按时更、失效链接及时改。",
)
LOOK_WIDER = (
    "举一反三",
    "请各单位对照检查指标全面自查，重点检查栏目更新、链接有效性、年度报告发布和政务新媒体更新情况，"
    "防止同类问题再次发生。确需长期不更新的栏目，应说明理由并报本办备案。",
)
CHECK_FIRST = (
    "严格审核",
    "请各单位严格执行“三审三校”和先审后发制度，确保发布内容准确、时间真实。"
    "不得以补录旧稿、修改发布日期等方式应付检查。",
)


def _rectify(facts: Facts, totals: Totals) -> tuple[str, str]:
    stricter = any(one.state in OPEN and one.due is not None and one.due != facts.due for one in facts.problems)
    but = "（清单另行载明时限的，从其时限）" if stricter else ""
    late = "已超过整改时限的，应立即整改并书面说明原因。" if totals.past_due else ""
    return (
        "限期整改",
        f"请责任单位对照{totals.problem_annex}逐项整改，于{day(facts.due)}前完成{but}，并将整改情况书面反馈本办。{late}"
        "本办将逐项复核，经复核确已整改的予以销号。",
    )


def _object(facts: Facts, totals: Totals) -> tuple[str, str]:
    if not totals.problems:
        return "欢迎监督", "对本通报内容有异议的，可书面提出并附佐证材料。本办将及时复核，复核结果在下期通报中公布。"
    when = f"于{day(facts.due)}前" if totals.open else ""
    return (
        "异议处理",
        f"对问题认定有异议的，可{when}注明问题编号，书面提出并附佐证材料。"
        "本办将重新核查，异议成立的予以撤销，复核结果在下期通报中公布。",
    )
