"""One archive opens for many readers and one writer, and a transaction stands or falls whole."""

import random
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import event

from archive import database
from archive.errors import ArchiveBusy, ArchiveError, SchemaMismatch, SettingsError
from archive.home import Home
from archive.records import Run
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now
from archive.warc_reader import scan
from tests.archive import old_catalogue
from tests.builders import NOW, PAGE_URL, make_draft, make_exchange


def test_a_second_writer_is_refused_while_readers_are_not(home: Home) -> None:
    with Archive.open(home, ArchiveSettings(), writing=True) as first:
        with pytest.raises(ArchiveBusy):
            Archive.open(home, ArchiveSettings(), writing=True)
        with Archive.open(home, ArchiveSettings()) as reader, first.begin() as work:
            work.start_run("crawl", "mau", NOW)
            assert reader.runs() == []
        with Archive.open(home, ArchiveSettings()) as reader:
            assert len(reader.runs()) == 1
    with Archive.open(home, ArchiveSettings(), writing=True):
        pass


def test_the_first_to_open_an_archive_makes_its_catalogue(home: Home) -> None:
    with Archive.open(home, ArchiveSettings()) as reader:
        assert reader.article_count() == 0
    assert home.catalogue.is_file()


def test_a_catalogue_that_is_gone_is_told_to_readers_and_made_again_by_a_writer(
    home: Home,
) -> None:
    with Archive.open(home, ArchiveSettings(), writing=True) as archive, archive.begin() as work:
        work.keep(work.start_run("crawl", "mau", NOW), make_exchange())
    for path in home.path.glob("catalogue.sqlite*"):
        path.unlink()
    with pytest.raises(ArchiveError, match="guong reparse"):
        Archive.open(home, ArchiveSettings())
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        assert archive.capture_count() == 1
        assert [run.outcome for run in archive.runs()] == ["known from its captures only"]
    with Archive.open(home, ArchiveSettings()) as reader:
        assert reader.capture_count() == 1


def test_whoever_opens_an_archive_first_brings_an_old_catalogue_up_to_date(home: Home) -> None:
    engine = database.connect("", home.catalogue)
    with engine.begin() as connection:
        old_catalogue.make(connection)
    engine.dispose()
    (home.captures / "crawl-mau-20250301T020000-0000-00001.warc.gz").touch()
    with Archive.open(home, ArchiveSettings()) as reader:
        assert reader.article_count() == 2
        assert len(reader.absences("missing")) == 1


def test_a_failed_transaction_leaves_every_row_as_it_was(archive: Archive) -> None:
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", NOW)
        key = work.record(make_draft(), work.keep(run, make_exchange())).id
    with suppress(ZeroDivisionError), archive.begin() as work:
        capture = work.keep(run, make_exchange(b"new"))
        work.record(make_draft(title="Mới"), capture)
        work.record(make_draft(identity="id:2"), capture)
        work.withdraw(key, capture)
        raise ZeroDivisionError
    assert archive.article(key).revision == 1
    assert archive.article(key).withdrawn_at is None
    assert (archive.article_count(), archive.capture_count()) == (1, 1)
    assert (archive.last_change(), archive.changes_behind(0)) == (1, 1)


def test_evidence_of_a_failed_transaction_is_adopted_when_the_archive_opens_next(
    home: Home,
) -> None:
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        with suppress(ZeroDivisionError), archive.begin() as work:
            run = work.start_run("crawl", "mau", NOW)
            work.keep(run, make_exchange(b"lost"))
            raise ZeroDivisionError
        with archive.begin() as work:
            run = work.start_run("crawl", "mau", NOW)
            work.keep(run, make_exchange(b"before"))
        with suppress(ZeroDivisionError), archive.begin() as work:
            work.keep(run, make_exchange(b"failed"))
            raise ZeroDivisionError
        with archive.begin() as work:
            work.keep(run, make_exchange(b"behind"))
        assert archive.capture_count() == 2
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        assert archive.recovered.adopted == 2
        bodies = {archive.payload(capture).body for capture, _ in archive.captures()}
        assert bodies == {b"lost", b"before", b"failed", b"behind"}
        assert len(archive.runs()) == 2


def test_evidence_of_a_commit_that_failed_is_adopted_whatever_was_written_behind_it(
    home: Home,
) -> None:
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        with archive.begin() as work:
            run = work.start_run("crawl", "mau", NOW)

        def fail(_: object) -> None:
            event.remove(archive._engine, "commit", fail)
            raise ZeroDivisionError

        event.listen(archive._engine, "commit", fail)
        with suppress(ZeroDivisionError), archive.begin() as work:
            work.keep(run, make_exchange(b"failed"))
        with archive.begin() as work:
            work.keep(run, make_exchange(b"behind"))
        assert archive.capture_count() == 1
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        bodies = {archive.payload(capture).body for capture, _ in archive.captures()}
        assert bodies == {b"failed", b"behind"}


def test_a_row_never_comes_before_its_record_can_be_read(archive: Archive) -> None:
    for n in range(3):
        with archive.begin() as work:
            run = work.start_run("crawl", f"mau-{n}", NOW)
            capture = work.keep(run, make_exchange(b"%d" % n))
        path = archive.home.captures / capture.file
        assert [stored.type for stored, _ in scan(path)] == ["warcinfo", "request", "response"]


def test_captures_of_a_run_are_cut_into_files_by_the_size_that_is_set(home: Home) -> None:
    with (
        Archive.open(home, ArchiveSettings(warc_megabytes=1), writing=True) as archive,
        archive.begin() as work,
    ):
        run = work.start_run("crawl", "mau", NOW)
        for n in range(4):
            work.keep_resource(
                run, PAGE_URL, "image/jpeg", random.Random(n).randbytes(600_000), NOW
            )
    sizes = [path.stat().st_size for path in home.captures.iterdir()]
    assert len(sizes) == 2
    assert max(sizes) < 2_000_000


def full_disk(archive: Archive, *runs: Run) -> None:
    """Nothing more can be written into the files of those runs."""
    with archive.begin() as work:
        for run in runs:
            work.pause(run)
    for run in runs:
        (path,) = archive.home.captures.glob(f"{run.name}-*")
        path.unlink()
        path.symlink_to("/dev/full")


def keep_in(archive: Archive, runs: list[Run]) -> list[str]:
    """The files that take one more capture of each run, in one transaction."""
    with archive.begin() as work:
        return [work.keep(run, make_exchange()).file for run in runs]


@pytest.fixture
def three_runs(archive: Archive) -> list[Run]:
    """Runs that have written already."""
    with archive.begin() as work:
        found = [work.start_run("crawl", name, NOW) for name in ("mau", "khac", "nua")]
    keep_in(archive, found)
    return found


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("broken", [[0], [0, 1]])
def test_a_file_that_cannot_be_written_fails_the_transaction_and_ends_every_file(
    archive: Archive, three_runs: list[Run], broken: list[int]
) -> None:
    full_disk(archive, *(three_runs[n] for n in broken))
    rest = [run for n, run in enumerate(three_runs) if n not in broken]
    with pytest.raises(OSError, match="No space left"):
        keep_in(archive, [*rest, *three_runs])
    assert archive.capture_count() == 3
    assert keep_in(archive, rest) == [f"{run.name}-00002.warc.gz" for run in rest]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_file_that_cannot_be_closed_does_not_hide_why_it_was(
    archive: Archive, three_runs: list[Run]
) -> None:
    full_disk(archive, three_runs[0])

    def fail() -> None:
        with archive.begin() as work:
            with suppress(OSError):
                work.keep(three_runs[0], make_exchange())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_a_closed_archive_has_given_everything_back(home: Home) -> None:
    archive = Archive.open(home, ArchiveSettings(), writing=True)
    archive.close()
    archive.close()
    with home.lock("archive"):
        pass


@pytest.mark.parametrize(
    "database",
    [
        "nonsense",
        "sqlite:///" + "x/" * 3000,
        "mysterydb://host/guong",
        "postgresql://host:port/guong",
        "oracle://host/guong",
    ],
)
def test_a_database_that_cannot_be_used_is_one_line_and_gives_the_lock_back(
    home: Home, database: str
) -> None:
    with pytest.raises((SettingsError, ArchiveError)) as caught:
        Archive.open(home, ArchiveSettings(database=database), writing=True)
    assert "\n" not in str(caught.value)
    with home.lock("archive"):
        pass


def test_a_catalogue_that_is_no_database_is_one_line(home: Home) -> None:
    home.catalogue.write_text("this is a letter, not a database\n" * 99)
    with pytest.raises(
        ArchiveError, match=r"^catalogue .*: file is not a database; .* guong reparse$"
    ):
        Archive.open(home, ArchiveSettings())


def test_a_catalogue_of_a_newer_version_is_refused(home: Home) -> None:
    with Archive.open(home, ArchiveSettings()):
        pass
    with sqlite3.connect(home.catalogue) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(SchemaMismatch, match="has schema 9999, newer than the 0002 this version"):
        Archive.open(home, ArchiveSettings(), writing=True)


def test_the_home_folder_may_have_any_name(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "a?b=c#d%41 mô hình@x", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive, archive.begin() as work:
        work.keep(work.start_run("crawl", "mau", NOW), make_exchange())
    assert home.catalogue.is_file()
    with Archive.open(home, ArchiveSettings()) as archive:
        assert archive.capture_count() == 1


def test_the_time_is_aware_and_utc() -> None:
    offset = utc_now().utcoffset()
    assert offset is not None
    assert not offset
