"""What a report says and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spiders.extract.annual.numerals import Value

Number = int | float | None


@dataclass(frozen=True)
class Finding:
    """A fault: which check, where in the document, what stands there and what should."""

    id: str
    where: str
    said: str
    expected: str


@dataclass
class Reading:
    """The tables as they were read. ``doubts``: why numbers may be missing or must not be concluded from.

    ``applications`` has seven values a row, by the codes of ``labels.ROWS``; ``reviews`` five a group.
    """

    applications: dict[str, list[Value]] = field(default_factory=dict)
    reviews: dict[str, list[Value]] = field(default_factory=dict)
    disclosure: dict[str, list[Value]] = field(default_factory=dict)
    old_signs: list[tuple[str, str]] = field(default_factory=list)  # of the form of 2019: place, words
    new_signs: int = 0
    findings: list[Finding] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def numbers(self, code: str) -> list[Number]:
        """The seven numbers of a row."""
        return [value.number for value in self.applications.get(code, [])] or [None] * 7


@dataclass(frozen=True)
class Report:
    """A report. ``failed`` are faults, ``warnings`` what a person should look at; ``undecided`` why it is not judged."""

    unit: str | None
    year: int | None
    published: str | None
    form: str
    sections: dict[str, bool | None]  # None where nothing could be read
    reading: Reading
    texts: dict[str, str]
    failed: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    undecided: str | None = None
    cause: str | None = None
