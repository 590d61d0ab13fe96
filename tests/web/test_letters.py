"""The letter bar of a list."""

from index.register.entries import Narrowing
from web.letters import letter_bar


def test_every_letter_of_the_alphabet_stands_in_its_order_with_its_count() -> None:
    bar = letter_bar([Narrowing("Đ", "Đ", 3), Narrowing("A", "A", 12)])
    assert "".join(one.label for one in bar) == "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
    assert {one.value: one.count for one in bar if one.count} == {"A": 12, "Đ": 3}


def test_a_letter_of_other_alphabets_stands_there_only_where_a_name_begins_so() -> None:
    bar = letter_bar([Narrowing("W", "W", 1), Narrowing("#", "#", 2)])
    assert "".join(one.label for one in bar[-5:]) == "VWXY#"
