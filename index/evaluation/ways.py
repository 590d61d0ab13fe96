"""The ways in which people type one and the same question in Vietnamese.

They are made here by rules of their own, not by those of the analysis that they are to test.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_STROKES = str.maketrans("đĐ", "dD")
# Before a star stands the beginning of a word, which no rule of whole syllables may touch.
_SYLLABLE = re.compile(r"[^\W_]++(?!\*)")
_ONSET = re.compile("[bcdđghklmnprstvx]|[cgknpt]h|gi|ngh?|nh|tr|")
_BLANKS = re.compile(r"(\s+)")
_Y, _I = "yỳýỷỹỵ", "iìíỉĩị"
_Y_AND_I = str.maketrans(_Y + _I, _I + _Y)
_Y_OR_I = re.compile(f"(?:[hklmst]|qu)[{_Y}{_I}]")


def _schools() -> dict[str, str]:
    other: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in "\u0300\u0301\u0303\u0309\u0323":
            old = unicodedata.normalize("NFC", first + mark) + second
            new = first + unicodedata.normalize("NFC", second + mark)
            other |= {old: new, new: old}
    return other


_OTHER_SCHOOL = _schools()


def bare(text: str) -> str:
    """The text without any diacritic: Tủ đồ → Tu do."""
    letters = unicodedata.normalize("NFD", text)
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", kept).translate(_STROKES)


def half_bare(text: str) -> str:
    """Each second word without diacritics: tủ đồ nhân ái → tủ do nhân ai."""
    parts = _BLANKS.split(unicodedata.normalize("NFC", text).strip())
    # Words stand at 0, 2, 4, …, the blanks after them in between.
    return "".join(bare(part) if place % 4 == 2 else part for place, part in enumerate(parts))


def decomposed(text: str) -> str:
    """The same letters with their marks as characters of their own (NFD)."""
    return unicodedata.normalize("NFD", text)


def other_spelling(text: str) -> str:
    """The other tone school, and y for i or i for y where both are accepted: hoà → hòa, kỹ → kĩ."""
    return _SYLLABLE.sub(_respelled, unicodedata.normalize("NFC", text))


def _respelled(match: re.Match[str]) -> str:
    written = match.group()
    syllable = written.lower()
    if len(syllable) != len(written):  # a foreign capital that is two letters when small
        return written
    ending = _OTHER_SCHOOL.get(syllable[-2:])
    if ending and _ONSET.fullmatch(syllable[:-2]):
        syllable = syllable[:-2] + ending
    elif _Y_OR_I.fullmatch(syllable):
        syllable = syllable[:-1] + syllable[-1].translate(_Y_AND_I)
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(written, syllable, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Way:
    """One way of typing a question."""

    field: str
    """Its name in a file of questions."""
    label: str
    made: Callable[[str], str] | None = None
    """How it is made of the question as typed; None where only the file can hold it."""
    suggests: bool = False
    """Whether the search may be expected to offer other words."""


AS_TYPED = Way("as_is", "as typed", str)
WAYS = (
    AS_TYPED,
    Way("no_diacritics", "no diacritics", bare, suggests=True),
    Way("nfd", "NFD", decomposed),
    Way("other_spelling", "other spelling", other_spelling),
    Way("half_bare", "half bare", half_bare),
    Way("typo", "one slip", suggests=True),
)


def way_called(field: str) -> Way:
    """The way of that name; any other name is a way that only the file knows."""
    return next((way for way in WAYS if way.field == field), Way(field, field))
