"""The labels of a corpus folder, as far as the measuring needs them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Label:
    """One page: where it lies, the address it is served under, and what it truly shows.

    ``newest`` is the newest date of a list, home page or feed, or an article's own date;
    ``None`` where the page shows none, so that abstaining is the right answer.
    """

    file: Path
    url: str
    host: str
    cms: str
    kind: str
    today: date
    newest: date | None


def read(corpus: Path) -> list[Label]:
    """The pages and feeds of a corpus folder."""
    pages = [_page(corpus, row, number) for number, row in enumerate(_rows(corpus / "labels.jsonl"))]
    return pages + [_feed(corpus, row) for row in _rows(corpus / "feeds.jsonl")]


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _page(corpus: Path, row: dict[str, Any], number: int) -> Label:
    # A page whose address is not known is served under a name that no real host has.
    url = row["url"] or f"http://page-{number}.corpus.invalid/{Path(row['path']).name}"
    kind = row["page_class"]
    shown = {
        "list": lambda: row["list"]["newest_date"],
        "home": lambda: row["home"]["newest_date"],
        "article": lambda: row["article"]["pub_date"],
    }
    newest = shown[kind]() if kind in shown else None
    seen = ("captured_on_or_before", "site_captured_on_or_after", "captured_on_or_after", "generated")
    today = next(row[key] for key in seen if row.get(key))
    return Label(
        corpus / row["path"],
        url,
        urlsplit(url).netloc,
        row["cms"],
        kind,
        date.fromisoformat(today),
        date.fromisoformat(newest) if newest else None,
    )


def _feed(corpus: Path, row: dict[str, Any]) -> Label:
    url = f"http://feeds.corpus.invalid/{Path(row['path']).name}"
    today = date.fromisoformat(row["snapshot"][:10])
    newest = date.fromisoformat(row["newest_item"])
    return Label(corpus / row["path"], url, "feeds.corpus.invalid", "WeChat RSS", "feed", today, newest)
