"""Units by grammar: a kind, a level, a place; persons and plurals kept out."""

from datetime import date

import pytest

from index.mentions import NO_HOME, Home, extract, unit_key, unit_label
from index.mentions.names import ModelSpan
from index.mentions.reading import read
from index.mentions.units import find_units, outside

HOME = Home(district="huyện Tháp Mười", province="tỉnh Đồng Tháp")


def units(text: str, home: Home = NO_HOME) -> list[str]:
    return [unit.surface for unit in extract(text, home=home).units]


@pytest.mark.parametrize(
    "name",
    [
        "Hội LHPN xã Bình Tấn",
        "Chi hội Cựu chiến binh thôn 3",
        "Hội CCB Lai Vung",
        "UBND TP Sa Đéc",
        "UBND TP. HCM",
        "HĐND – UBND xã",
        "Ban Thường vụ Huyện uỷ Lấp Vò",
        "Ban Tuyên giáo và Dân vận Tỉnh uỷ",
        "Đảng uỷ Khối cơ quan và doanh nghiệp tỉnh",
        "Đảng bộ Sở Tư pháp",
        "Phòng Cảnh sát giao thông Công an tỉnh Bến Tre",
        "Phòng Kinh tế thị xã Gò Công",
        "Đồn Biên phòng cửa khẩu quốc tế (CKQT) Bình Hiệp",
        "Trung tâm Văn hoá, Thể thao và Truyền thanh huyện",
        "Bệnh viện Đa khoa khu vực Hồng Ngự",
        "Trường Tiểu học Nguyễn Văn Tre",
        "Đoàn TN Công ty Điện lực Đồng Tháp",
        "Bông Súng Hội quán",
        "Công đoàn cơ sở Trường THPT Đốc Binh Kiều",
        "Ngân hàng CSXH huyện Thanh Bình",
        "Quận Đoàn Ninh Kiều",
        "Hội Liên hiệp Phụ nữ (LHPN) xã Bình Tấn",
    ],
)
def test_a_unit_is_found_whole(name: str) -> None:
    assert units(f"Sáng nay, {name} họp bàn việc làng.") == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chủ tịch Hội LHPN quận Ô Môn Nguyễn Thị Lài nói ngắn.",
            ["Hội LHPN quận Ô Môn"],
        ),
        ("Chủ tịch UBND xã Lê Văn Tấn đến dự.", ["UBND xã"]),
        ("Bí thư Huyện uỷ Trần Hữu Phước phát biểu.", ["Huyện uỷ"]),
        ("Trưởng Công an xã Phong Mỹ kể chuyện.", ["Công an xã Phong Mỹ"]),
        ("Bà Lê Thị Sáu, Tỉnh uỷ viên, có mặt.", []),
    ],
)
def test_persons_are_not_swallowed(text: str, expected: list[str]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND xã Mỹ Quý Khưu Thị", ["UBND xã Mỹ Quý"]),
        ("Công an xã Mỹ Đông Xà Quốc kể.", ["Công an xã Mỹ Đông"]),
        ("Hội LHPN xã Gò Sen Xà Thị Tám nói.", ["Hội LHPN xã Gò Sen"]),
        ("Chủ tịch Hội Nông dân xã Gò Sen Xà Quốc Tám nói.", ["Hội Nông dân xã Gò Sen"]),
        ("UBND xã Ea Hiao Y Thoa Niê nói.", ["UBND xã Ea Hiao"]),
        ("UBND xã Mỹ An Hưng B họp.", ["UBND xã Mỹ An Hưng B"]),
        ("Chi bộ ấp Mỹ Thị A họp.", ["Chi bộ ấp Mỹ Thị A"]),
    ],
)
def test_a_persons_name_ends_a_place_whatever_the_surname(text: str, expected: list[str]) -> None:
    assert units(text, HOME) == expected


@pytest.mark.parametrize(
    ("text", "day", "same"),
    [
        ("Hội LHPN xã Hưng Thạnh, huyện Tháp Mười (cũ) họp.", date(2025, 9, 1), True),
        ("Hội LHPN xã Hưng Thạnh (cũ) họp.", date(2025, 9, 1), True),
        ("Hội LHPN xã Hưng Thạnh (nay là xã Phương Thịnh) họp.", date(2025, 9, 1), True),
        ("Hội LHPN xã Hưng Thạnh họp.", date(2025, 9, 1), False),
    ],
)
def test_what_the_text_says_of_a_commune_wins_over_the_day(
    text: str, day: date, same: bool
) -> None:
    (then,) = extract("Hội LHPN xã Hưng Thạnh họp.", home=HOME, published=date(2024, 9, 1)).units
    (told,) = extract(text, home=HOME, published=day).units

    assert (told.key == then.key) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hội quán Hương Sen", "Hương Sen Hội quán"),
        ("BV ĐKKV Gò Sen", "Bệnh viện Đa khoa khu vực Gò Sen"),
        ("Hội CCB Việt Nam xã Gò Sen", "Hội CCB xã Gò Sen"),
        ("Trường Tiểu học xã Gò Sen", "Trường Tiểu học Gò Sen"),
    ],
)
def test_two_ways_to_write_a_name_are_one_unit(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other)
    assert unit_label(one) == unit_label(other)


@pytest.mark.parametrize(
    "text",
    [
        "Các Chi hội Phụ nữ xã đều có sổ.",
        "UBND các huyện, thị xã gửi báo cáo.",
        "Có 12 Chi bộ ấp tham gia.",
        "Nhiều cơ sở y tế còn thiếu thuốc.",
        "Điệu dân ca Nghệ An vang lên.",
        "Lực lượng công an xã có mặt.",
        "(Báo Bạn Nhà Quê) - Trời mưa.",
    ],
)
def test_plurals_and_common_words_are_no_units(text: str) -> None:
    assert units(text) == []


def test_the_next_sentence_does_not_lend_a_place() -> None:
    assert units("Giao cho Ban CHQS huyện. Từ tháng Hai đã xong.") == ["Ban CHQS huyện"]
    assert units("Công an huyện Ra mắt lớp bơi") == ["Công an huyện"]


def test_a_place_typed_with_one_capital_is_known_from_elsewhere_in_the_text() -> None:
    text = "Cao Lãnh: tuổi trẻ làm đường\nhuyện đoàn Cao lãnh góp 200 công."

    assert units(text) == ["huyện đoàn Cao lãnh"]


def test_heads_that_share_a_place_are_told_as_suggestions() -> None:
    found = extract("Đảng uỷ, UBND, UBMTTQ xã Tân Mỹ cùng dự.")
    told = [(m.surface, m.label, m.tier) for m in found.mentions]

    assert told == [
        ("Đảng uỷ", "Đảng uỷ xã Tân Mỹ", "suggestion"),
        ("UBND", "Uỷ ban nhân dân xã Tân Mỹ", "suggestion"),
        (
            "UBMTTQ xã Tân Mỹ",
            "Uỷ ban Mặt trận Tổ quốc Việt Nam xã Tân Mỹ",
            "fact",
        ),
    ]
    assert [unit.surface for unit in found.units] == ["UBMTTQ xã Tân Mỹ"]


def test_a_bare_form_means_the_portals_own_district_as_of_the_day() -> None:
    text = "Huyện Đoàn mở hội trại."
    old = extract(text, home=HOME, published=date(2021, 3, 26)).units
    new = extract(text, home=HOME, published=date(2026, 3, 26)).mentions

    assert [unit.label for unit in old] == ["Đoàn Thanh niên huyện Tháp Mười"]
    assert [(unit.label, unit.tier, unit.rule) for unit in new] == [
        ("Đoàn Thanh niên huyện", "suggestion", "bare")
    ]


def test_another_district_is_not_the_portals_own() -> None:
    found = extract("Huyện Đoàn Cao Lãnh sang chơi với Huyện Đoàn.", home=HOME).units

    assert [unit.label for unit in found] == [
        "Đoàn Thanh niên huyện Cao Lãnh",
        "Đoàn Thanh niên huyện Tháp Mười",
    ]


def test_a_bare_commune_body_takes_the_only_commune_that_the_text_names() -> None:
    text = "Hội Nông dân xã Tân Phú họp. UBND xã cử người dự. Hội Nông dân xã ghi biên bản."
    labels = [unit.label for unit in extract(text).units]

    assert labels == ["Hội Nông dân xã Tân Phú", "Uỷ ban nhân dân xã Tân Phú"]


def test_two_communes_leave_a_bare_body_as_it_is() -> None:
    text = "Hội Nông dân xã Tân Phú thăm Hội CCB xã Tân Long. UBND xã đón khách."

    assert "Uỷ ban nhân dân xã" in [unit.label for unit in extract(text).units]


def test_a_title_outside_the_text_tells_what_a_bare_form_means() -> None:
    found = extract("Hội Nông dân xã họp.", title="Hội Nông dân xã Tân Phú tất niên")

    assert [unit.label for unit in found.units] == ["Hội Nông dân xã Tân Phú"]


def test_a_hamlets_body_is_told_apart_by_its_commune() -> None:
    found = extract("Chi bộ ấp 3, xã Mỹ Đông họp. Chi bộ ấp 3 khen.").units

    assert [(unit.surface, unit.label) for unit in found] == [
        ("Chi bộ ấp 3", "Chi bộ ấp 3 xã Mỹ Đông")
    ]


def test_words_of_a_models_quoted_name_are_no_unit() -> None:
    reading = read("Công an xã Gò Sen có “Công an xã vì dân phục vụ”.")
    mark = reading.forms.index("“")
    model = ModelSpan(mark + 1, len(reading) - 2, mark, len(reading) - 1)
    left = outside(find_units(reading), [model])

    assert [unit.long_form for unit in left] == ["Công an xã Gò Sen"]
