"""Keys of an input method that was switched off: `ddoof`, `nhaan`, `a1i`, and what they mean.

Telex doubles a letter or adds w for its mark and a letter for its tone; VNI adds digits.
"""

import re
import unicodedata

from index.analysis import normalize

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI = {
    "1": "s", "2": "f", "3": "r", "4": "x", "5": "j",
    "6": "aeo", "9": "d",
}  # fmt: skip
# The letters that get a horn or a breve.
_HOOKED = {"w": "aou", "7": "ou", "8": "a"}
_VOWELS = frozenset("aeiouy")
# Digits of VNI stand directly behind the letter they mark, or at the end; the tone comes last.
_PLACED = re.compile(
    r"(?:d9|(?:[aeo]6|[ou]7|a8)[1-5]?|[aeiouy][1-5]|[^0-9])+(?:(?<![1-5])[6-9]+)?[1-5]?", re.DOTALL
)
_TONE_DIGITS = re.compile("[1-5]")
# Onset, vowels and ending of a syllable; u after q and i after g before a vowel open it.
_PARTS = re.compile(r"(qu|gi(?=[aeiouy])|[^aeiouy]*)([aeiouy]+)([^aeiouy0-9]*)")


def meant(typed: str) -> str | None:
    """The exact form that keys typed without an input method stand for, if they are such keys."""
    if not _PLACED.fullmatch(typed) or len(_TONE_DIGITS.findall(typed)) > 1:
        return None
    letters, marks, tone = _read(typed)
    parts = _PARTS.fullmatch("".join(letters))
    # A single letter with a digit or two (U23, A1) is the name of something.
    if not parts or len(letters) == 1:
        return None
    if tone:
        marks[_bearer(parts, marks)] += tone
    form = normalize.exact("".join(map("".join, zip(letters, marks, strict=True))))
    return form if form != typed else None


def _read(typed: str) -> tuple[list[str], list[str], str]:
    """Base letters, the mark each bears, and the tone; keys that are neither stay letters."""
    letters: list[str] = []
    marks: list[str] = []
    tone = ""
    for key in typed:
        role = _VNI.get(key, key)
        if role in _TONES and _VOWELS.intersection(letters):
            tone = _TONES[role]
        elif role == "w" and letters and not _VOWELS.intersection(letters):
            letters.append("u")
            marks.append(_HORN)
        elif not any(_marks(each, letters, marks) for each in role):
            decomposed = unicodedata.normalize("NFD", key)
            letters.append(decomposed[0])
            marks.append(decomposed[1:])
    return letters, marks, tone


def _marks(key: str, letters: list[str], marks: list[str]) -> bool:
    """Whether the key puts its mark on a letter that stands already."""
    if key == "d" and letters[:1] == ["d"] and not marks[0]:
        letters[0] = "đ"
        return True
    if key in _HOOKED:
        return _hooked(_HOOKED[key], letters, marks)
    for place in reversed(range(len(letters))):
        if key in "aeo" and letters[place] == key and not marks[place]:
            marks[place] = _CIRCUMFLEX
            return True
    return False


def _hooked(bearing: str, letters: list[str], marks: list[str]) -> bool:
    place = "".join(letters).find("uo")
    if place >= 0 and "o" in bearing:
        marks[place] = marks[place + 1] = _HORN
        return True
    for place in reversed(range(len(letters))):
        if letters[place] in bearing and not marks[place]:
            marks[place] = _BREVE if letters[place] == "a" else _HORN
            return True
    return False


def _bearer(parts: re.Match[str], marks: list[str]) -> int:
    """The letter that bears the tone: the last marked vowel, else by the shape of the rime."""
    begin, vowels = parts.start(2), parts.group(2)
    marked = [begin + each for each in range(len(vowels)) if marks[begin + each]]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return begin
    if len(vowels) == 3 or parts.group(3) or vowels in ("oa", "oe", "uy"):
        return begin + 1
    return begin
