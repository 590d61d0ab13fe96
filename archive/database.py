"""Opens the catalogue's database, and makes sure its shape is the one this program knows."""

from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import DatabaseError, DBAPIError, SQLAlchemyError

from archive.errors import ArchiveError, SchemaMismatch, SettingsError

SCHEMA = "0002"
# Any number that no other program is likely to use on the same PostgreSQL database.
_INGEST_LOCK = 0x6775_6F6E_67


def connect(database: str, default: Path) -> Engine:
    """An engine for the `database` setting, or for the SQLite file where it is empty."""
    try:
        url = make_url(database) if database else URL.create("sqlite", database=str(default))
        engine = create_engine(url)
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"archive.database: its driver {error.name} is not installed; for PostgreSQL install"
            " guong[postgresql]"
        ) from error
    except (SQLAlchemyError, ValueError) as error:
        raise SettingsError(f"archive.database: {_one_line(error)}") from error
    event.listen(engine, "handle_error", _translate)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def exists(engine: Engine) -> bool:
    """Whether there is a catalogue, of whatever version."""
    with engine.connect() as connection:
        return inspect(connection).has_table("alembic_version")


def check_schema(engine: Engine) -> bool:
    """Whether the catalogue has the shape this program knows; False where it must be upgraded.

    Raises SchemaMismatch for one made by a newer version, ArchiveError where the database cannot
    be reached.
    """
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found > SCHEMA:
        raise SchemaMismatch(
            f"catalogue {engine.url!r}: has schema {found}, newer than the {SCHEMA} this version"
            " of guong knows; use the newer version"
        )
    return found == SCHEMA


def upgrade(engine: Engine) -> None:
    """Makes the catalogue, or brings it to the newest shape."""
    # Alembic takes longer to import than most commands to run, and is needed once an archive.
    from archive import migrations

    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            # Its driver would commit each table by itself, and a crash leave half of them.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        migrations.upgrade(connection)


def take_ingest_lock(connection: Connection) -> None:
    """Keeps article writes in one line, so that change numbers become visible in order.

    On PostgreSQL a later number may commit before an earlier one; a reader that had come so far
    would then skip the earlier for good. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _INGEST_LOCK})


def _translate(context: ExceptionContext) -> None:
    """Turns every error of the database, whenever it comes, into one of ours."""
    if isinstance(context.sqlalchemy_exception, DBAPIError):
        place = repr(context.engine.url) if context.engine else ""
        reason = _one_line(context.original_exception)
        # No subclass of it: the file itself is not what it should be.
        damaged = type(context.sqlalchemy_exception) is DatabaseError
        advice = "; move it away and run: guong reparse" if damaged else ""
        raise ArchiveError(f"catalogue {place}: {reason}{advice}") from context.original_exception


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())


def _prepare_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a DBAPI connection has no type
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
