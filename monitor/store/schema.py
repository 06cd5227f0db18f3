"""The tables. Instants are stored in UTC and come back aware; values that grow are JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware instant; SQLite has no zone, so UTC is stored there without one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """To the database: UTC, without a zone where the database has none."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """From the database: aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One table for all that is enrolled: a new field of a subject is no migration, and the diff of
# an inventory is one comparison. A row that is no longer listed is retired, never deleted.
subjects = sa.Table(
    "subjects",
    metadata,
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("id", sa.String(100), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("retired_on", sa.Date),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.String(60), primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),  # crawling | ingested | tracked
    sa.Column("targets", sa.Integer, nullable=False),
    sa.Column("folder", sa.Text, nullable=False),
)

observations = sa.Table(
    "observations",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.String(60), sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject_kind", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(500), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.UniqueConstraint("run", "line"),  # a folder that is read twice changes nothing
    sa.Index(None, "subject_kind", "subject", "kind", "at"),  # the latest fact of a kind about a subject
    sa.Index(None, "at", "kind"),  # the facts recent enough to judge by
)

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.String(60), sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("rule", sa.String(60), nullable=False),
    sa.Column("subject_kind", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(100), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("verdict", sa.String(20), nullable=False),
    sa.Column("reason", sa.String(60)),
    sa.Column("applied", sa.Integer, nullable=False),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("ruleset", sa.String(60), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.UniqueConstraint("rule", "subject_kind", "subject", "at"),  # two looks at one instant are one
    sa.Index(None, "at"),  # the days on which something was judged
)

problems = sa.Table(
    "problems",
    metadata,
    sa.Column("number", sa.String(20), primary_key=True),
    sa.Column("rule", sa.String(60), nullable=False),
    sa.Column("subject_kind", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(100), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("unit", sa.String(100), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.UniqueConstraint("rule", "subject_kind", "subject", "key"),  # one fault keeps one number for life
    sa.Index(None, "state", "unit"),  # what is open, by unit
)

problem_events = sa.Table(
    "problem_events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.String(20), sa.ForeignKey("problems.number"), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("event", sa.String(20), nullable=False),
    sa.Column("before", sa.String(20)),
    sa.Column("after", sa.String(20), nullable=False),
    sa.Column("who", sa.String(100), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("run", sa.String(60)),
    sa.Index(None, "number", "at"),  # the life of one problem
)

bulletins = sa.Table(
    "bulletins",
    metadata,
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("period", sa.String(20), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("issued_at", Instant, nullable=False),
    sa.Column("ruleset", sa.String(60), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("folder", sa.Text, nullable=False),
)

bulletin_items = sa.Table(
    "bulletin_items",
    metadata,
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("period", sa.String(20), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("problem", sa.String(20), primary_key=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Index(None, "problem"),  # in how many bulletins a problem stood
)
