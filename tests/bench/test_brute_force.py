"""Counting by reading everything: as our search reads, and as the other engines do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from bench.asked import Asked, Joined, Spelling, drawn
from bench.brute_force import Ours, Plain, totals
from bench.facts import Fact
from index.settings import IndexSettings


def fact(text: str, **more: object) -> Fact:
    plain = Fact("id", text.split("\n")[0], text, "Tin", "nguon", 0, (), ())
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of Fact


FACTS = [
    fact("Nuôi heo đất\nTiết kiệm mỗi ngày", units=("A",), day=date(2021, 5, 19).toordinal()),
    fact("Tủ đồ nhân ái\nHeo ăn, đất rộng", units=("A", "B"), day=date(2022, 1, 1).toordinal()),
    fact("Khoẻ để học\nheo\nđất"),
    fact("Khỏe mỗi ngày, mỗi ngày đất"),
]


def total(
    way: Ours | Plain, words: str, joined: Joined = "all", spelling: Spelling = "as typed",
    facts: Iterable[Fact] = FACTS, **more: object,
) -> int:  # fmt: skip
    asked = Asked("any", tuple(words.split()), joined, spelling)
    asked = replace(asked, **more)  # type: ignore[arg-type]  # fields of Asked
    return totals(facts, [asked], way)[0]


@pytest.mark.parametrize(
    ("words", "joined", "spelling", "ours", "plain"),
    [
        ("heo", "all", "as typed", 3, 3),
        ("đất", "all", "as typed", 4, 4),
        ("heo ngày", "all", "as typed", 1, 1),
        ("ngay", "all", "bare", 2, 2),
        ("dat heo", "all", "bare", 3, 3),
        ("khỏe", "all", "as typed", 2, 1),
        ("heo ngày", "any", "as typed", 4, 4),
        ("heo đất", "phrase", "as typed", 1, 2),
        ("moi ngay", "phrase", "bare", 2, 2),
        ("ngày mỗi", "phrase", "as typed", 1, 1),
        ("đất tiết", "phrase", "as typed", 0, 1),
        ("ngày mỗi", "all", "as typed", 2, 2),
        ("kho", "prefix", "as typed", 2, 1),
        ("kho", "prefix", "bare", 2, 2),
        ("đấ", "prefix", "as typed", 4, 4),
        ("không", "all", "as typed", 0, 0),
    ],
)
def test_words_phrases_and_beginnings_are_counted_as_each_way_reads_them(
    words: str, joined: Joined, spelling: Spelling, ours: int, plain: int
) -> None:
    counted = (total(Ours(), words, joined, spelling), total(Plain(), words, joined, spelling))
    assert counted == (ours, plain)


def test_most_of_four_words_is_enough_where_few_articles_hold_all() -> None:
    words = "mỗi ngày đất rộng"
    assert total(Plain(), words) == 0
    assert total(Ours(), words) == 2
    crowd = [fact("mỗi ngày đất rộng")] * 60 + [fact("mỗi ngày đất")] * 40
    assert total(Ours(), words, facts=crowd) == 60


def test_a_filter_hides_articles_but_does_not_change_how_many_words_are_required() -> None:
    assert total(Ours(), "heo", unit="A") == 2
    assert total(Plain(), "heo", unit="B") == 1
    days = {"begin": date(2021, 1, 1), "end": date(2021, 12, 31)}
    assert total(Plain(), "heo", **days) == 1
    assert total(Plain(), "heo", section="Tin", **days) == 1
    assert total(Plain(), "heo", section="Khác") == 0
    crowd = [fact("mỗi ngày đất rộng")] * 60 + [fact("mỗi ngày đất", units=("A",))] * 40
    assert total(Ours(), "mỗi ngày đất rộng", facts=crowd, unit="A") == 0


def test_questions_are_the_same_every_time_and_hold_no_abbreviation() -> None:
    facts = [fact(f"Nuôi heo đất {letter}{letter}\nUBND xã họp mỗi tháng") for letter in "abcdefg"]
    settings = IndexSettings()
    questions = drawn(iter(facts), len(facts), 3, settings.abbreviations())
    assert questions == drawn(iter(facts), len(facts), 3, settings.abbreviations())
    assert len(set(questions)) == len(questions)
    rare = [asked.words for asked in questions if asked.kind == "rare word"]
    assert len(rare) == 6
    assert all(len(words[0]) == 2 for words in rare)
    assert not any("ubnd" in asked.words for asked in questions)
    for asked in questions:
        if asked.spelling == "bare":
            assert all(word.isascii() for word in asked.words)
