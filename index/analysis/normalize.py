"""Vietnamese syllables in one spelling, with and without their marks. Small pure functions.

The same word is typed composed or decomposed (NFC, NFD), with its tone mark in the old or the new
place (hòa, hoà), with y or i (kỹ, kĩ), with đ as the look-alike ð, or with no marks at all.
"""

import re
import unicodedata
from functools import lru_cache

# Syllables of an open rime take the mark on the first vowel in the old school, on the second in
# the new; after q the u belongs to the onset and both schools agree.
_OLD_TO_NEW = {
    first + second: bare + unicodedata.normalize("NFC", second + mark)
    for bare, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for mark in "\u0300\u0301\u0303\u0309\u0323"
    for first in (unicodedata.normalize("NFC", bare + mark),)
}
_Y_TONES = "yỳýỷỹỵ"
_Y_TO_I = dict(zip(_Y_TONES, "iìíỉĩị", strict=True))
_Y_OR_I = re.compile(f"(?:[hklmst]|qu)[{_Y_TONES}]")
_LOOK_ALIKES = str.maketrans({"ð": "đ", "Ð": "Đ"})
_CACHED = 200_000


@lru_cache(maxsize=_CACHED)
def exact(syllable: str) -> str:
    """Lower case, NFC, new tone school, i where y and i are both accepted; marks are kept."""
    text = unicodedata.normalize("NFC", syllable).translate(_LOOK_ALIKES).lower()
    # Lower-casing can leave a combining mark that composes only now (İ).
    text = unicodedata.normalize("NFC", text)
    ending = _OLD_TO_NEW.get(text[-2:])
    if ending and not text[:-2].endswith("q"):
        text = text[:-2] + ending
    if _Y_OR_I.fullmatch(text):
        text = text[:-1] + _Y_TO_I[text[-1]]
    return text


@lru_cache(maxsize=_CACHED)
def folded(syllable: str) -> str:
    """The exact form without any diacritic; đ becomes d."""
    decomposed = unicodedata.normalize("NFD", exact(syllable))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    # Once more: a foreign mark (kŷ) hid the y from the rule of y and i.
    return exact(bare.replace("đ", "d"))
