"""A document read as an annual report and checked for itself."""

from __future__ import annotations

from dataclasses import replace

from spiders.extract.annual import grids
from spiders.extract.annual.applications import read_applications
from spiders.extract.annual.claims import check_claims
from spiders.extract.annual.disclosure import read_disclosure
from spiders.extract.annual.document import Document, Paragraph, TooLarge
from spiders.extract.annual.facts import Finding, Reading, Report
from spiders.extract.annual.heading import Name, check_year, name_of, periods
from spiders.extract.annual.reviews import read_reviews
from spiders.extract.annual.sections import HEADINGS, Heading, check_numbering, check_sections, headings, texts
from spiders.extract.annual.sums import check_cells, check_sums
from spiders.extract.annual.wording import check_wording

FIRST_YEAR = 2019  # reported on in the form with these tables
NEW_FORM = 2021  # reported on in the form that 国办公开办函〔2021〕30号 brought
_ENOUGH = 3  # headings of the six that make a report
_LEAD = 20  # paragraphs before the first heading among which the title stands


def read_report(document: Document, published: str | None = None) -> Report:
    """The report with its faults. What is no report, or cannot be read, is ``undecided`` and accused of nothing."""
    found = headings(document.blocks)
    said = texts(document.blocks, found)
    name = name_of(document.title, _lead(document, found)) or Name(None, None, "")
    covered = [year for year, _ in periods([text for part in said.values() for text in part]) if year]
    year = name.year or (covered[0] if covered else None)
    reading = _tables(document)
    report = Report(
        name.unit,
        year,
        published,
        _form(reading),
        {key: None if document.undecided else key in found for key in HEADINGS},
        reading,
        {key: "。".join(part) for key, part in said.items() if key != "0"},
        undecided=document.undecided,
        cause=document.cause,
    )
    reason = document.undecided or _no_report(document, found, reading, name, year)
    if reason:
        return replace(report, undecided=reason)
    return _checked(report, document, found, said, name)


def _lead(document: Document, found: dict[str, Heading]) -> list[str]:
    """The lines before the first heading, the nearest of them where a page brings its menu along."""
    first = min((heading.block for heading in found.values()), default=None)
    lines = [block.text for block in document.blocks[:first] if isinstance(block, Paragraph)]
    return lines[-_LEAD:] if found else lines


def _tables(document: Document) -> Reading:
    reading = Reading()
    try:
        tables = grids.whole_tables(document)
        read_disclosure(tables, reading)
        read_applications(tables, reading)
        read_reviews(tables, reading)
    except TooLarge:
        return Reading(doubts=["table-too-large"])
    return reading


def _no_report(
    document: Document, found: dict[str, Heading], reading: Reading, name: Name, year: int | None
) -> str | None:
    if len(found) < _ENOUGH and not reading.applications:
        if document.attachment and name.year:
            return "in-attachment"
        return "not-a-report"
    if year is not None and year < FIRST_YEAR:
        return "form-before-2019"
    if not reading.applications:
        return "; ".join(reading.doubts) or ("in-attachment" if document.attachment else "no-tables")
    values = [value for row in reading.applications.values() for value in row]
    return "unfilled" if values and all(value.empty for value in values) and name.unit is None else None


def _form(reading: Reading) -> str:
    blocks = [sign for sign in reading.old_signs if "其他处理" not in sign[1]]
    if blocks or (reading.old_signs and not reading.new_signs):
        return "2019"
    return "2021" if reading.new_signs else "unknown"


def _checked(
    report: Report, document: Document, found: dict[str, Heading], said: dict[str, list[str]], name: Name
) -> Report:
    reading = report.reading
    failed = [
        *reading.findings,
        *_wrong_form(reading, report.year),
        *(check_sections(found) if len(found) >= _ENOUGH else ()),
        *check_numbering(document.blocks, found),
        *check_year(name, said),
        *check_cells(reading),
        *check_sums(reading),
        *check_claims(said, reading, report.year, report.unit),
    ]
    warnings = check_wording(said, report.unit, images=document.images)
    return replace(report, failed=tuple(failed), warnings=tuple(warnings), undecided=_doubt(reading, found))


def _wrong_form(reading: Reading, year: int | None) -> list[Finding]:
    if year is None or year < NEW_FORM:
        return []
    return [Finding("form", place, words, "2021 年格式") for place, words in reading.old_signs]


def _doubt(reading: Reading, found: dict[str, Heading]) -> str | None:
    doubts = list(dict.fromkeys(reading.doubts))
    if len(found) < _ENOUGH:
        doubts.append("headings-unclear")  # so few are more likely not recognised than not there
    rows = [*reading.applications.values(), *reading.reviews.values(), *reading.disclosure.values()]
    if any(value.kind == "unclear" for row in rows for value in row):
        doubts.append("cells-unclear")
    if not reading.reviews:
        doubts.append("reviews-missing")
    return "; ".join(doubts[:5]) or None
