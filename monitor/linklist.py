"""Links as lists: what a crawl of a site found wrong, and every link it left in its listing.

A listing may have a hundred thousand lines, so it is read and printed piece by piece.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import click

from monitor.listing import Row, as_csv, as_table
from monitor.model.observation import EmptyLink, LinkLook, LinkPlace, LinksChecked, Outcome

PIECE = 1000  # rows printed at once: one write each would be as slow as the reading
# Columns are as wide as their longest common value, so that one piece of a table looks like the next.
WIDTHS = {"outcome": 9, "status": 6, "cause": 20, "internal": 8, "resource": 10, "pages": 6}
SHORT = 40  # signs of a link's text in a table: some links hold a whole paragraph


class Unreadable(Exception):
    """A listing that cannot be read to its end. Raised while ``listed`` is read."""


def newest(runs: Path, site: str) -> Path | None:
    """The listing of the site's last crawl among the run folders; their names begin with their instant."""
    name = f"links-{quote(site, safe='')}.jsonl.gz"
    found = [folder / name for folder in (runs.iterdir() if runs.is_dir() else ()) if (folder / name).is_file()]
    return max(found, key=lambda file: file.parent.name, default=None)


def listed(file: Path, outcomes: frozenset[str] = frozenset()) -> Iterator[Row]:
    """The links of a listing, those of the outcomes where some are named."""
    number = 0
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                number += 1
                row = json.loads(line)
                if not outcomes or row["outcome"] in outcomes:
                    yield row
    except (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError) as error:
        raise Unreadable(f"{file}: cannot be read behind line {number}: {error}") from error


def found(seen: LinksChecked, *, everything: bool) -> Iterator[Row]:
    """What a crawl found dead; with ``everything`` also what is neither dead nor well."""
    for bad in seen.bad:
        if everything or bad.look.outcome is Outcome.GONE:
            yield _bad(seen.subject, bad)
    for empty in seen.empty if everything else ():
        yield _empty(seen.subject, empty)


def stream(rows: Iterable[Row], form: str, columns: Sequence[str]) -> int:
    """Print the rows as they come, and return how many they were."""
    pending, count = iter(rows), 0
    while (piece := list(islice(pending, PIECE))) or count == 0:
        text = _drawn(piece, form, columns)
        click.echo(text.partition("\n")[2] if count and form != "jsonl" else text, nl=False)
        count += len(piece)
        if len(piece) < PIECE:
            break
    return count


def _drawn(rows: list[Row], form: str, columns: Sequence[str]) -> str:
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    whole = [{column: row.get(column) for column in columns} for row in rows]
    return as_csv(whole, columns) if form == "csv" else as_table([_aligned(row) for row in whole], columns)


def _aligned(row: Row) -> Row:
    return {name: _short(name, value).ljust(WIDTHS.get(name, 0)) for name, value in row.items()}


def _short(name: str, value: object) -> str:
    if name == "text" and isinstance(value, str) and len(value) > SHORT:
        return value[: SHORT - 1] + "…"
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _bad(site: str, bad: LinkLook) -> Row:
    look = bad.look
    place = bad.place or LinkPlace(bad.sample[0] if bad.sample else "", bad.text)
    return {
        "site": site,
        "url": look.url,
        "outcome": look.outcome.value,
        "cause": look.cause,
        "status": look.status,
        "final_url": look.final_url,
        "internal": bad.internal,
        "resource": bad.resource,
        "pages": bad.pages,
        "sample": list(bad.sample),
        **_standing(place),
    }


def _empty(site: str, link: EmptyLink) -> Row:
    nowhere = dict.fromkeys(("cause", "status", "final_url", "internal", "resource"))
    head = {"site": site, "url": link.raw, "outcome": "empty", **nowhere}
    return {**head, "pages": link.pages, "sample": [link.place.page], **_standing(link.place)}


def _standing(place: LinkPlace) -> Row:
    # What was not found is null, as everywhere: a line 0 would be one to look at.
    where = {"page": place.page, "text": place.text, "region": place.region, "line": place.line, "source": place.source}
    return {name: value or None for name, value in where.items()}
