"""An account's feed: RSS 2.0, RSS 1.0, Atom or JSON Feed. Days are civil days in Asia/Shanghai."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from lxml import etree  # type: ignore[import-untyped]

from spiders.extract.charset import decode
from spiders.extract.dates import full_dates, plain
from spiders.extract.facts import FeedFacts
from spiders.extract.published import When, day_of, when

ZONE = ZoneInfo("Asia/Shanghai")
MAX_BYTES = 8_000_000
_TIMES = ("pubDate", "published", "updated", "date", "issued", "created")


def read_feed(body: bytes, url: str, *, today: date) -> FeedFacts:
    """The facts of a feed. Items of one instant are one push; items after ``today`` do not count."""
    if len(body) > MAX_BYTES:
        return FeedFacts(undecided="too-large")
    if not body.strip():
        return FeedFacts(undecided="empty-answer")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json(body, today)
    return _xml(body, today)


def _xml(body: bytes, today: date) -> FeedFacts:
    if b"<!ENTITY" in body[:100_000].upper():
        return FeedFacts(undecided="unsafe-xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(_prepared(body), parser)
    except (etree.XMLSyntaxError, ValueError):
        return FeedFacts(undecided="not-a-feed")
    if root is None or _local(root) not in ("rss", "feed", "RDF"):
        return FeedFacts(undecided="not-a-feed")
    items = [e for e in root.iter() if _local(e) in ("item", "entry")]
    heads = [e for e in root.iter() if _local(e) == "title" and _local(e.getparent()) in ("channel", "feed")]
    name = " ".join("".join(heads[0].itertext()).split()) if heads else None
    return _facts(name or None, [_time_of(i) for i in items], today)


def _prepared(body: bytes) -> bytes:
    """UTF-8 without declaration: the declared encoding is not believed."""
    text = decode(body).text.lstrip()
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return text.encode("utf-8", "replace")


def _local(element: etree._Element | None) -> str:
    if element is None or not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2]  # a recovered tag may be no valid name, which QName refuses


def _time_of(item: etree._Element) -> When | None:
    texts = {_local(child): "".join(child.itertext()) for child in item}
    return next((t for name in _TIMES if name in texts and (t := _instant(texts[name])) is not None), None)


def _json(body: bytes, today: date) -> FeedFacts:
    try:
        value = json.loads(decode(body).text)
    except (ValueError, RecursionError):
        return FeedFacts(undecided="not-a-feed")
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        return FeedFacts(undecided="not-a-feed")
    name = value.get("title")
    times = [
        _instant(str(i.get("date_published") or i.get("date_modified") or "")) for i in items if isinstance(i, dict)
    ]
    return _facts(name if isinstance(name, str) else None, times, today)


def _facts(name: str | None, times: Iterable[When | None], today: date) -> FeedFacts:
    all_times = list(times)
    name = name.split(" | ")[0].strip() if name else None  # "账号 | 生成器", as feed makers write it
    known = [t for t in all_times if t is not None and day_of(t) <= today]
    if not known:
        return FeedFacts(name, undecided="undated" if all_times else "no-items")
    return FeedFacts(name, max(day_of(t) for t in known), len(set(known)))


def _instant(text: str) -> When | None:
    """RFC 822, ISO 8601, or a date as pages print it; without a zone it is Chinese time."""
    text = text.strip()[:80]
    if not text:
        return None
    for reader in (_rfc822, datetime.fromisoformat):
        try:
            moment = reader(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return _in_china(moment) if moment.year > 1970 else None
    found = full_dates(plain(text))
    return when(found[0]) if found else None


def _rfc822(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None and text.endswith("-0000") else moment


def _in_china(moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment.astimezone(ZONE)
