"""Tháp Mười's places before and after 1 July 2025."""

from datetime import date

import pytest

from index.mentions import known_places, place_as_of
from index.mentions.keys import syllables

LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)


def test_the_district_ended_and_a_commune_bears_its_name() -> None:
    assert place_as_of("huyện Tháp Mười", LAST_DAY) is not None
    assert place_as_of("huyện Tháp Mười", FIRST_DAY) is None
    commune = place_as_of("xã Tháp Mười", FIRST_DAY)
    assert commune is not None
    assert commune.code == "30037"


def test_the_old_district_had_thirteen_communes_and_left_five_and_a_shared_one() -> None:
    old = [p.name for p in known_places() if p.within == "huyện Tháp Mười" and p.until == LAST_DAY]
    new = [p.name for p in known_places() if p.since == FIRST_DAY and p.name.startswith("xã ")]

    assert len(old) == 13
    assert len(new) == 6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("thị trấn Mỹ An", "xã Tháp Mười"),
        ("xã Mỹ An", "xã Tháp Mười"),
        ("xã Mỹ Quý", "xã Mỹ Quí"),
        ("xã Láng Biển", "xã Mỹ Quí"),
        ("xã Hưng Thạnh", "xã Phương Thịnh"),
        ("xã Thạnh Lợi", "xã Trường Xuân"),
    ],
)
def test_each_old_commune_names_the_one_that_took_it_over(old: str, new: str) -> None:
    place = place_as_of(old, LAST_DAY)

    assert place is not None
    assert place.becomes == (new,)
    assert place_as_of(new, FIRST_DAY) is not None


def test_every_successor_is_itself_a_known_place_of_the_new_time() -> None:
    for place in known_places():
        for name in place.becomes:
            assert place_as_of(name, FIRST_DAY) is not None


def test_a_code_names_one_place_on_any_one_day() -> None:
    for day in (LAST_DAY, FIRST_DAY):
        codes = [place.code for place in known_places() if place.stood_on(day)]
        assert len(codes) == len(set(codes))


def test_names_are_found_in_either_school_of_tone_placement() -> None:
    place = place_as_of("xã Mỹ Hoà", LAST_DAY)

    assert place is not None
    assert syllables(place.name) == syllables("xã Mỹ Hòa")
