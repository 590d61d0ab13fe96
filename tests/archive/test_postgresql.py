"""The same archive with its catalogue on PostgreSQL, and two writers at once.

Skipped unless GUONG_TEST_POSTGRESQL names a database, whose tables are dropped and made anew.
"""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from archive import database
from archive.errors import ArchiveError
from archive.file_texts import AttachedFile
from archive.home import Home
from archive.importing import import_file
from archive.records import Absence, Attachment, FileText, NewVisit
from archive.settings import ArchiveSettings
from archive.store import Archive
from archive.tables import absences, article_files, metadata, visits
from tests.archive import old_catalogue
from tests.builders import NOW, PAGE, PAGE_URL, later, make_draft, make_exchange, ticking

URL = os.environ.get("GUONG_TEST_POSTGRESQL", "")

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(not URL, reason="GUONG_TEST_POSTGRESQL names no database"),
]


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[ArchiveSettings]:
    engine = database.connect(URL, tmp_path / "unused")
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    yield ArchiveSettings(database=URL)
    engine.dispose()


@pytest.fixture
def archive(home: Home, settings: ArchiveSettings) -> Iterator[Archive]:
    with Archive.open(home, settings, writing=True) as opened:
        yield opened


def test_the_migrated_catalogue_has_the_shape_of_the_tables(archive: Archive) -> None:
    engine = database.connect(URL, archive.home.catalogue)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    assert not archive.home.catalogue.exists()


def test_a_catalogue_of_the_first_version_is_upgraded_as_in_sqlite(
    settings: ArchiveSettings, tmp_path: Path
) -> None:
    engine = database.connect(settings.database, tmp_path / "unused")
    with engine.begin() as connection:
        old_catalogue.make(connection)
    database.upgrade(engine)
    with engine.connect() as connection:
        known = visits.c["id", "queued", "due", "standing"]
        rows = connection.execute(select(*known).order_by(visits.c.id)).all()
        assert rows == old_catalogue.VISITS
        assert connection.execute(select(absences)).all() == old_catalogue.ABSENCES
        assert connection.execute(select(article_files)).all() == old_catalogue.ARTICLE_FILES
    engine.dispose()


def test_captures_articles_and_changes_are_kept_as_in_sqlite(archive: Archive) -> None:
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", NOW)
        first = work.keep(run, make_exchange())
        recorded = work.record(make_draft(captions=("Ảnh",), published_at=later(hours=-1)), first)
        work.finish_run(run, "complete", {"kept": 1}, later(hours=1))
    with archive.begin() as work:
        again = work.keep(run, make_exchange(b"", status="304 Not Modified", began=later(hours=2)))
        assert work.record(make_draft(title="Mới"), again).kind == "changed"
        gone = work.keep(run, make_exchange(status="404 Not Found", began=later(hours=3)))
        assert work.withdraw(recorded.id, gone)
    assert archive.payload(again).body == PAGE
    one, two = archive.revisions(recorded.id)
    assert (one.captions, one.published_at, one.captured_at) == (("Ảnh",), later(hours=-1), NOW)
    assert (two.title, two.withdrawn_at) == ("Mới", later(hours=3))
    assert [(change.number, change.kind) for change in archive.changes(0)] == [(3, "withdrawn")]
    assert archive.runs()[0].counts == (("kept", 1),)
    assert archive.latest_capture(PAGE_URL) == gone


def test_an_article_comes_back_and_its_files_are_read_as_in_sqlite(archive: Archive) -> None:
    file = Attachment("https://portal.example.vn/documents/1/a.pdf", "a.pdf", "file")
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", NOW)
        draft = make_draft(attachments=(file,))
        key = work.record(draft, work.keep(run, make_exchange())).id
        gone = work.keep(run, make_exchange(status="404 Not Found", began=later(hours=1)))
        back = work.keep(run, make_exchange(began=later(hours=2)))
        assert work.withdraw(key, gone)
        assert work.record(draft, back).kind == "restored"
        pdf = work.keep(run, make_exchange(b"%PDF", url=file.url, began=later(hours=3)))
        text = FileText(pdf.digest, "Điều 1.", "", "test 1")
        assert work.file_read(file.url, text) == 1
    assert archive.absences(key) == [Absence(later(hours=1), gone.id, later(hours=2), back.id)]
    assert archive.file_texts(archive.article(key)) == [AttachedFile(file, pdf.id, text)]
    with archive.begin() as work:
        assert work.clear_articles("mau") == {key}


def test_the_frontier_keeps_its_order(archive: Archive) -> None:
    host = "portal.example.vn"
    with archive.begin() as work:
        visits = work.visits("mau")
        visits.add(
            [
                NewVisit(f"https://{host}/{path}", "article", priority, host=host)
                for path, priority in (("b", 1), ("c", 2), ("a", 0))
            ],
            NOW,
        )
        assert [one.url[-1] for one in visits.queued(host, NOW, limit=10)] == ["a", "b", "c"]
        assert visits.queued_hosts() == {host: 3}
        visits.queue(NOW, due=True, standings=("",), spared=("too large",))
        assert visits.count_read([one.url_key for one in visits.known()], before=NOW) == 0


def test_the_longest_address_that_is_allowed_can_be_indexed(archive: Archive) -> None:
    url = "https://portal.example.vn/" + "".join(f"{n:x}." for n in range(480))
    with archive.begin() as work:
        capture = work.keep(work.start_run("crawl", "mau", NOW), make_exchange(url=url))
    assert archive.latest_capture(url) == capture


def test_a_lost_catalogue_is_made_again_from_the_captures(
    home: Home, settings: ArchiveSettings
) -> None:
    with Archive.open(home, settings, writing=True) as archive, archive.begin() as work:
        run = work.start_run("crawl", "mau", NOW)
        for hours in range(2):
            work.keep(run, make_exchange(began=later(hours=hours)))
    engine = database.connect(URL, home.catalogue)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    engine.dispose()
    with Archive.open(home, settings, writing=True) as archive:
        assert archive.recovered.adopted == 2
        assert [archive.payload(found).body for found, _ in archive.captures()] == [PAGE, PAGE]


def test_records_are_imported_and_imported_again_without_change(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_text(
        "".join(f'{{"url": "https://a.vn/{n}", "title": "\\u0000Tin {n}"}}\n' for n in range(60))
    )
    for kind in ("new", "same"):
        result = import_file(archive, path, now=ticking(), report=lambda done, total: None)
        assert result.counts == {kind: 60, "refused": 0}
    assert archive.last_change() == 60


def test_a_failure_of_the_server_is_one_line_without_the_password(archive: Archive) -> None:
    with (
        pytest.raises(ArchiveError, match=r"^catalogue [^\n]*value too long[^\n]*$"),
        archive.begin() as work,
    ):
        work.start_run("crawl", "x" * 1000, NOW)


def test_change_numbers_of_two_writers_never_become_visible_out_of_order(
    tmp_path: Path, settings: ArchiveSettings
) -> None:
    writers = [
        Archive.open(Home.create(tmp_path / name, ""), settings, writing=True) for name in "ab"
    ]
    failures: list[BaseException] = []
    entered, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with writers[0].begin() as work:
                capture = work.keep(work.start_run("crawl", "a", NOW), make_exchange(b"a"))
                work.record(make_draft(identity="slow"), capture)
                entered.set()
                assert may_commit.wait(20)
        except BaseException as error:  # noqa: BLE001  # reported by the test's own thread
            failures.append(error)
            entered.set()

    def quick() -> None:
        try:
            with writers[1].begin() as work:
                capture = work.keep(work.start_run("crawl", "b", NOW), make_exchange(b"b"))
                work.record(make_draft(identity="quick"), capture)
        except BaseException as error:  # noqa: BLE001  # reported by the test's own thread
            failures.append(error)

    first, second = threading.Thread(target=slow), threading.Thread(target=quick)
    first.start()
    assert entered.wait(20)
    second.start()
    # Without the ingest lock the second writer would end now, and its number be seen first.
    second.join(1)
    seen_early = writers[1].changes(0)
    may_commit.set()
    first.join(20)
    second.join(20)
    assert failures == []
    assert seen_early == []
    changes = writers[0].changes(0)
    assert [change.number for change in changes] == [1, 2]
    identities = [writers[0].article(change.article).identity for change in changes]
    assert identities == ["slow", "quick"]
    for writer in writers:
        writer.close()
