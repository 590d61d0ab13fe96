"""Which documents satisfy a node of a question, and how often they hold what scores."""

from datetime import date

import numpy as np
import pytest

from index.document import document_of
from index.embedded.matching import postings, satisfying
from index.embedded.postings import Segment
from index.question import All, Any, Carries, Dated, Node, Not, Phrase, Prefix, Term, Titled, Word
from tests.index.asked import phrase, prefix, words
from tests.index.builders import make_article
from tests.index.segment_reading import segment_of

TU, DO = words("tủ đồ")
(BARE_TU,) = words("tu")
HEO, DAT = words("heo đất")

ARTICLES = (
    document_of(
        make_article("Tủ đồ nhân ái", id="0" * 16, section="Xã hội", published=date(2021, 3, 12)),
        ("pn", "cd"),
        ("tu-do",),
    ),
    document_of(
        make_article("Heo đất", id="1" * 16, body="tủ\nđồ", published=date(2022, 5, 19)),
        ("kh",),
        (),
    ),
    document_of(make_article(id="2" * 16, summary="Tu do", body="heo", source="b"), (), ()),
    document_of(make_article("Đồ tủ", id="3" * 16, body="trứng heo đất tuyển"), (), (), ["tủ đồ"]),
)


@pytest.fixture(scope="module")
def segment() -> Segment:
    return segment_of(*ARTICLES)


@pytest.mark.parametrize(
    ("node", "found"),
    [
        (TU, {0, 1, 3}),
        (BARE_TU, {0, 1, 2, 3}),
        (Word("x", "x"), set()),
        (prefix("tu"), {0, 1, 2, 3}),
        (prefix("tuy"), {3}),
        (prefix("tr"), {3}),
        (prefix("đ"), {0, 1, 3}),
        (phrase("tủ đồ"), {0, 3}),
        (phrase("tu do"), {0, 2, 3}),
        (phrase("đồ nhân ái"), {0}),
        (phrase("do nhan ai"), {0}),
        (phrase("đồ nhận ái"), set()),
        (phrase("tủ"), {0, 1, 3}),
        (Titled(TU), {0, 3}),
        (Titled(HEO), {1}),
        (Titled(prefix("nh")), {0}),
        (Titled(phrase("tủ đồ")), {0}),
        (Titled(phrase("heo đất tủ")), set()),
        (Carries("unit", ("pn",)), {0}),
        (Carries("unit", ("kh", "cd", "?")), {0, 1}),
        (Carries("model", ("tu-do",)), {0}),
        (Carries("section", ("Xã hội",)), {0}),
        (Carries("section", ("xã hội",)), set()),
        (Carries("source", ("b",)), {2}),
        (Carries("year", ("2022",)), {1}),
        (Carries("unit", ()), set()),
        (Dated(date(2021, 3, 12), date(2021, 3, 12)), {0}),
        (Dated(date(2021, 3, 13), None), {1}),
        (Dated(None, date(2022, 5, 19)), {0, 1}),
        (Dated(None, None), {0, 1}),
        (All((TU, DAT)), {1, 3}),
        (All(()), {0, 1, 2, 3}),
        (Any((phrase("nhân ái"), DAT)), {0, 1, 3}),
        (Any(()), set()),
        (Not(TU), {2}),
        (Not(Not(TU)), {0, 1, 3}),
        (Not(Dated(None, None)), {2, 3}),
        (Not(Titled(HEO)), {0, 2, 3}),
        (All((HEO, Not(Any((Titled(HEO), prefix("tuy")))))), {2}),
        (Any((All((TU, Not(HEO))), All((HEO, Not(DAT))))), {0, 2}),
        (Not(All((TU, Any((phrase("tủ đồ"), Carries("unit", ("kh",))))))), {2}),
    ],
)
def test_each_kind_of_node_is_satisfied_by_what_it_says(
    segment: Segment, node: Node, found: set[int]
) -> None:
    assert set(np.flatnonzero(satisfying(segment, node)).tolist()) == found


def weights(
    node: Term | Word | Prefix | Phrase | Any, files: tuple[str, ...] = (), **varied: object
) -> float:
    """How often one article holds it; `varied` is what the article is made of."""
    docs, often = postings(segment_of(document_of(make_article(**varied), (), (), files)), node)
    assert docs.tolist() == [0] * len(often)
    return float(sum(often.tolist()))


@pytest.mark.parametrize("asked", ["tủ đồ", "tu do", "tủ do"])
def test_a_phrase_counts_what_its_first_word_does_there(asked: str) -> None:
    node = phrase(asked)
    assert weights(node, title="Tủ đồ") == 4
    assert weights(node, summary="ấm tủ đồ") == 3
    assert weights(node, body="tủ đồ") == 2
    assert weights(node, title="Một hai", summary="ba", body="heo\nấm tủ đồ") == 126 / 64
    assert weights(node, body="x " * 200 + "tủ đồ") == 1
    assert weights(node, body="x " * 5000 + "tủ đồ") == 0.5
    assert weights(node, files=("heo", "ấm tủ đồ"), title="Một", body="hai") == 0.5


def test_a_phrase_of_three_words_counts_likewise() -> None:
    assert weights(phrase("tu do nhan"), title="Tủ đồ nhân ái", summary="Tủ đồ nhân") == 7


def test_a_phrase_of_a_long_file_counts_the_less() -> None:
    # 999 words and the end of their paragraph.
    long = "x " * 997 + "tủ đồ"
    assert weights(phrase("tủ đồ"), files=(long,)) == 0.5 * 500 / 1000


def test_places_of_a_phrase_add_up() -> None:
    text = "tủ đồ tủ đồ"
    assert weights(phrase("tủ đồ"), title=text, body=text) == 4 + 4 + 2 + 127 / 64


def test_a_phrase_of_one_word_is_the_word() -> None:
    assert weights(phrase("tủ"), title="Tủ tú") == weights(TU, title="Tủ tú") == 4
    assert weights(phrase("tu"), title="Tủ tú") == weights(BARE_TU, title="Tủ tú") == 8


def test_a_prefix_counts_every_word_that_begins_so() -> None:
    assert weights(prefix("tuy"), title="Tuyên tuyến tu", summary="tuyển") == 4 + 4 + 3
    assert weights(prefix("tuyê"), title="Tuyên tuyến tu", summary="tuyển") == 4
    assert weights(prefix("x"), title="Tuyên") == 0


def test_alternatives_count_together() -> None:
    node = Any((TU, phrase("heo đất"), prefix("nh")))
    assert weights(node, title="Tủ", summary="heo đất", body="nhân") == 4 + 3 + 2
    assert weights(node, title="Tú", summary="heo", body="ái") == 0


def test_a_term_counts_what_its_view_holds() -> None:
    assert weights(Term("exact", "tủ"), title="Tủ tú") == 4
    assert weights(Term("folded", "tu"), title="Tủ tú") == 8
    assert weights(Term("pairs", "tu tu"), title="Tủ tú") == 4
