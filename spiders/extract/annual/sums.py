"""The identities of the tables. A blank is unknown: only what no filling could mend is a fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spiders.extract.annual.facts import Finding, Number, Reading
from spiders.extract.annual.labels import COLUMNS, LEAVES, ONE_ROW, ROWS
from spiders.extract.annual.numerals import Kind
from spiders.extract.annual.reviews import GROUPS

TABLE = "三、申请情况表"
REVIEWS = "四、复议诉讼情况表"


def check_sums(reading: Reading) -> list[Finding]:
    """Balance and results by column, totals by row, and the five outcomes of each group."""
    if not reading.applications:
        return list(_reviews(reading))
    return [*_balance(reading), *_results(reading), *_totals(reading), *_reviews(reading)]


def _balance(reading: Reading) -> Iterator[Finding]:
    new, carried, done, left = (reading.numbers(code) for code in ("R1", "R2", "R3.7", "R4"))
    for at, column in enumerate(COLUMNS):
        sides = [new[at], carried[at]], [done[at], left[at]]
        if _apart(*sides):
            yield Finding(
                "balance",
                f"{TABLE}“{column}”列",
                f"第一项加第二项 {_sum(sides[0])}，第三项加第四项 {_sum(sides[1])}",
                "两者相等",
            )


def _results(reading: Reading) -> Iterator[Finding]:
    codes = [code for code in LEAVES if not code.startswith("R3.6.")] if ONE_ROW in reading.applications else LEAVES
    parts = [*codes, ONE_ROW] if ONE_ROW in reading.applications else list(codes)
    total = reading.numbers("R3.7")
    for at, column in enumerate(COLUMNS):
        items = [reading.numbers(code)[at] for code in parts]
        if _apart(items, [total[at]]):
            yield Finding(
                "result-sum", f"{TABLE}“{column}”列", f"（七）总计 {_sum([total[at]])}", f"各项之和 {_sum(items)}"
            )


def _totals(reading: Reading) -> Iterator[Finding]:
    for code in reading.applications:
        *parts, total = reading.numbers(code)
        if _apart(parts, [total]):
            label = ROWS.get(code, "（六）其他处理")
            yield Finding("column-sum", f"{TABLE}“{label}”行", f"总计 {_sum([total])}", f"各列之和 {_sum(parts)}")


def _reviews(reading: Reading) -> Iterator[Finding]:
    for group, name in GROUPS.items():
        if group in reading.reviews:
            *parts, total = (value.number for value in reading.reviews[group])
            if _apart(parts, [total]):
                yield Finding("review-sum", f"{REVIEWS}“{name}”", f"总计 {_sum([total])}", f"各项之和 {_sum(parts)}")


def _apart(left: Sequence[Number], right: Sequence[Number]) -> bool:
    """Whether two sums differ whatever stands in the blanks."""
    least = [sum(number for number in side if number is not None) for side in (left, right)]
    open_ = [None in side for side in (left, right)]
    return (least[0] > least[1] and not open_[1]) or (least[1] > least[0] and not open_[0])


def _sum(numbers: Sequence[Number]) -> str:
    known = sum(number for number in numbers if number is not None)
    return f"{known}（有空格）" if None in numbers else str(known)


def check_cells(reading: Reading) -> list[Finding]:
    """Cells that hold no number: blank or a dash, one fault a table; other words, one fault each."""
    found: list[Finding] = []
    tables = (("二、主动公开情况表", reading.disclosure), (TABLE, reading.applications), (REVIEWS, reading.reviews))
    for name, rows in tables:
        values = [(key, value) for key, row in rows.items() for value in row]
        blanks = sum(value.kind is Kind.BLANK for _, value in values)
        dashes = [value.text for _, value in values if value.kind is Kind.DASH]
        if blanks:
            found.append(Finding("blank-cells", name, f"{blanks} 格空白", "0"))
        if dashes:
            found.append(Finding("blank-cells", name, f"{len(dashes)} 格为“{dashes[0]}”", "0"))
        found += [
            Finding("not-a-number", f"{name}“{ROWS.get(key, key)}”", value.text[:20], "非负整数")
            for key, value in values
            if value.kind is Kind.WRONG
        ]
    return found
