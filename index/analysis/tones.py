"""Where a Vietnamese syllable carries its tone: one place, whatever was typed.

The tone belongs to the syllable, not to the letter it stands on. Two schools place it differently
in the open rimes oa, oe, uy (hòa, hoà), and whoever types fast places it on any vowel (aí, tóan,
qúa). So the tone is taken off and placed anew by the new school: on the vowel that has a mark of
its own (â, ê, ơ ...; the ơ of ươ), else on the last vowel before a final consonant, else on the
second of oa, oe, uy and of three vowels, else on the first. The u of qu and the i of gi before a
vowel belong to the onset and carry no tone.

In the same way a horn left off half of ươ is put back before whatever follows (nuớc, đựoc): uơ
ends a syllable, and ưo is none.

A word that is no Vietnamese syllable (café, José), has two tones, or has one that its final
consonant does not allow, is left as it is.
"""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ACUTE_OR_DOT = "\u0301\u0323"
_NO_TONES = dict.fromkeys(map(ord, _TONES))
_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâêôơư"
# Tones stand on vowels only: ñ has a tilde and no tone.
_MISPLACED = re.compile(f"[^aeiouy\u0302\u0306\u031b][{_TONES}]")

_ONSETS = (
    f"gi(?=[{_VOWELS}])|qu(?=[{_VOWELS}])|ngh|ng|nh|gh|g|kh|k|ch|c|ph|p|th|tr|t|b|d|đ|h|l|m|n|r|s"
    "|v|x|"
)
_OPEN = (
    "a|ai|ao|au|ay|âu|ây|e|eo|ê|êu|i|ia|iêu|iu|o|oa|oai|oao|oay|oe|oeo|oi|ô|ôi|ơ|ơi|u|ua|uây|uê"
    "|ui|uôi|uơ|uy|uya|uyu|ư|ưa|ưi|ươi|ươu|ưu|y|yêu|uơi|uơu|ưoi|ưou"
)
_CLOSED = "a|ă|â|e|ê|i|iê|o|oa|oă|oe|oo|ô|ơ|u|uâ|uê|uô|uy|uyê|ư|ươ|y|yê|uơ|ưo"
_SYLLABLE = re.compile(f"({_ONSETS})(?:({_OPEN})|({_CLOSED})(ch|c|k|m|ng|nh|n|p|t))")
_STOPS = frozenset(("c", "ch", "k", "p", "t"))
_HALF_HORNED = ("uơ", "ưo")
# The longest is nghiêng; two more for marks that compose with nothing.
_LONGEST = 9


def respelt(word: str) -> str:
    """A word in small composed letters, its tone where it belongs; any other word unchanged."""
    if word.isascii() or len(word) > _LONGEST:
        return word
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in decomposed if mark in _TONES)
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", decomposed.translate(_NO_TONES)))
    if found is None or len(tone) > 1 or _MISPLACED.search(decomposed):
        return word
    onset, vowels, closed, coda = found.groups(default="")
    if coda in _STOPS and (not tone or tone not in _ACUTE_OR_DOT):
        return word
    vowels = vowels or closed
    if vowels.startswith(_HALF_HORNED) and (coda or len(vowels) > 2):
        vowels = "ươ" + vowels[2:]
    seat = _seat(vowels, coda)
    toned = unicodedata.normalize("NFC", vowels[seat] + tone)
    return onset + vowels[:seat] + toned + vowels[seat + 1 :] + coda


def _seat(vowels: str, coda: str) -> int:
    """Which of the vowels of a rime carries the tone."""
    marked = max((n for n, vowel in enumerate(vowels) if vowel in _MARKED), default=-1)
    if marked >= 0:
        return marked
    if coda:
        return len(vowels) - 1
    return 1 if len(vowels) == 3 or vowels in ("oa", "oe", "uy") else 0
