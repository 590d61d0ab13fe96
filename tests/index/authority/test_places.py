"""Tháp Mười's places before and from 1 July 2025, as shipped."""

from datetime import date

import pytest

from index.authority import Home, Place, shipped

HOME = Home("huyện Tháp Mười", "tỉnh Đồng Tháp")
LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)
PLACES = shipped()

# (id, name until 30 June 2025, code then, name from 1 July 2025, code then)
COMMUNES = [
    ("thap-muoi/thi-tran-my-an", "thị trấn Mỹ An", "30037", "", ""),
    ("thap-muoi/xa-thanh-loi", "xã Thạnh Lợi", "30040", "", ""),
    ("thap-muoi/xa-hung-thanh", "xã Hưng Thạnh", "30043", "", ""),
    ("thap-muoi/xa-truong-xuan", "xã Trường Xuân", "30046", "xã Trường Xuân", "30046"),
    ("thap-muoi/xa-tan-kieu", "xã Tân Kiều", "30049", "", ""),
    ("thap-muoi/xa-my-hoa", "xã Mỹ Hòa", "30052", "", ""),
    ("thap-muoi/xa-my-quy", "xã Mỹ Quý", "30055", "xã Mỹ Quí", "30055"),
    ("thap-muoi/xa-my-dong", "xã Mỹ Đông", "30058", "", ""),
    ("thap-muoi/xa-doc-binh-kieu", "xã Đốc Binh Kiều", "30061", "xã Đốc Binh Kiều", "30061"),
    ("thap-muoi/xa-my-an", "xã Mỹ An", "30064", "", ""),
    ("thap-muoi/xa-phu-dien", "xã Phú Điền", "30067", "", ""),
    ("thap-muoi/xa-lang-bien", "xã Láng Biển", "30070", "", ""),
    ("thap-muoi/xa-thanh-my", "xã Thanh Mỹ", "30073", "xã Thanh Mỹ", "30073"),
    ("cao-lanh/xa-phuong-thinh", "xã Phương Thịnh", "30082", "xã Phương Thịnh", "30043"),
    ("thap-muoi/xa-thap-muoi", "", "", "xã Tháp Mười", "30037"),
]
BECAME = {
    "thap-muoi/xa-thap-muoi": {"thi-tran-my-an", "xa-my-an", "xa-my-hoa"},
    "thap-muoi/xa-truong-xuan": {"xa-thanh-loi"},
    "thap-muoi/xa-my-quy": {"xa-my-dong", "xa-lang-bien"},
    "thap-muoi/xa-doc-binh-kieu": {"xa-tan-kieu"},
    "thap-muoi/xa-thanh-my": {"xa-phu-dien"},
    "cao-lanh/xa-phuong-thinh": {"xa-hung-thanh"},
}


def at(id: str) -> Place:
    place = PLACES.by_id(id)
    assert place is not None
    return place


def told(id: str, day: date) -> tuple[str, str]:
    period = at(id).on(day)
    return (period.name, period.code) if period else ("", "")


@pytest.mark.parametrize(("id", "before", "old", "after", "new"), COMMUNES)
def test_each_commune_has_its_name_and_code_of_before_and_after(
    id: str, before: str, old: str, after: str, new: str
) -> None:
    assert told(id, LAST_DAY) == (before, old)
    assert told(id, FIRST_DAY) == (after, new)


@pytest.mark.parametrize("heir", BECAME)
def test_each_new_commune_took_in_what_the_resolution_says(heir: str) -> None:
    ended = {p.id for p in PLACES.places if heir in p.becomes}

    assert {id.partition("/")[2] for id in ended} - {"huyen-thap-muoi"} == BECAME[heir]


def test_the_district_ended_and_became_the_six_communes() -> None:
    district = at("dong-thap/huyen-thap-muoi")

    assert district.on(LAST_DAY) is not None
    assert district.on(FIRST_DAY) is None
    assert set(district.becomes) == set(BECAME)
    assert PLACES.knows_all("huyện Tháp Mười")


def test_the_old_district_had_thirteen_communes() -> None:
    within = [
        p for p in PLACES.places if any(x.within == "dong-thap/huyen-thap-muoi" for x in p.periods)
    ]

    assert len(within) == 13


def test_a_code_means_one_commune_on_any_one_day() -> None:
    for day in (LAST_DAY, FIRST_DAY):
        periods = [period for p in PLACES.places if (period := p.on(day)) is not None]
        codes = [x.code for x in periods if len(x.code) == 5]
        assert len(codes) == len(set(codes))


def test_each_place_says_where_it_is_from() -> None:
    assert all("1663/NQ-UBTVQH15" in place.source for place in PLACES.places)


@pytest.mark.parametrize(
    ("name", "day", "id"),
    [
        ("xã Mỹ An", LAST_DAY, "thap-muoi/xa-my-an"),
        ("thị trấn Mỹ An", LAST_DAY, "thap-muoi/thi-tran-my-an"),
        ("xã Mỹ Quý", LAST_DAY, "thap-muoi/xa-my-quy"),
        ("xã Mỹ Quí", FIRST_DAY, "thap-muoi/xa-my-quy"),
        ("Xã mĩ quí", None, "thap-muoi/xa-my-quy"),
        ("xã Mỹ Hoà", LAST_DAY, "thap-muoi/xa-my-hoa"),
        ("xã Tháp Mười", FIRST_DAY, "thap-muoi/xa-thap-muoi"),
        ("xã Hưng Thạnh", LAST_DAY, "thap-muoi/xa-hung-thanh"),
        ("xã Hưng Thạnh", FIRST_DAY, "tan-phuoc/xa-hung-thanh"),
        ("xã Hưng Thạnh", None, "thap-muoi/xa-hung-thanh"),
        ("xã Phương Thịnh", FIRST_DAY, "cao-lanh/xa-phuong-thinh"),
        ("xã Thạnh Lợi", FIRST_DAY, "thap-muoi/xa-thanh-loi"),
    ],
)
def test_a_name_means_the_place_that_bears_it_at_home_on_that_day(
    name: str, day: date | None, id: str
) -> None:
    place = PLACES.place(name, home=HOME, day=day)

    assert place is not None
    assert place.id == id


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("xã Mỹ An", Home("huyện Thạnh Hoá", "tỉnh Long An")),
        ("xã Mỹ An", Home()),
        ("xã Bình Tấn", HOME),
        ("huyện Mỹ An", HOME),
        ("", HOME),
    ],
)
def test_a_name_means_no_known_place_elsewhere(name: str, home: Home) -> None:
    assert PLACES.place(name, home=home, day=LAST_DAY) is None


def test_a_district_the_file_does_not_know_ended_with_all_the_others() -> None:
    assert PLACES.stood("huyện Lai Vung", LAST_DAY)
    assert not PLACES.stood("huyện Lai Vung", FIRST_DAY)
    assert PLACES.stood("huyện Tháp Mười", None)
    assert not PLACES.stood("huyện Tháp Mười", FIRST_DAY)


@pytest.mark.parametrize("name", ["thành phố Cần Thơ", "xã Gò Sen", "phường Sa Đéc"])
def test_central_cities_and_communes_outlast_the_districts(name: str) -> None:
    assert PLACES.stood(name, FIRST_DAY)
