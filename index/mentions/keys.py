"""Canonical forms of names: one key for all spellings of a name, two keys for two names.

A syllable is folded to its marked, lower-case form with the tone mark at its end, so that the two
schools of tone placement (uỷ, ủy) meet, as do kỹ and kĩ. A name keeps every mark that tells words
apart: a key is a readable ascii slug followed by a short hash of the marked form.
"""

import re
import unicodedata
from functools import lru_cache

from index.authority.identity import readable_key

HOI, NGA = "\u0309", "\u0303"
TONES = frozenset(("\u0300", "\u0301", HOI, NGA, "\u0323"))
WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|&")

_Y_AFTER = frozenset("hklmst")
_ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()) | {
    ""
}
_CODAS = frozenset("c ch m n ng nh p t".split()) | {""}
_NUCLEI = frozenset(
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oai oao oay oă oe oeo oi oo ôi ơi"
    " ua uâ uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu iêu yê yêu".split()
)


def _toneless(word: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(c for c in marks if c in TONES))
    plain = "".join(c for c in marks if c not in TONES)
    return unicodedata.normalize("NFC", plain), tones


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The comparable form of one syllable, still marked: `Uỷ` and `ủy` give the same."""
    plain, tones = _toneless(unicodedata.normalize("NFC", word).casefold().replace("ð", "đ"))
    if len(plain) == 2 and plain[1] == "i" and plain[0] in _Y_AFTER:
        plain = plain[0] + "y"
    return plain + tones


def is_syllable(word: str) -> bool:
    """Whether a word in small letters is one syllable by the rules of Vietnamese spelling."""
    plain, tones = _toneless(word)
    if len(tones) > 1 or len(plain) > 7:
        return False
    for cut in range(min(4, len(plain)) + 1):
        if plain[:cut] not in _ONSETS:
            continue
        rest = plain[cut:]
        if plain[:cut] == "gi" and rest in _CODAS:
            return True
        for end in range(1, min(3, len(rest)) + 1):
            if rest[:end] in _NUCLEI and rest[end:] in _CODAS:
                return True
    return False


@lru_cache(maxsize=4096)
def parted(word: str) -> tuple[str, ...]:
    """The syllables of a word whose spaces were lost in typing: `hũgạo` gives `hũ`, `gạo`."""
    lower = unicodedata.normalize("NFC", word).casefold().replace("ð", "đ")
    if lower.isascii() or len(lower) > 21 or not lower.isalpha() or is_syllable(lower):
        return (word,)
    for parts in (2, 3):
        found = _split(lower, parts)
        if found:
            return found
    return (word,)


def _split(word: str, parts: int) -> tuple[str, ...]:
    if parts == 1:
        return (word,) if is_syllable(word) else ()
    for cut in range(min(7, len(word) - 1), 0, -1):
        if is_syllable(word[:cut]):
            rest = _split(word[cut:], parts - 1)
            if rest:
                return (word[:cut], *rest)
    return ()


def syllables(name: str) -> list[str]:
    """The folded syllables of a name; quotes, dots and dashes say nothing, `&` says *và*."""
    found: list[str] = []
    for word in WORD.findall(unicodedata.normalize("NFC", name)):
        if word == "&":
            found.append(fold("và"))
        else:
            found.extend(fold(part) for part in parted(word))
    return found


def one_spelling(form: str) -> str:
    """A folded syllable with `quy` for `qui`: people spell one name both ways."""
    return "quy" + form[3:] if form.startswith("qui") else form


def plain(form: str) -> str:
    """A folded syllable without any mark, in ascii letters and digits."""
    marks = unicodedata.normalize("NFD", form.replace("đ", "d"))
    return "".join(c for c in marks if c.isascii() and c.isalnum())


def key_of(forms: list[str]) -> str:
    """The key of a canonical form given as folded syllables."""
    forms = [one_spelling(form) for form in forms]
    return readable_key(filter(None, map(plain, forms)), " ".join(forms))
