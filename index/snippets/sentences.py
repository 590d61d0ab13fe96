"""Where sentences begin and end, for passages to be cut there."""

import re
import unicodedata
from collections.abc import Iterator

_BREAK = re.compile(r"""[.!?…;]["'”’»)\]]*\s+|[^\S\n]*\n\s*""")
_WORD_BEFORE = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+\Z")
# Written with a dot that ends no sentence; so are single capital letters.
_SHORTENED = frozenset(
    "tp tt tx kp tr gs pgs ts tskh ths bs ks cn đd nsnd nsưt ngnd ngưt mr mrs ms dr st".split()
)
_LONGEST = 12
# Signs and blanks between two sentences are fewer.
_GAP = 40


def breaks(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and the next one begins, for each such place of a part of a text.

    A line break ends a sentence. The dot of an abbreviation does not, nor does any sign that small
    letters follow.
    """
    for found in _BREAK.finditer(text, begin, end):
        if _ends(text, found.start(), found.end()):
            yield found.start() + len(found.group().rstrip()), found.end()


def begins_at(text: str, at: int) -> bool:
    """Whether a sentence, or the text, begins there."""
    since = max(0, at - _GAP)
    before = text[since:at]
    return not before.strip() or any(next_ == at for _, next_ in breaks(text, since, at))


def ends_at(text: str, at: int) -> bool:
    """Whether a sentence, or the text, ends there."""
    after = text[at : at + _GAP]
    return not after.strip() or any(
        stop == at for stop, _ in breaks(text, max(0, at - _GAP), at + _GAP)
    )


def _ends(text: str, start: int, end: int) -> bool:
    sign = text[start]
    if "\n" in text[start:end] or sign == ";":
        return True
    if text[end : end + 1].islower():
        return False
    return sign != "." or not _shortened(text, start)


def _shortened(text: str, dot: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, dot - _LONGEST), dot)
    if not before:
        return False
    word = unicodedata.normalize("NFC", before.group())
    return (len(word) == 1 and word.isupper()) or word.lower() in _SHORTENED
