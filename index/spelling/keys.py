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
    "6": "aeo", "7": "w", "8": "w", "9": "d",
}  # fmt: skip
_VOWELS = frozenset("aeiouy")
# Onset, vowels and ending of a syllable; u after q and i after g before a vowel open it.
_PARTS = re.compile(r"(qu|gi(?=[aeiouy])|[^aeiouy]*)([aeiouy]+)([^aeiouy]*)")


def meant(typed: str) -> str | None:
    """The exact form that keys typed without an input method stand for, if they are such keys."""
    letters, marks, tone = _read(typed)
    parts = _PARTS.fullmatch("".join(letters))
    if not parts:
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
    if key == "w":
        return _hooked(letters, marks)
    for place in reversed(range(len(letters))):
        if key in "aeo" and letters[place] == key and not marks[place]:
            marks[place] = _CIRCUMFLEX
            return True
    return False


def _hooked(letters: list[str], marks: list[str]) -> bool:
    place = "".join(letters).find("uo")
    if place >= 0:
        marks[place] = marks[place + 1] = _HORN
        return True
    for place in reversed(range(len(letters))):
        if letters[place] in "aou" and not marks[place]:
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
