"""One row of the ground truth, and the file of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

NAMES = {"since": "from", "group": "class"}  # the file's names that are words of the language


@dataclass(frozen=True)
class Truth:
    """One row. ``since`` and ``to`` are the first and last civil day on which a check at 09:00 sees it.

    ``to`` is ``None`` where it lasts past the month; ``locus`` where it is just the subject's
    own address; ``must``: "confirmed", "suspected" (and left to a person), "never" (become confirmed)
    or "inconclusive" (on each of the days). ``group`` is "defect", "question", "trap" or "weather".
    """

    rule: str
    subject_kind: str
    subject: str
    since: date
    to: date | None
    must: str
    note: str
    group: str = "defect"
    locus: str | None = None
    year: int | None = None

    def on(self, day: date) -> bool:
        """Whether ``day`` is one of its days."""
        return self.since <= day and (self.to is None or day <= self.to)

    def line(self) -> str:
        """The row as JSON."""
        order = ("rule", "subject_kind", "subject", "locus", "year", "since", "to", "group", "must", "note")
        fields = asdict(self)
        named = {NAMES.get(name, name): fields[name] for name in order}
        return json.dumps(named, ensure_ascii=False, default=date.isoformat)


def write_truth(path: Path, rows: Iterable[Truth]) -> None:
    """One JSON object a line."""
    path.write_text("".join(row.line() + "\n" for row in rows), encoding="utf-8")


def read_truth(path: Path) -> list[Truth]:
    """The rows of a file."""
    back = {file: own for own, file in NAMES.items()}
    rows = []
    for text in path.read_text(encoding="utf-8").splitlines():
        fields = {back.get(name, name): value for name, value in json.loads(text).items()}
        fields["since"] = date.fromisoformat(fields["since"])
        fields["to"] = fields["to"] and date.fromisoformat(fields["to"])
        rows.append(Truth(**fields))
    return rows
