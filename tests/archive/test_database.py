"""The catalogue's database opens in the shape the program knows, or says in a line why not."""

from pathlib import Path

import pytest
from sqlalchemy import event, inspect, text

from archive import database
from archive.errors import ArchiveError, SettingsError


def test_an_empty_setting_means_a_sqlite_file_in_the_home_folder(tmp_path: Path) -> None:
    engine = database.connect("", tmp_path / "catalogue.sqlite")
    with engine.begin() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10_000}
    assert (tmp_path / "catalogue.sqlite").is_file()
    engine.dispose()


def test_a_new_catalogue_must_be_upgraded_once(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path}/other.db", tmp_path / "unused")
    assert not database.check_schema(engine)
    database.upgrade(engine)
    assert database.check_schema(engine)
    database.upgrade(engine)
    assert database.check_schema(engine)
    engine.dispose()


def test_a_crash_while_the_catalogue_is_made_leaves_nothing_of_it(tmp_path: Path) -> None:
    engine = database.connect("", tmp_path / "catalogue.sqlite")
    made: list[str] = []

    def stop_at_the_fourth(_c: object, _r: object, statement: str, *_: object) -> None:
        if "CREATE TABLE" in statement:
            made.append(statement)
            if len(made) == 4:
                raise ZeroDivisionError

    event.listen(engine, "before_cursor_execute", stop_at_the_fourth)
    with pytest.raises(ZeroDivisionError):
        database.upgrade(engine)
    assert inspect(engine).get_table_names() == []
    database.upgrade(engine)
    assert database.check_schema(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("nonsense", "archive.database: Could not parse SQLAlchemy URL"),
        ("mysterydb://host/guong", "archive.database: Can't load plugin"),
        ("postgresql://host:port/guong", "archive.database: "),
        ("mssql+pymssql://host/x", "archive.database: its driver pymssql is not installed"),
    ],
)
def test_a_setting_that_names_no_usable_database_is_a_settings_error(
    tmp_path: Path, setting: str, message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        database.connect(setting, tmp_path / "unused")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_database_out_of_reach_is_an_archive_error_that_names_it(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path}/missing/catalogue.db", tmp_path / "unused")
    with pytest.raises(ArchiveError, match=r"^catalogue .*missing/catalogue\.db: unable to open"):
        database.check_schema(engine)


def test_every_later_failure_of_the_database_is_an_archive_error_too(tmp_path: Path) -> None:
    engine = database.connect("", tmp_path / "catalogue.sqlite")
    with engine.connect() as connection, pytest.raises(ArchiveError, match=r"no such table: x$"):
        connection.execute(text("SELECT * FROM x"))
    engine.dispose()


def test_a_password_is_never_part_of_a_message(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is an extra")
    setting = "postgresql+psycopg://guong:secret-word@127.0.0.1:1/guong?connect_timeout=2"
    engine = database.connect(setting, tmp_path / "unused")
    with pytest.raises(ArchiveError) as caught:
        database.check_schema(engine)
    assert "secret-word" not in str(caught.value)
    assert "\n" not in str(caught.value)
