"""The numbered steps lead exactly to the tables that the program uses."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select

from archive import database, migrations
from archive.tables import absences, article_files, metadata, visits
from tests.archive import old_catalogue


def test_the_migrated_catalogue_has_the_shape_of_the_tables(tmp_path: Path) -> None:
    engine = database.connect("", tmp_path / "catalogue.sqlite")
    database.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
        found = set(inspect(connection).get_table_names())
    assert found == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_the_program_knows_the_last_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [database.SCHEMA]


def test_numbers_of_the_change_log_are_never_given_twice(tmp_path: Path) -> None:
    engine = database.connect("", tmp_path / "catalogue.sqlite")
    database.upgrade(engine)
    log = metadata.tables["changes"]
    numbers = []
    for _ in range(2):
        with engine.begin() as connection:
            row = log.insert().values(article="a", kind="written").returning(log.c.number)
            numbers.append(connection.execute(row).scalar_one())
            connection.execute(log.delete())
    assert numbers == [1, 2]
    engine.dispose()


def test_what_the_first_version_knew_is_known_and_due_after_the_upgrade(tmp_path: Path) -> None:
    engine = database.connect("", tmp_path / "catalogue.sqlite")
    with engine.begin() as connection:
        old_catalogue.make(connection)
    database.upgrade(engine)
    with engine.connect() as connection:
        known = visits.c["id", "queued", "due", "standing"]
        rows = connection.execute(select(*known).order_by(visits.c.id)).all()
        assert rows == old_catalogue.VISITS
        assert set(connection.execute(select(visits.c.host, visits.c.priority))) == {
            ("portal.example.vn", 30_000_000)
        }
        assert connection.execute(select(absences)).all() == old_catalogue.ABSENCES
        assert connection.execute(select(article_files)).all() == old_catalogue.ARTICLE_FILES
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()
