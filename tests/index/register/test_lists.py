"""Lists of models and units, narrowed by words, letter, year, kind and commune."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.authority import Standing, place_key
from index.register import Register
from index.register.entries import Kind, ListQuery, Narrowing
from tests.index.builders import told, unit

WOMEN, FARMERS = "Hội Liên hiệp Phụ nữ", "Hội Nông dân"
XUAN = Standing(WOMEN, "xã", "xã Trường Xuân", "huyện Tháp Mười")
AN = Standing(FARMERS, "thị trấn", "thị trấn Mỹ An", "huyện Tháp Mười")
BODY = Standing("Công an", "huyện", "huyện Tháp Mười", "")
HERE, THERE = place_key(XUAN), place_key(AN)
ROWS = (
    told("a1", "tu", "Tủ đồ nhân ái", "2021-03-12", unit="pn"),
    told("a2", "tu", "Tủ đồ nhân ái", "2023-03-12", unit="nd"),
    told("a3", "do", "Đồ chơi tái chế", "2021-01-01", unit="nd"),
    told("a4", "duong", "Dương xỉ", "2020-01-01"),
    told("a5", "quy", "Quỹ tiết kiệm", "2020-01-01", unit="ca"),
    unit("a1", "pn", "Hội LHPN xã Trường Xuân", "2021-03-12", standing=XUAN),
    unit("a2", "nd", "Hội Nông dân thị trấn Mỹ An", "2023-03-12", standing=AN),
    unit("a3", "nd", "Hội Nông dân thị trấn Mỹ An", "2021-01-01", standing=AN),
    unit("a5", "ca", "Công an huyện", "2020-01-01", standing=BODY),
    unit("a5", "to", "Tổ hùn vốn"),
)


@pytest.fixture
def listed(register: Register) -> Register:
    register.apply(ROWS, {row.article for row in ROWS}, 5)
    return register


def _values(register: Register, kind: Kind, **asked: object) -> set[str]:
    query = ListQuery(**asked)  # type: ignore[arg-type]  # as the test says
    found = register.list(kind, query)
    assert found.total == len(found.entries)
    assert [one.value for one in register.each(kind, query)] == [one.value for one in found.entries]
    return {one.value for one in found.entries}


@pytest.mark.parametrize(
    ("asked", "models", "units"),
    [
        ({"initial": "D"}, {"duong"}, set()),
        ({"initial": "Đ"}, {"do"}, set()),
        ({"initial": "T"}, {"tu"}, {"to"}),
        ({"initial": "#"}, set(), set()),
        ({"year": 2021}, {"tu", "do"}, {"pn", "nd"}),
        ({"year": 1999}, set(), set()),
        ({"type": WOMEN}, {"tu"}, {"pn"}),
        ({"type": FARMERS}, {"tu", "do"}, {"nd"}),
        ({"place": HERE}, {"tu"}, {"pn"}),
        ({"place": THERE}, {"tu", "do"}, {"nd"}),
        ({"place": "nowhere"}, set(), set()),
        ({"place": THERE, "year": 2021, "initial": "Đ"}, {"do"}, set()),
        ({"type": FARMERS, "words": "tu"}, {"tu"}, set()),
    ],
)
def test_filters_leave_what_has_all_of_them(
    listed: Register, asked: dict[str, object], models: set[str], units: set[str]
) -> None:
    assert _values(listed, "model", **asked) == models
    assert _values(listed, "unit", **asked) == units


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("do", {"tu", "do"}),
        ("đồ", {"tu", "do"}),
        ("đ", {"tu", "do"}),
        ("d", {"tu", "do", "duong"}),
        ("dò", set()),
        ("dương", {"duong"}),
        ("đương", set()),
        ("qui", {"quy"}),
        ("quỹ t", {"quy"}),
        ("quy k", {"quy"}),
        ("nhân đồ", {"tu"}),
        ("nhân dồ", set()),
    ],
)
def test_marks_that_are_typed_count_and_others_do_not(
    listed: Register, typed: str, found: set[str]
) -> None:
    assert _values(listed, "model", words=typed) == found


def test_each_narrowing_is_counted_with_the_other_filters_applied(listed: Register) -> None:
    found = listed.browse("model", ListQuery(year=2021)).narrowings
    assert found.initials == (Narrowing("T", "T", 1), Narrowing("Đ", "Đ", 1))[::-1]
    assert found.years == (
        Narrowing("2023", "2023", 1),
        Narrowing("2021", "2021", 2),
        Narrowing("2020", "2020", 2),
    )
    assert found.types == (Narrowing(FARMERS, FARMERS, 2), Narrowing(WOMEN, WOMEN, 1))
    assert found.places == (
        Narrowing(THERE, "thị trấn Mỹ An", 2),
        Narrowing(HERE, "xã Trường Xuân", 1),
    )
    both = listed.browse("model", ListQuery(year=2021, initial="T", words="tu")).narrowings
    assert [one.value for one in both.initials] == ["T"]
    assert [one.value for one in both.years] == ["2023", "2021"]


def test_a_place_that_articles_tell_of_is_called_as_that_unit(listed: Register) -> None:
    listed.apply([unit("b", HERE, "Xã Trường Xuân")], ["b"], 6)
    places = listed.browse("unit").narrowings.places
    assert [one.label for one in places if one.value == HERE] == ["Xã Trường Xuân"]


def test_of_many_places_the_most_frequent_are_told_and_the_one_that_is_chosen(
    register: Register,
) -> None:
    places = [Standing(WOMEN, "xã", f"xã Số {n:03}", "huyện Tháp Mười") for n in range(120)]
    rows = [unit(f"a{n}", f"u{n:03}", "Hội", standing=one) for n, one in enumerate(places)]
    rare = place_key(places[0])
    often = [unit(f"b{n}", f"v{n}", "Hội", standing=one) for n, one in enumerate(places[1:])]
    register.apply([*rows, *often], {row.article for row in (*rows, *often)}, 1)
    found = register.browse("unit").narrowings
    assert len(found.places) == 100
    assert found.further_places == 20
    assert rare not in {one.value for one in found.places}
    chosen = register.browse("unit", ListQuery(place=rare)).narrowings
    assert Narrowing(rare, "xã Số 000", 1) in chosen.places
    assert (len(chosen.places), chosen.further_places) == (101, 19)
    among = register.browse("unit", ListQuery(place=rare, words="hội")).narrowings
    assert Narrowing(rare, "xã Số 000", 1) in among.places


def test_a_chosen_value_that_nothing_has_is_told_with_none(listed: Register) -> None:
    found = listed.browse("model", ListQuery(place="nowhere", type=WOMEN)).narrowings
    assert Narrowing("nowhere", "nowhere", 0) in found.places
    assert found.types == (Narrowing(WOMEN, WOMEN, 0),)


def test_every_tier_says_how_many_names_the_same_question_finds_there(listed: Register) -> None:
    listed.apply([told("b", "g", "Tủ sách", "2021-05-05", tier="suggestion")], ["b"], 6)
    assert listed.browse("model").tiers == {"fact": 4, "suggestion": 1}
    assert listed.browse("model", ListQuery(words="tu")).tiers == {"fact": 1, "suggestion": 1}
    asked = ListQuery(year=2021, initial="Đ", tier="suggestion")
    assert listed.browse("model", asked).tiers == {"fact": 1, "suggestion": 0}


def test_a_model_is_found_by_what_its_unit_turns_out_to_be_later(register: Register) -> None:
    register.apply([told("a", "k", "Tên", unit="u"), unit("a", "u", "Hội")], ["a"], 1)
    assert register.list("model", ListQuery(place=HERE)).total == 0
    register.apply([unit("b", "u", "Hội", standing=XUAN)], ["b"], 2)
    assert register.list("model", ListQuery(place=HERE)).total == 1
    assert register.entry("unit", "u").standing == XUAN  # type: ignore[union-attr]  # it is there
    register.apply([], ["b"], 3)
    assert register.list("model", ListQuery(type=WOMEN)).total == 0


def test_a_page_of_a_list_tells_the_first_few_partners_and_an_entry_all(register: Register) -> None:
    rows = [told(f"a{n}", f"m{n}", f"Tên {n}", unit="u") for n in range(9)]
    register.apply([*rows, unit("a0", "u", "Hội")], {row.article for row in rows}, 1)
    (listed,) = register.list("unit").entries
    assert [one.label for one in listed.partners] == ["Tên 0", "Tên 1", "Tên 2", "Tên 3"]
    (exported,) = register.each("unit")
    assert len(exported.partners) == 9
    assert register.entry("unit", "u") == exported


letters = st.sampled_from(["tủ", "tu", "đồ", "d", "hội", "xã", "my", "%", "2", "o'", "“"])


@given(words=st.lists(letters, max_size=4).map(" ".join), year=st.none() | st.integers(2019, 2024))
def test_the_narrowings_of_a_filter_say_how_long_its_list_is(
    standing: Register, words: str, year: int | None
) -> None:
    asked = ListQuery(words=words, year=year)
    for kind in ("model", "unit"):
        browsed = standing.browse(kind, asked)
        assert browsed.page == standing.list(kind, asked)
        assert browsed.tiers["fact"] == browsed.page.total
        narrowings = browsed.narrowings
        for trait, counted in (
            ("initial", narrowings.initials),
            ("type", narrowings.types),
            ("place", narrowings.places),
        ):
            for one in counted:
                narrowed = ListQuery(words=words, year=year, **{trait: one.value})  # type: ignore[arg-type]  # a trait
                assert standing.list(kind, narrowed).total == one.count
