"""Rulings by people: names they gave, addresses they merged, and what has to be written anew."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from index.page import Name
from index.register import Register
from index.register.entries import ListQuery
from tests.index.builders import ROWS
from tests.index.register.ruled import Ruled

CALLED = Ruled(labels={("model", "tu-do"): "Tủ quần áo", ("unit", "pn-tx"): "Hội Phụ nữ TX"})
MERGED = Ruled(merged={("model", "heo-dat"): "tu-do"})
ARTICLES = {row.article for row in ROWS}


def _write(register: Register) -> None:
    register.apply(ROWS, ARTICLES, 9)


def test_a_name_given_by_people_wins_and_finds_it_as_well(tmp_path: Path) -> None:
    with closing(Register(tmp_path / "r.sqlite", CALLED)) as register:
        _write(register)
        entry = register.entry("model", "tu-do")
        assert entry is not None
        assert entry.label == "Tủ quần áo"
        assert [form.text for form in entry.forms] == ["Tủ đồ nhân ái", "tủ đồ Nhân ái"]
        for typed in ("tủ quần", "đồ nhân"):
            found = register.list("model", ListQuery(words=typed)).entries
            assert [one.value for one in found] == ["tu-do"]
        assert register.resolve("model", "tu quan ao", "?", "") == (Name("tu-do", "Tủ quần áo"),)
        assert register.labels("unit", ["pn-tx"]) == {"pn-tx": "Hội Phụ nữ TX"}


def test_names_follow_rulings_that_came_after_the_articles(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with closing(Register(path)) as register:
        _write(register)
    with closing(Register(path, CALLED)) as register:
        register.set_rulings()
        assert register.labels("model", ["tu-do"]) == {"tu-do": "Tủ quần áo"}
        assert register.reached == 9
        assert register.rulings == CALLED.digest
    undone = Ruled(undone=CALLED.named)
    with closing(Register(path, undone)) as register:
        register.set_rulings()
        assert register.labels("model", ["tu-do"]) == {"tu-do": "Tủ đồ nhân ái"}
        assert register.rulings == ""


def test_the_address_of_what_was_merged_leads_to_where_it_is_now(tmp_path: Path) -> None:
    with closing(Register(tmp_path / "r.sqlite", MERGED)) as register:
        _write(register)
        assert register.moved("model", "heo-dat") is None
        register.set_rulings()
        assert register.moved("model", "heo-dat") == "tu-do"
        assert register.moved("unit", "heo-dat") is None
        assert register.moved("model", "tu-do") is None


def test_a_merged_name_or_key_means_what_it_was_merged_into(tmp_path: Path) -> None:
    rows = [replace(row, key="tu-do") if row.key == "heo-dat" else row for row in ROWS]
    rows = [row for row in rows if (row.article, row.form) != ("a3", "Tủ đồ nhân ái")]
    with closing(Register(tmp_path / "r.sqlite", MERGED)) as register:
        register.apply(rows, ARTICLES, 9)
        register.set_rulings()
        for typed, canonical in (("heo-dat", "?"), ("Heo đất", "heo-dat")):
            found = register.resolve("model", typed, canonical, typed)
            assert [one.value for one in found] == ["tu-do"]


def test_articles_are_known_by_what_their_texts_name_whatever_rulings_made_of_it(
    register: Register,
) -> None:
    named = [("a1", "model", "tu-do"), ("a1", "unit", "gone"), ("a4", "model", "dropped")]
    register.apply(ROWS, ARTICLES, 9, "", (), named)  # type: ignore[arg-type]  # literals
    assert register.drawn_in([("model", "dropped")]) == {"a4"}
    assert register.drawn_in([("unit", "gone"), ("model", "heo-dat")]) == {"a1", "a3"}
    assert register.drawn_in([("unit", "dropped")]) == set()
    register.apply([], ["a4"], 10)
    assert register.drawn_in([("model", "dropped")]) == set()


def test_only_articles_that_rulings_touch_are_ruled_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with closing(Register(path)) as register:
        _write(register)
        assert register.begin_ruling() == set()
    with closing(Register(path, MERGED)) as register:
        assert register.begin_ruling() == {"a3"}
        register.set_rulings()
        assert register.begin_ruling() == set()
    # Also where the log was lost that told of them.
    with closing(Register(path, Ruled())) as register:
        assert register.begin_ruling() == {"a3"}
        register.set_rulings()
        assert register.moved("model", "heo-dat") is None
        assert register.begin_ruling() == set()
