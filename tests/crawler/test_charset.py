import codecs

import pytest

from crawler.charset import decode
from tests.crawler.legacy_typist import typed

TEXT = "Uỷ ban nhân dân xã Mỹ Hoà: “Đất sen hồng”"
LEGACY = "Tổ hùn vốn của chị em xã Hoà Lạc giúp nhau nuôi gà thả vườn"
WESTERN = "text/html; charset=ISO-8859-1"


def test_utf_8_with_a_bad_byte_is_utf_8_whatever_the_header_says() -> None:
    body = TEXT.encode() + b" \xe1\xba caf\xe9 " + LEGACY.encode()
    assert decode(body, WESTERN) == f"{TEXT} \ufffd caf\ufffd {LEGACY}"


def test_utf_8_cut_in_the_middle_of_a_letter_is_utf_8() -> None:
    assert decode(TEXT.encode()[:-1], WESTERN) == TEXT[:-1] + "\ufffd"


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("x-viet-tcvn", "tcvn3"),
        ("x-viet-tcvn5712", "tcvn3"),
        ("viscii", "viscii"),
        ("x-viet-vps", "vps"),
        ("x-viet-vni", "vni"),
        ("windows-1258", "windows-1258"),
    ],
)
def test_a_vietnamese_label_is_followed_where_the_words_are_too_few_to_tell(
    label: str, encoding: str
) -> None:
    assert decode(typed("Số ấy", encoding), f"text/html; charset={label}") == "Số ấy"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">Số ấy'
    assert decode(typed(page, encoding), "text/html") == page


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps", "windows-1258"])
@pytest.mark.parametrize("label", ["", "; charset=ISO-8859-1", "; charset=utf-8"])
def test_an_old_alphabet_is_recognised_whatever_the_label(encoding: str, label: str) -> None:
    assert decode(typed(LEGACY, encoding), f"text/html{label}") == LEGACY


def test_pages_labelled_latin_1_are_read_as_browsers_do() -> None:
    assert decode(b"\x93caf\xe9\x94", WESTERN) == "“café”"


def test_other_charsets_are_read_as_labelled() -> None:
    text = "Приложение к отчёту"
    assert decode(text.encode("koi8-r"), "text/html; charset=koi8-r") == text


def test_what_has_no_charset_at_all_is_still_text() -> None:
    assert decode(bytes(range(256)), "image/x-thing").startswith("\x00\x01")


def test_a_byte_order_mark_outranks_everything() -> None:
    assert decode(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), WESTERN) == TEXT
