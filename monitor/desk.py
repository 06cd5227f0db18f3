"""What every command is handed: the workspace, the clock, the database, and where to talk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from monitor import clock
from monitor.settings import Settings, SettingsError, find_workspace, load

if TYPE_CHECKING:
    import sqlalchemy as sa


class NotUsable(click.ClickException):
    """The program cannot do what it was asked: wrong usage or a wrong file."""

    exit_code = 2

    def show(self, file: IO[str] | None = None) -> None:
        """Print the sentence on stderr."""
        click.echo(f"xunjian: {self.message}", file=file, err=True)


class CouldNotLook(NotUsable):
    """Network, disk or database are not there."""

    exit_code = 3


class Interrupted(NotUsable):
    """A person pressed Ctrl-C; 128 + SIGINT, as shells expect."""

    exit_code = 130


@dataclass(frozen=True)
class Desk:
    """``option`` is --workspace, ``rehearsal`` the instant of --now as it was given."""

    option: Path | None
    rehearsal: datetime | None
    quiet: bool

    @cached_property
    def workspace(self) -> Path:
        """The workspace's folder."""
        return find_workspace(self.option)

    @cached_property
    def settings(self) -> Settings:
        """``xunjian.toml``; a wrong one is a ``NotUsable`` that says what to write instead."""
        try:
            return load(self.workspace)
        except SettingsError as error:
            raise NotUsable(str(error)) from error

    @cached_property
    def now(self) -> datetime:
        """This call's instant, in the workspace's zone; a naive --now is read as that zone."""
        zone = self.settings.zone
        if self.rehearsal is None:
            return clock.now().astimezone(zone)
        naive = self.rehearsal.tzinfo is None
        return self.rehearsal.replace(tzinfo=zone) if naive else self.rehearsal.astimezone(zone)

    @cached_property
    def engine(self) -> sa.Engine:
        """The database, to write."""
        from monitor.store import engine  # noqa: PLC0415  commands without a database start faster

        with self.guarded():
            return engine.writer(self.settings.database_url)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """A database or a rule set that cannot be used is a sentence and an exit code, not a trace."""
        from sqlalchemy.exc import OperationalError  # noqa: PLC0415

        from monitor.rulebook import BadRuleSet  # noqa: PLC0415
        from monitor.rulesets import RuleSetUnreadable  # noqa: PLC0415
        from monitor.store.engine import DatabaseUnusable  # noqa: PLC0415

        try:
            yield
        except DatabaseUnusable as error:
            raise CouldNotLook(str(error)) from error
        except OperationalError as error:
            raise CouldNotLook(f"database: {error.orig}") from error
        except (BadRuleSet, RuleSetUnreadable) as error:
            raise NotUsable(str(error)) from error

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that cannot write."""
        from monitor.store import engine  # noqa: PLC0415

        with self.guarded(), engine.reader(self.settings.database_url).connect() as connection:
            yield connection

    def say(self, text: str) -> None:
        """Talk to the person at the terminal (stderr), unless told to be quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def warn(self, text: str) -> None:
        """Say something that must not be missed (stderr, also when quiet)."""
        click.echo(f"xunjian: {text}", err=True)
