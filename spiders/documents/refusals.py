"""Why a document is not read."""

from __future__ import annotations


class Refused(Exception):
    """Raised while a document is opened. ``reason`` is what ``undecided`` says, ``cause`` says more."""

    def __init__(self, reason: str, cause: str):
        super().__init__(f"{reason}: {cause}")
        self.reason = reason
        self.cause = cause
