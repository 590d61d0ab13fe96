"""What a search offers beside its hits: the question as it may have been meant, and articles like
the one that is read."""

import pytest

from archive.store import Archive
from index.finder import Finder
from index.indexer import update
from index.language.notes import Note
from index.page import Suggestion
from index.request import SearchRequest
from tests.index.builders import CLOTHES, CLOTHES_AGAIN, TREES, keep, make_draft, many, silent
from tests.index.conftest import SETTINGS, Shelf


@pytest.mark.parametrize(
    ("words", "suggestion"),
    [
        ("heo dat", Suggestion("heo đất", 1, applied=False)),
        ("heo đất", None),
        ("vuonf uom", Suggestion("vườn ươm", 1, applied=True)),
        ('"heo đất láng biển"', Suggestion("heo đất láng biển", 1, applied=True)),
        ("khôngcógì", None),
        ("", None),
    ],
)
def test_a_question_may_have_been_meant_otherwise(
    shelf: Shelf, words: str, suggestion: Suggestion | None
) -> None:
    page = shelf.finder.search(SearchRequest(words))
    assert page.suggestion == suggestion
    if suggestion:
        assert page.total == suggestion.total


def test_where_nothing_is_found_as_typed_the_hits_are_those_of_what_was_meant(
    shelf: Shelf,
) -> None:
    page = shelf.finder.search(SearchRequest("vuonf uom)"))
    assert [hit.id for hit in page.hits] == [shelf.ids[TREES.identity]]
    assert page.request.words == "vuonf uom)"
    assert (page.reading.words, page.reading.complete) == (2, 1)
    assert page.reading.notes == (Note("bracket", ")"),)


def test_who_asks_to_keep_to_the_words_is_offered_nothing(shelf: Shelf) -> None:
    for words in ("heo dat", "vuonf uom"):
        page = shelf.finder.search(SearchRequest(words, as_typed=True))
        assert page.suggestion is None
    assert page.total == 0


def test_a_later_page_offers_nothing_new(shelf: Shelf) -> None:
    page = shelf.finder.search(SearchRequest("heo dat", page=2))
    assert (page.total, page.hits, page.suggestion) == (1, (), None)


def test_what_would_find_nothing_under_the_filters_is_not_offered(shelf: Shelf) -> None:
    for words in ("heo dat", "vuonf uom"):
        page = shelf.finder.search(SearchRequest(words, unit="hoi lhpn xa truong xuan"))
        assert (page.total, page.suggestion) == (0, None)


def test_articles_like_one_are_shown_without_it(shelf: Shelf) -> None:
    article = shelf.archive.article(shelf.ids[CLOTHES.identity])
    similar = shelf.finder.similar(article)
    assert similar[0].id == shelf.ids[CLOTHES_AGAIN.identity]
    assert article.id not in [hit.id for hit in similar]
    assert similar[0].title.highlights == ()


def test_at_most_five_articles_are_shown_as_like_one(archive: Archive) -> None:
    alike = [
        make_draft(number, "Cống hộp bê tông", f"Bà con góp công làm cống hộp số {number}")
        for number in range(7)
    ]
    ids = keep(archive, [*alike, *many(70)])
    update(archive, SETTINGS, report=silent)
    with Finder(archive, SETTINGS) as finder:
        similar = finder.similar(archive.article(ids[alike[0].identity]))
    assert len(similar) == 5
    assert {hit.title.text for hit in similar} == {"Cống hộp bê tông"}
