"""What changes on the portal from its first day to its second."""

import pytest
from werkzeug.test import Client

from crawler.sample import Article, SamplePortal, load_corpus
from crawler.sample.addresses import entry_path, feed_path, section_path
from crawler.sample.sections import Layout

FIRST, SECOND = load_corpus(1), load_corpus(2)
NOT_FOUND = "Tài sản không thể được tìm thấy."


@pytest.fixture
def portal() -> SamplePortal:
    return SamplePortal(FIRST, SECOND, slow_seconds=0)


@pytest.fixture
def client(portal: SamplePortal) -> Client:
    return Client(portal)


def path_of(article: Article) -> str:
    return entry_path(article.section, article.id)


def test_a_day_that_was_not_given_cannot_be_shown(portal: SamplePortal) -> None:
    with pytest.raises(ValueError, match="day 3"):
        portal.day = 3


def test_withdrawn_articles_answer_like_dead_links_and_stand_nowhere(
    portal: SamplePortal, client: Client
) -> None:
    gone = SECOND.withdrawn[0]
    seen = client.get(path_of(gone))
    assert NOT_FOUND not in seen.get_data(as_text=True)
    portal.day = 2
    headers = {"If-None-Match": seen.headers.get("ETag", '"none"')}
    answer = client.get(path_of(gone), headers=headers)
    assert answer.status_code == 200
    assert NOT_FOUND in answer.get_data(as_text=True)
    every = f"?_{gone.section.portlet_id}_delta=200"
    for path in (section_path(gone.section) + every, feed_path(gone.section)):
        text = client.get(path).get_data(as_text=True)
        assert str(gone.id) not in text
        assert gone.slug not in text


def test_new_articles_stand_in_the_listing_of_the_second_day(
    portal: SamplePortal, client: Client
) -> None:
    known = {article.id for article in FIRST.articles}
    for new in (one for one in SECOND.articles if one.id not in known):
        portal.day = 1
        assert NOT_FOUND in client.get(path_of(new)).get_data(as_text=True)
        portal.day = 2
        assert NOT_FOUND not in client.get(path_of(new)).get_data(as_text=True)
        every = f"?_{new.section.portlet_id}_delta=200"
        listing = client.get(section_path(new.section) + every).get_data(as_text=True)
        assert str(new.id) in listing or new.slug in listing


def test_what_was_edited_is_not_answered_with_304(portal: SamplePortal, client: Client) -> None:
    edited = [
        article
        for article in SECOND.articles
        if article.section.layout is Layout.NEW
        and article.id in {one.id for one in FIRST.articles}
        and article.modified != FIRST.article(article.id).modified
    ]
    assert edited
    for article in edited:
        portal.day = 1
        seen = client.get(path_of(article))
        portal.day = 2
        for condition in (
            {"If-None-Match": seen.headers["ETag"]},
            {"If-Modified-Since": seen.headers["Last-Modified"]},
        ):
            answer = client.get(path_of(article), headers=condition)
            assert answer.status_code == 200
            assert "Được sửa đổi 3 giờ trước" in answer.get_data(as_text=True)


def test_what_was_not_edited_still_answers_304_on_the_second_day(
    portal: SamplePortal, client: Client
) -> None:
    article = next(
        one for one in SECOND.articles if one.section.layout is Layout.NEW and one in FIRST.articles
    )
    tag = client.get(path_of(article)).headers["ETag"]
    portal.day = 2
    assert client.get(path_of(article), headers={"If-None-Match": tag}).status_code == 304
