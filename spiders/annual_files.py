"""Annual reports from bytes of any medium, each checked for itself and against the unit's other years given with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spiders.documents.bounded import open_document
from spiders.extract.annual.document import Document
from spiders.extract.annual.facts import Report
from spiders.extract.annual.read import read_report
from spiders.extract.annual.years import compare
from spiders.extract.article import read_article, text_of


def read_annual(body: bytes, url: str = "", *, today: date, content_type: str | None = None) -> Report:
    """The report in ``body``, whatever that is. Only a web page says when it was published."""
    document = open_document(body, url, content_type)
    published = None
    if document.medium == "html":
        printed = read_article(body, url, today=today, content_type=content_type).published
        published = None if printed is None else text_of(printed)
    return read_report(document, published)


def unread(reason: str) -> Report:
    """The report of a target that could not be fetched or opened."""
    return replace(read_report(Document("none", undecided=reason)), undecided=reason)


def compared(reports: Sequence[Report]) -> list[Report]:
    """The reports in their order, each with what it has against the year before."""
    return compare(reports)
