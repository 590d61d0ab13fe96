"""Articles go and come back: present in March, absent in September, back in October."""

from archive.records import Absence, Change
from archive.store import Archive
from tests.archive.recording import keep, log, record, seen, withdraw
from tests.builders import NOW, later, make_draft

MARCH, SEPTEMBER, OCTOBER = 0, 184 * 24, 214 * 24


def absent(archive: Archive, key: str) -> list[tuple[float, float | None]]:
    """From which hour to which the article was missing."""
    return [
        (
            (one.since - NOW).total_seconds() / 3600,
            (one.until - NOW).total_seconds() / 3600 if one.until else None,
        )
        for one in archive.absences(key)
    ]


def test_an_article_that_was_always_there_has_no_absence(archive: Archive) -> None:
    key, _, _ = record(archive)
    assert archive.absences(key) == archive.absences("aaaaaaaaaaaaaaaa") == []


def test_a_withdrawn_article_keeps_its_text_and_says_since_when_it_is_gone(
    archive: Archive,
) -> None:
    key, _, _ = record(archive)
    gone = keep(archive, 24, status="404 Not Found")
    with archive.begin() as work:
        assert work.withdraw(key, gone)
    assert not withdraw(archive, key, 48)
    assert not withdraw(archive, "aaaaaaaaaaaaaaaa", 48)
    article = archive.article(key)
    assert (article.withdrawn_at, article.title) == (later(days=1), make_draft().title)
    assert archive.absences(key) == [Absence(later(days=1), gone.id)]
    assert log(archive) == [(2, "withdrawn")]


def test_an_article_that_comes_back_tells_its_story_with_its_witnesses(archive: Archive) -> None:
    key, _, _ = record(archive, MARCH)
    gone = keep(archive, SEPTEMBER, status="404 Not Found")
    back = keep(archive, OCTOBER)
    with archive.begin() as work:
        work.withdraw(key, gone)
    with archive.begin() as work:
        assert work.record(make_draft(), back).kind == "restored"
    assert archive.absences(key) == [
        Absence(later(hours=SEPTEMBER), gone.id, later(hours=OCTOBER), back.id)
    ]
    article = archive.article(key)
    assert (article.withdrawn_at, article.revision) == (None, 1)
    assert (article.first_seen, article.last_seen) == (NOW, later(hours=OCTOBER))
    assert archive.changes(0) == [Change(3, key, "restored")]


def test_a_withdrawn_article_that_comes_back_changed_is_shown_again(archive: Archive) -> None:
    key, _, _ = record(archive)
    withdraw(archive, key, 1)
    assert record(archive, 2, title="Mới") == (key, 2, "changed")
    assert archive.article(key).withdrawn_at is None
    assert absent(archive, key) == [(1, 2)]
    assert log(archive) == [(3, "written")]


def test_an_unchanged_page_shows_an_article_back(archive: Archive) -> None:
    key, _, _ = record(archive)
    withdraw(archive, key, 1)
    assert seen(archive, key, 2)
    assert not seen(archive, key, 3)
    assert archive.article(key).withdrawn_at is None
    assert absent(archive, key) == [(1, 2)]
    assert log(archive) == [(3, "restored")]


def test_every_absence_is_told_in_order(archive: Archive) -> None:
    key, _, _ = record(archive)
    for hours in (1, 3, 5):
        assert withdraw(archive, key, hours)
        if hours < 5:
            record(archive, hours + 1)
    assert absent(archive, key) == [(1, 2), (3, 4), (5, None)]


def test_gone_back_and_gone_within_one_tick_is_one_absence(archive: Archive) -> None:
    key, _, _ = record(archive)
    withdraw(archive, key, 1)
    record(archive, 1)
    assert withdraw(archive, key, 1)
    assert absent(archive, key) == [(1, None)]
    assert archive.article(key).withdrawn_at == later(hours=1)


def test_a_capture_from_before_the_absence_does_not_end_it(archive: Archive) -> None:
    key, _, _ = record(archive, 1)
    withdraw(archive, key, 5)
    assert record(archive, 3) == (key, 1, "same")
    assert not seen(archive, key, 4)
    article = archive.article(key)
    assert (article.withdrawn_at, article.last_seen) == (later(hours=5), later(hours=4))
    assert absent(archive, key) == [(5, None)]


def test_a_capture_from_before_it_was_last_seen_withdraws_nothing(archive: Archive) -> None:
    key, _, _ = record(archive, 5)
    assert not withdraw(archive, key, 4)
    assert archive.article(key).withdrawn_at is None
    assert archive.absences(key) == []


def test_absences_are_cleared_with_the_articles_and_derived_as_before(archive: Archive) -> None:
    def derive() -> str:
        key, _, _ = record(archive, 0)
        withdraw(archive, key, 1)
        record(archive, 2)
        return key

    key = derive()
    before = absent(archive, key)
    with archive.begin() as work:
        assert work.clear_articles() == {key}
    assert archive.absences(key) == []
    assert derive() == key
    assert absent(archive, key) == before == [(1, 2)]
