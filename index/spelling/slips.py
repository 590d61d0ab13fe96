"""Slips of one finger: which syllables a typed one may have been meant to be.

A slip leaves out, adds, changes or swaps letters that stand next to each other. The marks of all
other letters were typed as they were meant.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.question import Word

Kind = Literal["lost", "swapped", "added", "changed"]

_LETTERS = "abcdeghiklmnopqrstuvxy"
_VOWELS = frozenset("aeiouy")
# Of the letters that no Vietnamese word has those that are no key of Telex either.
_FOREIGN = frozenset("jz")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ONSETS = " b c ch d g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien
ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen
oeo oet oi om on ong ooc oong op ot u ua uac uach uai uan uang uanh uao uat uau uay uc ue uech uen
uenh ueo uet ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh
uyp uyt uyu y yem yen yet yeu
"""
_SYLLABLES = frozenset(onset + rime for onset in _ONSETS.split(" ") for rime in _RIMES.split())


@dataclass(frozen=True, slots=True)
class Slip:
    """A folded syllable that may have been meant, and what the finger did to it."""

    folded: str
    kind: Kind
    place: int
    """Of the letter lost, added or changed, or of the first of two that were swapped."""


def slips(folded: str) -> Iterator[Slip]:
    """Every syllable of Vietnamese one slip away, and every other word by one swap."""
    size = len(folded)
    for place in range(size - 1):
        two = folded[place : place + 2]
        if two[0] != two[1]:
            swapped = folded[:place] + two[::-1] + folded[place + 2 :]
            yield Slip(swapped, "swapped", place)
    if size > 7:
        # No syllable of Vietnamese is longer.
        return
    for place in range(size + 1):
        for letter in _LETTERS:
            meant = folded[:place] + letter + folded[place:]
            if meant in _SYLLABLES:
                yield Slip(meant, "lost", place)
    for place in range(size):
        rest = folded[place + 1 :]
        if size > 1 and folded[:place] + rest in _SYLLABLES:
            yield Slip(folded[:place] + rest, "added", place)
        for letter in _LETTERS:
            meant = folded[:place] + letter + rest
            if size > 1 and letter != folded[place] and meant in _SYLLABLES:
                yield Slip(meant, "changed", place)


def slip_between(typed: str, meant: str) -> Slip | None:
    """The slip that makes the one folded word of the other, if one does."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return None
    place = next(
        (at for at, (one, two) in enumerate(zip(typed, meant, strict=False)) if one != two),
        min(len(typed), len(meant)),
    )
    if typed[place:] == meant[place + 1 :]:
        return Slip(meant, "lost", place)
    if typed[place + 1 :] == meant[place:]:
        return Slip(meant, "added", place)
    if typed[place + 1 :] == meant[place + 1 :]:
        return Slip(meant, "changed", place)
    two = typed[place : place + 2]
    if two[::-1] == meant[place : place + 2] and typed[place + 2 :] == meant[place + 2 :]:
        return Slip(meant, "swapped", place)
    return None


def marks_changed(typed: str, meant: str, slip: Slip | None) -> int:
    """How many marks differ between two exact forms beside what the slip explains."""
    (typed_letters, typed_tone), (meant_letters, meant_tone) = _toned(typed), _toned(meant)
    toneless = typed_letters
    excused = ""
    if slip:
        place = slip.place
        if slip.kind == "lost":
            excused = meant_letters[place : place + 1]
            toneless = toneless[:place] + excused + toneless[place:]
        elif slip.kind == "added":
            toneless = toneless[:place] + toneless[place + 1 :]
        elif slip.kind == "changed":
            excused = meant_letters[place : place + 1]
            toneless = toneless[:place] + excused + toneless[place + 1 :]
        else:
            two = toneless[place : place + 2]
            toneless = toneless[:place] + two[::-1] + toneless[place + 2 :]
    different = sum(one != two for one, two in zip(toneless, meant_letters, strict=False))
    lost_with_letter = not typed_tone and _base(excused) in _VOWELS
    return different + (typed_tone != meant_tone and not lost_with_letter)


def _toned(exact: str) -> tuple[str, str]:
    """The letters with marks of their own, and the tone."""
    decomposed = unicodedata.normalize("NFD", exact)
    letters = "".join(each for each in decomposed if each not in _TONES)
    tone = "".join(each for each in decomposed if each in _TONES)
    return unicodedata.normalize("NFC", letters), tone


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[:1]


def repairable(word: Word) -> bool:
    """Whether a slip may be looked for: in a word of Vietnamese letters, not in one alone.

    A number, the mark of a document, an initial and a foreign short form (SJC) are as they were
    meant. A lost vowel is the commonest slip, so words without any are looked at.
    """
    plain = word.folded.isalpha() and word.folded.isascii()
    return plain and len(word.folded) > 1 and _FOREIGN.isdisjoint(word.folded)


def initial(word: Word) -> bool:
    """Whether it is a consonant alone, behind which a name stands: K'Brông."""
    return len(word.folded) == 1 and word.folded.isalpha() and word.folded not in _VOWELS
