import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import legacy
from tests.crawler.legacy_typist import ENCODINGS, LETTERS, SMALL, TABLES, mistaken, typed

# Places of the alphabets as their standards print them.
PLACES = [
    ("tcvn3", b"\xa7\xe9c l\xcbp", "Độc lập"),
    ("tcvn3", b"tr\xad\xeang, n\xad\xedc, \xb3", "trường, nước, ³"),
    ("tcvn3", b"\x93\xa1n qu\xb6\x94", "“Ăn quả”"),
    ("vni", b"\xd1o\xe4c la\xe4p", "Độc lập"),
    ("vni", b"A\xd9O DA\xd8I a\xf9o da\xf8i", "ÁO DÀI áo dài"),
    ("vni", b"tr\xf6\xf4\xf8ng, k\xee, h\xf3, ngh\xe6, \xecm", "trường, kỵ, hĩ, nghỉ, ìm"),
    ("vni", b"A\xf9o", "Áo"),
    ("viscii", b"\xd0\xb5c l\xa7p", "Độc lập"),
    ("viscii", b"\x02 \x05 \x06 \x14 \x19 \x1e", "Ẳ Ẵ Ẫ Ỷ Ỹ Ỵ"),
    ("vps", b"\xf1\xb6c l\xc6p", "Độc lập"),
    ("vps", b"\x02 \x1c \x1d \x19", "Ạ Ẫ Ữ Ỵ"),
    ("windows-1258", b"\xd0\xf4\xf2c l\xe2\xf2p", "Độc lập"),
    ("windows-1258", b"t\xf5\xec, \xd5\xec, \xfd", "tớ, Ớ, ư"),
]


@pytest.mark.parametrize(("encoding", "body", "text"), PLACES)
def test_letters_stand_where_the_standard_puts_them(encoding: str, body: bytes, text: str) -> None:
    assert legacy.from_label(encoding, body) == text


def test_every_encoding_has_all_134_letters_but_the_one_that_leaves_capitals_to_its_font() -> None:
    assert len(LETTERS) == 134
    whole = set("".join(LETTERS))
    assert {
        name: whole - {letter for letter in table.values() if len(letter) == 1}
        for name, table in TABLES.items()
    } == {
        "tcvn3": {letter for letter in whole if letter.isupper()} - set("ĂÂÊÔƠƯĐ"),
        "vni": set(),
        "viscii": set(),
        "vps": set(),
        "windows-1258": set(),
    }


@pytest.mark.parametrize("encoding", sorted(set(TABLES) - {"tcvn3"}))
@given(text=st.text(st.sampled_from(LETTERS + "bcdghklmnpqrstvxBCDGHN .,0123456789"), max_size=80))
def test_any_vietnamese_text_comes_back_composed(encoding: str, text: str) -> None:
    back = ENCODINGS[encoding].decode(mistaken(text, encoding))
    assert back == text
    assert unicodedata.is_normalized("NFC", back)
    assert legacy.from_label(encoding, typed(text, encoding)) == text


@given(text=st.text(st.sampled_from(SMALL + "ĂÂÊÔƠƯĐbcdghklmnpqrstvx .,0123456789"), max_size=80))
def test_any_text_in_small_letters_comes_back_from_the_abc_fonts(text: str) -> None:
    assert ENCODINGS["tcvn3"].decode(mistaken(text, "tcvn3")) == text
    assert legacy.from_label("tcvn3", typed(text, "tcvn3")) == text


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_complaint(text: str) -> None:
    found = legacy.from_mistaken(text)
    assert found is None or found[0] in ENCODINGS


@pytest.mark.parametrize("encoding", sorted(TABLES))
def test_plain_letters_stay_what_they_are(encoding: str) -> None:
    ascii_text = "".join(map(chr, range(0x20, 0x7F))) + "\t\r\n"
    assert legacy.from_label(encoding, ascii_text.encode()) == ascii_text


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read_without_complaint(body: bytes) -> None:
    legacy.from_bytes(body)
    assert legacy.from_label("x-viet-vps", body) is not None
