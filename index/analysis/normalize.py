"""Vietnamese syllables in one spelling, with and without their marks. Small pure functions.

The same word is typed composed or decomposed (NFC, NFD), with its tone mark in the old or the new
place (hòa, hoà) or in none (hòan), with y or i (kỹ, kĩ), with đ as a look-alike, in the fancy
letters of social media, or with no marks at all. Numbers are typed with zeros before them (05),
with their thousands in groups (700.000), in the digits of another script or raised (m²).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from index.analysis.characters import SILENT
from index.analysis.tones import respelt

Y_TONES = "yỳýỷỹỵ"
_Y_TO_I = dict(zip(Y_TONES, "iìíỉĩị", strict=True))
I_TO_Y = {i: y for y, i in _Y_TO_I.items()}
"""The same letter with the same tone, where y and i are both accepted."""
_Y_OR_I = re.compile(f"(?:[hklmst]|qu)[{Y_TONES}]")
# Where most people write y: the exact form has i.
_WITH_Y = frozenset("kí kì kỉ kĩ kị lí lị mĩ quí quì quỉ quĩ quị qui tỉ".split())
# Eth and the African d look like đ, and nobody here means them.
_LOOK_ALIKES = str.maketrans("ðÐɖƉ％", "đĐđĐ%")
_UNSEEN = dict.fromkeys(map(ord, SILENT))
_POINTS = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_ZEROS = re.compile("(?<![0-9])0+(?=[0-9])")
# Nothing longer is a word; it would only swell the index.
_LONGEST = 64
_REMEMBERED = 200_000


class Form(NamedTuple):
    """How a syllable is compared."""

    exact: str
    """Lower case, NFC, new tone school, i where y and i are both accepted; marks are kept."""
    folded: str
    """The exact form without any diacritic; đ becomes d."""


class _Forms(dict[str, Form]):
    """The forms of what was met so far: as fast as a dictionary, and bounded.

    Most of a text is said in some thousand ways of writing. A text without blanks is no such way
    and is not remembered.
    """

    def __missing__(self, written: str) -> Form:
        made = _form(written)
        if len(written) <= 2 * _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[written] = made
        return made


form = _Forms().__getitem__
"""Both forms of a syllable as it stands in a text."""


def exact(syllable: str) -> str:
    """The exact form of a syllable."""
    return form(syllable).exact


def folded(syllable: str) -> str:
    """The folded form of a syllable."""
    return form(syllable).folded


def _form(syllable: str) -> Form:
    marked = _exact(syllable)
    if marked.isascii():
        return Form(marked, marked)
    decomposed = unicodedata.normalize("NFD", marked)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    # Once more: a foreign mark (kŷ) hid the y from the rule of y and i.
    return Form(marked, _exact(bare.replace("đ", "d")))


def shown(exact: str) -> str:
    """An exact form as most people write it: *quý*, *kỹ*, *Mỹ*, where y and i are both accepted."""
    return f"{exact[:-1]}{I_TO_Y[exact[-1]]}" if exact in _WITH_Y else exact


def _exact(text: str) -> str:
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFC", text.translate(_UNSEEN))
        text = "".join(map(_plain, text)).translate(_LOOK_ALIKES).lower()
        # All this can leave a combining mark that composes only now (İ).
        text = unicodedata.normalize("NFC", text)
    # Composed before, so that both forms of a text are cut at the same letter.
    text = respelt(_ZEROS.sub("", _POINTS.sub("", text[:_LONGEST])))
    if _Y_OR_I.fullmatch(text):
        text = text[:-1] + _Y_TO_I[text[-1]]
    return text


@lru_cache(maxsize=10_000)
def _plain(letter: str) -> str:
    """The letter or digit that a full-width, raised, circled or mathematical one stands for."""
    if letter.isascii():
        return letter
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", letter)
    return plain if plain.isalnum() else letter
