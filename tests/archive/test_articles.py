"""Articles grow revisions when their text changes, and the log tells the index."""

from dataclasses import fields
from typing import Any

import pytest

from archive.errors import NotInArchive
from archive.records import ArticleDraft, Attachment, Capture, Change
from archive.store import Archive
from tests.builders import NOW, PAGE_URL, later, make_draft, make_exchange

IMAGE = Attachment("https://portal.example.vn/anh.jpg", "anh.jpg", "image")


def keep(archive: Archive, hours: float = 0) -> Capture:
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", later(hours=hours))
        return work.keep(run, make_exchange(b"%f" % hours, began=later(hours=hours)))


def record(archive: Archive, hours: float = 0, **varied: Any) -> tuple[str, int, str]:
    """Records the usual draft, varied, from a capture made so many hours later."""
    capture = keep(archive, hours)
    with archive.begin() as work:
        found = work.record(make_draft(**varied), capture)
    return found.id, found.revision, found.kind


def log(archive: Archive, after: int = 0) -> list[tuple[int, str]]:
    return [(change.number, change.kind) for change in archive.changes(after)]


def test_a_new_article_has_one_revision_that_says_what_the_draft_says(archive: Archive) -> None:
    draft = make_draft(
        captions=("Chị em góp vốn",), attachments=(IMAGE,), published_at=later(hours=-3)
    )
    capture = keep(archive)
    with archive.begin() as work:
        recorded = work.record(draft, capture)
    assert (recorded.revision, recorded.kind) == (1, "new")
    article = archive.article(recorded.id)
    for field in fields(ArticleDraft):
        assert getattr(article, field.name) == getattr(draft, field.name)
    assert (article.capture, article.captured_at) == (capture.id, NOW)
    assert (article.first_seen, article.last_seen, article.withdrawn_at) == (NOW, NOW, None)
    assert archive.changes(0) == [Change(1, recorded.id, "written")]


def test_the_same_text_again_adds_nothing_but_that_it_was_seen(archive: Archive) -> None:
    key, _, _ = record(archive)
    assert record(archive, 5) == (key, 1, "same")
    article = archive.article(key)
    assert (article.last_seen, article.first_seen) == (later(hours=5), NOW)
    assert article.captured_at == NOW
    assert log(archive) == [(1, "written")]


def test_an_older_capture_does_not_turn_back_when_it_was_last_seen(archive: Archive) -> None:
    key, _, _ = record(archive, 5)
    record(archive, 1)
    assert archive.article(key).last_seen == later(hours=5)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Tổ hùn vốn ở ấp Mỹ Đông"},
        {"summary": ""},
        {"body": "Mỗi tháng các chị góp một lần."},
        {"section": "Tin tức"},
        {"author": ""},
        {"captions": ("Ảnh",)},
        {"published": None},
        {"published_at": NOW},
        {"attachments": (IMAGE,)},
    ],
)
def test_whatever_changes_of_the_text_is_a_revision_beside_the_first(
    archive: Archive, change: dict[str, Any]
) -> None:
    key, _, _ = record(archive)
    assert record(archive, 1, **change) == (key, 2, "changed")
    first, second = archive.revisions(key)
    assert (first.revision, second.revision) == (1, 2)
    (name,) = change
    assert getattr(first, name) == getattr(make_draft(), name)
    assert getattr(second, name) == change[name]
    assert archive.article(key) == second
    assert log(archive) == [(2, "written")]


@pytest.mark.parametrize(
    "change", [{"parser_version": "2"}, {"parser": "generic"}, {"url": PAGE_URL + "?x=1"}]
)
def test_another_parser_or_address_with_the_same_text_is_no_revision(
    archive: Archive, change: dict[str, Any]
) -> None:
    record(archive)
    assert record(archive, 1, **change)[1:] == (1, "same")


def test_a_change_and_its_taking_back_are_three_revisions(archive: Archive) -> None:
    titles = ("Một", "Hai", "Một")
    for hours, title in enumerate(titles):
        key, _, _ = record(archive, hours, title=title)
    assert [article.title for article in archive.revisions(key)] == list(titles)


def test_sources_and_identities_do_not_mix(archive: Archive) -> None:
    keys = {
        record(archive, source=source, identity=identity)[0]
        for source in ("mau", "khac")
        for identity in ("id:1", "id:2")
    }
    assert len(keys) == 4
    assert archive.article_ids() == sorted(keys)
    assert (archive.article_count(), archive.article_count("mau")) == (4, 2)
    assert archive.sources() == ["khac", "mau"]


def test_a_withdrawn_article_keeps_its_text_and_says_since_when_it_is_gone(
    archive: Archive,
) -> None:
    key, _, _ = record(archive)
    with archive.begin() as work:
        assert work.withdraw(key, later(days=1))
    with archive.begin() as work:
        assert not work.withdraw(key, later(days=2))
        assert not work.withdraw("aaaaaaaaaaaaaaaa", later(days=2))
    article = archive.article(key)
    assert (article.withdrawn_at, article.title) == (later(days=1), make_draft().title)
    assert log(archive) == [(2, "withdrawn")]


def test_a_withdrawn_article_that_is_shown_again_is_restored(archive: Archive) -> None:
    key, _, _ = record(archive)
    with archive.begin() as work:
        work.withdraw(key, later(hours=1))
    assert record(archive, 2) == (key, 1, "restored")
    assert archive.article(key).withdrawn_at is None
    assert log(archive) == [(3, "restored")]


def test_a_withdrawn_article_that_comes_back_changed_is_shown_again(archive: Archive) -> None:
    key, _, _ = record(archive)
    with archive.begin() as work:
        work.withdraw(key, later(hours=1))
    assert record(archive, 2, title="Mới") == (key, 2, "changed")
    assert archive.article(key).withdrawn_at is None
    assert log(archive) == [(3, "written")]


def test_being_seen_moves_the_time_forward_only(archive: Archive) -> None:
    key, _, _ = record(archive)
    for hours in (3, 1):
        with archive.begin() as work:
            work.seen(key, later(hours=hours))
    assert archive.article(key).last_seen == later(hours=3)
    assert log(archive) == [(1, "written")]


def test_the_log_gives_of_each_article_its_last_change_in_order(archive: Archive) -> None:
    one, _, _ = record(archive, identity="id:1")
    two, _, _ = record(archive, identity="id:2")
    record(archive, 1, identity="id:1", title="Mới")
    with archive.begin() as work:
        work.withdraw(two, NOW)
    assert archive.changes(0) == [Change(3, one, "written"), Change(4, two, "withdrawn")]
    assert archive.changes(3) == [Change(4, two, "withdrawn")]
    assert archive.changes(0, limit=1) == [Change(3, one, "written")]
    assert [archive.changes_behind(number) for number in (0, 1, 3, 4)] == [2, 2, 1, 0]
    assert archive.last_change() == 4


def test_an_empty_archive_has_no_changes(archive: Archive) -> None:
    assert (archive.last_change(), archive.changes(0), archive.changes_behind(0)) == (0, [], 0)


def test_articles_that_are_not_derived_again_are_logged_as_removed(archive: Archive) -> None:
    kept, _, _ = record(archive, identity="id:1")
    lost, _, _ = record(archive, identity="id:2")
    capture = keep(archive)
    with archive.begin() as work:
        before = work.clear_articles()
        work.record(make_draft(identity="id:1"), capture)
        assert work.log_removed(before) == 1
    assert before == {kept, lost}
    assert archive.article_ids() == [kept]
    assert archive.changes(2) == [Change(3, kept, "written"), Change(4, lost, "removed")]


def test_articles_are_read_by_id_and_missing_ones_left_out(archive: Archive) -> None:
    key, _, _ = record(archive)
    assert list(archive.articles([key, "aaaaaaaaaaaaaaaa"])) == [key]
    assert archive.articles([]) == {}
    assert archive.revisions("aaaaaaaaaaaaaaaa") == []
    with pytest.raises(NotInArchive, match="article aaaaaaaaaaaaaaaa: is not in the archive"):
        archive.article("aaaaaaaaaaaaaaaa")


def test_the_newest_are_those_published_last_by_their_latest_revision(archive: Archive) -> None:
    days = {"id:1": 3, "id:2": 1, "id:3": 2}
    for identity, day in days.items():
        record(archive, identity=identity, published=later(days=day).date())
    record(archive, identity="id:4", published=None)
    record(archive, 1, identity="id:2", published=later(days=9).date())
    assert [article.identity for article in archive.newest(3)] == ["id:2", "id:1", "id:3"]
    assert [article.identity for article in archive.newest(1)] == ["id:2"]
