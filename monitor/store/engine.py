"""Connections: one writer that survives power loss, many readers that cannot write."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseUnusable(RuntimeError):
    """The database cannot be opened, or another version of the program made it. Raised from ``writer``, ``reader``."""


def writer(url: str) -> sa.Engine:
    """An engine that may write, on a database whose schema is current."""
    engine = _engine(url)
    state = schema_state(url)
    if state != "current":
        raise DatabaseUnusable(_advice(url, state))
    return engine


def reader(url: str) -> sa.Engine:
    """An engine whose connections refuse to write (on SQLite the file itself is opened read-only)."""
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        return _engine(url).execution_options(postgresql_readonly=True)
    if not Path(target.database or "").is_file():
        raise DatabaseUnusable(_advice(url, "missing"))
    return sa.create_engine(f"sqlite:///file:{target.database}?mode=ro&uri=true")


def create(url: str) -> None:
    """Make the database, or bring an older one to the current schema."""
    from alembic import command  # noqa: PLC0415  costs 0.2 s that only `init` should pay

    engine = _engine(url)
    try:
        with engine.begin() as connection:
            command.upgrade(_alembic(url, connection), "head")
    finally:
        engine.dispose()


def schema_state(url: str) -> Literal["current", "missing", "older", "newer"]:
    """How the database's schema stands to this program's."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite" and not Path(target.database or "").is_file():
        return "missing"
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return "missing"
            found = connection.execute(sa.text("select version_num from alembic_version")).scalar_one_or_none()
    except DBAPIError as error:
        raise DatabaseUnusable(f"{target!r}: cannot be opened: {error.orig}; check [database] url") from error
    finally:
        engine.dispose()
    known = revisions()
    if found == known[-1]:
        return "current"
    return "older" if found in known else "newer"


def revisions() -> list[str]:
    """The schema revisions this program knows, oldest first; a file's name begins with its own."""
    return [file.stem.partition("_")[0] for file in sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))]


def _advice(url: str, state: str) -> str:
    shown = repr(make_url(url))  # a password is masked in it
    return {
        "missing": f"{shown}: there is no database yet; run: xunjian init",
        "older": f"{shown}: made by an older version; run: xunjian init (it upgrades and keeps everything)",
        "newer": f"{shown}: made by a newer version of this program; upgrade the program first",
    }[state]


def _engine(url: str) -> sa.Engine:
    try:
        engine = sa.create_engine(url)
    except ModuleNotFoundError as error:
        said = f"{make_url(url)!r}: the driver {error.name} is not installed; run: pip install 'xunjian[postgres]'"
        raise DatabaseUnusable(said) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _pragmas)
        sa.event.listen(engine, "begin", _immediate)
    return engine


def _pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _immediate
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _immediate(connection: sa.Connection) -> None:
    # A read that later wants to write fails at once, whatever busy_timeout says, so the lock is taken first.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _alembic(url: str, connection: sa.Connection) -> Any:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
