"""月通报: the monthly bulletin, from the facts of a month to the frozen object that is printed.

Says what was checked, what was found wrong and confirmed, what could not be seen, and what became
of last month's problems. Refuses where its own numbers disagree or an unconfirmed problem is given.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from reports import blanks, chart, demands, faults, overview, review, rows, tally
from reports.bulletin import Bulletin as Bulletin
from reports.bulletin import Row, Totals
from reports.facts import Counts as Counts
from reports.facts import Facts as Facts
from reports.facts import RuleSet as RuleSet
from reports.facts import RuleText as RuleText
from reports.facts import Unread as Unread
from reports.names import Names
from reports.refusal import Disagreement as Disagreement
from reports.refusal import NotForPrint as NotForPrint
from reports.wording import clean

OPENING = (
    "根据《政府网站发展指引》（国办发〔2017〕47号）、《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）要求，"
    "本办组织开展了{month}{whole}政府网站和政务新媒体检查。现将有关情况通报如下。"
)


def build(facts: Facts) -> Bulletin:
    """Decide every sentence and number.

    Raises ``Disagreement`` where two numbers that must be equal are not, and ``NotForPrint``
    where a problem is given that may not be published.
    """
    names = Names(facts.inventory)
    as_of = facts.as_of.astimezone(ZoneInfo(facts.zone))
    listed = rows.problem_rows(facts, names)
    unseen = blanks.blank_rows(facts, names)
    totals = tally.totals(facts, names, listed, unseen, as_of.date())
    gaps = tuple(day for day in tally.days_of(facts, as_of.date()) if day not in set(facts.days_checked))
    month, whole = f"{facts.period.first.year}年{facts.period.first.month}月", _whole(facts.district)
    return Bulletin(
        office=clean(facts.office_name),
        district=clean(facts.district),
        area_code=clean(facts.area_code),
        number=clean(facts.number),
        version=facts.version,
        title=(clean(facts.office_name), "关于", month, whole, "政府网站和", "政务新媒体", "检查情况的", "通报"),
        addressee=_addressee(facts.district),
        opening=OPENING.format(month=month, whole=whole),
        overview=overview.paragraphs(facts, totals, gaps, as_of),
        chart=chart.chart(month, totals),
        faults_lead=faults.lead(totals),
        faults=faults.chapters(facts, totals, listed),
        review=review.review(facts, names),
        demands=demands.demands(facts, totals),
        annexes=_annexes(month, totals),
        rows=listed,
        blanks=unseen,
        totals=totals,
        counts=facts.counts,
        period=facts.period,
        as_of=as_of,
        zone=facts.zone,
        due=facts.due,
        days_checked=_inside(facts),
        gaps=gaps,
        previous_name=None if facts.previous_name is None else clean(facts.previous_name),
        ruleset=RuleSet(*map(clean, (facts.ruleset.name, facts.ruleset.title, facts.ruleset.version))),
        unchecked_rules=_unchecked(listed),
        rehearsal=facts.rehearsal,
    )


def _whole(district: str) -> str:
    return f"全{district[-1]}" if district[-1:] in {"区", "县", "市", "旗"} else "全域"


def _addressee(district: str) -> str:
    level = district[-1:] if district[-1:] in {"区", "县", "市", "旗"} else ""
    return f"各镇人民政府、街道办事处，{level}政府各部门、各直属机构："


def _annexes(month: str, totals: Totals) -> tuple[str, ...]:
    problems = (f"{month}问题清单",) if totals.problems else ()
    return problems + ((f"{month}未能核查对象清单",) if totals.unread_subjects else ())


def _inside(facts: Facts) -> tuple[date, ...]:
    return tuple(day for day in sorted(set(facts.days_checked)) if facts.period.first <= day <= facts.period.last)


def _unchecked(listed: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.title for row in listed if row.unchecked))
