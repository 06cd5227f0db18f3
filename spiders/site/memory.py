"""What the link check remembers of a site from day to day: a file of the site's own, which nobody else writes.

It is a memory, not a record: without it a crawl costs more and finds the same. A file that cannot be
read is put aside. What is known here is known once it is committed, so that a crawl that was
killed goes on where it stood.
"""

from __future__ import annotations

import logging
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from monitor.model import wire
from monitor.model.observation import LinkPlace, Look, Outcome
from spiders.site.link import Link

log = logging.getLogger(__name__)
VERSION = 2
TRAPPED = 7 * 86_400  # seconds after which a trap is tried again: it may be none any more
Trap = tuple[str, int, int]  # shape, pages read of it, pages among them that differed
_TABLES = """
create table if not exists address (
    number integer primary key, url text not null, page integer, internal integer, outcome text,
    asked integer, last_good integer, first_bad integer, look text, second text, place text, links blob, empty text);
create table if not exists mark (number integer primary key, etag blob, modified blob, digest blob);
create table if not exists trap (shape text primary key, read integer, known integer, found integer);
create table if not exists crawl (begun integer, finished integer);
"""
_COLUMNS = "number, url, page, internal, outcome, asked, last_good, first_bad, look, second, place, links, empty"
_SAVE = f"insert or replace into address ({_COLUMNS}) values ({', '.join('?' * 13)})"  # noqa: S608 (constants)
_MARK = "insert or replace into mark values (?, ?, ?, ?)"


class Mark(NamedTuple):
    """By what an answer is known to be the one from before: two validators, and a digest of a page that was parsed."""

    etag: bytes | None
    modified: bytes | None
    digest: bytes | None = None


class Memory:
    """The file of one site. ``begun`` is when the crawl began that this one goes on with, or begins itself."""

    def __init__(self, path: Path | None):
        self._path = path
        self._db = _opened(path) if path else None
        self._marks: dict[int, Mark | None] = {}  # not saved yet
        self.begun = 0

    @classmethod
    def at(cls, folder: Path, name: str) -> Self:
        """The memory that a target names, from its run folder; none if it names none."""
        return cls((folder / name).resolve() if name else None)

    def begin(self, now: int, window: int) -> list[Link]:
        """A crawl begins at ``now``, or goes on with one that began up to ``window`` seconds ago and did not finish.

        Brings all that is remembered.
        """
        self.begun = now
        try:
            return self._begun(now, window)
        except sqlite3.OperationalError as error:
            self._give_up(error)
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
            assert self._path is not None
            self.close()
            _put_aside(self._path, error)
            self._db = _opened(self._path)
            self.begun = now
            return self._begun(now, window)
        return []

    def _begun(self, now: int, window: int) -> list[Link]:
        if self._db is None:
            return []
        known = self._db.execute("select begun, finished from crawl").fetchone()
        if known and not known[1] and 0 <= now - known[0] <= window:
            self.begun = known[0]
        rows = self._db.execute(f"select {_COLUMNS} from address order by number")  # noqa: S608 (constants)
        links = list(map(_link, rows))
        self._db.execute("delete from crawl")
        self._db.execute("insert into crawl values (?, 0)", (self.begun,))
        self._db.commit()
        return links

    def mark(self, link: Link) -> Mark | None:
        """By what a link that was read before is known unchanged, ``None`` where nothing says so."""
        if link.number in self._marks:
            return self._marks[link.number]
        try:
            return self._marked(link.number)
        except sqlite3.Error as error:
            self._give_up(error)
            return None

    def _marked(self, number: int) -> Mark | None:
        if self._db is None:
            return None
        row = self._db.execute("select etag, modified, digest from mark where number = ?", (number,)).fetchone()
        return Mark(*row) if row else None

    def set_mark(self, link: Link, mark: Mark | None) -> None:
        """Remember it with the next save; ``None`` forgets it."""
        if self._db is not None:
            self._marks[link.number] = mark

    def save(self, links: Iterable[Link]) -> None:
        """Remember these as they are now."""
        if self._db is None:
            return
        marks = list(self._marks.items())
        self._marks.clear()
        with self._writing() as db:
            db.executemany(_SAVE, map(_row, links))
            db.executemany(_MARK, [(number, *mark) for number, mark in marks if mark is not None])
            db.executemany("delete from mark where number = ?", [(number,) for number, mark in marks if mark is None])

    def traps(self) -> list[Trap]:
        """What led nowhere lately: else every day would go a little farther into a site without end."""
        try:
            if self._db is not None:
                since = (self.begun - TRAPPED,)
                return self._db.execute("select shape, read, known from trap where found > ?", since).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
        return []

    def finish(self, forget: Iterable[Link], traps: Iterable[Trap]) -> None:
        """The crawl came to its end; forget what no page carries any more."""
        if self._db is None:
            return
        gone = [(link.number,) for link in forget]
        with self._writing() as db:
            db.executemany("delete from address where number = ?", gone)
            db.executemany("delete from mark where number = ?", gone)
            db.execute("delete from trap where found <= ?", (self.begun - TRAPPED,))
            db.executemany("insert or ignore into trap values (?, ?, ?, ?)", [(*trap, self.begun) for trap in traps])
            db.execute("update crawl set finished = 1")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One step of what is remembered."""
        assert self._db is not None
        try:
            yield self._db
            self._db.commit()
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """No more is remembered: the disk is full, or somebody holds the file."""
        log.warning("%s: %s; this crawl remembers no more", self._path, error)
        self.close()
        self._db = None

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()


def _opened(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        db = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(path, timeout=1)
            if db.execute("pragma user_version").fetchone()[0] not in (0, VERSION):
                raise sqlite3.DatabaseError("another version's file")  # noqa: TRY301
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")  # a memory may lose its last seconds, never its order
            db.executescript(_TABLES)
            db.execute(f"pragma user_version = {VERSION}")
        except (sqlite3.OperationalError, OSError) as error:
            log.warning("%s: %s; this crawl remembers nothing", path, error)
            return None
        except sqlite3.DatabaseError as error:
            if db is not None:
                db.close()
            _put_aside(path, error)
        else:
            return db
    return None


def _put_aside(path: Path, error: Exception) -> None:
    log.warning("%s: %s; put aside, a new one begins", path, error)
    for ending in ("", "-wal", "-shm"):
        if (old := path.with_name(path.name + ending)).exists():
            old.replace(path.with_name(path.name + ending + ".unreadable"))


def _row(link: Link) -> tuple[Any, ...]:
    return (
        link.number,
        link.url,
        link.page,
        link.internal,
        link.outcome,
        link.asked,
        link.last_good,
        link.first_bad,
        wire.line(link.look) if link.look else None,
        wire.line(link.second) if link.second else None,
        wire.line(link.place) if link.place else None,
        None if link.links is None else link.links.tobytes(),
        link.empty,
    )


def _link(row: tuple[Any, ...]) -> Link:
    number, url, page, internal, outcome, asked, good, bad, look, second, place, links, empty = row
    link = Link(number, url, internal=bool(internal), page=bool(page))
    link.outcome = _OUTCOMES[outcome]
    link.asked, link.last_good, link.first_bad = asked, good, bad
    link.look = wire.value(Look, look) if look else None
    link.second = wire.value(Look, second) if second else None
    link.place = wire.value(LinkPlace, place) if place else None
    if links is not None:
        link.links = array("I")
        link.links.frombytes(links)
    link.empty = empty
    return link


_OUTCOMES: dict[str | None, Outcome | None] = {None: None, **{outcome.value: outcome for outcome in Outcome}}
