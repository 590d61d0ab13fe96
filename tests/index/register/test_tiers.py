"""Facts and suggestions are kept apart."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index.page import Name
from index.register import Register
from index.register.entries import Form, ListQuery, Partner, UnitYear, YearCount
from tests.index.builders import told, unit

GUESS = ListQuery(tier="suggestion")
ROWS = (
    told("a1", "tu", "Tủ sách", "2020-05-01", unit="h"),
    told("a2", "tu", "tủ sách xanh", "2018-01-01", tier="suggestion", unit="h"),
    told("a3", "lua", "Lúa sạch", "2021-01-01", tier="suggestion", unit="h"),
    told("a4", "lua", "Lúa sạch", "2019-01-01", tier="suggestion"),
    unit("a1", "h", "Hội Nông dân", "2020-05-01"),
    unit("a3", "u", "Tổ hùn vốn", "2021-01-01", tier="suggestion"),
)


@pytest.fixture
def both(register: Register) -> Register:
    register.apply(ROWS, {row.article for row in ROWS}, 4)
    return register


def test_a_fact_is_called_counted_and_dated_by_facts_alone(both: Register) -> None:
    entry = both.entry("model", "tu")
    assert entry is not None
    assert (entry.tier, entry.articles, entry.suggested) == ("fact", 1, 1)
    assert (entry.label, entry.forms) == ("Tủ sách", (Form("Tủ sách", 1),))
    assert entry.first == entry.last == date(2020, 5, 1)
    assert entry.partners == (Partner("h", "Hội Nông dân", 1, 2020, 2020),)


def test_what_no_article_tells_as_a_fact_is_told_by_its_suggestions(both: Register) -> None:
    entry = both.entry("model", "lua")
    assert entry is not None
    assert (entry.tier, entry.articles, entry.suggested) == ("suggestion", 0, 2)
    assert (entry.first, entry.last) == (date(2019, 1, 1), date(2021, 1, 1))
    assert entry.partners == (Partner("h", "Hội Nông dân", 1, 2021, 2021),)


def test_a_list_shows_one_tier(both: Register) -> None:
    assert [entry.value for entry in both.list("model").entries] == ["tu"]
    assert [entry.value for entry in both.list("model", GUESS).entries] == ["lua"]
    assert [one.value for one in both.browse("model", GUESS).narrowings.years] == ["2021", "2019"]
    assert [one.value for one in both.browse("model").narrowings.years] == ["2020"]
    assert both.counts() == {"unit": 1, "model": 1}
    assert both.counts("suggestion") == {"unit": 1, "model": 1}


@pytest.mark.parametrize("typed", ["lúa", "lua sach", "lua"])
def test_what_is_only_suggested_is_found_in_its_own_list_alone(both: Register, typed: str) -> None:
    assert both.list("model", ListQuery(words=typed)).total == 0
    assert both.list("model", ListQuery(words=typed, tier="suggestion")).total == 1
    assert both.resolve("model", typed, "lua", typed) == ()


def test_a_way_of_writing_that_only_a_suggestion_has_finds_no_fact(both: Register) -> None:
    assert both.list("model", ListQuery(words="xanh")).total == 0
    assert both.resolve("model", "tủ sách xanh", "?", "tủ sách xanh") == ()


def test_articles_carry_facts_alone(both: Register) -> None:
    assert both.names_of(["a1", "a2", "a3"]) == {
        "a1": ((Name("h", "Hội Nông dân"),), (Name("tu", "Tủ sách"),)),
        "a2": ((), ()),
        "a3": ((), ()),
    }
    assert both.labels("model", ["tu", "lua"]) == {"tu": "Tủ sách"}


def test_a_timeline_tells_both_or_one_of_them(both: Register) -> None:
    total, rows = both.timeline("model", "tu")
    assert (total, [row.article for row in rows]) == (2, ["a2", "a1"])
    assert [row.tier for row in rows] == ["suggestion", "fact"]
    assert both.timeline("model", "tu", tier="fact") == (1, (ROWS[0],))
    assert both.timeline("model", "tu", tier="suggestion") == (1, (ROWS[1],))
    assert both.years("model", "tu") == (YearCount(2018, 0, 1), YearCount(2020, 1, 0))


def test_a_units_years_tell_of_one_tier(both: Register) -> None:
    fact, guess = Partner("tu", "Tủ sách", 1, 2020, 2020), Partner("lua", "Lúa sạch", 1, 2021, 2021)
    assert both.models_by_year("h") == (UnitYear(2020, (fact,)),)
    assert both.models_by_year("h", "suggestion") == (
        UnitYear(2021, (guess,)),
        UnitYear(2018, (Partner("tu", "Tủ sách", 1, 2018, 2018),)),
    )
    assert both.siblings("tu") == ()
    assert both.siblings("tu", "suggestion") == (guess,)


def test_a_suggestion_becomes_a_fact_as_soon_as_one_article_says_so(tmp_path: Path) -> None:
    with closing(Register(tmp_path / "r.sqlite")) as register:
        register.apply([told("a", "k", "lúa xanh", tier="suggestion")], ["a"], 1)
        register.apply([told("b", "k", "Lúa sạch")], ["b"], 2)
        assert [entry.label for entry in register.list("model").entries] == ["Lúa sạch"]
        assert register.list("model", GUESS).total == 0
        register.apply([], ["b"], 3)
        assert register.list("model").total == 0
        assert [entry.label for entry in register.list("model", GUESS).entries] == ["Lúa xanh"]
