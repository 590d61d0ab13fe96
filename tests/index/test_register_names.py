"""Names of the register follow from its mentions, however they were written."""

import itertools
from datetime import date
from pathlib import Path

from index.register import Register
from index.register.entries import Form
from tests.index.builders import ROWS, told, unit


def test_replacing_an_article_replaces_its_rows_and_its_names(filled: Register) -> None:
    filled.apply([told("a3", "camera", "camera an ninh", "2025-01-01")], ["a3"], 12)
    assert filled.entry("model", "heo-dat") is None
    assert filled.entry("unit", "pn-ma") is None
    camera, clothes = filled.entry("model", "camera"), filled.entry("model", "tu-do")
    assert camera is not None
    assert (camera.articles, camera.last) == (2, date(2025, 1, 1))
    assert clothes is not None
    assert (clothes.articles, clothes.first) == (2, date(2021, 3, 12))
    assert filled.reached == 12


def test_one_batch_may_touch_more_names_than_a_statement_takes(register: Register) -> None:
    rows = [told(f"a{n % 50}", f"k{n:04d}", f"Tên {n}", "2020-01-01") for n in range(2500)]
    articles = {row.article for row in rows}
    register.apply([*rows, *(unit(row.article, "u", "Đơn vị") for row in rows[:50])], articles, 1)
    assert register.counts() == {"unit": 1, "model": 2500}
    last = register.entry("model", "k2499")
    assert last is not None
    assert (last.label, last.articles, last.forms) == ("Tên 2499", 1, (Form("Tên 2499", 1),))
    register.apply(rows[:10], articles, 2)
    assert register.counts() == {"unit": 0, "model": 10}


def test_the_order_of_writing_leaves_no_trace(tmp_path: Path) -> None:
    articles = sorted({row.article for row in ROWS})
    seen = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(articles), 0, 120, 17)):
        register = Register(tmp_path / f"{number}.sqlite")
        for article in order:
            register.apply([told("a1", "x", "Khác")], ["a1"], 1)
            register.apply([row for row in ROWS if row.article == article], [article], 2)
        register.apply([row for row in ROWS if row.article == "a1"], ["a1"], 9)
        seen.add(
            (
                tuple(register.list("model").entries),
                tuple(register.list("unit").entries),
                register.timeline("model", "tu-do"),
            )
        )
        register.close()
    assert len(seen) == 1


def test_the_label_is_the_most_frequent_one_and_of_equals_the_first_by_letters(
    register: Register,
) -> None:
    rows = [told(f"a{n}", "k", form) for n, form in enumerate(["Bờ kè", "An toàn", "Bờ kè"])]
    register.apply(rows, ["a0"], 1)
    assert register.labels("model", ["k", "none"]) == {"k": "Bờ kè"}
    register.apply([], ["a0"], 2)
    assert register.labels("model", ["k"]) == {"k": "An toàn"}
