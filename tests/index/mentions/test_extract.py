"""What holds of every text: offsets, order, forms, and the work it takes."""

import sys
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.mentions import VERSION, Home, extract
from index.mentions.keys import fold

HOME = Home(district="huyện Tháp Mười", province="tỉnh Đồng Tháp")
PIECES = [
    *("mô hình ", "các mô hình ", "phong trào ", "“", "”", '"', "''", "'", "(", ")", ", ", "; "),
    *(". ", "\n", "- ", "1. ", "Ao cá quê ", "hũgạo ", "5 không ", "của ", "do ", "ra mắt "),
    *("Hội LHPN xã Tân Phú ", "Huyện Đoàn ", "Đảng uỷ, ", "ấp 4, xã Láng Biển ", "Hội ", "TP. "),
    *("được đặt tên là ", "lĩnh vực kinh tế có: ", "Với ", "Sau 2 năm thực hiện ", "Hay như "),
    *("do Hội LHPN xã Tân Phú đề xuất, ", "là sáng kiến của ", "tại Trường Tiểu học Mỹ An "),
    *("đơn vị thực hiện: ", "Mô hình này ", " dài 2 m ", "giao ", "\u00a0", "Chi bộ ấp 4 "),
    *("cách làm hay ", "trong số các mô hình ấy, ", "trở thành ", "bởi ", "+ ", "CLB ", "2. "),
    *("Nguyễn Văn Tư ", "như: ", "là ", "Chỉ thị 05 ", "12-KH/HU ", "14/09/2022", "Sen Hội quán "),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200)

ARTICLE = (
    "Hội LHPN xã Tân Phú ra mắt mô hình “Bếp lửa hồng”\n\n14/09/2022\n"
    "Theo Chỉ thị số 05-CT/TW, Hội Liên hiệp Phụ nữ xã Tân Phú hoà vào phong trào “Sạch ngõ”."
    " Mô hình ''Hũ gạo đầu làng\" do Đoàn xã Tân Phú thực hiện;"
    " mô hình “Ao cá quê” (Công an Huyện)."
)


@settings(deadline=None)
@given(TEXTS)
def test_every_mention_is_the_words_at_its_place(text: str) -> None:
    found = extract(text, home=HOME)
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.surface == text[mention.start : mention.end]
        assert mention.key
        assert mention.label
        assert 0 < mention.confidence <= 1
    for cite in found.cites:
        assert 0 <= cite.start < cite.end <= len(text)


@settings(deadline=None)
@given(TEXTS)
def test_mentions_of_a_kind_are_in_order_and_do_not_overlap(text: str) -> None:
    mentions = extract(text, home=HOME).mentions
    assert list(mentions) == sorted(mentions, key=lambda m: (m.start, m.end))
    for kind in ("model", "unit"):
        of_kind = [m for m in mentions if m.kind == kind]
        for one, other in pairwise(of_kind):
            assert one.end <= other.start


@settings(deadline=None)
@given(TEXTS)
def test_the_unit_of_a_model_is_told_of_in_the_text(text: str) -> None:
    mentions = extract(text, home=HOME).mentions
    told = {m.key for m in mentions if m.kind == "unit"}
    assert {m.unit for m in mentions if m.unit} <= told


@settings(deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert extract(text, home=HOME) == extract(text, home=HOME)


def _told(text: str) -> list[tuple[str, str, str | None, str]]:
    return [(m.kind, m.key, m.unit, m.tier) for m in extract(text, home=HOME).mentions]


def _old_school(text: str) -> str:
    for new, old in (("oà", "òa"), ("oá", "óa"), ("uỷ", "ủy"), ("uý", "úy"), ("oẻ", "ỏe")):
        text = text.replace(new, old)
    return text


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace("Đ", "Ð"),
        _old_school,
    ],
    ids=["decomposed", "double spaces", "eth for Đ", "old tone school"],
)
def test_another_way_of_typing_gives_the_same_keys(rewrite: Callable[[str], str]) -> None:
    assert _told(rewrite(ARTICLE)) == _told(ARTICLE)


def test_an_article_is_told_whole() -> None:
    found = extract(ARTICLE, home=HOME)

    assert [m.surface for m in found.models] == ["Bếp lửa hồng", "Hũ gạo đầu làng", "Ao cá quê"]
    assert [u.label for u in found.units] == [
        "Hội Liên hiệp Phụ nữ xã Tân Phú",
        "Đoàn Thanh niên xã Tân Phú",
        "Công an huyện Tháp Mười",
    ]
    assert [m.unit for m in found.models] == [u.key for u in found.units]
    assert [c.number for c in found.cites] == ["05-CT/TW"]
    assert found.dateline is not None


def test_the_fullest_form_written_stands_for_a_unit() -> None:
    found = extract(ARTICLE, home=HOME)

    assert found.units[0].surface == "Hội Liên hiệp Phụ nữ xã Tân Phú"


def test_an_empty_text_tells_nothing() -> None:
    found = extract("", title="Hội LHPN xã Tân Phú", home=HOME)

    assert (found.mentions, found.cites, found.dateline) == ((), (), None)


def test_the_version_begins_with_year_and_month() -> None:
    year, month = VERSION.split(".")[0].split("-")

    assert (len(year), len(month)) == (4, 2)


def _calls(text: str) -> int:
    """How many functions run for a text: a measure of work that no clock can blur."""
    count = 0

    def counting(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        extract(text, home=HOME)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        *('"', "“", "”", "''", "(", "“(", "\n", ". ", "A ", "à", "12 ", "M'", "TP. "),
        *("mô hình ", "mô hình “", "mô hình “Ao cá” ", "mô hình “Ao cá”, ", "mô hình “Ao, "),
        *(
            "mô hình như Ao cá; ",
            "mô hình 'Ao cá' (Hội ",
            "“Ao cá” là mô hình của ",
            "phong trào “",
        ),
        *("Đoàn ", "Ban Thường vụ ", "Đảng uỷ, ", "Hội LHPN xã ", "ấp 4, xã Mỹ An, ", "đơn vị "),
        *("Hội LHPN xã Tân Phú ra mắt mô hình “Ao cá” ", "Nguyễn Văn ", "A Hội quán "),
        *("05-CT/TW ", "Chỉ thị 05 ", "05/05/2020\n", "mô hình: \n- “Ao cá” (xã Mỹ An)\n"),
    ],
)
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(piece: str) -> None:
    short = piece * (1500 // len(piece))
    extract(short * 2, home=HOME)  # the caches of single words are filled once

    assert _calls(short * 2) < 2.3 * _calls(short) + 500


def test_a_word_without_end_is_read_as_one_word() -> None:
    assert fold("ă" * 5000) == "ă" * 5000
    assert extract("ă" * 20000).mentions == ()


@pytest.mark.parametrize(
    "pieces",
    [
        ("ấp 4, xã Mỹ An, ", "mô hình “X ", "mô hình ", "- "),
        ("“X”, ", "Mô hình A b c; ", "phong trào “"),
        ("Hội LHPN xã Tân Phú ", "do ", "mô hình Ao cá với ", "tại Trường Tiểu học An "),
        ("- Ao cá (ấp 1)\n", "Các mô hình gồm:\n", "1. “Ao cá”; "),
        ("“(", "''", "mô hình “Ao (", "được đặt tên là “"),
        ("Chi bộ ấp 4 được ", "giao ", "mô hình này do ", "“Ao cá” là của "),
    ],
)
def test_a_long_mixture_takes_no_more_work_by_the_word(pieces: tuple[str, ...]) -> None:
    mixed = "".join(piece * (1 + n % 3) for n in range(90) for piece in pieces)
    short, long = mixed[:2000], mixed[:2000] * 4
    extract(long, home=HOME)

    assert _calls(long) < 4.6 * _calls(short) + 2000
