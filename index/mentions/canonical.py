"""The canonical form of a model's name: one for all of its spellings, another for another name.

It is a pure function of the name, so that a key made of it is an address that lasts. These meet:

- case, the two schools of tone placement, `i` and `y` (`kĩ`, `quĩ`), marks in any composition;
- quotation marks, dots, dashes and commas, and spaces lost between syllables or after a number;
- `và`, `&`, `+`, a dash or a comma between the parts of a name, and none of them;
- abbreviations and what they stand for, loan words and others with several accepted spellings
  (spellings.toml), numbers in digits and in words;
- hỏi and ngã, which many writers of the South do not tell apart, in names of three syllables or
  more; in a shorter one they may make another word;
- a bracket that only says the words before it again (`câu lạc bộ (CLB)`) or tells what a counted
  name counts (`3 sạch (sạch nhà, sạch bếp, sạch ngõ)`); any other belongs to the name.

`mô hình` in front belongs to no name; a class does: `CLB Tiền hôn nhân` is not `Tiền hôn nhân`.
All else that differs makes another name, slips of the pen as well: those are for people to judge.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

from archive.text import one_line
from index.mentions.keys import (
    HOI,
    NGA,
    WORD,
    fold,
    is_syllable,
    key_of,
    one_spelling,
    parted,
    syllables,
)
from index.mentions.numerals import counts_several, is_digits, spoken
from index.mentions.unit_grammar import grammar, opened, table

_TOKEN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[0-9]+|(?:[^\W_0-9]|[\u0300-\u036f])+|%")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)(?:[)\]]|$)")
_ITEMS = re.compile(r"[,;&+/–—-]| và ", re.IGNORECASE)

_AND = fold("và")
_PER_CENT = tuple(map(fold, ("phần", "trăm")))
_DONG = {fold("đ"): fold("đồng")}
_MODEL = list(map(fold, ("mô", "hình")))
_LONG_NAME = 3


@lru_cache(maxsize=8192)
def model_key(name: str) -> str:
    """The key of a model's name, the same for every spelling of it."""
    return key_of(canonical(name).split())


def canonical(name: str) -> str:
    """The folded syllables that all spellings of a model's name share, a space between them."""
    pieces = _BRACKET.split(one_line(name))
    forms: list[str] = []
    for text, bracket in zip_longest(pieces[::2], pieces[1::2], fillvalue=""):
        forms += _spelled(text)
        if not _explains(bracket, forms):
            forms += _spelled(bracket)
    while forms[:2] == _MODEL and len(forms) > _LONG_NAME:
        del forms[:2]
    forms = [one_spelling(form) for form in spoken(forms)]
    if len(forms) >= _LONG_NAME:
        forms = [form.replace(NGA, HOI) for form in forms]
    return " ".join(forms)


def _spelled(text: str) -> list[str]:
    """The folded syllables of a text, its abbreviations opened, each word in its first spelling."""
    forms: list[str] = []
    for token in _TOKEN.findall(text):
        if token == "%":
            forms += _PER_CENT
        elif is_digits(token[0]):
            forms.append(token.replace(".", "").lstrip("0") or "0")
        else:
            parts = map(fold, parted(token))
            forms += [_DONG.get(part, part) for part in parts] if _is_sum(forms) else parts
    return list(_first_spellings([form for form in opened(forms) if form != _AND]))


def _is_sum(forms: list[str]) -> bool:
    """Whether they end with a number that may be one of money: `0đ`, `1.000đ`, but not `3Đ`."""
    return bool(forms) and is_digits(forms[-1]) and (forms[-1] == "0" or len(forms[-1]) > 2)


def _first_spellings(forms: list[str]) -> Iterator[str]:
    known = _spellings()
    i = 0
    while i < len(forms):
        for other, first in known.get(forms[i], ()):
            if tuple(forms[i : i + len(other)]) == other:
                yield from first
                i += len(other)
                break
        else:
            yield forms[i]
            i += 1


@cache
def _spellings() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Every other spelling of a word and its first one, by first syllable, the longest first."""
    data = table("spellings.toml")
    rows = [(other, first) for first, *others in data["words"] for other in others]
    rows += data["abbreviations"].items()
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for other, first in sorted(rows, key=lambda row: -len(syllables(row[0]))):
        words = tuple(syllables(other))
        found.setdefault(words[0], []).append((words, tuple(syllables(first))))
    return found


@cache
def _short_forms() -> frozenset[str]:
    own = map(fold, table("spellings.toml")["abbreviations"])
    return frozenset((*own, *grammar().abbreviations))


def _explains(bracket: str, before: list[str]) -> bool:
    """Whether a bracket only says again, or lists, what the name before it says."""
    inside = _spelled(bracket)
    if not inside or inside == before[-len(inside) :]:
        return True
    (letters, *more) = inside
    if not more and len(letters) > 1 and not is_syllable(letters):
        return letters == "".join(form[0] for form in before[-len(letters) :])
    counted = {word for number, word in pairwise(before) if counts_several(number)}
    items = [set(_spelled(item)) for item in _ITEMS.split(bracket)]
    return (
        len(items) > 1
        and not any(map(is_digits, inside))
        and all(not counted.isdisjoint(item) for item in items)
    )


def preferred(forms: Mapping[str, int]) -> str:
    """The form to show of a name that was written in these forms, each so many times.

    It is the most frequent full one: not in capitals throughout, not abbreviated, its spaces
    kept and no bracket behind it, as far as there is such a form. Forms that differ only in case,
    tone school and punctuation count together. The answer is one of them, whatever their order.
    """
    totals: dict[str, int] = {}
    for form, count in forms.items():
        plain = _counted_as(form)
        totals[plain] = totals.get(plain, 0) + count

    def merit(form: str) -> tuple[bool, bool, bool, bool, int, bool, int, str]:
        return (
            form.isupper(),
            not _short_forms().isdisjoint(syllables(form)),
            "(" in form,
            _lacks_space(form),
            -totals[_counted_as(form)],
            form[:1].islower(),
            -forms[form],
            form,
        )

    return min(forms, key=merit)


def _counted_as(form: str) -> str:
    return " ".join(syllables(form))


def _lacks_space(form: str) -> bool:
    words = len(WORD.findall(form))
    return words < len(syllables(form)) or words < len(_TOKEN.findall(form.replace("%", "")))
