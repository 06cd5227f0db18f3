"""One adapter a kind of source; the account spider finds it by its file's name.

An adapter is a module with the two functions of ``Adapter``. It does no I/O: it names addresses
and reads what they answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from monitor.model.target import AccountTarget


class Feed(Protocol):
    """What a reading of an account yields. ``pushes`` counts distinct times of publication."""

    @property
    def name(self) -> str | None: ...
    @property
    def newest(self) -> date | None: ...
    @property
    def pushes(self) -> int: ...
    @property
    def undecided(self) -> str | None: ...


class Adapter(Protocol):
    """How one kind of source is read."""

    def requests(self, target: AccountTarget) -> Sequence[str]:
        """The addresses to ask, in order; none if the source lacks what it takes."""

    def read(self, body: bytes, url: str, *, today: date) -> Feed:
        """The facts in one answer. What cannot be read is undecided, never empty."""
