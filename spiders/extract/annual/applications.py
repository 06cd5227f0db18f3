"""The table of section 三: 25 rows by seven columns, each row known by its label, each column by its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spiders.extract.annual import grids, labels
from spiders.extract.annual.document import Cell, Table
from spiders.extract.annual.facts import Finding, Reading
from spiders.extract.annual.labels import COLUMNS, ONE_ROW, ROWS
from spiders.extract.annual.numerals import Kind, Value, count, squeezed

_ABOVE = re.compile("申请人情况|法人或其他组织")
_HEADER_ROWS = 6  # the form has three; conversion may split them
_ORDER = [*(code for code in ROWS if code < "R3.6"), ONE_ROW, "R3.6.1", "R3.6.2", "R3.6.3", "R3.7", "R4"]
_MOST_ROWS = 120  # looked at from R1 on; a row that page ends cut takes two or three
_MOST_TABLES = 10  # within one; more than one is a doubt already
TABLE = "三、申请情况表"


@dataclass(frozen=True)
class Line:
    """A row of the table: its label and its values, seven where it is whole."""

    label: str
    values: list[Value]

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the value cells: what a label cut by a page end looks like."""
        return all(value.kind in (Kind.BLANK, Kind.ABSENT) for value in self.values)


def read_applications(tables: Sequence[Table], reading: Reading) -> None:
    """Put what the tables say into ``reading``; what is not understood is a doubt there, never a number."""
    found = [result for table in tables for result in _of_table(table)]
    if not found:
        return
    first = found[0]
    reading.applications = first.applications
    reading.findings += first.findings
    reading.old_signs += first.old_signs
    reading.new_signs += first.new_signs
    reading.doubts += first.doubts
    if any(other.applications != first.applications for other in found[1:]):
        reading.doubts.append("two-tables")


def _of_table(table: Table) -> Iterator[Reading]:
    starts = [at for at in range(table.height) if _is_first(table, at)][:_MOST_TABLES]
    for start, end in pairwise([*starts, table.height]):
        stop = min(end, start + _MOST_ROWS)
        reading = Reading()
        lines = list(_ragged(table, start, stop) if table.ragged else _aligned(table, start, stop, reading))
        if not lines:
            reading.doubts.append("columns-unclear")
        _sort(_joined(lines), reading, exact=table.exact and not table.ragged)
        yield reading


def _is_first(table: Table, at: int) -> bool:
    """Whether the row is R1; comparing every label of a large table with the form's would take long."""
    texts = [cell.text for cell in table.row(at)[:3]]
    return any("申" in text and (found := labels.row_of(text)) is not None and found.key == "R1" for text in texts)


def _aligned(table: Table, start: int, stop: int, reading: Reading) -> Iterator[Line]:
    heads = range(max(0, start - _HEADER_ROWS), start)
    heads = range(_first_head(table, heads), start)
    meant = [_column(text) for text in grids.header_texts(table, heads)]
    columns = grids.spans(meant, COLUMNS)
    if columns is None:
        return
    _spelt(table, heads, reading)
    first = columns[COLUMNS[0]].start
    for at in range(start, stop):
        cells = [cell for cell in table.row(at) if cell.col < first]
        if any(cell.col + cell.cols > first for cell in cells):
            if "行政复议" in "".join(cell.text for cell in cells):
                return
            continue  # a line across the table
        label = next((text for cell in reversed(cells) if (text := squeezed(cell.text))), "")
        values = grids.values_in(table, at, list(columns.values()), count)
        beyond = [cell for cell in table.row(at) if cell.col >= columns[COLUMNS[-1]].stop and squeezed(cell.text)]
        yield Line(label, values + [count(cell.text) for cell in beyond])


def _first_head(table: Table, rows: range) -> int:
    """The first header row: above it another table of the same grid may end."""
    for at in rows:
        text = "".join(squeezed(cell.text) for cell in table.row(at))
        if "申请人情况" in text or "勾稽" in text or "自然" in text:
            return at
    return rows.start


def _column(text: str) -> str | None:
    said = _ABOVE.sub("", text)
    return said if said in COLUMNS else _likely(said)


def _likely(said: str) -> str | None:
    found = labels.match(said, {name: name for name in COLUMNS}) if 3 <= len(said) <= 8 else None
    return found.key if found else None


def _spelt(table: Table, rows: range, reading: Reading) -> None:
    for text in dict.fromkeys(grids.header_texts(table, rows)):
        said = _ABOVE.sub("", text)
        found = _column(text)
        if found is not None and said != found:
            reading.findings.append(Finding("label-typo", f"{TABLE}表头", said, found))


def _ragged(table: Table, start: int, stop: int) -> Iterator[Line]:
    head = "".join(squeezed(cell.text) for at in range(max(0, start - _HEADER_ROWS), start) for cell in table.row(at))
    head = head.replace(" ", "")
    places = [head.find(name) for name in COLUMNS[1:6]]
    places[-1] = head.rfind("其他")
    if -1 in places or places != sorted(places) or "自然" not in head or "总计" not in head:
        return
    for at in range(start, stop):
        cells: list[Cell] = table.row(at)
        if any("行政复议" in cell.text for cell in cells):
            return
        label, values = grids.run_of(cells, count)
        if label or values:
            yield Line(label, values if len(values) == len(COLUMNS) else [Value(Kind.ABSENT)] * len(values or [0]))


def _joined(lines: list[Line]) -> Iterator[tuple[Line, labels.Match | None]]:
    """The lines with their labels; a label that a page end cut in two is put together."""
    at = 0
    while at < len(lines):
        line = lines[at]
        found = labels.row_of(line.label)
        after = lines[at + 1] if at + 1 < len(lines) else None
        if after is not None and (line.empty or after.empty) and (found is None or found.likeness < 1):
            both = labels.row_of(line.label + after.label)
            alone = labels.row_of(after.label)
            known = found.likeness if found else 0.0
            rival = alone is not None and both is not None and alone.key != both.key and alone.likeness >= both.likeness
            if both is not None and not rival and known < both.likeness:
                yield replace(after if line.empty else line, label=line.label + after.label), both
                at += 2
                continue
        yield line, found
        at += 1


def _sort(lines: Iterator[tuple[Line, labels.Match | None]], reading: Reading, *, exact: bool) -> None:
    last = -1
    for line, found in lines:
        if found is None:
            if any(value.kind is Kind.NUMBER for value in line.values):
                reading.doubts.append(f"row-unknown: {line.label[:20]}")
            continue
        place = _ORDER.index(found.key)
        if found.key in reading.applications or place <= last:
            reading.doubts.append(f"row-order: {line.label[:20]}")
            if reading.applications.get(found.key, line.values) != line.values:
                reading.applications[found.key] = [Value(Kind.ABSENT)] * len(COLUMNS)
            continue
        last = place
        _take(line, found, reading, exact=exact)
    if reading.applications:
        _complete(reading)


def _take(line: Line, found: labels.Match, reading: Reading, *, exact: bool) -> None:
    here = f"{TABLE}“{line.label}”"
    values = line.values
    filled = sum(value.kind is not Kind.ABSENT for value in values)
    if filled != len(COLUMNS):
        if exact:
            reading.findings.append(Finding("table-shape", here, f"{filled or len(values)} 格", "7 格"))
        else:
            reading.doubts.append(f"row-shape: {line.label[:20]}")
        values = [Value(Kind.ABSENT)] * len(COLUMNS)
    reading.applications[found.key] = values
    official = ROWS.get(found.key, "（六）其他处理")
    if found.likeness < 1:
        reading.findings.append(Finding("label-typo", here, line.label, official))


def _complete(reading: Reading) -> None:
    if ONE_ROW in reading.applications:
        reading.old_signs.append((TABLE, "（六）其他处理只有一行"))
        if any(code.startswith("R3.6.") for code in reading.applications):
            reading.doubts.append("row-order: （六）其他处理")
            del reading.applications[ONE_ROW]
    elif "R3.6.1" in reading.applications:
        reading.new_signs += 1
    for code in ROWS:
        if code not in reading.applications and not (code.startswith("R3.6.") and ONE_ROW in reading.applications):
            reading.doubts.append(f"row-missing: {ROWS[code][:20]}")
