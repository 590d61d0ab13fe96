from hypothesis import given
from hypothesis import strategies as st

from crawler.sample import SECTIONS, load_corpus
from crawler.sample.paging import listing_page

SECTION = SECTIONS[0]
ARTICLES = load_corpus(1).articles
CUR = "_101_INSTANCE_Qd7LmXo2TrVa_cur"
DELTA = "_101_INSTANCE_Qd7LmXo2TrVa_delta"


@given(st.integers(0, 60), st.integers(1, 25))
def test_turning_all_pages_shows_every_entry_once(size: int, delta: int) -> None:
    articles = ARTICLES[:size]
    first = listing_page(SECTION, articles, {DELTA: str(delta)})
    turned = [
        article
        for cur in range(1, first.pages + 1)
        for article in listing_page(SECTION, articles, {CUR: str(cur), DELTA: str(delta)}).entries
    ]
    assert tuple(turned) == articles


def test_a_page_past_the_end_is_the_last_page_again() -> None:
    past = listing_page(SECTION, ARTICLES[:25], {CUR: "9"})
    assert (past.cur, past.pages, past.entries) == (3, 3, ARTICLES[20:25])
    assert (past.first, past.last, past.total) == (21, 25, 25)


def test_the_parameters_of_another_portlet_turn_nothing() -> None:
    assert listing_page(SECTION, ARTICLES, {"_101_INSTANCE_other_cur": "2", "cur": "2"}).cur == 1


@given(st.text(max_size=12))
def test_words_where_a_number_belongs_never_fail(text: str) -> None:
    page = listing_page(SECTION, ARTICLES, {CUR: text, DELTA: text})
    assert 1 <= page.cur <= page.pages


def test_page_nought_and_pages_of_nought_are_what_nobody_asked_for() -> None:
    assert listing_page(SECTION, ARTICLES, {CUR: "0", DELTA: "0"}) == listing_page(
        SECTION, ARTICLES, {}
    )


def test_nobody_gets_more_than_two_hundred_entries() -> None:
    assert len(listing_page(SECTION, ARTICLES * 3, {DELTA: "5000"}).entries) == 200
