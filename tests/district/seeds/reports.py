"""Who owes annual reports, where, and on which days they appeared."""

from __future__ import annotations

from datetime import date

from tests.district.days import Month
from tests.district.plan import Duty

PLAIN = "{name}{year}年政府信息公开工作年度报告"


def first_year(month: Month) -> int:
    """The first year owed by everybody."""
    return month.first.year - 3


def migration(month: Month) -> date:
    """The day on which the civil affairs site moved: its list shows it for every older row.

    It falls after the latest report, so that all rows share one day.
    """
    return month.day(24 if month.first.month == 1 else -10)


def duties(m: Month) -> tuple[Duty, ...]:
    """Every duty; "last" is the report due in the month's own year."""
    year = m.first.year
    last, before = year - 1, year - 2
    return (
        Duty("zfb", "portal-nb", (1, 22), PLAIN),
        Duty("qzf", "portal-nb", (3, 24), PLAIN, deadline=(3, 31), trap="a government has until 31 March"),
        Duty("nyj", "portal-nb", (1, 24), PLAIN, days=((last, date(year, 2, 12)),), by_url=True),
        Duty("dhz", "portal-nb", (1, 27), PLAIN, days=((last, None),)),
        Duty("jyj", "jyj-nb", (1, 19), PLAIN, days=((last, m.day(15)),)),
        Duty("wjj", "wjj-nb", (1, 16), "{name}{year}年度政府信息公开工作报告", days=((before, None),)),
        Duty(
            "mzj",
            "mzj-nb",
            (1, 20),
            "{year}年{name}政府信息公开工作年度报告",
            trap="the list shows the day of a migration for every older row",
        ),
        Duty("czj", "czj-nb", (1, 31), PLAIN, by_url=True, trap="published on the very day of the deadline"),
        Duty("lhz", "lhz-nb", (1, 20), PLAIN, days=((last, date(year, 1, 25)),), deadline=(1, 20), local=True),
    )


def lookalikes(m: Month, name: str) -> tuple[tuple[str, date], ...]:
    """What else stands in such a column: title and day of publication."""
    year = m.first.year
    return (
        (f"{name}政府信息公开指南", date(year - 2, 3, 11)),
        (f"{name}{year - 1}年预算公开", date(year - 1, 2, 21)),
        (f"{name}关于区政协第12号提案的答复", date(year - 1, 7, 9)),
        (f"{name}政府网站工作年度报表（{year - 1}年度）", date(year, 1, 18)),
    )
