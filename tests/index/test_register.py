"""The register: mentions as rows, counted, listed and found by name."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from index.errors import BadQuery, IndexDamaged, SearchError
from index.page import Name, Snippet
from index.register import Register
from index.register.entries import Form, ListQuery, Partner
from tests.index.builders import ROWS, told


def _values(register: Register, q: str = "", **varied: object) -> list[str]:
    query = ListQuery(words=q, **varied)  # type: ignore[arg-type]  # as the test says
    page = register.list("model", query)
    return [entry.value for entry in page.entries]


def test_a_new_register_is_empty(register: Register) -> None:
    assert register.reached == 0
    assert register.counts() == {"unit": 0, "model": 0}
    assert register.list("model").total == 0
    assert register.entry("model", "tu-do") is None
    assert register.timeline("model", "tu-do") == (0, ())
    assert register.resolve("unit", "Hội Phụ nữ", "", "Hội Phụ nữ") == ()


def test_an_entry_says_how_often_when_and_with_whom(filled: Register) -> None:
    entry = filled.entry("model", "tu-do")
    assert entry is not None
    assert (entry.kind, entry.value, entry.label) == ("model", "tu-do", "Tủ đồ nhân ái")
    assert (entry.articles, entry.first, entry.last) == (3, date(2021, 3, 12), date(2023, 11, 10))
    assert entry.forms == (Form("Tủ đồ nhân ái", 2), Form("tủ đồ Nhân ái", 1))
    assert entry.partners == (
        Partner("pn-tx", "Hội LHPN xã Trường Xuân", 2, 2021, 2023),
        Partner("pn-ma", "Hội Phụ nữ xã Mỹ An", 1, None, None),
    )


def test_a_units_partners_are_the_models_it_runs(filled: Register) -> None:
    entry = filled.entry("unit", "pn-tx")
    assert entry is not None
    assert entry.partners == (Partner("tu-do", "Tủ đồ nhân ái", 2, 2021, 2023),)
    lone = filled.entry("model", "camera")
    assert lone is not None
    assert lone.partners == ()


def test_counts_are_of_names_not_of_mentions(filled: Register) -> None:
    assert filled.counts() == {"unit": 3, "model": 4}
    assert filled.reached == 9


def test_a_removed_article_leaves_no_trace(filled: Register) -> None:
    filled.apply([], [row.article for row in ROWS], 20)
    assert filled.counts() == {"unit": 0, "model": 0}
    assert filled.names_of(["a1"]) == {"a1": ((), ())}


def test_what_was_written_is_there_when_opened_again(filled: Register, tmp_path: Path) -> None:
    again = Register(tmp_path / "register.sqlite")
    assert again.list("model") == filled.list("model")
    assert again.reached == 9
    again.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tủ đồ", ["tu-do"]),
        ("tu do", ["tu-do"]),
        ("NHÂN ÁI", ["tu-do"]),
        ("ai nhan", ["tu-do"]),
        ("đồ", ["tu-do", "do-choi"]),
        ("do ch", ["do-choi"]),
        ("an nin", ["camera"]),
        ("heo khôngcó", []),
        ("ủ", []),
        ("%", ["tu-do", "camera", "do-choi", "heo-dat"]),
        ("_", ["tu-do", "camera", "do-choi", "heo-dat"]),
    ],
)
def test_a_list_is_searched_by_the_beginnings_of_words_with_or_without_marks(
    filled: Register, typed: str, found: list[str]
) -> None:
    assert _values(filled, typed) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("articles", ["tu-do", "camera", "do-choi", "heo-dat"]),
        ("name", ["camera", "do-choi", "heo-dat", "tu-do"]),
        ("first", ["camera", "tu-do", "heo-dat", "do-choi"]),
        ("last", ["do-choi", "tu-do", "heo-dat", "camera"]),
    ],
)
def test_a_list_has_four_orders(filled: Register, sort: str, order: list[str]) -> None:
    assert _values(filled, sort=sort) == order


@pytest.mark.parametrize("sort", ["first", "last"])
def test_names_without_any_date_come_last(register: Register, sort: str) -> None:
    register.apply([told("a", "x", "Không ngày"), told("b", "y", "Z", "2020-01-01")], ["a"], 1)
    assert _values(register, sort=sort) == ["y", "x"]


def test_a_list_comes_in_pages_and_says_how_many_there_are(filled: Register) -> None:
    pages = [_values(filled, page=page, size=3) for page in (1, 2, 3)]
    assert pages == [["tu-do", "camera", "do-choi"], ["heo-dat"], []]
    assert filled.list("model", ListQuery(page=3, size=3)).total == 4
    assert filled.list("unit", ListQuery(words="xa", size=1)).total == 3


@pytest.mark.parametrize(
    ("field", "bad"),
    [("page", 0), ("page", -1), ("size", 0), ("sort", "size"), ("tier", "rumour")],
)
def test_what_no_list_has_is_refused_by_name(field: str, bad: object) -> None:
    with pytest.raises(BadQuery) as caught:
        ListQuery(**{field: bad})  # type: ignore[arg-type]  # bad on purpose
    assert caught.value.field == field


def test_a_timeline_is_oldest_first_and_the_undated_last(filled: Register) -> None:
    total, line = filled.timeline("model", "tu-do")
    assert total == 3
    assert [(row.article, row.published) for row in line] == [
        ("a1", date(2021, 3, 12)),
        ("a2", date(2023, 11, 10)),
        ("a3", None),
    ]
    assert line[0] == ROWS[0]


def test_a_sentence_without_a_span_comes_back_without_one(register: Register) -> None:
    row = told("a", "x", "Tên", sentence=Snippet("Câu."))
    register.apply([row], ["a"], 1)
    assert register.timeline("model", "x") == (1, (row,))


def test_articles_tell_of_units_and_models_in_the_order_of_their_names(filled: Register) -> None:
    names = filled.names_of(["a3", "none"])
    assert names["a3"] == (
        (Name("kh-lb", "Hội Khuyến học xã Láng Biển"), Name("pn-ma", "Hội Phụ nữ xã Mỹ An")),
        (Name("heo-dat", "Nuôi heo đất"), Name("tu-do", "Tủ đồ nhân ái")),
    )
    assert names["none"] == ((), ())


@pytest.mark.parametrize(
    ("kind", "typed", "canonical", "found"),
    [
        ("model", "tu-do", "", ["tu-do"]),
        ("model", "bất kỳ", "camera", ["camera"]),
        ("model", "TỦ ĐỒ NHÂN ÁI", "?", ["tu-do"]),
        ("model", "tu do nhan ai", "?", ["tu-do"]),
        ("model", "ái đồ", "?", ["tu-do"]),
        ("model", "đồ", "?", ["do-choi", "tu-do"]),
        ("model", "đồ khôngcó", "?", []),
        ("model", "“”", "?", []),
        ("model", "", "", []),
        ("model", "%", "?", []),
        ("unit", "Hội LHPN xã Trường Xuân", "?", ["pn-tx"]),
        ("unit", "hoi phu nu", "?", ["pn-tx", "pn-ma"]),
        ("unit", "hội phụ nữ xã", "?", ["pn-tx", "pn-ma"]),
        ("unit", "Láng Biển", "?", ["kh-lb"]),
        ("unit", "tu-do", "?", []),
    ],
)
def test_a_typed_name_means_its_key_else_its_spelling_else_its_words(
    filled: Register, kind: str, typed: str, canonical: str, found: list[str]
) -> None:
    names = filled.resolve(kind, typed, canonical, typed)  # type: ignore[arg-type]  # a literal
    assert sorted(name.value for name in names) == sorted(found)


def test_an_abbreviation_is_found_by_its_long_form(filled: Register) -> None:
    names = filled.resolve("unit", "HKH xã Láng Biển", "?", "Hội Khuyến học xã Láng Biển")
    assert [name.value for name in names] == ["kh-lb"]


def test_an_abbreviation_without_marks_is_found_by_the_letters_of_its_key(
    filled: Register,
) -> None:
    key = "hoi-khuyen-hoc-xa-lang-bien-0123abcd"
    names = filled.resolve("unit", "hkh xa lang bien", key, "hkh xa lang bien")
    assert [name.value for name in names] == ["kh-lb"]


def test_a_name_of_very_many_words_is_only_not_found(filled: Register) -> None:
    assert filled.list("model", ListQuery(words="q " * 500)).total == 0
    many = " ".join(f"từ{n}" for n in range(2000))
    assert filled.list("model", ListQuery(words=many)).total == 0
    assert filled.resolve("model", many, "?", many) == ()
    assert filled.resolve("model", "q " * 150, "?", "q " * 150) == ()


def test_a_file_that_is_no_database_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(b"no database " * 1000)
    with pytest.raises(IndexDamaged, match="guong index --rebuild"):
        Register(path)


def test_damage_that_shows_only_in_reading_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    with closing(Register(path)) as register:
        rows = [told(f"a{n}", f"k{n}", f"Tên {n}") for n in range(500)]
        register.apply(rows, {row.article for row in rows}, 1)
    whole = path.read_bytes()
    half = len(whole) // 2
    path.write_bytes(whole[:half] + b"\xff" * (len(whole) - half))
    with closing(Register(path)) as register, pytest.raises(IndexDamaged, match="--rebuild"):
        register.list("model", ListQuery(size=500))


def test_a_full_disk_is_no_damage_and_takes_nothing_back(filled: Register) -> None:
    event.listen(filled._engine, "begin", _leave_no_room)
    rows = [told(f"b{n}", f"k{n}", f"Tên {n}") for n in range(5000)]
    with pytest.raises(SearchError, match=r"register\.sqlite: database or disk is full$") as caught:
        filled.apply(rows, ["b1"], 10)
    assert not isinstance(caught.value, IndexDamaged)
    assert filled.reached == 9
    assert filled.counts() == {"unit": 3, "model": 4}


def _leave_no_room(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA max_page_count = 30")


def test_its_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "a?b=c#d%41 mô hình@x"
    folder.mkdir()
    with closing(Register(folder / "register.sqlite")) as register:
        register.apply(ROWS, [], 9)
    assert [path.name for path in folder.iterdir()] == ["register.sqlite"]


def test_a_crash_while_tables_were_made_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    path.touch()
    register = Register(path)
    assert register.reached == 0
    register.close()
