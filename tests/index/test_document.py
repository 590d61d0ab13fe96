"""An article as terms and weights: the headline counts threefold, the summary half more."""

from datetime import date

import pytest

from archive.file_texts import AttachedFile
from archive.records import Attachment, FileText
from index.document import MAX_FILE, MAX_FILES, document_of, searched, text_of
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


def test_a_files_words_count_half_and_leave_the_length_of_the_article() -> None:
    document = document_of(make_article(body="tủ đồ"), (), (), ["tủ ấm tủ\nấm"])
    assert document.exact == {"tủ": 1 + 1, "đồ": 1, "ấm": 1}
    assert document.pairs == {"tu do": 1, "tu am": 0.5, "am tu": 0.5}
    assert document.length == 2


def test_a_file_of_many_pages_counts_no_more_than_an_ordinary_text() -> None:
    document = document_of(make_article(), (), (), ["tủ " * 500 + "đồ " * 4500])
    assert document.exact == pytest.approx({"tủ": 25, "đồ": 225})
    assert sum(document.folded.values()) == pytest.approx(0.5 * 500)


def test_only_the_first_pages_of_a_file_tell_which_words_stand_side_by_side() -> None:
    line = " ".join(["tủ"] * 6666)  # 19,997 characters
    document = document_of(make_article(body="x"), (), (), [f"{line}\ná ớ ở\nđồ ấm", "đồ ấm"])
    assert set(document.pairs) == {"tu tu", "do am"}
    assert document.pairs["do am"] == 0.5
    assert set(document.folded) == {"x", "tu", "a", "o", "do", "am"}


def test_a_file_without_words_adds_nothing() -> None:
    assert document_of(make_article(body="tủ"), (), (), ["", "…"]).exact == {"tủ": 1}


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
