"""An article as terms and weights: the headline counts threefold, the summary half more."""

from datetime import date

from index.document import document_of, text_of
from tests.index.builders import make_article


def test_title_summary_and_body_have_weights_of_their_own() -> None:
    article = make_article("Tủ đồ", summary="tủ ấm", body="tủ đồ\ntủ", captions=("Tủ",))
    document = document_of(article, (), ())
    assert document.exact == {"tủ": 3 + 1.5 + 1 + 1 + 1, "đồ": 3 + 1, "ấm": 1.5}
    assert document.folded == {"tu": 3 + 1.5 + 1 + 1 + 1, "do": 3 + 1, "am": 1.5}


def test_different_marks_meet_in_one_folded_term() -> None:
    document = document_of(make_article(body="tủ tư TÚ"), (), ())
    assert document.exact == {"tủ": 1, "tư": 1, "tú": 1}
    assert document.folded == {"tu": 3}


def test_pairs_are_neighbours_within_a_paragraph() -> None:
    document = document_of(make_article(body="một hai, ba\nbốn năm"), (), ())
    assert document.pairs == {"mot hai": 1, "hai ba": 1, "bon nam": 1}


def test_pairs_do_not_reach_from_one_field_into_the_next() -> None:
    article = make_article("một", summary="hai", body="ba", captions=("bốn", "năm"))
    assert document_of(article, (), ()).pairs == {}


def test_pairs_carry_the_weight_of_their_field() -> None:
    article = make_article("tủ đồ", summary="tủ đồ", body="tủ đồ")
    assert document_of(article, (), ()).pairs == {"tu do": 5.5}


def test_the_length_counts_syllables_once_wherever_they_stand() -> None:
    article = make_article("một hai", summary="ba", body="bốn\nnăm sáu", captions=("bảy",))
    assert document_of(article, (), ()).length == 7


def test_an_article_without_words_is_a_document_without_terms() -> None:
    document = document_of(make_article("“…”"), (), ())
    assert document.exact == document.folded == document.pairs == {}
    assert document.length == 0


def test_what_it_is_filtered_by_is_taken_over() -> None:
    article = make_article(id="b" * 16, section="Xã hội", source="mau", published=date(2020, 2, 29))
    document = document_of(article, ("u1", "u2"), ("m1",))
    assert document.id == "b" * 16
    assert (document.section, document.source) == ("Xã hội", "mau")
    assert document.published == date(2020, 2, 29)
    assert (document.units, document.models) == (("u1", "u2"), ("m1",))


def test_the_text_is_every_part_that_is_not_empty_a_line_each() -> None:
    article = make_article("Tên", summary="", body="Đoạn một\nĐoạn hai", captions=("Ảnh",))
    assert text_of(article) == "Tên\nĐoạn một\nĐoạn hai\nẢnh"
