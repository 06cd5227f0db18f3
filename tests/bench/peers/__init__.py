"""The link checkers that are measured against each other: how each is started and what it calls dead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """A portal to be checked: its first page, the list of its pages, and a folder for the checker's own files."""

    start: str
    pages: Path
    count: int
    folder: Path
    memory: Path | None = None  # what a checker keeps from one day to the next


@dataclass(frozen=True)
class Peer:
    """A checker. ``command`` prepares the folder and gives the line; ``accused`` reads what it left.

    ``missing`` says what brings it, or is ``None`` when it is there. ``bound``: seconds until it is stopped.
    ``slow``: measured once, however many rounds the others have. ``strict``: what nobody can know
    (faults, walls, silence) it must not call dead either.
    """

    name: str
    command: Callable[[Job], list[str]]
    accused: Callable[[Job, str], set[str]]
    missing: Callable[[], str | None]
    bound: int = 240
    slow: bool = False
    strict: bool = False
