"""Where sentences end: not at the dots of abbreviations, initials and dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.snippets.sentences import begins_at, breaks, ends_at


def _sentences(text: str) -> list[str]:
    cuts = [0, *(place for found in breaks(text, 0, len(text)) for place in found), len(text)]
    return [text[begin:end] for begin, end in zip(cuts[::2], cuts[1::2], strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "Đến TP. Cao Lãnh, TT. Mỹ An và P. Mỹ Phú.",
        "Do ThS. Lê Thị Bảy, PGS.TS. Trần Văn Sáu và BS. Nguyễn V. A. Tư trình bày",
        "Từ ngày 19.5.2022 có 1.500 hộ",
        "Có rau, củ, quả, v.v. và trứng",
        "“Ai cần?” chị hỏi… rồi cười! thật to",
        "Ông D\u0323. O\u0302. Hai",
        "Không có dấu chấm",
        "",
    ],
)
def test_a_sentence_that_is_one(text: str) -> None:
    assert _sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Tủ đồ mới. Ai cần thì đến.", ["Tủ đồ mới.", "Ai cần thì đến."]),
        ("Đó là năm 2022. Đến nay", ["Đó là năm 2022.", "Đến nay"]),
        ("Chị nói: “Tôi đi.” Rồi chị đi.", ["Chị nói: “Tôi đi.”", "Rồi chị đi."]),
        ("Heo đất; tủ đồ! Vườn ươm? Có…  Hết", ["Heo đất;", "tủ đồ!", "Vườn ươm?", "Có…", "Hết"]),
        ("Tiêu đề  \n  thân bài ở TP.\nHai", ["Tiêu đề", "thân bài ở TP.", "Hai"]),
        ("Của UBND. Hội", ["Của UBND.", "Hội"]),
    ],
)
def test_sentences_end_at_signs_and_at_line_breaks(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


def test_a_text_begins_and_ends_a_sentence_too() -> None:
    text = "Một câu. Hai câu"
    assert [at for at in range(len(text) + 1) if begins_at(text, at)] == [0, 9]
    assert [at for at in range(len(text) + 1) if ends_at(text, at)] == [8, 16]


@given(st.text(alphabet=".…;\n “”AaĐ\u0301TP ", max_size=40))
def test_every_break_lies_between_two_sentences(text: str) -> None:
    last = 0
    for end, begin in breaks(text, 0, len(text)):
        assert last <= end < begin <= len(text)
        assert not text[end:begin].strip()
        assert ends_at(text, end)
        assert begins_at(text, begin)
        last = begin
