"""However articles were written, cut into batches and replaced, the tables are the same."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from index.authority import Standing
from index.register import Register
from index.register.entries import Headline, Told
from index.register.tables import metadata
from tests.index.builders import told, unit
from tests.index.register.ruled import Ruled

STANDINGS = (
    None,
    Standing("Hội Nông dân", "xã", "xã Mỹ Quý", "huyện Tháp Mười"),
    Standing("Hội Nông dân", "xã", "xã Mỹ Quí", "huyện Tháp Mười"),
    Standing("Công an", "huyện", "huyện Tháp Mười", ""),
)
RULINGS = Ruled(labels={("model", "m1"): "Tên mới", ("unit", "u0"): "Đơn vị mới"})

mention = st.tuples(
    st.sampled_from(["Tủ sách", "TỦ SÁCH", "tủ Sách nhỏ", "Bờ kè"]),
    st.sampled_from(["fact", "suggestion"]),
    st.sampled_from([None, "u0", "u1"]),
    st.sampled_from(STANDINGS),
)
article = st.fixed_dictionaries(
    {
        "day": st.sampled_from([None, date(2020, 1, 1), date(2020, 5, 1), date(2023, 1, 1)]),
        "title": st.sampled_from(["Tủ sách mới", "TỦ SÁCH MỚI", "Bờ kè"]),
        "models": st.dictionaries(st.sampled_from(["m0", "m1", "m2"]), mention, max_size=3),
        "units": st.dictionaries(st.sampled_from(["u0", "u1"]), mention, max_size=2),
    }
)
articles = st.dictionaries(st.sampled_from("abcdef"), article, min_size=1)
# In which order articles are written, before that perhaps as something else or withdrawn again.
steps = st.lists(
    st.lists(st.tuples(st.sampled_from("abcdef"), article, st.booleans()), min_size=1, max_size=3),
    max_size=4,
)


@settings(max_examples=60)
@given(last=articles, before=steps, order=st.randoms(use_true_random=False))
def test_any_way_of_writing_the_same_articles_gives_the_same_tables(
    last: dict[str, dict[str, object]],
    before: list[list[tuple[str, dict[str, object], bool]]],
    order: object,
) -> None:
    with TemporaryDirectory() as folder:
        with closing(Register(Path(folder) / "grown.sqlite", RULINGS)) as grown:
            for batch in before:
                shapes = {key: shape for key, shape, _ in batch}
                gone = {key for key, _, withdrawn in batch if withdrawn}
                _write(grown, {key: one for key, one in shapes.items() if key not in gone}, gone)
            rest = sorted(set("abcdef") - last.keys())
            left = [*last, *rest]
            order.shuffle(left)  # type: ignore[attr-defined]  # a Random of hypothesis
            while left:
                some, left = left[:2], left[2:]
                _write(grown, {key: last[key] for key in some if key in last}, set(some))
            grown.apply([], [], 9, "z")
            grown.set_rulings()
            found = _dump(grown)
        with closing(Register(Path(folder) / "fresh.sqlite", RULINGS)) as fresh:
            fresh.set_rulings()
            _write(fresh, last, set())
            fresh.apply([], [], 9, "z")
            assert _dump(fresh) == found


def test_a_repeated_batch_changes_nothing(filled: Register) -> None:
    whole = _dump(filled)
    for row in whole["mentions"]:
        assert row
    again = [one for kind in ("model", "unit") for one in _all(filled, kind)]
    filled.apply(again, {one.article for one in again}, 9)
    assert _dump(filled) == whole


def test_when_the_last_article_goes_every_table_is_empty_but_for_the_cursor(
    filled: Register,
) -> None:
    rows = [one for kind in ("model", "unit") for one in _all(filled, kind)]
    filled.apply([], {one.article for one in rows}, 10)
    assert {name for name, held in _dump(filled).items() if held} == {"cursor"}


def _all(register: Register, kind: str) -> list[Told]:
    entries = register.list(kind).entries  # type: ignore[arg-type]  # a literal
    return [told for entry in entries for told in register.timeline(entry.kind, entry.value)[1]]


def _write(register: Register, shapes: dict[str, dict[str, object]], replaced: set[str]) -> None:
    rows: list[Told] = []
    titles = []
    for key, shape in shapes.items():
        day = shape["day"]
        for make, mentions in ((told, shape["models"]), (unit, shape["units"])):
            for name, (form, tier, its_unit, its_standing) in mentions.items():  # type: ignore[attr-defined]  # drawn above
                row = replace(make(key, name, form), published=day, tier=tier)  # type: ignore[arg-type]
                rows.append(
                    replace(row, unit=its_unit)
                    if row.kind == "model"
                    else replace(row, standing=its_standing)
                )
        titles.append(Headline(key, str(shape["title"]), "Mục", day))  # type: ignore[arg-type]
    drawn = [(row.article, row.kind, row.key) for row in rows]
    drawn += [(key, "model", "given") for key in shapes]
    register.apply(rows, replaced | shapes.keys(), 1, "", titles, drawn)


def _dump(register: Register) -> dict[str, Sequence[object]]:
    """Every row of every table, in the order of their keys."""
    with register.reading() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    select(table).order_by(*(table.primary_key or table.c))
                )
            ]
            for table in metadata.sorted_tables
        }
