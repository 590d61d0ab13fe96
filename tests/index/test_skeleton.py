"""A skeleton may know too little of a character, but never anything wrong."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import syllables
from index.snippets.skeleton import UNKNOWN, skeleton


def test_a_skeleton_is_the_text_in_small_letters_without_marks() -> None:
    assert skeleton("Tủ ĐỒ,\n05-CT/TW") == b"tu do\x00 05\x00ct\x00tw"
    assert skeleton("kỹ 95 %") == b"ki 95%%"
    assert skeleton("to\u0302\u0309\u00ad \u4e2d") == b"to\x01\x01\x01 \x02"


@given(st.text())
def test_it_is_as_long_as_the_text(text: str) -> None:
    assert len(skeleton(text)) == len(text)


def test_no_character_is_taken_for_another_than_the_analyzer_reads() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    bones = skeleton(everything)
    known = {code for code in range(len(bones)) if bones[code] not in UNKNOWN}
    assert len(known) < 0x1000
    for code in known:
        bone = bones[code : code + 1]
        read = "".join(one.folded for one in syllables(chr(code)))
        assert read.replace("y", "i") == (bone.decode() if bone.isalnum() else ""), hex(code)
        if bone.isalnum():
            assert len(list(syllables(f"c{chr(code)}c"))) == 1, hex(code)


def test_vietnamese_letters_are_all_known() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
    marked = {
        unicodedata.normalize("NFC", letter + mark)
        for letter in letters + letters.upper()
        for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    }
    assert UNKNOWN not in skeleton("".join(sorted(marked)) + "“”‘’–—…•·«»%°\u00a0")
