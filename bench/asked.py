"""The questions of the speed bench: ten classes, each as typed and without diacritics."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from bench.facts import Fact, bare, tokens
from index.analysis.abbreviations import Abbreviations
from index.analysis.normalize import form
from index.asking import question_of
from index.question import Word

Joined = Literal["all", "any", "phrase", "prefix"]
Spelling = Literal["as typed", "bare"]
SPELLINGS: tuple[Spelling, ...] = ("as typed", "bare")
CLASSES = (
    "rare word", "common word", "AND", "OR of 8", "phrase", "prefix", "unit and dates",
    "facet counts", "newest first", "page 50",
)  # fmt: skip
TOP = 10
_SEED = 7
_SAMPLE = 4_000
_ATTEMPTS = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, before any engine's language."""

    kind: str
    """One of CLASSES."""
    words: tuple[str, ...]
    """In small letters, without any sign."""
    joined: Joined = "all"
    spelling: Spelling = "as typed"
    unit: str = ""
    section: str = ""
    begin: date | None = None
    end: date | None = None
    """Both days included."""
    newest: bool = False
    page: int = 1

    @property
    def filtered(self) -> bool:
        """Whether it asks for some articles only."""
        return bool(self.unit or self.section or self.begin)

    def allows(self, fact: Fact) -> bool:
        """Whether an article passes its filters."""
        return (
            (not self.unit or self.unit in fact.units)
            and (not self.section or self.section == fact.section)
            and (not self.begin or self.begin.toordinal() <= fact.day)
            and (not self.end or 0 < fact.day <= self.end.toordinal())
        )


_Make = Callable[[random.Random], Asked | None]


def drawn(facts: Iterator[Fact], size: int, each: int, abbreviations: Abbreviations) -> list[Asked]:
    """So many questions of each class and spelling, for a collection of that size; the same every
    time. A class that a small collection has too few words for has fewer."""
    step = max(1, size // _SAMPLE)
    drawer = _Drawer(list(islice(facts, 0, None, step)), abbreviations)
    return [
        asked
        for kind in CLASSES
        for one in drawer.draw(kind, each)
        for asked in (one, replace(one, words=tuple(map(bare, one.words)), spelling="bare"))
    ]


class _Drawer:
    """Draws questions from a sample of the articles."""

    def __init__(self, sample: Sequence[Fact], abbreviations: Abbreviations) -> None:
        self._sample = sample
        self._abbreviations = abbreviations
        self._held: Counter[str] = Counter()
        for fact in sample:
            self._held.update(set(tokens(fact.text)))
        units = Counter(unit for fact in sample for unit in fact.units)
        sections = Counter(fact.section for fact in sample if fact.section)
        self._units = [unit for unit, _ in units.most_common(30)]
        self._sections = [section for section, _ in sections.most_common(10)]
        self._days = sorted(fact.day for fact in sample if fact.day)

    def draw(self, kind: str, each: int) -> list[Asked]:
        """Different questions of one class."""
        rng = random.Random(f"{_SEED} {kind}")
        make = self._maker(kind)
        found: dict[Asked, None] = {}
        for _ in range(_ATTEMPTS * each):
            if len(found) == each:
                break
            asked = make(rng)
            if asked and self._is_plain(asked.words):
                found[asked] = None
        return list(found)

    def _maker(self, kind: str) -> _Make:
        def one(low: float, high: float, like: Asked = Asked(kind, ())) -> _Make:
            words = self._between(low, high)
            return lambda rng: replace(like, words=(rng.choice(words),)) if words else None

        match kind:
            case "rare word":
                return one(0, 1.5 / len(self._sample))
            case "common word":
                return one(0.4, 1)
            case "AND":
                return lambda rng: self._together(rng, kind, rng.choice((2, 2, 3, 4)))
            case "OR of 8":
                return lambda rng: self._any(rng, kind)
            case "phrase":
                return lambda rng: self._phrase(rng, kind, rng.choice((2, 3, 4)))
            case "prefix":
                return lambda rng: self._prefix(rng, kind)
            case "unit and dates":
                plain = one(0.2, 1)
                return lambda rng: self._filtered(rng, plain(rng))
            case "facet counts":
                return one(0.05, 0.2)
            case "newest first":
                return one(0.1, 0.6, Asked(kind, (), newest=True))
            case _:
                return one(0.6, 1, Asked(kind, (), page=50))

    def _between(self, low: float, high: float) -> list[str]:
        """Words that such a share of the articles holds."""
        size = len(self._sample)
        return sorted(
            word
            for word, count in self._held.items()
            if low * size <= count <= high * size and word.isalpha() and len(word) > 1
        )

    def _is_plain(self, words: Sequence[str]) -> bool:
        """Whether our engine reads the words as nothing but words: an abbreviation would be opened,
        which no other engine does."""
        for some in (words, tuple(map(bare, words))):
            read = [Word(*form(word)) for word in some]
            wanted = question_of(read, self._abbreviations).wanted
            if len(wanted) < len(words) or not all(isinstance(one, Word) for one in wanted):
                return False
        return True

    def _run(self, rng: random.Random) -> list[str]:
        """The words of a paragraph."""
        paragraphs = rng.choice(self._sample).text.split("\n")
        return tokens(rng.choice(paragraphs))

    def _telling(self, word: str) -> bool:
        """Neither of the most frequent words nor a number."""
        return word.isalpha() and len(word) > 1 and self._held[word] < 0.5 * len(self._sample)

    def _together(self, rng: random.Random, kind: str, count: int) -> Asked | None:
        words = sorted(set(filter(self._telling, self._run(rng))))
        if len(words) < count:
            return None
        return Asked(kind, tuple(rng.sample(words, count)))

    def _any(self, rng: random.Random, kind: str) -> Asked | None:
        asked = self._together(rng, kind, 8)
        return asked and replace(asked, joined="any")

    def _phrase(self, rng: random.Random, kind: str, count: int) -> Asked | None:
        words = self._run(rng)
        begin = rng.randrange(max(1, len(words) - count + 1))
        chosen = tuple(words[begin : begin + count])
        # As people quote: words that say something.
        if len(chosen) < count or not all(map(self._telling, chosen)):
            return None
        return Asked(kind, chosen, "phrase")

    def _prefix(self, rng: random.Random, kind: str) -> Asked | None:
        words = [word for word in self._run(rng) if self._telling(word) and len(word) > 3]
        return Asked(kind, (rng.choice(words)[:3],), "prefix") if words else None

    def _filtered(self, rng: random.Random, plain: Asked | None) -> Asked | None:
        if plain is None or not (self._units or self._sections):
            return None
        within = plain
        if self._days:
            year = date.fromordinal(rng.choice(self._days)).year
            within = replace(plain, begin=date(year - 1, 1, 1), end=date(year + 1, 12, 31))
        if self._units:
            return replace(within, unit=rng.choice(self._units))
        return replace(within, section=rng.choice(self._sections))
