"""The key of a unit: one for all spellings of its name, another for a namesake elsewhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.authority import Home, Standing, identity, place_key
from index.mentions import standing_of, unit_key

HOME = Home("huyện Tháp Mười", "tỉnh Đồng Tháp")
OTHER = Home("huyện Phù Mỹ", "tỉnh Bình Định")
BEFORE, AFTER = date(2024, 5, 19), date(2026, 5, 19)
TEXT = st.text(max_size=40)


def at_home(name: str, day: date | None = None) -> str:
    return unit_key(name, home=HOME, published=day)


def test_one_name_in_two_districts_is_two_units_and_in_one_it_is_one() -> None:
    name = "Hội Nông dân xã Mỹ An"

    assert unit_key(name, home=HOME) != unit_key(name, home=OTHER)
    assert unit_key(name, home=HOME) == unit_key("HND xã Mỹ An", home=HOME)
    assert unit_key(name, home=OTHER) == unit_key("HND xã Mỹ An", home=OTHER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("xã Mỹ An", BEFORE), ("thị trấn Mỹ An", BEFORE)),
        (("Công an xã Mỹ An", BEFORE), ("Công an thị trấn Mỹ An", BEFORE)),
        (("huyện Tháp Mười", BEFORE), ("xã Tháp Mười", AFTER)),
        (("Công an Tháp Mười", BEFORE), ("Công an Tháp Mười", AFTER)),
        (("UBND xã Hưng Thạnh", BEFORE), ("UBND xã Hưng Thạnh", AFTER)),
        (("UBND xã Hưng Thạnh", BEFORE), ("UBND xã Phương Thịnh", AFTER)),
        (("xã Mỹ An", BEFORE), ("xã Tháp Mười", AFTER)),
        (("Chi bộ ấp 3, xã Mỹ An", BEFORE), ("Chi bộ ấp 3, xã Mỹ Đông", BEFORE)),
        (("xã Mỹ An", BEFORE), ("UBND xã Mỹ An", BEFORE)),
    ],
)
def test_namesakes_stay_apart(one: tuple[str, date], other: tuple[str, date]) -> None:
    assert at_home(*one) != at_home(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Hội LHPN xã Mỹ Quý", BEFORE), ("Hội LHPN xã Mỹ Quí", AFTER)),
        (("UBND xã Trường Xuân", BEFORE), ("UBND xã Trường Xuân", AFTER)),
        (("xã Phương Thịnh, huyện Cao Lãnh", BEFORE), ("xã Phương Thịnh", AFTER)),
        (("UBND xã Thạnh Lợi", BEFORE), ("UBND xã Thạnh Lợi", AFTER)),
        (("Hội CCB Tân Kiều", BEFORE), ("Hội CCB xã Tân Kiều", BEFORE)),
        (("Công an Tháp Mười", BEFORE), ("Công an huyện", BEFORE)),
        (("Hội LHPN xã Mỹ An, huyện Tháp Mười", BEFORE), ("Hội LHPN xã Mỹ An", BEFORE)),
        (("Hội LHPN xã Mỹ An huyện Tháp Mười", BEFORE), ("Hội LHPN xã Mỹ An", BEFORE)),
        (("UBND huyện Cao Lãnh, tỉnh Đồng Tháp", BEFORE), ("UBND huyện Cao Lãnh", BEFORE)),
        (("Chi bộ ấp 3 xã Mỹ Đông huyện Tháp Mười", None), ("Chi bộ Ấp 3, xã Mỹ Đông", None)),
    ],
)
def test_a_unit_is_itself_under_all_that_is_said_of_it(
    one: tuple[str, date | None], other: tuple[str, date | None]
) -> None:
    assert at_home(*one) == at_home(*other)


def test_a_stated_district_makes_a_unit_the_one_of_that_district() -> None:
    there = unit_key("Hội LHPN xã Mỹ Lợi", home=OTHER)

    assert at_home("Hội LHPN xã Mỹ Lợi, huyện Phù Mỹ") == there
    assert at_home("Hội LHPN xã Mỹ Lợi") != there


def test_a_district_has_the_same_key_on_every_portal() -> None:
    assert unit_key("UBND huyện Phù Mỹ", home=HOME) == unit_key("UBND huyện", home=OTHER)


def test_a_commune_unknown_to_a_complete_district_belongs_to_no_known_area() -> None:
    standing = standing_of("Hội LHPN xã Bình Tấn", home=HOME)

    assert standing is not None
    assert standing.area == ""


def test_a_units_place_has_the_key_of_the_place_as_a_unit() -> None:
    for name, place in [
        ("Hội LHPN xã Mỹ Quí", "xã Mỹ Quý"),
        ("Chi bộ ấp 3, xã Mỹ Đông", "xã Mỹ Đông"),
        ("Công an huyện", "huyện Tháp Mười"),
    ]:
        standing = standing_of(name, home=HOME)
        assert standing is not None
        assert place_key(standing) == at_home(place)


def test_a_unit_of_no_known_place_has_no_place_key() -> None:
    assert place_key(Standing("Bệnh viện", "", "", "")) == ""


def test_a_place_that_acts_is_a_unit_without_a_kind() -> None:
    standing = standing_of("ấp Tân Hưng, xã Mỹ Quý", home=HOME)

    assert standing == Standing("", "ấp", "xã Mỹ Quý", "thap-muoi/xa-my-quy")


def test_a_key_reads_as_its_name() -> None:
    assert at_home("Hội LHPN xã Mỹ Quí").startswith("hoi-lien-hiep-phu-nu-xa-my-quy-")
    assert at_home("UBND Huyện", BEFORE).startswith("uy-ban-nhan-dan-huyen-thap-muoi-")


@given(TEXT, TEXT, TEXT)
def test_any_words_have_a_key_that_is_safe_in_an_address(head: str, place: str, area: str) -> None:
    key = identity(head, place, area)

    assert key
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(key) < 90
