"""What keys are made of, and the keys of units; those of models are in test_canonical."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.mentions import Home, unit_key, unit_label
from index.mentions.keys import fold, key_of, one_spelling, parted, syllables

HOME = Home(district="huyện Tháp Mười", province="tỉnh Đồng Tháp")
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầắằéèếềíìóòốồớờúùứừýỳ"
WORDS = st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=7), min_size=1, max_size=8)


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Hội LHPN xã Tân Kiều",
            "Hội Liên hiệp Phụ nữ xã Tân Kiều",
            "Hội Liên hiệp Phụ nữ (LHPN) xã Tân Kiều",
            "Hội Phụ nữ xã Tân Kiều",
        ),
        (
            "xã Đoàn Láng Biển",
            "Đoàn xã Láng Biển",
            "Đoàn Thanh niên xã Láng Biển",
            "ĐTN xã Láng Biển",
            "Đoàn TNCS Hồ Chí Minh xã Láng Biển",
        ),
        ("Huyện Đoàn", "Huyện đoàn Tháp Mười", "Đoàn Thanh niên huyện Tháp Mười"),
        ("BTV Huyện uỷ", "Ban Thường vụ Huyện ủy Tháp Mười"),
        ("Công an Huyện", "Công an huyện Tháp Mười", "Công an Tháp Mười"),
        ("UBMTTQ xã Phú Điền", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Phú Điền"),
        ("MTTQ Việt Nam xã Phú Điền", "Uỷ ban MTTQVN xã Phú Điền"),
        (
            "Trung tâm VH, TT & TT huyện",
            "Trung tâm Văn hóa, Thể thao và Truyền thanh huyện Tháp Mười",
            "Trung tâm Văn hoá - Thể thao và Truyền thanh huyện",
        ),
        ("Chi bộ ấp 2, xã Mỹ Đông", "Chi bộ Ấp 2 xã Mỹ Đông"),
        ("UBND TP. Sa Đéc", "UBND thành phố Sa Đéc"),
        ("Hội LHPN TT. Mỹ An", "Hội LHPN thị trấn Mỹ An"),
        ("Phòng GD&ĐT huyện", "Phòng Giáo dục và Đào tạo huyện Tháp Mười"),
        ("Công an tỉnh", "Công an Đồng Tháp", "Công an tỉnh Đồng Tháp"),
        ("ấp 4, xã Láng Biển", "Ấp 4 xã Láng Biển"),
        ("Sen Vàng Hội quán", "Sen Vàng hội quán"),
        ("UBND xã Mỹ Quý", "UBND xã Mỹ Quí"),
    ],
)
def test_spellings_of_one_unit_share_a_key_in_any_case_and_form(
    spellings: tuple[str, ...],
) -> None:
    written = [
        variant
        for name in spellings
        for variant in (name, name.lower(), name.upper(), unicodedata.normalize("NFD", name))
    ]

    assert len({unit_key(name, home=HOME) for name in written}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xã Mỹ An", "thị trấn Mỹ An"),
        ("Hội Nông dân xã Mỹ An", "Hội Cựu chiến binh xã Mỹ An"),
        ("UBND xã Phú Mỹ", "UBND xã Phù Mỹ"),
        ("Huyện uỷ Tháp Mười", "UBND huyện Tháp Mười"),
        ("Đảng uỷ xã Tân Kiều", "Đảng bộ xã Tân Kiều"),
    ],
)
def test_different_units_have_different_keys(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)


def test_a_bare_district_body_keeps_its_bare_form_once_districts_have_ended() -> None:
    before = unit_label("Huyện uỷ", home=HOME, published=date(2025, 6, 30))
    after = unit_label("Huyện uỷ", home=HOME, published=date(2025, 7, 1))

    assert before == "Huyện uỷ Tháp Mười"
    assert after == "Huyện uỷ"


def test_a_bare_province_body_is_the_portals_own_on_either_side_of_the_reform() -> None:
    labels = {
        unit_label("Công an tỉnh", home=HOME, published=day)
        for day in (date(2020, 1, 1), date(2026, 1, 1))
    }

    assert labels == {"Công an tỉnh Đồng Tháp"}


def test_a_district_not_in_the_authority_file_ends_with_all_the_others() -> None:
    home = Home(district="huyện Lai Vung")

    assert unit_label("Huyện Đoàn", home=home, published=date(2024, 1, 1)).endswith("Lai Vung")
    assert unit_label("Huyện Đoàn", home=home, published=date(2025, 8, 1)).endswith("huyện")


def test_a_name_that_is_no_known_kind_of_unit_keeps_its_words() -> None:
    assert unit_label("Nhóm  bạn Bông Súng") == "Nhóm bạn Bông Súng"


def test_a_key_is_safe_in_an_address() -> None:
    key = unit_key("Nhóm bạn “Bông Súng” & cháu, Đồng Tháp Mười")

    assert key.startswith("nhom-ban-bong-sung-chau-dong-thap-muoi-")
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_very_long_name_still_has_a_short_key() -> None:
    assert len(key_of(syllables("Nhóm bạn nhà nhà cùng giữ sạch đường làng " * 30))) < 90


@settings(deadline=None)
@given(WORDS)
def test_a_key_does_not_depend_on_composition_case_or_spaces(words: list[str]) -> None:
    name = " ".join(words)
    variants = {
        name,
        name.upper(),
        unicodedata.normalize("NFD", name),
        f"  “{'  '.join(words)}”… ",
    }

    assert len({key_of(syllables(variant)) for variant in variants}) == 1


@settings(deadline=None)
@given(WORDS, WORDS)
def test_keys_agree_exactly_when_the_folded_syllables_do(one: list[str], other: list[str]) -> None:
    first, second = syllables(" ".join(one)), syllables(" ".join(other))
    same = list(map(one_spelling, first)) == list(map(one_spelling, second))

    assert (key_of(first) == key_of(second)) == same


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_unit_key(name: str) -> None:
    assert unit_key(name, home=HOME)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("khókhăn", ("khó", "khăn")),
        ("đượctrên", ("được", "trên")),
        ("nghiêng", ("nghiêng",)),
        ("camera", ("camera",)),
        ("rađa", ("ra", "đa")),
        ("Zalo", ("Zalo",)),
    ],
)
def test_words_run_together_are_taken_apart_only_if_they_are_no_syllable(
    word: str, parts: tuple[str, ...]
) -> None:
    assert parted(word) == parts


def test_folding_keeps_the_marks_that_tell_words_apart() -> None:
    assert fold("Hoà") == fold("hòa")
    assert len({fold(word) for word in ("ma", "má", "mà", "mả", "mã", "mạ", "mâ", "mă")}) == 8


def test_folding_knows_no_order_of_tones_piled_on_one_syllable() -> None:
    assert fold("àạ") == fold("ạà")
