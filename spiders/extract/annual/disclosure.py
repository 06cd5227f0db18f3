"""The table of section 二: four blocks by article 20, each with its own header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spiders.extract.annual import grids, labels
from spiders.extract.annual.document import Cell, Table
from spiders.extract.annual.facts import Finding, Reading
from spiders.extract.annual.grids import Span
from spiders.extract.annual.labels import DISCLOSED, OF_2019, THINGS
from spiders.extract.annual.numerals import Kind, Value, count, money, squeezed

TABLE = "二、主动公开情况表"
_MOST_ROWS = 20  # of one block; the form has four at most
MADE = ("made", "repealed", "in_force")
_BLOCK = re.compile(r"第?二十条第?\(?([一二三四五六七八九十]{1,2})\)?项")
_EXPECTED = {"rules": "made", "normative_documents": "made", "fees_10k": "fees"}
_NEW = {key: labels.plainly(text) for key, text in DISCLOSED.items()}
_OLD = {f"2019 {key}": labels.plainly(text) for key, text in OF_2019.items()}
_THINGS = {key: labels.plainly(text) for key, text in THINGS.items()} | {"old": "规范性文件"}


@dataclass
class _Block:
    """Where the columns of the block that is being read lie."""

    columns: dict[str, Span] = field(default_factory=dict)


def read_disclosure(tables: Sequence[Table], reading: Reading) -> None:
    """Put what the tables say into ``reading``: three values for rules and documents, one for the others."""
    for table in tables:
        inside = 0  # rows that may still be of the form
        block = _Block()
        for at in range(table.height):
            cells = table.row(at)
            text = "".join("".join(squeezed(cell.text).split()) for cell in cells)
            found = _BLOCK.search(text)
            if found and len(text) < 30:
                inside, block = _MOST_ROWS, _Block()
                if found[1] == "九":
                    reading.old_signs.append((TABLE, "第二十条第（九）项"))
            elif inside and "申请人情况" in text:
                inside = 0
            elif inside:
                inside -= 1
                _row(table, at, [cell for cell in cells if squeezed(cell.text)], block, reading)


def _row(table: Table, at: int, cells: list[Cell], block: _Block, reading: Reading) -> None:
    heads = {found.key: (cell, found) for cell in cells if (found := _head(cell.text))}
    if heads:
        for key, (cell, found) in heads.items():
            _headed(key, cell, found, block, reading)
        return
    thing = _thing(cells[0].text) if cells else None
    if thing is None:
        return
    values = _ragged(cells, thing) if table.ragged else _aligned(table, at, thing, block)
    if values is None:
        reading.doubts.append(f"disclosure-unclear: {squeezed(cells[0].text)}")
    elif thing in reading.disclosure and reading.disclosure[thing] != values:
        reading.doubts.append("two-tables")
    else:
        reading.disclosure[thing] = values


def _head(text: str) -> labels.Match | None:
    said = labels.plainly(text)
    if "收费金额" in said:
        return labels.Match("fees", 1.0)
    return labels.match(text, _NEW | _OLD) if len(said) > 3 and said not in _THINGS.values() else None


def _headed(key: str, cell: Cell, found: labels.Match, block: _Block, reading: Reading) -> None:
    block.columns[key] = Span(cell.col, cell.col + cell.cols)
    if key.startswith("2019 "):
        if key in ("2019 new", "2019 before"):
            sign = (TABLE, squeezed(cell.text))
            reading.old_signs += [] if sign in reading.old_signs else [sign]
    else:
        reading.new_signs += 1
    if found.likeness < 1:
        official = (DISCLOSED | {f"2019 {name}": text for name, text in OF_2019.items()})[key]
        reading.findings.append(Finding("label-typo", f"{TABLE}表头", squeezed(cell.text), official))


def _thing(text: str) -> str | None:
    said = labels.plainly(text)
    if said == "规范性文件":
        return "normative_documents"
    found = labels.match(text, THINGS)
    return found.key if found else None


def _aligned(table: Table, at: int, thing: str, block: _Block) -> list[Value] | None:
    columns = block.columns
    if _EXPECTED.get(thing) == "made":
        wanted = MADE if "made" in columns else ()
    elif thing == "fees_10k":
        wanted = ("fees",)
    else:
        wanted = ("decided",) if "decided" in columns else ("2019 decided",)
    if not wanted or any(key not in columns for key in wanted):
        # The form of 2019 counts other things in these places.
        return [Value(Kind.ABSENT)] if any(key.startswith("2019 ") for key in columns) else None
    read = money if thing == "fees_10k" else count
    return grids.values_in(table, at, [columns[key] for key in wanted], read)


def _ragged(cells: list[Cell], thing: str) -> list[Value] | None:
    _, values = grids.run_of(cells, money if thing == "fees_10k" else count)
    return values if len(values) == (3 if _EXPECTED.get(thing) == "made" else 1) else None
