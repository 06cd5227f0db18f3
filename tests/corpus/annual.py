"""Annual reports of a corpus: cells right, wrong and abstained by medium, defects found, missed and invented, and speed.

``python -m tests.corpus.annual FOLDER``; FOLDER has ``annual_reports.jsonl`` and the files it names.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pdfplumber

from spiders.annual_files import compared
from spiders.documents import sniff
from spiders.documents.docx import read_docx
from spiders.documents.pdf import read_pdf
from spiders.documents.refusals import Refused
from spiders.extract.annual.document import Document
from spiders.extract.annual.plaintext import read_text
from spiders.extract.annual.read import read_report
from spiders.extract.annual.web import read_web
from spiders.extract.charset import decode

Record = dict[str, Any]

# What a labelled defect is called by the program; the first of several that is said counts.
NAMED = {
    "arithmetic": {"balance", "result-sum", "column-sum", "review-sum"},
    "old_form": {"form"},
    "label_typo": {"label-typo"},
    "missing_section": {"sections"},
    "wrong_year": {"year"},
    "text_contradicts_table": {"text-table"},
    "blank_instead_of_zero": {"blank-cells"},
    "slash_instead_of_zero": {"blank-cells"},
    "merged_cell_damage": {"table-shape"},
    "cross_year_carry_over": {"carry-over"},
    "duplicate_numbering": {"numbering"},
    "extra_text": {"figure-missing"},
    "mojibake_text_layer": {"mojibake"},
    "scanned_image_only": {"scanned"},
}
ROUNDS = 5  # of reading, for the speed


def main(corpus: Path) -> None:
    """Print the three tables."""
    records = [json.loads(line) for line in (corpus / "annual_reports.jsonl").read_text("utf-8").splitlines()]
    files = [str(corpus / record["path"]) for record in records]
    line = [sys.executable, "-m", "monitor", "inspect", "report", *files]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    answers = [json.loads(said) for said in done.stdout.splitlines()]
    _cells(records, answers)
    _defects(records, answers)
    _speed([Path(file) for file in files])


def _cells(records: list[Record], answers: list[Record]) -> None:
    counts: dict[str, Counter[str]] = {}
    for record, answer in zip(records, answers, strict=True):
        if not record.get("table3_grid"):
            continue
        count = counts.setdefault(Path(record["path"]).suffix[1:], Counter())
        for where, true, read in _pairs(record, answer):
            kind = "right" if read == true else "abstained" if read is None else "wrong"
            count[kind] += 1
            if kind == "wrong":
                print(f"wrong cell: {record['path']} {where}: read {read}, truth {true}")
    print(f"{'cells of annual reports':<34}" + "".join(f"{name:>11}" for name in ("right", "wrong", "abstained")))
    for medium, count in sorted(counts.items()):
        print(f"{medium:<34}" + "".join(f"{count[name]:>11}" for name in ("right", "wrong", "abstained")))
    print()


def _pairs(record: Record, answer: Record) -> list[tuple[str, Any, Any]]:
    """Where, truth and answer of each cell of the three tables."""
    rows = list(answer["applications"].items())[:25]
    pairs = [
        (f"{code} {at}", true, read)
        for (code, row), truths in zip(rows, record["table3_grid"], strict=True)
        for at, (true, read) in enumerate(zip(truths, row, strict=True))
    ]
    told = [number for group in answer["reviews"].values() for number in group]
    pairs += [(f"reviews {at}", true, read) for at, (true, read) in enumerate(zip(record["table4"], told, strict=True))]
    for thing, read in answer["disclosure"].items():
        true = (record["table2"] or {}).get(thing)
        # The labels leave the table of the form of 2019 out.
        if true is not None:
            lists = (true, read) if isinstance(true, list) else ([true], [read])
            pairs += [(thing, one, other) for one, other in zip(*lists, strict=True)]
    return pairs


def _defects(records: list[Record], answers: list[Record]) -> None:
    found, missed, invented, other = [], [], [], []
    for record, answer in zip(records, answers, strict=True):
        said = {finding["id"] for finding in answer["failed"]}
        heard = said | {finding["id"] for finding in answer["warnings"]} | {answer["undecided"]}
        allowed: set[str] = set()
        for defect in record["defects"]:
            names = NAMED.get(defect["kind"], set())
            allowed |= names
            # Reports before the form of 2019 are not judged, and when a page was published is another look's matter.
            to = other if not names or answer["undecided"] == "form-before-2019" else found if names & heard else missed
            to.append(f"{Path(record['path']).name} {defect['kind']}")
        invented += [f"{Path(record['path']).name} {id_}" for id_ in said - allowed]
    for name, defects in (("found", found), ("missed", missed), ("invented", invented), ("not looked for", other)):
        print(
            f"defects {name}: {len(defects)}" + ("" if name == "found" or not defects else f" ({', '.join(defects)})")
        )
    print()


def _speed(files: list[Path]) -> None:
    """Reports read in a second of CPU by medium, as a multiple of what pdfplumber opens and extracts."""
    bodies = [file.read_bytes() for file in files]
    pdfs = [body for body in bodies if sniff.sniffed(body) == sniff.PDF]
    readable = [body for body in pdfs if _opened(body) is not None]
    base = _seconds(readable, _merely_extracted)
    print(f"pdfplumber opening and extracting: {1 / base:.1f} reports a CPU second")
    for medium in (sniff.PDF, sniff.DOCX, sniff.HTML, sniff.TEXT):
        chosen = readable if medium == sniff.PDF else [body for body in bodies if sniff.sniffed(body) == medium]
        if chosen:
            each = _seconds(chosen, lambda body: compared([read_report(_opened(body) or Document("none"))]))
            print(f"{medium:<10}{1 / each:>10.1f} a CPU second, {base / each:.2f} times that ({len(chosen)} files)")


def _opened(body: bytes) -> Document | None:
    kind = sniff.sniffed(body)
    readers = {sniff.PDF: read_pdf, sniff.DOCX: read_docx, sniff.HTML: lambda b: read_web(b, "")}
    try:
        return readers.get(kind, lambda b: read_text(decode(b).text))(body)
    except Refused:
        return None


def _merely_extracted(body: bytes) -> None:
    from io import BytesIO

    with pdfplumber.open(BytesIO(body)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def _seconds(bodies: list[bytes], read: Any) -> float:
    """CPU seconds a report."""
    for body in bodies:
        read(body)
    began = time.process_time()
    for _ in range(ROUNDS):
        for body in bodies:
            read(body)
    return (time.process_time() - began) / (ROUNDS * len(bodies))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "annual_reports.jsonl").is_file():
        sys.exit("usage: python -m tests.corpus.annual FOLDER   (a folder with annual_reports.jsonl and its files)")
    main(Path(sys.argv[1]))
