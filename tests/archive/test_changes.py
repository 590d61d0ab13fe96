"""The log tells the index which articles are no longer as it knows them."""

from archive.records import Change
from archive.store import Archive
from tests.archive.recording import record, withdraw


def test_the_log_gives_of_each_article_its_last_change_in_order(archive: Archive) -> None:
    one, _, _ = record(archive, identity="id:1")
    two, _, _ = record(archive, identity="id:2")
    record(archive, 1, identity="id:1", title="Mới")
    withdraw(archive, two, 2)
    assert archive.changes(0) == [Change(3, one, "written"), Change(4, two, "withdrawn")]
    assert archive.changes(3) == [Change(4, two, "withdrawn")]
    assert archive.changes(0, limit=1) == [Change(3, one, "written")]
    assert [archive.changes_behind(number) for number in (0, 1, 3, 4)] == [2, 2, 1, 0]
    assert archive.last_change() == 4


def test_an_empty_archive_has_no_changes(archive: Archive) -> None:
    assert (archive.last_change(), archive.changes(0), archive.changes_behind(0)) == (0, [], 0)
