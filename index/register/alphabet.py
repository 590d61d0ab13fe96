"""Vietnamese alphabetical order: the letters, and how dictionaries sort names."""

import re
import unicodedata

LETTERS = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"
"""Every letter a name may begin with, in order; the tone is no part of a letter."""
OTHER = "#"
"""Stands for whatever else a name begins with: numbers, letters of other scripts."""

# Ngang (none), huyền, hỏi, ngã, sắc, nặng: the order of dictionaries.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_WORD = re.compile(r"[^\W_]+")
_PLACE = {letter: chr(ord("A") + at) for at, letter in enumerate(LETTERS)}
# Beyond every letter of ours.
_FOREIGN = "~"


def initial(name: str) -> str:
    """The letter a name stands under."""
    word = _WORD.search(unicodedata.normalize("NFC", name))
    letter, _ = _letters_and_tone(word.group()[0]) if word else ("", 0)
    return letter if letter in _PLACE else OTHER


def sorting(name: str) -> str:
    """A text whose order by code point is that of the names in a dictionary.

    Names are compared syllable by syllable: first all letters of a syllable, a ă â b c d đ apart,
    then its tone, ngang huyền hỏi ngã sắc nặng, wherever its mark stands. So *ba*, *bà*, *bá* come
    before *bác*, and all that begins with *ba* before all that begins with *bà*. A number comes
    before words, and a smaller one before a greater.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    return " ".join(map(_sorting_of_word, words))


def _sorting_of_word(word: str) -> str:
    if word.isdecimal():
        return f"0{len(word):03}{word}"
    letters, tone = _letters_and_tone(word)
    # Digits stand before letters here, and the tone before both.
    return "".join(map(_sorting_of_letter, letters)) + '!"#$%&'[tone]


def _sorting_of_letter(letter: str) -> str:
    return _PLACE.get(letter) or (letter if letter in "0123456789" else _FOREIGN + letter)


def _letters_and_tone(word: str) -> tuple[str, int]:
    """The capital letters of a word without its tone, and that tone."""
    marks = unicodedata.normalize("NFD", word.upper())
    tone = next((1 + _TONES.index(mark) for mark in marks if mark in _TONES), 0)
    plain = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", plain), tone
