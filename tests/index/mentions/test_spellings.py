"""Whatever is done to the spelling of a model's name, its key stays; and a key is an address."""

import unicodedata
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.mentions import model_key
from index.mentions.canonical import canonical
from index.mentions.keys import HOI, NGA
from index.mentions.numerals import said

WORDS = st.sampled_from(
    "tủ đồ nhân ái hũ gạo nghĩa tình quỹ kỹ hoà thuý bữa cơm giữa ca xoá nhà dột đường hoa sạch"
    " ngõ không rác tiếng kẻng một ba năm mười lăm mươi tư trăm nghìn ngàn thứ tháng và phần đồng"
    " cà phê ni lông hằng ngày an ninh trật tự mô hình câu lạc bộ vẽ 1 4 5 15 100 2025".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầắằéèếềíìóòốồớờúùứừýỳ"
STRINGS = st.lists(st.text(LETTERS, min_size=1, max_size=7), min_size=1, max_size=8).map(" ".join)


def old_tones(name: str) -> str:
    return name.replace("oà", "òa").replace("oá", "óa").replace("uý", "úy")


SPELLED = {
    "in capitals": str.upper,
    "as a title": str.title,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "in the old tone school": old_tones,
    "with y for i": lambda name: name.replace("kỹ", "kĩ").replace("quỹ", "quĩ"),
    "quoted": lambda name: f"“{name}”",
    "with stops": lambda name: f" {name}… ",
    "wide apart": lambda name: name.replace(" ", "\u00a0 "),
    "with a sign": lambda name: name.replace(" và ", " & "),
    "with dashes": lambda name: name.replace(" và ", " - "),
    "with commas": lambda name: name.replace(" và ", ", "),
    "spaces lost": lambda name: name.replace("tủ đồ", "tủđồ").replace("bữa cơm", "bữacơm"),
    "short": lambda name: name.replace("an ninh trật tự", "ANTT").replace("câu lạc bộ", "CLB"),
    "with other loan words": lambda name: name.replace("cà phê", "café").replace(
        "ni lông", "nylon"
    ),
    "invisibly marked": lambda name: name.replace("a", "a\u200b"),
    "with an empty bracket": lambda name: f"{name} ( )",
}


@settings(deadline=None)
@given(NAMES, st.lists(st.sampled_from(sorted(SPELLED)), min_size=1, max_size=4))
def test_no_spelling_changes_the_key(name: str, operations: list[str]) -> None:
    other = name
    for operation in operations:
        other = SPELLED[operation](other)

    assert model_key(other) == model_key(name)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=9).map(" ".join), st.randoms())
def test_the_two_broken_tones_say_nothing_in_a_long_name(name: str, chance: Random) -> None:
    marks = unicodedata.normalize("NFD", name)
    other = "".join(chance.choice(HOI + NGA) if mark in (HOI, NGA) else mark for mark in marks)

    assert len(canonical(name).split()) < 3 or model_key(other) == model_key(name)


@settings(deadline=None)
@given(
    st.integers(0, 99), st.sampled_from(["Tổ {} sạch", "{} không", "Mỗi tuần {} việc", "Góc {}"])
)
def test_a_number_may_be_written_in_digits_or_said(number: int, name: str) -> None:
    in_words = name.format(" ".join(said(str(number))))
    padded = name.format(f"{number:02d}")

    assert len({model_key(one) for one in (name.format(number), in_words, padded)}) == 1


@settings(deadline=None)
@given(st.one_of(NAMES, STRINGS))
def test_the_canonical_form_is_its_own(name: str) -> None:
    assert canonical(canonical(name)) == canonical(name)


@settings(deadline=None)
@given(st.one_of(NAMES, STRINGS), st.one_of(NAMES, STRINGS))
def test_keys_agree_exactly_when_the_canonical_forms_do(one: str, other: str) -> None:
    assert (model_key(one) == model_key(other)) == (canonical(one) == canonical(other))


@settings(deadline=None)
@given(st.integers(0, 99), st.integers(0, 99))
def test_two_numbers_never_meet(one: int, other: int) -> None:
    assert (model_key(f"{one} sạch") == model_key(f"{other} sạch")) == (one == other)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_short_key_of_ascii(name: str) -> None:
    key = model_key(name)

    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(key) < 90


@pytest.mark.parametrize("piece", ["(", "3 sạch (", "ậ", "1.000", "a,", "mô hình ", "((a)", "ngã "])
def test_a_name_however_long_has_its_key_at_once(piece: str) -> None:
    assert len(model_key(piece * 20_000)) < 90
