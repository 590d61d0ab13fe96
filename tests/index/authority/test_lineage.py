"""What a unit was called, came from and became."""

from datetime import date
from pathlib import Path

import pytest

from index.authority import Authority, Growth, Home, Lineage, authority, shipped
from index.mentions import standing_of, unit_key, unit_label

HOME = Home("huyện Tháp Mười", "tỉnh Đồng Tháp")
LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)


def lineage(name: str, day: date | None = None, known: Authority | None = None) -> Lineage:
    standing = standing_of(name, home=HOME, published=day, authority=known)
    assert standing is not None
    label = unit_label(name, home=HOME, published=day, authority=known)
    return (known or shipped()).lineage(standing, label)


def key(name: str, day: date) -> str:
    return unit_key(name, home=HOME, published=day)


def test_a_unit_keeps_its_key_while_its_communes_name_is_spelt_anew() -> None:
    told = lineage("Hội LHPN xã Mỹ Quí", FIRST_DAY)

    assert [(name.name, name.since, name.until) for name in told.names] == [
        ("Hội Liên hiệp Phụ nữ xã Mỹ Quý", None, LAST_DAY),
        ("Hội Liên hiệp Phụ nữ xã Mỹ Quí", FIRST_DAY, None),
    ]
    assert told.later == ()
    assert (told.since, told.until) == (None, None)


def test_the_names_of_one_spelling_are_one_name() -> None:
    (name,) = lineage("Công an xã Trường Xuân", LAST_DAY).names

    assert (name.name, name.since, name.until) == ("Công an xã Trường Xuân", None, None)


def test_what_the_area_took_in_is_told_with_the_day() -> None:
    told = lineage("UBND xã Trường Xuân")

    assert told.grew == (Growth("xã Thạnh Lợi", FIRST_DAY),)
    assert [(kin.key, kin.label, kin.until) for kin in told.earlier] == [
        (key("UBND xã Thạnh Lợi", LAST_DAY), "Uỷ ban nhân dân xã Thạnh Lợi", LAST_DAY)
    ]
    assert "1663" in told.source


def test_a_new_commune_did_not_grow_but_was_made() -> None:
    told = lineage("Đảng uỷ xã Tháp Mười", FIRST_DAY)

    assert told.since == FIRST_DAY
    assert told.grew == ()
    assert {kin.label for kin in told.earlier} == {
        "Đảng uỷ thị trấn Mỹ An",
        "Đảng uỷ xã Mỹ An",
        "Đảng uỷ xã Mỹ Hòa",
    }


@pytest.mark.parametrize("place", ["xã Mỹ An", "thị trấn Mỹ An", "xã Mỹ Hòa"])
def test_what_ended_leads_to_what_took_over(place: str) -> None:
    told = lineage(f"Hội Nông dân {place}", LAST_DAY)

    assert told.until == LAST_DAY
    assert [(kin.key, kin.since) for kin in told.later] == [
        (key("Hội Nông dân xã Tháp Mười", FIRST_DAY), FIRST_DAY)
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("Đảng uỷ", "Đảng bộ", "UBND", "HĐND", "UBMTTQ Việt Nam", "Hội LHPN", "Hội Nông dân"),
        *("Hội CCB", "Đoàn Thanh niên", "Công an", "Ban CHQS", ""),
    ],
)
def test_bodies_of_which_a_commune_has_one_follow_it(name: str) -> None:
    (kin,) = lineage(f"{name} xã Hưng Thạnh", LAST_DAY).later

    assert kin.key == key(f"{name} xã Phương Thịnh", FIRST_DAY)


@pytest.mark.parametrize(
    "name",
    [
        "Trường Tiểu học Mỹ An",
        "Bệnh viện Đa khoa khu vực Tháp Mười",
        "Trường Tiểu học xã Mỹ An",
        "Huyện Đoàn",
        "Công an huyện",
        "Hội LHPN huyện Tháp Mười",
        "Chi bộ ấp 3, xã Mỹ Đông",
        "Ban Thường vụ Đảng uỷ xã Mỹ An",
        "Hội Nông dân xã Bình Tấn",
    ],
)
def test_nothing_is_made_up_for_schools_hamlets_offices_and_district_bodies(name: str) -> None:
    assert lineage(name, LAST_DAY).empty


def test_the_district_itself_became_communes_and_none_of_them_came_from_it_alone() -> None:
    told = lineage("huyện Tháp Mười", LAST_DAY)

    assert told.until == LAST_DAY
    assert len(told.later) == 6
    assert [kin.label for kin in lineage("xã Trường Xuân").earlier] == ["xã Thạnh Lợi"]


def test_a_namesake_of_another_district_has_no_part_in_it() -> None:
    told = lineage("Hội Nông dân xã Hưng Thạnh", FIRST_DAY)

    assert (told.later, told.earlier, told.until) == ((), (), None)


def test_a_body_with_an_entry_leads_to_what_it_says_it_became(tmp_path: Path) -> None:
    file = tmp_path / "ten.toml"
    file.write_text(
        """
source = "Quyết định 12/QĐ"
[[body]]
id = "thap-muoi/trung-tam-y-te"
name = "Trung tâm Y tế Gò Sen"
kind = "Trung tâm Y tế"
place = "dong-thap/huyen-thap-muoi"
until = 2022-12-31
becomes = ["thap-muoi/benh-vien"]
[[body]]
id = "thap-muoi/benh-vien"
name = "Bệnh viện Đa khoa Gò Sen"
forms = ["BV Gò Sen"]
kind = "Bệnh viện"
place = "dong-thap/huyen-thap-muoi"
from = 2023-01-01
""",
        encoding="utf-8",
    )
    known = authority([file])

    before = lineage("Trung tâm Y tế Gò Sen", date(2022, 1, 1), known)
    after = lineage("BV Gò Sen", date(2024, 1, 1), known)

    assert [kin.label for kin in before.later] == ["Bệnh viện Đa khoa Gò Sen"]
    assert [kin.label for kin in after.earlier] == ["Trung tâm Y tế Gò Sen"]
    assert after.source == "Quyết định 12/QĐ"
    assert before.later[0].key == unit_key(
        "BV Gò Sen", home=HOME, published=date(2024, 1, 1), authority=known
    )
