"""The tables of the catalogue, for SQLite and PostgreSQL. No behaviour.

Times are stored as UTC; SQLite keeps no zone, so `Moment` gives it back.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# SQLite only counts up by itself on a column whose type is exactly INTEGER.
_Key = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware UTC time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive time rather than guess its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The stored time, in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


runs = Table(
    "runs",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("source", String(200), nullable=False),
    Column("software", String(100), nullable=False),
    Column("began", Moment, nullable=False),
    Column("ended", Moment),
    Column("outcome", Text),
    Column("counts", JSON, nullable=False),
    Column("warnings", JSON, nullable=False, server_default="[]"),
)

captures = Table(
    "captures",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("url_key", Text, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("captured_at", Moment, nullable=False),
    Column("status", Integer),
    Column("media_type", String(255)),
    Column("digest", String(100), nullable=False, index=True),
    Column("file", String(255), nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("repeats", ForeignKey("captures.id")),
    UniqueConstraint("file", "offset"),
)

visits = Table(
    "visits",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("source", String(200), nullable=False),
    Column("host", String(300), nullable=False),
    Column("url", Text, nullable=False),
    Column("url_key", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("queued", Boolean, nullable=False),
    Column("due", Moment),
    Column("found_on", Text),
    Column("hint", Date),
    Column("hint_from", String(20)),
    Column("fetched_at", Moment),
    Column("outcome", String(40)),
    Column("detail", Text),
    Column("standing", String(40)),
    Column("failures", Integer, nullable=False),
    Column("capture", ForeignKey("captures.id")),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("article", String(16), index=True),
    UniqueConstraint("source", "url_key"),
)
# What is on the frontier, in the order in which it is asked for.
Index(
    "visits_queue",
    visits.c.source,
    visits.c.host,
    visits.c.priority,
    visits.c.id,
    # As SQLAlchemy asks for it there; written otherwise, SQLite would not use the index.
    sqlite_where=text("queued = 1"),
    postgresql_where=visits.c.queued,
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source", String(200), nullable=False, index=True),
    Column("identity", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("capture", ForeignKey("captures.id"), nullable=False),
    Column("captured_at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("captions", JSON, nullable=False),
    Column("published", Date),
    Column("published_at", Moment),
    Column("hint", Date),
    Column("hint_from", String(20)),
    Column("attachments", JSON, nullable=False),
    Column("parser", String(40), nullable=False),
    Column("parser_version", String(40), nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("since", Moment, primary_key=True),
    Column("capture", ForeignKey("captures.id"), nullable=False),
    Column("until", Moment),
    Column("returned", ForeignKey("captures.id")),
)

article_files = Table(
    "article_files",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("url_key", Text, primary_key=True, index=True),
)

file_texts = Table(
    "file_texts",
    metadata,
    Column("digest", String(100), primary_key=True),
    Column("text", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("extractor", String(40), nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("number", _Key, primary_key=True),
    Column("article", String(16), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    # Without it SQLite may give the number of a deleted last row out again.
    sqlite_autoincrement=True,
)
