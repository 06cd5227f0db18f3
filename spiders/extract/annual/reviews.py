"""The table of section 四: three groups of five outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spiders.extract.annual import grids, labels
from spiders.extract.annual.document import Table
from spiders.extract.annual.facts import Finding, Reading
from spiders.extract.annual.labels import OUTCOMES
from spiders.extract.annual.numerals import Kind, Value, count, squeezed

GROUPS = {"review": "行政复议", "direct": "未经复议直接起诉", "after_review": "复议后起诉"}
TABLE = "四、复议诉讼情况表"
_WANTED = [f"{group} {outcome}" for group in GROUPS for outcome in OUTCOMES]
_HAN = re.compile("[\u4e00-\u9fff]")


def read_reviews(tables: Sequence[Table], reading: Reading) -> None:
    """Put what the first such table says into ``reading``; another that disagrees is a doubt."""
    for table in tables:
        for start in _starts(table):
            found = _ragged(table, start) if table.ragged else _aligned(table, start, reading)
            if found is None:
                reading.doubts.append("reviews-unclear")
            elif reading.reviews and found != reading.reviews:
                reading.doubts.append("two-tables")
            else:
                reading.reviews = found


def _starts(table: Table) -> list[int]:
    words = ["".join(squeezed(cell.text).replace(" ", "") for cell in table.row(at)) for at in range(table.height)]
    return [
        at
        for at, text in enumerate(words)
        if "行政复议" in text
        and "行政诉讼" in text
        and "直接起诉" in "".join(words[at : at + 4])
        and "申请" not in text
    ]


def _aligned(table: Table, start: int, reading: Reading) -> dict[str, list[Value]] | None:
    stop = start
    while stop < table.height and _HAN.search("".join(cell.text for cell in table.row(stop) if cell.row == stop)):
        stop += 1
    if stop == table.height:
        return None
    texts = grids.header_texts(table, range(start, stop))
    columns = grids.spans([_column(text) for text in texts], _WANTED)
    if columns is None:
        return None
    values = grids.values_in(table, stop, list(columns.values()), count)
    if any(value.kind is Kind.ABSENT for value in values):
        if not table.exact:
            return None
        filled = sum(value.kind is not Kind.ABSENT for value in values)
        reading.findings.append(Finding("table-shape", TABLE, f"{filled} 格", "15 格"))
        values = [Value(Kind.ABSENT)] * len(_WANTED)
    return _grouped(values)


def _column(text: str) -> str | None:
    outcome = next((name for name in OUTCOMES if text.endswith(name)), None)
    if outcome is None:
        found = labels.match(text[-4:], {name: name for name in OUTCOMES if len(name) == 4})
        outcome = found.key if found else None
    above = text[: -len(outcome)] if outcome else text
    if outcome is None:
        return None
    if "直接起诉" in above:
        return f"direct {outcome}"
    if "复议后" in above:
        return f"after_review {outcome}"
    return f"review {outcome}" if "复议" in above else None


def _ragged(table: Table, start: int) -> dict[str, list[Value]] | None:
    head = ""
    for at in range(start, table.height):
        cells = table.row(at)
        text = "".join(squeezed(cell.text).replace(" ", "") for cell in cells)
        if _HAN.search(text):
            head += text
            continue
        _, values = grids.run_of(cells, count)
        if values:
            understood = [head.count(name) for name in OUTCOMES] == [3] * len(OUTCOMES)
            ordered = -1 < head.find("直接起诉") < head.find("复议后起诉")
            return _grouped(values) if understood and ordered and len(values) == len(_WANTED) else None
    return None


def _grouped(values: list[Value]) -> dict[str, list[Value]]:
    return {group: values[5 * at : 5 * at + 5] for at, group in enumerate(GROUPS)}
