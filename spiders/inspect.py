"""``python -m spiders.inspect KIND TARGET…``: what extraction sees on files and addresses, one JSON object a line.

Local files need no order, no network and no Scrapy. Addresses are fetched by a crawl of their
own, with the order's policy and manners.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spiders.extract.annual.describe import described
from spiders.extract.describe import describe

if TYPE_CHECKING:
    from spiders.extract.annual.facts import Report
    from spiders.visit import Visit

KINDS = ("column", "article", "home", "feed", "report")


@dataclass(frozen=True)
class Source:
    """A file, or an address where ``target`` is one; ``url`` is where a file came from, or empty."""

    target: str
    url: str = ""

    @property
    def remote(self) -> bool:
        """Whether it must be fetched."""
        return self.target.startswith(("http://", "https://"))


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: every target has its line; 2: wrong usage or a wrong order; 3: the fetch was stopped."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    try:
        sources = [*_listed(options.list), *(Source(target, options.url) for target in options.targets)]
    except (OSError, UnicodeDecodeError) as error:
        parser.error(f"--list {options.list}: {error}")
    if any(source.remote for source in sources) and options.order is None:
        parser.error("addresses need --order FILE: it says how they may be fetched")
    try:
        visits = _fetched(sources, options.order, options.kind)
    except InterruptedError:
        return 3
    except (OSError, ValueError) as error:
        parser.error(f"--order {options.order}: {error}")
    if options.kind == "report":
        _reports(sources, visits, options.today, as_lines=options.plain)
        return 0
    for source in sources:
        seen = _seen(options.kind, source, visits, options.today)
        print(json.dumps(seen, ensure_ascii=False, default=str), flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m spiders.inspect", description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="a local file or an address")
    parser.add_argument("--order", metavar="FILE", help="a crawl order as JSON, - for stdin; only addresses need it")
    parser.add_argument("--today", type=date.fromisoformat, required=True, metavar="DATE", help="YYYY-MM-DD")
    parser.add_argument("--url", default="", help="the address that a local file came from")
    parser.add_argument("--list", metavar="FILE", help="a line each: path, tab, address (may be empty)")
    parser.add_argument("--plain", action="store_true", help="of reports: the findings as lines in Chinese")
    return parser


def _listed(path: str | None) -> Iterator[Source]:
    if path is None:
        return
    for line in Path(path).read_text(encoding="utf-8-sig").splitlines():
        target, _, url = line.partition("\t")
        if target.strip():
            yield Source(target.strip(), url.strip())


def _seen(kind: str, source: Source, visits: dict[str, Visit], today: date) -> dict[str, Any]:
    if source.remote:
        visit = visits[source.target]
        if visit.look.cause:
            return _unread(kind, today, visit.look.cause)
        seen = describe(kind, visit.body, visit.url, today=today, content_type=visit.content_type)
        return {**seen, "channel": "rendered"} if visit.rendered else seen
    try:
        body = Path(source.target).read_bytes()
    except OSError:
        return _unread(kind, today, "unreadable")
    return describe(kind, body, source.url, today=today)


def _reports(sources: list[Source], visits: dict[str, Visit], today: date, *, as_lines: bool) -> None:
    """Reports are printed together: those of one unit are held against each other."""
    from spiders.annual_files import compared
    from spiders.annual_plain import plain

    for source, report in zip(sources, compared([_report(one, visits, today) for one in sources]), strict=True):
        if as_lines:
            print(*plain(source.target, report), sep="\n", flush=True)
        else:
            print(json.dumps(described(report), ensure_ascii=False), flush=True)


def _report(source: Source, visits: dict[str, Visit], today: date) -> Report:
    from spiders.annual_files import read_annual, unread

    if source.remote:
        visit = visits[source.target]
        if visit.look.cause:
            return unread(visit.look.cause)
        return read_annual(visit.body, visit.url, today=today, content_type=visit.content_type)
    try:
        body = Path(source.target).read_bytes()
    except OSError:
        return unread("unreadable")
    return read_annual(body, source.url, today=today)


def _unread(kind: str, today: date, reason: str) -> dict[str, Any]:
    seen = describe(kind, b"", "", today=today)
    if "page" in seen:
        seen["page"] = "error"
    if "marks" in seen:
        seen["marks"]["undecided"] = reason
    if kind != "home":
        seen["undecided"] = reason
    return seen


def _fetched(sources: list[Source], order: str | None, kind: str) -> dict[str, Visit]:
    addresses = list(dict.fromkeys(source.target for source in sources if source.remote))
    if not addresses:
        return {}
    from spiders.fetching import fetch  # brings Scrapy, which local files do not need

    text = sys.stdin.read() if order == "-" else Path(order or "").read_text(encoding="utf-8")
    return fetch(addresses, text, kind)


if __name__ == "__main__":
    sys.exit(main())
