"""An article as paragraphs of terms: the headline counts for more, and so does what comes first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.file_texts import AttachedFile
from archive.records import Attachment, FileText
from index.document import (
    MAX_FILE,
    MAX_FILES,
    STEPS,
    document_of,
    lead,
    searched,
    terms_of,
    text_of,
)
from tests.index.builders import make_article


def test_title_summary_and_body_have_weights_of_their_own() -> None:
    article = make_article("Tủ đồ", summary="tủ ấm", body="tủ đồ\ntủ", captions=("Tủ",))
    terms = terms_of(document_of(article, (), ()))
    # In the body a paragraph ends where another syllable would stand.
    body = 2 + 126 / 64 + 125 / 64
    assert terms.exact == {"tủ": 4 + 3 + body, "đồ": 4 + 127 / 64, "ấm": 3}
    assert terms.folded == {"tu": 4 + 3 + body, "do": 4 + 127 / 64, "am": 3}


def test_each_paragraph_is_a_passage_of_its_zone() -> None:
    article = make_article("Tủ đồ", summary="ấm", body="…\n05 tủ\nđồ", captions=("Quý",))
    passages = document_of(article, (), (), ["tủ"]).passages
    assert [(one.zone, one.exact, one.folded, one.ordered) for one in passages] == [
        ("title", ("tủ", "đồ"), ("tu", "do"), 2),
        ("summary", ("ấm",), ("am",), 1),
        ("body", ("5", "tủ"), ("5", "tu"), 2),
        ("body", ("đồ",), ("do",), 1),
        ("body", ("quí",), ("qui",), 1),
        ("file", ("tủ",), ("tu",), 1),
    ]
    assert [one.weights for one in passages] == [
        (4, 4), (3,), (2, 127 / 64), (126 / 64,), (125 / 64,), (0.5,),
    ]  # fmt: skip


def test_what_stands_early_in_the_body_counts_for_more_and_never_for_nothing() -> None:
    assert [lead(place) for place in (0, 1, 50, 200, 400)] == [2, 127 / 64, 102 / 64, 1, 43 / 64]
    weights = [lead(place) for place in range(2000)]
    assert weights == sorted(weights, reverse=True)
    assert weights[600] == weights[-1] == 0.5


@given(st.integers(0, 10_000))
def test_weights_of_the_body_are_whole_steps_so_that_sums_are_exact(place: int) -> None:
    assert (lead(place) * STEPS).is_integer()


def test_different_marks_meet_in_one_folded_term() -> None:
    terms = terms_of(document_of(make_article(body="tủ tư TÚ"), (), ()))
    assert terms.exact == {"tủ": 2, "tư": 127 / 64, "tú": 127 / 64}
    assert terms.folded == {"tu": 2 + 127 / 64 + 127 / 64}


def test_pairs_are_neighbours_within_a_paragraph() -> None:
    terms = terms_of(document_of(make_article(body="một hai, ba\nbốn năm"), (), ()))
    assert terms.pairs == {"mot hai": 2, "hai ba": 127 / 64, "bon nam": 125 / 64}


def test_pairs_do_not_reach_from_one_field_into_the_next() -> None:
    article = make_article("một", summary="hai", body="ba", captions=("bốn", "năm"))
    assert terms_of(document_of(article, (), (), ["sáu", "bảy"])).pairs == {}


def test_a_pair_counts_what_its_first_syllable_does() -> None:
    article = make_article("tủ đồ", summary="tủ đồ", body="ấm tủ đồ")
    assert terms_of(document_of(article, (), ())).pairs == {
        "tu do": 4 + 3 + 127 / 64,
        "am tu": 2,
    }


def test_the_length_counts_syllables_once_wherever_they_stand() -> None:
    article = make_article("một hai", summary="ba", body="bốn\nnăm sáu", captions=("bảy",))
    assert document_of(article, (), ()).length == 7


def test_an_article_without_words_is_a_document_without_terms() -> None:
    document = document_of(make_article("“…”"), (), ())
    assert document.passages == ()
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


def test_a_files_words_count_half_and_leave_the_length_of_the_article() -> None:
    document = document_of(make_article(body="tủ đồ"), (), (), ["tủ ấm tủ\nấm"])
    terms = terms_of(document)
    assert terms.exact == {"tủ": 2 + 0.5 + 0.5, "đồ": 127 / 64, "ấm": 0.5 + 0.5}
    assert terms.pairs == {"tu do": 2, "tu am": 0.5, "am tu": 0.5}
    assert document.length == 2


def test_a_file_of_many_pages_counts_no_more_than_an_ordinary_text() -> None:
    long = "tủ " * 500 + "đồ " * 4500
    terms = terms_of(document_of(make_article(), (), (), [long]))
    assert terms.exact == pytest.approx({"tủ": 25, "đồ": 225})
    assert sum(terms.folded.values()) == pytest.approx(0.5 * 500)


def test_only_the_first_pages_of_a_file_tell_which_words_stand_side_by_side() -> None:
    line = " ".join(["tủ"] * 6666)  # 19,997 characters
    document = document_of(make_article(body="x"), (), (), [f"{line}\ná ớ ở\nđồ ấm", "đồ ấm"])
    assert [one.ordered for one in document.passages] == [1, 6666, 1, 0, 2]
    terms = terms_of(document)
    assert set(terms.pairs) == {"tu tu", "do am"}
    assert terms.pairs["do am"] == 0.5
    assert set(terms.folded) == {"x", "tu", "a", "o", "do", "am"}


def test_a_file_without_words_adds_nothing() -> None:
    document = document_of(make_article(body="tủ"), (), (), ["", "…"])
    assert terms_of(document).exact == {"tủ": 2}


def _attached(name: str, text: str | None) -> AttachedFile:
    url = "https://portal.example.vn/documents/1/tep"
    read = None if text is None else FileText("sha256:A", text, "", "test 1")
    return AttachedFile(Attachment(url, name, "file"), 1, read)


def test_files_that_were_read_are_searched_under_their_names() -> None:
    files = [_attached("a.pdf", "Một"), _attached("b.pdf", None), _attached("c.pdf", ""),
             _attached("", "Hai")]  # fmt: skip
    assert searched(files) == [
        ("a.pdf", "Một"),
        ("https://portal.example.vn/documents/1/tep", "Hai"),
    ]


def test_huge_files_are_searched_up_to_a_bound() -> None:
    files = [_attached(name, "a" * 10 * MAX_FILE) for name in ("1", "2", "3")]
    texts = [text for _, text in searched([_attached("0", "b" * 1000), *files])]
    assert [len(text) for text in texts] == [1000, MAX_FILE, MAX_FILE - 1000, 0]
    assert sum(map(len, texts)) == MAX_FILES
