"""The content that ships: what the demo crawls and the quality floors are measured on."""

import re
import unicodedata
from collections import Counter
from datetime import date

import pytest

from crawler.sample import SECTIONS, Corpus, Oddity, load_corpus

FIRST, SECOND = load_corpus(1), load_corpus(2)
# The date in each shape, found again without knowing the shape.
DATES = re.compile(r"(\d\d)/(\d\d)/(\d{4}|\d\d)(?=$|[ .·|])")


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def test_three_themes_make_a_portal_of_five_full_sections() -> None:
    assert len(FIRST.articles) >= 130
    assert Counter(article.section.key for article in FIRST.articles).keys() == {
        section.key for section in SECTIONS
    }
    for section in SECTIONS:
        assert len(FIRST.of_section(section.key)) > section.delta, section.key


def test_loading_twice_gives_the_same_corpus() -> None:
    assert load_corpus(1) == FIRST


def test_articles_stand_newest_first() -> None:
    moments = [article.published for article in FIRST.articles]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("corpus", [FIRST, SECOND], ids=["day 1", "day 2"])
def test_every_article_has_its_truth(corpus: Corpus) -> None:
    assert {row.id for row in corpus.truth} == {article.id for article in corpus.articles}
    for row in corpus.truth:
        article = corpus.article(row.id)
        assert row.path.endswith(f"/content/id/{row.id}")
        assert (row.title, row.body) == (nfc(article.title), tuple(map(nfc, article.body)))
        assert row.section == article.section.title
        assert row.title
        assert row.body


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("corpus", [FIRST, SECOND], ids=["day 1", "day 2"])
def test_every_model_and_unit_of_the_truth_stands_in_the_text(corpus: Corpus) -> None:
    models = {one.key: (one.name, *one.written) for one in corpus.models}
    units = {one.key: (one.name, *one.written) for one in corpus.units}
    for row in corpus.truth:
        text = folded("\n".join((row.title, row.summary, *row.captions, *row.body)))
        for told in row.models:
            assert any(folded(form) in text for form in models[told.model]), (row.id, told.name)
            if told.unit is not None:
                assert any(folded(form) in text for form in units[told.unit]), (row.id, told.unit)


def test_the_printed_date_is_the_true_date() -> None:
    for row in FIRST.truth:
        article = FIRST.article(row.id)
        if row.published is None:
            assert article.date_text is None
            continue
        dates = DATES.findall(article.date_text or "")
        day, month, year = dates[1] if len(dates) > 1 else dates[0]
        found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        assert found == row.published == article.published.date(), row.id


def test_an_article_without_a_date_tells_no_time_either() -> None:
    undated = [row for row in FIRST.truth if row.published is None]
    assert len(undated) == 6
    assert not any(row.timed for row in undated)


def test_every_shape_of_a_date_is_shown_by_some_article() -> None:
    shown = {article.date_shape for article in FIRST.articles if article.date_text}
    assert len(shown) == 13


def test_most_text_is_composed_and_some_is_decomposed() -> None:
    odd = FIRST.showing(Oddity.DECOMPOSED)
    assert 4 <= len(odd) < len(FIRST.articles) / 4
    for article in odd:
        assert unicodedata.is_normalized("NFD", article.title)
        assert not unicodedata.is_normalized("NFC", " ".join(article.body))
    for row in FIRST.truth:
        assert unicodedata.is_normalized("NFC", "".join((row.title, row.summary, *row.body)))


@pytest.mark.parametrize("oddity", Oddity)
def test_every_oddity_is_shown_and_stays_with_its_article(oddity: Oddity) -> None:
    first = {article.id for article in FIRST.showing(oddity)}
    second = {article.id for article in SECOND.showing(oddity)}
    gone = {article.id for article in SECOND.withdrawn}
    new = {article.id for article in SECOND.articles} - {article.id for article in FIRST.articles}
    assert first
    assert first - gone == second - new


def test_the_second_day_adds_edits_and_withdraws() -> None:
    first = {row.id: row for row in FIRST.truth}
    second = {row.id: row for row in SECOND.truth}
    assert second.keys() - first.keys()
    assert SECOND.withdrawn
    assert first.keys() - second.keys() == {article.id for article in SECOND.withdrawn}
    edited = [key for key in first.keys() & second.keys() if first[key] != second[key]]
    assert edited
    untouched = set(first) & set(second) - set(edited)
    for key in edited:
        assert SECOND.article(key).modified > FIRST.article(key).modified
    for key in untouched:
        assert SECOND.article(key).modified == FIRST.article(key).modified


def test_asking_for_an_article_that_is_not_published_is_an_error() -> None:
    with pytest.raises(KeyError):
        FIRST.article(1)
