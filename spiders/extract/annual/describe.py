"""A report as the JSON object that ``inspect`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spiders.extract.annual.facts import Finding, Number, Report
from spiders.extract.annual.labels import ONE_ROW, ROWS, THINGS
from spiders.extract.annual.numerals import Value
from spiders.extract.annual.reviews import GROUPS


def described(report: Report) -> dict[str, Any]:
    """Keys in the order they are printed. Cells without a number are null.

    ``R3.6`` stands beside the 25 rows only where （六） is a single row. ``warnings`` are no faults;
    ``cause`` says more of an ``undecided``.
    """
    reading = report.reading
    rows = {code: reading.numbers(code) for code in ROWS}
    if ONE_ROW in reading.applications:
        rows[ONE_ROW] = reading.numbers(ONE_ROW)
    return {
        "unit": report.unit,
        "year": report.year,
        "published": report.published,
        "form": report.form,
        "sections": report.sections,
        "disclosure": {thing: _disclosed(thing, reading.disclosure.get(thing)) for thing in THINGS},
        "applications": rows,
        "reviews": {group: _numbers(reading.reviews.get(group), 5) for group in GROUPS},
        "failed": _findings(report.failed),
        "warnings": _findings(report.warnings),
        "undecided": report.undecided,
        "cause": report.cause,
    }


def _disclosed(thing: str, values: list[Value] | None) -> Number | list[Number]:
    numbers = _numbers(values, 3)
    return numbers if thing in ("rules", "normative_documents") else numbers[0]


def _numbers(values: list[Value] | None, size: int) -> list[Number]:
    return ([value.number for value in values or []] + [None] * size)[:size]


def _findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [{"id": f.id, "where": f.where, "said": f.said, "expected": f.expected} for f in findings]
