"""Short forms and long ones lead to each other, by the words as they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.abbreviations import Abbreviations, Run, shipped
from index.analysis.analyzer import syllables
from index.analysis.normalize import Form, form
from index.language.parsing import MAX_WORDS
from index.mentions.keys import is_syllable

SHIPPED = Abbreviations(shipped())
# Those that are not the first letters of their words.
UNLIKE = {"TW", "%", "m2", "m3"}


def _words(text: str) -> list[Form]:
    return [Form(one.exact, one.folded) for one in syllables(text)]


def _opened(short: str) -> list[str]:
    return [" ".join(word.exact for word in phrase) for phrase in SHIPPED.opened(form(short))]


def _runs(text: str) -> list[tuple[int, int, list[str]]]:
    return [
        (run.start, run.end, [short.exact for short in run.shorts])
        for run in SHIPPED.runs(_words(text))
    ]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("UBND", ["uỷ ban nhân dân"]),
        ("ubnd", ["uỷ ban nhân dân"]),
        ("HĐND", ["hội đồng nhân dân"]),
        ("hđnd", ["hội đồng nhân dân"]),
        ("hdnd", ["hội đồng nhân dân"]),
        ("LHPN", ["liên hiệp phụ nữ"]),
        ("MTTQ", ["mặt trận tổ quốc"]),
        ("NTM", ["nông thôn mới"]),
        ("TDTT", ["thể dục thể thao"]),
        ("TW", ["trung ương"]),
        ("BCH", ["ban chấp hành", "ban chỉ huy"]),
        ("KHKT", ["khoa học kĩ thuật"]),
        ("%", ["phần trăm"]),
        ("m²", ["mét vuông"]),
        ("ubnđ", []),
        ("hđnđ", []),
        ("tư", []),
        ("ca", []),
        ("CT", []),
        ("KH", []),
        ("uỷ", []),
    ],
)
def test_a_short_form_opens_to_its_words(short: str, long: list[str]) -> None:
    assert _opened(short) == long


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Ủy ban nhân dân xã", [(0, 4, ["ubnd"])]),
        ("uỷ ban nhân dân", [(0, 4, ["ubnd"])]),
        ("uy ban nhan dan", [(0, 4, ["ubnd"])]),
        ("uỷ ban nhan dân", [(0, 4, ["ubnd"])]),
        ("uỷ bán nhân dân", []),
        ("nhân dân", []),
        ("", []),
        ("hội liên hiệp phụ nữ xã xây dựng nông thôn mới", [
            (1, 5, ["lhpn"]), (6, 11, ["xdntm"]), (8, 11, ["ntm"])]),
        ("Uỷ ban Mặt trận Tổ quốc Việt Nam", [
            (0, 8, ["ubmttqvn"]), (0, 6, ["ubmttq"]), (2, 8, ["mttqvn"]), (2, 6, ["mttq"])]),
        ("Ban Chấp hành Trung ương", [(0, 3, ["bch"]), (3, 5, ["tw"])]),
        ("giảm 95 phần trăm", [(2, 4, ["%"])]),
        ("thể dục, thể thao", [(0, 4, ["tdtt"])]),
    ],
)  # fmt: skip
def test_the_words_of_a_long_form_are_found_among_others(
    text: str, runs: list[tuple[int, int, list[str]]]
) -> None:
    assert _runs(text) == runs


def test_two_short_forms_of_the_same_words_are_both_named_once() -> None:
    twice = Abbreviations([("HQ", "hội quán"), ("HQN", "Hội quán"), ("hq", "hội  quán")])
    assert list(twice.runs(_words("hội quán"))) == [Run(0, 2, (form("HQ"), form("HQN")))]
    assert twice.opened(form("hq")) == (tuple(_words("hội quán")),)


def test_long_forms_that_differ_in_marks_alone_are_told_apart_where_marks_are_typed() -> None:
    table = Abbreviations([("AB", "an ba"), ("ĂB", "ăn ba")])
    assert [run.shorts for run in table.runs(_words("ăn ba"))] == [(form("ĂB"),)]
    assert [run.shorts for run in table.runs(_words("an ba"))] == [(form("AB"), form("ĂB"))]
    assert table.opened(form("ĂB")) == (tuple(_words("ăn ba")),)
    assert len(table.opened(form("ab"))) == 2


def test_the_shipped_table_keeps_its_own_rules() -> None:
    table = shipped()
    assert len(set(table)) == len(table) > 100
    for short, long in table:
        assert short == "%" or len(_words(short)) == 1
        assert 2 <= len(_words(long)) <= 8
        # Such a word has no y after t, whatever the rule allows.
        assert short == "TYT" or not is_syllable(form(short).folded)
        initials = "".join(word[0] for word in long.upper().split())
        unmarked = initials.translate(str.maketrans("ÁẢ", "AA"))
        assert short in UNLIKE or short in (unmarked, unmarked.replace("VÀ", "V"), _short(long))


def _short(long: str) -> str:
    words = long.upper().replace(" VÀ ", " ").split()
    return "".join(word[0].translate(str.maketrans("ÁẢ", "AA")) for word in words)


@pytest.mark.parametrize(("short", "long"), shipped())
def test_every_shipped_entry_is_found_both_ways(short: str, long: str) -> None:
    phrase = tuple(_words(long))
    (word,) = _words(short) or [Form(short, short)]
    assert phrase in SHIPPED.opened(word)
    assert Run(0, len(phrase), (word,)) in list(SHIPPED.runs(phrase))


KNOWN = st.sampled_from([*" ".join(long for _, long in shipped()).split(), "uy", "ban", "x", "5%"])


@given(st.lists(KNOWN, max_size=MAX_WORDS).map(" ".join) | st.text())
def test_every_run_lies_among_the_words_and_leads_back_to_them(text: str) -> None:
    words = _words(text)
    last = (-1, 0)
    for run in SHIPPED.runs(words):
        assert 0 <= run.start < run.end <= len(words)
        assert last < (run.start, -run.end)
        last = (run.start, -run.end)
        said = [word.folded for word in words[run.start : run.end]]
        for short in run.shorts:
            phrases = SHIPPED.opened(short)
            assert said in [[word.folded for word in phrase] for phrase in phrases]
