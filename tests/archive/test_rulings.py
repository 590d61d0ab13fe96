"""Rulings: what each may say, and what of a log holds."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from archive.errors import BadRecord
from archive.ruling_log import line_of
from archive.rulings import Named, Ruling, active, record, ruling_of, undone

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
CLOTHES = Named("tu-do-1a2b3c4d", "Tủ đồ nhân ái")
COATS = Named("tu-ao-5e6f7a8b", "Tủ áo nhân ái")


def merge(number: int = 1, **varied: object) -> Ruling:
    """That two names are one."""
    plain = Ruling(
        number=number, at=AT, by="Bảy Lụa", because="cùng một tủ", verb="merge", kind="model",
        names=(COATS,), into=CLOTHES,
    )  # fmt: skip
    return replace(plain, **varied)  # type: ignore[arg-type]  # as the test says


def undo(number: int, undoes: int) -> Ruling:
    """That a ruling does not hold."""
    return Ruling(number, AT, "Tư Sen", "hai tủ khác nhau", "undo", "model", undoes=undoes)


EVERY_VERB = (
    merge(1),
    Ruling(2, AT, "Tư Sen", "hai ấp", "split", "model", (CLOTHES,), Named("tu-r2", "Tủ"),
           articles=("a1", "a2")),
    Ruling(3, AT, "Tư Sen", "viết nhầm", "split", "unit", (CLOTHES,), Named("tu-r3", "Tủ"),
           forms=("Tủ đồ  nhân ái",)),
    Ruling(4, AT, "Tư Sen", "tên chính thức", "rename", "unit", (CLOTHES,), label="Tủ đồ ấm áp"),
    Ruling(5, AT, "Tư Sen", "khẩu hiệu", "not-a-model", "model", (COATS,), articles=("a1",)),
    Ruling(6, AT, "Tư Sen", "theo bài", "unit-of", "model", (COATS,), unit=Named("pn", "Hội PN")),
    Ruling(7, AT, "Tư Sen", "chưa rõ", "unit-of", "model", (COATS,)),
    undo(8, 1),
)  # fmt: skip


@pytest.mark.parametrize("ruling", EVERY_VERB, ids=lambda ruling: f"{ruling.verb}")
def test_a_ruling_survives_its_line(ruling: Ruling) -> None:
    assert ruling_of(json.loads(line_of(ruling))) == ruling


def test_a_time_is_kept_in_utc_whatever_zone_it_came_in() -> None:
    local = datetime(2026, 11, 20, 15, 30, tzinfo=timezone(timedelta(hours=7)))
    assert record(merge(at=local))["at"] == "2026-11-20T08:30:00+00:00"


@pytest.mark.parametrize(
    ("varied", "reason"),
    [
        ({"number": 0}, "number: 0 is not 1 or more"),
        ({"at": datetime(2026, 11, 20)}, "at: names no time zone"),  # noqa: DTZ001  # the fault
        ({"by": " "}, "by: is empty"),
        ({"because": ""}, "because: is empty"),
        ({"kind": "person"}, "kind: a ruling 'merge' is not about 'person'"),
        ({"names": ()}, "names: is missing"),
        ({"into": None}, "into: is missing"),
        ({"label": "Tủ"}, "label: has no meaning in a ruling 'merge'"),
        ({"names": (Named("", "Tủ"),)}, "one of them is empty"),
        ({"verb": "unit-of", "kind": "unit", "into": None}, "kind: a ruling 'unit-of'"),
        ({"verb": "rename", "into": None, "label": "T", "names": (COATS, CLOTHES)},
         "names: only a merge may be about several"),
        ({"verb": "split"}, "a split needs one of the two"),
        ({"verb": "split", "forms": ("a",), "articles": ("b",)}, "a split needs one of the two"),
        ({"verb": "split", "forms": ("a", " ")}, "one of them is empty"),
        ({"verb": "undo", "names": (), "into": None, "undoes": 1}, "undoes: 1 is no ruling before"),
    ],
)  # fmt: skip
def test_a_ruling_that_says_too_little_or_too_much_is_refused_by_its_field(
    varied: dict[str, object], reason: str
) -> None:
    with pytest.raises(BadRecord) as caught:
        merge(**varied)
    assert reason in str(caught.value)


def test_an_undoing_undoes_and_the_undoing_of_an_undoing_restores() -> None:
    first, second = merge(1), merge(2)
    assert active([first, second, undo(3, 1)]) == (second,)
    assert undone([first, second, undo(3, 1)]) == {1: 3}
    assert active([first, second, undo(3, 1), undo(4, 3)]) == (first, second)
    assert undone([first, second, undo(3, 1), undo(4, 3)]) == {3: 4}
    assert active([first, second, undo(3, 1), undo(4, 3), undo(5, 4)]) == (second,)
    assert active([undo(3, 1), second, first]) == (second,)


def test_a_ruling_undone_twice_comes_back_when_both_undoings_are_gone() -> None:
    log = [merge(1), undo(2, 1), undo(3, 1), undo(4, 3)]
    assert active(log) == ()
    assert active([*log, undo(5, 2)]) == (merge(1),)
