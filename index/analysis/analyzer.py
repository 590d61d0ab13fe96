"""Text to syllables, the same for articles and for questions."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.analysis import normalize

VERSION = "2026-11.1"

# Letters and digits, each with the combining marks that follow it in decomposed text.
_SYLLABLE = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
# Nothing longer is a word; it would only swell the index.
_LONGEST = 64


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
        surface = _cut(match.group())
        yield Syllable(
            normalize.exact(surface), normalize.folded(surface), match.start(), match.end()
        )


def count(text: str) -> int:
    """How many syllables a text has."""
    return len(_SYLLABLE.findall(text))


def met(text: str, meaning: Callable[[str, str], int | None]) -> set[int]:
    """What `meaning` makes of the exact and the folded forms of a text's syllables."""
    surfaces = {_cut(written) for written in set(_SYLLABLE.findall(text))}
    meant = {meaning(normalize.exact(one), normalize.folded(one)) for one in surfaces}
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
            surface = _cut(written)
            known[written] = meaning(normalize.exact(surface), normalize.folded(surface))
        meant = known[written]
        if meant is not None:
            yield meant, match.start(), match.end()


def folded_words(text: str) -> list[str]:
    """The syllables of a text without marks: how names are compared when typed by a person."""
    return [normalize.folded(_cut(match.group())) for match in _SYLLABLE.finditer(text)]


def _cut(surface: str) -> str:
    # Composed first, so that both forms of a text are cut at the same letter.
    return unicodedata.normalize("NFC", surface)[:_LONGEST]


def pair(first: str, second: str) -> str:
    """The term of two neighbouring folded syllables."""
    return f"{first} {second}"
