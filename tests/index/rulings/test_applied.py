"""Rulings applied to mentions: what each does, in what order, and what it leaves alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from index.register.entries import Told
from index.rulings.applied import Rulings, born
from tests.index.rulings.saying import Says, model, unit


@pytest.fixture
def says() -> Says:
    return Says()


def keys(says: Says, *told: Told) -> list[tuple[str, str]]:
    """Key and how it is called, of each mention left."""
    return [(each.key, each.label) for each in Rulings(says.log).applied(told)]


def one(says: Says, told: Told, *others: Told) -> Told:
    (left,) = (
        each for each in Rulings(says.log).applied([told, *others]) if each.kind == told.kind
    )
    return left


def test_without_rulings_everything_stays_as_it_was_drawn() -> None:
    told = [model("a1", "tủ đồ", unit="hội"), unit("a1", "hội")]
    rulings = Rulings([])
    assert rulings.applied(told) == told
    assert rulings.digest == ""
    assert rulings.named == frozenset()
    assert rulings.label("model", "tủ đồ") is None
    assert rulings.moved("model", "tủ đồ") is None
    assert rulings.of("model", "tủ đồ") == ()


# Merge


def test_a_merge_moves_names_into_another_and_calls_them_so(says: Says) -> None:
    says.merge("tủ áo", "kệ áo", into="tủ đồ")
    assert keys(says, model("a1", "tủ áo")) == [("tủ đồ", "tủ đồ")]
    assert keys(says, model("a1", "kệ áo")) == [("tủ đồ", "tủ đồ")]
    assert keys(says, model("a1", "heo đất")) == [("heo đất", "heo đất")]


def test_a_merge_alters_nothing_of_what_was_written(says: Says) -> None:
    says.merge("tủ áo", into="tủ đồ")
    drawn = model("a1", "tủ áo", start=7, end=12, unit="hội")
    assert one(says, drawn) == replace(drawn, key="tủ đồ", label="tủ đồ")


def test_a_merge_moves_an_entry_as_it_stands(says: Says) -> None:
    says.merge("tủ áo", into="tủ đồ")
    says.merge("tủ đồ", into="tủ ấm")
    assert keys(says, model("a1", "tủ áo")) == [("tủ ấm", "tủ ấm")]
    assert keys(says, model("a1", "tủ đồ")) == [("tủ ấm", "tủ ấm")]


def test_the_key_of_a_merged_entry_means_what_it_was_merged_into(says: Says) -> None:
    says.merge("tủ áo", into="tủ đồ")
    says.merge("tủ áo", into="tủ ấm")
    says.merge("kệ áo", into="tủ áo")
    for name in ("tủ áo", "tủ đồ", "kệ áo", "tủ ấm"):
        assert one(says, model("a1", name)).key == "tủ ấm"


def test_two_names_merged_into_each_other_are_one_and_not_exchanged(says: Says) -> None:
    says.merge("tủ áo", into="tủ đồ")
    says.merge("tủ đồ", into="tủ áo")
    assert one(says, model("a1", "tủ áo")).key == "tủ đồ"
    assert one(says, model("a1", "tủ đồ")).key == "tủ đồ"
    assert Rulings(says.log).moved("model", "tủ đồ") is None


def test_the_address_of_a_merged_entry_leads_to_where_it_is_now(says: Says) -> None:
    says.merge("tủ áo", into="tủ đồ")
    says.merge("tủ đồ", into="tủ ấm")
    rulings = Rulings(says.log)
    assert rulings.moved("model", "tủ áo") == "tủ ấm"
    assert rulings.moved("model", "tủ đồ") == "tủ ấm"
    assert rulings.moved("model", "tủ ấm") is None
    assert rulings.moved("unit", "tủ áo") is None


def test_a_merge_of_units_also_moves_the_units_of_models(says: Says) -> None:
    says.merge("hội ấp", into="hội xã", kind="unit")
    told = [model("a1", "tủ đồ", unit="hội ấp"), unit("a1", "hội ấp"), model("a1", "hội ấp")]
    left = Rulings(says.log).applied(told)
    assert [(each.kind, each.key, each.unit) for each in left] == [
        ("model", "tủ đồ", "hội xã"),
        ("unit", "hội xã", None),
        ("model", "hội ấp", None),
    ]


# One mention for each key


def test_of_two_mentions_that_become_one_the_fact_stays_then_the_surer_then_the_earlier(
    says: Says,
) -> None:
    says.merge("b", "c", "d", into="a")
    guess = model("x", "a", tier="suggestion", confidence=1.0)
    late, early = model("x", "b", start=90), model("x", "c", start=40)
    doubtful = model("x", "d", start=1, confidence=0.6)
    assert one(says, guess, late, early, doubtful).form == "c"
    assert one(says, guess, doubtful).form == "d"
    assert one(says, doubtful, late).form == "b"


def test_the_mention_that_stays_takes_the_drawn_unit_of_another_of_its_tier(says: Says) -> None:
    says.merge("b", "c", into="a")
    lone = model("x", "a")
    assert one(says, lone, model("x", "b", unit="hội", start=5)).unit == "hội"
    guess = model("x", "c", unit="đoàn", tier="suggestion")
    assert one(says, lone, guess).unit is None


def test_a_unit_said_by_people_comes_before_any_drawn_one(says: Says) -> None:
    says.unit_of("b", "đoàn")
    says.merge("b", into="a")
    drawn, ruled = model("x", "a", unit="hội"), model("x", "b", confidence=0.5)
    assert one(says, drawn, ruled).unit == "đoàn"
    says.undo(1)
    assert one(says, drawn, ruled).unit == "hội"


# Split


def test_a_split_by_form_takes_what_is_written_so_capitals_aside(says: Says) -> None:
    says.split("5 không", "năm không-r1", forms=["Năm  KHÔNG"])
    assert one(says, model("x", "5 không", form="năm không")).key == "năm không-r1"
    assert one(says, model("x", "5 không", form="5 không")).key == "5 không"
    assert one(says, model("x", "6 không", form="năm không")).key == "6 không"


def test_a_split_by_article_takes_what_is_told_there(says: Says) -> None:
    says.split("tủ đồ", "tủ đồ-r1", articles=["a1", "a2"])
    assert one(says, model("a2", "tủ đồ")).key == "tủ đồ-r1"
    assert one(says, model("a3", "tủ đồ")).key == "tủ đồ"


def test_a_split_of_a_merged_entry_takes_a_form_out_of_it_whatever_its_given_key(
    says: Says,
) -> None:
    says.merge("tủ áo", into="tủ đồ")
    says.split("tủ đồ", "tủ áo-r2", forms=["tủ áo"])
    assert one(says, model("x", "tủ áo")).key == "tủ áo-r2"
    assert one(says, model("x", "tủ áo", form="Tủ Ao")).key == "tủ đồ"
    # The old address goes on to lead to the entry it was split from.
    assert Rulings(says.log).moved("model", "tủ áo") == "tủ đồ"


def test_what_is_split_off_can_be_merged_renamed_and_split_like_any_entry(says: Says) -> None:
    says.split("tủ đồ", "n-r1", articles=["a1", "a2"])
    says.rename("n-r1", "Tủ ấp")
    says.split("n-r1", "m-r3", articles=["a2"])
    says.merge("n-r1", into="heo đất")
    assert one(says, model("a1", "tủ đồ")).key == "heo đất"
    assert one(says, model("a2", "tủ đồ")).key == "m-r3"
    assert Rulings(says.log).moved("model", "n-r1") == "heo đất"
    assert Rulings(says.log).label("model", "n-r1") == "Tủ ấp"


def test_a_merge_after_a_split_takes_only_what_the_split_has_left(says: Says) -> None:
    says.split("tủ đồ", "n-r1", forms=["tủ cũ"])
    says.merge("tủ đồ", into="tủ ấm")
    assert one(says, model("x", "tủ đồ", form="tủ cũ")).key == "n-r1"
    assert one(says, model("x", "tủ đồ")).key == "tủ ấm"


def test_a_split_before_a_merge_does_not_take_what_the_merge_brings(says: Says) -> None:
    says.split("tủ đồ", "n-r1", articles=["a1"])
    says.merge("tủ áo", into="tủ đồ")
    assert one(says, model("a1", "tủ áo")).key == "tủ đồ"
    assert one(says, model("a1", "tủ đồ")).key == "n-r1"


def test_the_unit_of_a_model_follows_the_unit_that_was_split_off(says: Says) -> None:
    says.split("hội", "hội ấp-r1", forms=["hội ấp"], kind="unit")
    says.split("đoàn", "đoàn-r2", articles=["a1"], kind="unit")
    written = unit("a1", "hội", form="Hội ấp")
    assert one(says, model("a1", "tủ đồ", unit="hội"), written).unit == "hội ấp-r1"
    assert one(says, model("a1", "tủ đồ", unit="hội"), unit("a1", "hội")).unit == "hội"
    assert one(says, model("a1", "tủ đồ", unit="đoàn")).unit == "đoàn-r2"
    assert one(says, model("a2", "tủ đồ", unit="đoàn")).unit == "đoàn"


def test_the_key_of_what_is_split_off_is_readable_stable_and_no_name_s() -> None:
    assert born("Tủ đồ nhân ái", 7).startswith("tu-do-nhan-ai-")
    assert born("Tủ đồ nhân ái", 7).endswith("-r7")
    assert born("Tủ đồ nhân ái", 7) == born("tủ đồ  Nhân ái", 7)
    assert born("Tủ đồ nhân ái", 7) != born("Tủ đồ nhân ái", 8)


# Rename


def test_a_new_name_belongs_to_the_entry_and_the_last_one_counts(says: Says) -> None:
    says.rename("tủ đồ", "Tủ đồ ấm áp")
    says.rename("tủ đồ", "Tủ đồ nhân ái")
    rulings = Rulings(says.log)
    assert rulings.label("model", "tủ đồ") == "Tủ đồ nhân ái"
    assert rulings.label("unit", "tủ đồ") is None
    assert rulings.applied([model("x", "tủ đồ")]) == [model("x", "tủ đồ")]


def test_a_new_name_stays_behind_when_its_entry_is_merged_away_and_comes_back(says: Says) -> None:
    says.rename("tủ áo", "Tủ áo ấm")
    says.merge("tủ áo", into="tủ đồ")
    says.rename("tủ áo", "Tủ đồ ấm")
    assert Rulings(says.log).label("model", "tủ đồ") == "Tủ đồ ấm"
    says.undo(3)
    assert Rulings(says.log).label("model", "tủ đồ") == "tủ đồ", "as the merge called it"
    says.undo(2)
    assert Rulings(says.log).label("model", "tủ đồ") is None
    assert Rulings(says.log).label("model", "tủ áo") == "Tủ áo ấm"


# Not a model


def test_what_is_no_model_is_dropped_everywhere_or_in_one_article(says: Says) -> None:
    says.no_model("khẩu hiệu")
    says.no_model("tủ đồ", "a1")
    assert keys(says, model("x", "khẩu hiệu"), model("x", "tủ đồ")) == [("tủ đồ", "tủ đồ")]
    assert keys(says, model("a1", "tủ đồ")) == []
    assert keys(says, unit("a1", "tủ đồ")) == [("tủ đồ", "tủ đồ")]


def test_what_was_merged_before_is_dropped_too_and_what_comes_later_stays(says: Says) -> None:
    says.merge("tủ áo", into="tủ đồ")
    says.no_model("tủ đồ")
    says.merge("tủ ấm", into="tủ đồ")
    assert keys(says, model("x", "tủ áo")) == []
    assert keys(says, model("x", "tủ đồ")) == []
    assert keys(says, model("x", "tủ ấm")) == [("tủ đồ", "tủ đồ")]


# Unit


def test_people_say_which_unit_runs_a_model_everywhere_or_in_one_article(says: Says) -> None:
    says.unit_of("tủ đồ", "hội")
    says.unit_of("tủ đồ", "đoàn", "a1")
    says.unit_of("heo đất", None)
    assert one(says, model("a2", "tủ đồ")).unit == "hội"
    assert one(says, model("a1", "tủ đồ", unit="khác")).unit == "đoàn"
    assert one(says, model("a1", "heo đất", unit="hội")).unit is None
    says.unit_of("tủ đồ", "xã")
    assert one(says, model("a1", "tủ đồ")).unit == "xã"


def test_a_unit_that_was_said_becomes_what_later_rulings_make_of_it(says: Says) -> None:
    says.merge("hội", into="hội cũ", kind="unit")
    says.unit_of("tủ đồ", "hội")
    says.merge("hội cũ", into="hội mới", kind="unit")
    assert one(says, model("x", "tủ đồ")).unit == "hội mới"
    says.split("hội mới", "n-r4", articles=["a1"], kind="unit")
    assert one(says, model("a1", "tủ đồ")).unit == "n-r4"
    says.undo(3)
    assert one(says, model("x", "tủ đồ")).unit == "hội cũ"


def test_a_unit_that_was_said_goes_along_with_the_mention(says: Says) -> None:
    says.unit_of("tủ áo", "hội")
    says.merge("tủ áo", into="tủ đồ")
    assert one(says, model("x", "tủ áo")).unit == "hội"
    assert one(says, model("x", "tủ đồ")).unit is None
    says.unit_of("tủ đồ", None)
    assert one(says, model("x", "tủ áo")).unit is None


# Undo


def test_an_undoing_takes_a_ruling_out_as_if_it_had_never_been(says: Says) -> None:
    says.merge("tủ áo", into="tủ đồ")
    says.merge("tủ đồ", into="tủ ấm")
    says.undo(1)
    assert one(says, model("x", "tủ áo")).key == "tủ áo"
    assert one(says, model("x", "tủ đồ")).key == "tủ ấm"
    assert Rulings(says.log).moved("model", "tủ áo") is None
    says.undo(3)
    assert one(says, model("x", "tủ áo")).key == "tủ ấm"
    assert Rulings(says.log).applied([model("x", "tủ áo")]) == Rulings(says.log[:2]).applied(
        [model("x", "tủ áo")]
    )


def test_rulings_on_what_an_undone_split_had_made_meet_nothing(says: Says) -> None:
    says.split("tủ đồ", "n-r1", articles=["a1"])
    says.merge("n-r1", into="heo đất")
    says.undo(1)
    assert one(says, model("a1", "tủ đồ")).key == "tủ đồ"
    says.undo(3)
    assert one(says, model("a1", "tủ đồ")).key == "heo đất"


# What is known of the log as a whole


def test_the_digest_changes_with_what_applies_and_not_with_who_said_it(says: Says) -> None:
    said = says.merge("tủ áo", into="tủ đồ")
    first = Rulings(says.log).digest
    assert first
    other = replace(said, by="Bảy Lụa", because="như nhau", at=said.at + timedelta(days=1))
    assert Rulings([other]).digest == first
    assert Rulings([replace(said, names=(*said.names, *said.told))]).digest != first
    says.undo(1)
    assert Rulings(says.log).digest == ""
    says.undo(2)
    assert Rulings(says.log).digest == first


def test_every_key_of_the_log_is_named_also_of_rulings_that_do_not_hold(says: Says) -> None:
    says.merge("tủ áo", into="tủ đồ")
    says.unit_of("heo đất", "hội")
    says.merge("đoàn", into="chi đoàn", kind="unit")
    says.undo(1)
    assert Rulings(says.log).named == {
        ("model", "tủ áo"),
        ("model", "tủ đồ"),
        ("model", "heo đất"),
        ("unit", "hội"),
        ("unit", "đoàn"),
        ("unit", "chi đoàn"),
    }


def test_an_entry_knows_the_rulings_that_shaped_it(says: Says) -> None:
    merged = says.merge("tủ áo", into="tủ đồ")
    split = says.split("tủ đồ", "n-r2", articles=["a1"])
    run = says.unit_of("tủ áo", "hội")
    says.rename("heo đất", "Heo vàng")
    says.undo(4)
    rulings = Rulings(says.log)
    assert rulings.of("model", "tủ đồ") == (merged, split, run)
    assert rulings.of("model", "tủ áo") == (merged, split, run)
    assert rulings.of("model", "n-r2") == (split,)
    assert rulings.of("unit", "hội") == (run,)
    assert rulings.of("model", "heo đất") == ()
