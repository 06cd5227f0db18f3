"""一、总体情况: what was looked at, when, what was found, and what could not be seen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from reports.bulletin import Standing, Totals
from reports.facts import Facts
from reports.wording import KIND, SEVERITY, minute, parts, share, span, spans

MOST_NAMES: Final = 12  # units that one sentence lists


def paragraphs(facts: Facts, totals: Totals, gaps: tuple[date, ...], as_of: datetime) -> tuple[str, ...]:
    """The paragraphs of the chapter, without those that have nothing to say."""
    said = (
        _scope(facts, totals),
        _days(facts, totals, gaps, as_of),
        _findings(totals),
        _standings(totals),
        _coverage(totals),
        _trapped(totals),
        _credit(totals),
    )
    return tuple(one for one in said if one)


def _scope(facts: Facts, totals: Totals) -> str:
    sites = f"{totals.sites.total}个政府网站" if totals.sites.total else ""
    if totals.columns:
        sites += f"（{totals.columns}个栏目）" if sites else f"{totals.columns}个栏目"
    accounts = f"{totals.accounts.total}个政务新媒体账号" if totals.accounts.total else ""
    reports = f"{totals.obligations}个单位的政府信息公开工作年度报告" if totals.obligations else ""
    what = "、".join(one for one in (sites, accounts, reports) if one)
    whose = f"{totals.units}个单位的" if totals.units else ""
    return (
        f"检查范围为{whose}{what}。{_looks(facts)}{_quiet(totals)}"
        if what
        else "检查期内没有列入检查的政府网站和政务新媒体账号。"
    )


def _looks(facts: Facts) -> str:
    counts = facts.counts
    counted = ((f"核查{counts.looks}次", counts.looks), (f"读取网页{counts.pages}个", counts.pages))
    said = [words for words, count in (*counted, (f"检查链接{counts.links}条", counts.links)) if count]
    return f"检查期内累计{'、'.join(said)}。" if said else ""


def _quiet(totals: Totals) -> str:
    if not totals.quiet_columns:
        return ""
    return f"另有{totals.quiet_columns}个栏目经批准暂不更新，不作更新情况判定。"


def _days(facts: Facts, totals: Totals, gaps: tuple[date, ...], as_of: datetime) -> str:
    until = f"数据截至{minute(as_of)}。"
    if not totals.days:
        return f"检查期尚未开始。{until}"
    last = min(facts.period.last, as_of.date())
    first = facts.period.first
    when = f"检查时间为{first.year}年{span(first, last)}，共{totals.days}天。"
    if not totals.days_checked:
        return f"{when}检查期内各日均未开展检查。{until}"
    if not gaps:
        return f"{when}检查期内每日均开展了检查。{until}"
    return f"{when}实际检查{totals.days_checked}天，{spans(gaps)}未检查。{until}"


def _findings(totals: Totals) -> str:
    if not totals.problems:
        return "检查期内未发现经确认的问题。"
    found = f"共发现并确认问题{totals.problems}个，"
    units = f"涉及{len(totals.by_unit)}个单位" if len(totals.by_unit) > 1 else f"责任单位为{totals.by_unit[0].title}"
    levels = [(SEVERITY[level], count) for level, count in totals.by_severity if count]
    if len(levels) == 1:
        kinds = f"{'属' if totals.problems == 1 else '均为'}{levels[0][0]}问题"
    else:
        kinds = "包括" + parts([(f"{name}问题", count) for name, count in levels])
    return f"{found}{units}，{kinds}。{_carried(totals)}{_progress(totals)}"


def _carried(totals: Totals) -> str:
    if not totals.carried:
        return ""
    fresh = totals.problems - totals.carried
    if not fresh:
        return "该问题上期已通报。" if totals.problems == 1 else "上述问题上期均已通报。"
    return f"其中首次通报{fresh}个、上期已通报{totals.carried}个。"


def _progress(totals: Totals) -> str:
    if not totals.open:
        return "截至统计时间已整改。" if totals.problems == 1 else "截至统计时间均已整改。"
    if not totals.fixed:
        state = "截至统计时间尚未整改" if totals.problems == 1 else "截至统计时间均未整改"
    else:
        state = f"截至统计时间已整改{totals.fixed}个、未整改{totals.open}个"
    late = totals.past_due
    if not late:
        return f"{state}。"
    return f"{state}，其中{late}个已超过整改时限。" if totals.open > 1 else f"{state}，并已超过整改时限。"


def _standings(totals: Totals) -> str:
    said = [
        _standing(f"{standing.total}个{what}", standing)
        for what, standing in (("政府网站", totals.sites), ("政务新媒体账号", totals.accounts))
        if standing.total
    ]
    return f"按单项否决指标判定，{'；'.join(said)}。" if said else ""


def _standing(what: str, standing: Standing) -> str:
    passed, failed, undecided = len(standing.passed), len(standing.failed), len(standing.undecided)
    if not standing.judged:
        return f"{what}均因未能核查暂不判定，不计算合格率"
    base = f"，按已判定的{standing.judged}个计算" if undecided else ""
    rate = f"{base}，合格率为{share(passed, standing.judged)}"
    if not failed and not undecided:
        return f"{what}全部合格{rate}"
    if not passed and not undecided:
        return f"{what}均不合格{rate}"
    return f"{what}中，{parts((('合格', passed), ('不合格', failed), ('因未能核查暂不判定', undecided)))}{rate}"


def _coverage(totals: Totals) -> str:
    if not totals.unread_subjects:
        return "列入检查的对象均已核查。" if totals.days_checked else ""
    kinds = [(KIND[kind], count) for kind, count in totals.unread_by_kind]
    detail = f"（{parts(kinds)}）" if len(kinds) > 1 else ""
    what = kinds[0][0] if len(kinds) == 1 else "对象"
    items = f"，涉及检查事项{totals.unread_items}项" if totals.unread_items != totals.unread_subjects else ""
    reasons = totals.unread_by_reason
    why = f"原因为{reasons[0][0]}" if len(reasons) == 1 else f"原因分别为{parts(reasons, '项')}"
    return (
        f"因客观原因未能核查的{what}有{totals.unread_subjects}个{detail}{items}，{why}。"
        f"未能核查的对象既不计为合格，也不计为问题，详见{totals.blank_annex}。"
    )


def _trapped(totals: Totals) -> str:
    if not totals.trapped_sites:
        return ""
    return (
        f"检查中发现{totals.trapped_sites}个网站存在程序自动生成、没有尽头的网址（如日历逐月翻页），"
        "为避免影响网站运行，对此类网址仅作抽查，不计为问题。"
    )


def _credit(totals: Totals) -> str:
    clear = totals.clear_units
    if not clear:
        return ""
    if len(clear) == 1:
        return f"{clear[0]}的检查对象均已核查且未发现问题。"
    return f"{'、'.join(clear[:MOST_NAMES])}等{len(clear)}个单位的检查对象均已核查且未发现问题。"
