"""Articles grow revisions when their text changes."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from archive.errors import NotInArchive
from archive.records import ArticleDraft, Attachment, Change, FileText
from archive.store import Archive
from tests.archive.recording import keep, log, record, seen, withdraw
from tests.builders import NOW, PAGE_URL, later, make_draft

IMAGE = Attachment("https://portal.example.vn/anh.jpg", "anh.jpg", "image")


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


def test_an_older_capture_moves_the_first_time_and_not_the_last(archive: Archive) -> None:
    key, _, _ = record(archive, 5)
    assert record(archive, 1) == (key, 1, "same")
    article = archive.article(key)
    assert (article.first_seen, article.last_seen) == (later(hours=1), later(hours=5))


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


def test_a_hint_is_kept_and_a_new_one_takes_its_place_without_a_revision(archive: Archive) -> None:
    first, second = date(2021, 3, 12), date(2021, 3, 14)
    key, _, _ = record(archive, published=None)
    assert (archive.article(key).hint, archive.article(key).hint_from) == (None, None)
    for hours, hint, origin in ((1, first, "listing"), (2, second, "feed"), (3, None, None)):
        again = record(archive, hours, published=None, hint=hint, hint_from=origin)
        assert again == (key, 1, "same")
    article = archive.article(key)
    assert (article.hint, article.hint_from, article.published) == (second, "feed", None)
    assert log(archive) == [(1, "written")]


def test_a_hint_belongs_to_the_revision_it_came_with(archive: Archive) -> None:
    key, _, _ = record(archive, hint=date(2021, 3, 12), hint_from="sitemap")
    record(archive, 1, title="Mới")
    assert [one.hint for one in archive.revisions(key)] == [date(2021, 3, 12), None]


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


def test_being_seen_moves_the_time_forward_only(archive: Archive) -> None:
    key, _, _ = record(archive)
    for hours in (3, 1):
        assert not seen(archive, key, hours)
    assert archive.article(key).last_seen == later(hours=3)
    assert log(archive) == [(1, "written")]


def test_an_article_nobody_knows_is_not_seen(archive: Archive) -> None:
    assert not seen(archive, "aaaaaaaaaaaaaaaa", 1)
    assert log(archive) == []


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


def test_the_articles_of_one_source_are_cleared_without_touching_another(archive: Archive) -> None:
    link = Attachment("https://portal.example.vn/tep.pdf", "tep.pdf", "file")
    mine, _, _ = record(archive, source="mau", attachments=(link,))
    other, _, _ = record(archive, source="khac", attachments=(link,))
    for key in (mine, other):
        withdraw(archive, key, 1)
    with archive.begin() as work:
        assert work.clear_articles("mau") == {mine}
        assert work.log_removed({mine}) == 1
    assert archive.article_ids() == [other]
    assert archive.absences(mine) == []
    assert len(archive.absences(other)) == 1
    with archive.begin() as work:
        assert work.file_read(link.url, FileText("sha256:A", "Chữ", "", "test 1")) == 1
        assert work.clear_articles("khong-co") == set()


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
