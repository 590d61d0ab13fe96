"""Text to syllables, the same for articles and for questions.

A syllable is a run of letters and digits. So the mark of a document is its parts, however they
are joined (`05-CT/TW`, `05 ct tw`), and so is a date (`19/5`, `19.5.2022`); `B12` and `19h30` are
one syllable each, and Roman numerals are letters. What is read otherwise, and why:

- Zeros before a number do not count (`05` is `5`, `19h05` is `19h5`): dates and marks are written
  with and without them, and no two things differ by them alone.
- Thousands in groups after points are one number (`1.500.000` is `1500000`), which is how it is
  typed. Not in groups after commas, which part decimals in Vietnamese and thousands in English; nor
  where it begins with a zero or has more digits around it, as telephone numbers do. What stands
  behind it is a syllable of its own: `700.000đ` is `700000 đ`.
- The per cent sign is a syllable when it stands behind a number, directly or after one blank, so
  that `95%` and `95 %` are the same and the table of abbreviations can open it (`phần trăm`).
- A raised digit belongs to a word only behind an m (`m²`, `km²` are `m2`, `km2`); any other is the
  number of a footnote or a degree (`37ºC`), which must not hide what it stands on.
- Characters that nobody sees (soft hyphens, zero-width blanks) do not end a word.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.analysis.characters import RAISED, SILENT, marks
from index.analysis.normalize import form

VERSION = "2026-12.1"

_LETTER = rf"[^\W_{RAISED}]"
_NEAR = marks(0x300, 0x10000)
# Behind the last script that has marks there are only symbols. Asked for second, as a set of
# characters beyond the first plane is slow.
_FAR = marks(0x10000, 0x1F000)
_MARKS = rf"[{_NEAR}]+|(?=[\U00010000-\U0001efff])[{_FAR}]+"
_JOINED = rf"[{SILENT}]+(?={_LETTER}|[{_NEAR}])"
_WORD = rf"{_LETTER}+(?:(?:{_MARKS}|{_JOINED}){_LETTER}*)*(?:[²³](?<=[mM].))?"
_THOUSANDS = r"[1-9１-９](?<!\d[.,].)\d{0,2}(?:\.\d{3})+(?!\.?\d)"
_PERCENT = r"[%％](?:(?<=\d.)|(?<=\d[ \u00a0\u202f].))"
_SYLLABLE = re.compile(f"{_THOUSANDS}|{_WORD}|[{RAISED}]+|{_PERCENT}")


@dataclass(frozen=True, slots=True)
class Syllable:
    """One run of letters and digits, and where it stands in the text as given."""

    exact: str
    folded: str
    start: int
    end: int


def syllables(text: str) -> Iterator[Syllable]:
    """Every syllable of a text, in order; offsets are those of the text as given."""
    for match in _SYLLABLE.finditer(text):
        exact, folded = form(match.group())
        yield Syllable(exact, folded, match.start(), match.end())


def forms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The exact and the folded forms of a text's syllables, where nobody asks for their places."""
    found = list(map(form, _SYLLABLE.findall(text)))
    if not found:
        return (), ()
    exact, folded = zip(*found, strict=True)
    return exact, folded


def count(text: str) -> int:
    """How many syllables a text has."""
    return len(_SYLLABLE.findall(text))


def met(text: str, meaning: Callable[[str, str], int | None]) -> set[int]:
    """What `meaning` makes of the exact and the folded forms of a text's syllables."""
    meant = {meaning(*one) for one in set(map(form, set(_SYLLABLE.findall(text))))}
    return {one for one in meant if one is not None}


def find(text: str, meaning: Callable[[str, str], int | None]) -> Iterator[tuple[int, int, int]]:
    """What `meaning` makes of the exact and the folded form of a syllable, and where that stands.

    Those of which it makes nothing are left out. It is asked once for each way of writing: a
    passage must be found fast in a text of many pages.
    """
    known: dict[str, int | None] = {}
    for match in _SYLLABLE.finditer(text):
        written = match.group()
        if written not in known:
            known[written] = meaning(*form(written))
        meant = known[written]
        if meant is not None:
            yield meant, match.start(), match.end()


def folded_words(text: str) -> list[str]:
    """The syllables of a text without marks: how names are compared when typed by a person."""
    return [form(written)[1] for written in _SYLLABLE.findall(text)]


def pair(first: str, second: str) -> str:
    """The term of two neighbouring folded syllables."""
    return f"{first} {second}"
