"""Suggestions while typing: the names, sections, phrases and headlines that begin so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from index.analysis.abbreviations import Abbreviations
from index.analysis.analyzer import syllables
from index.errors import BadQuery
from index.question import Phrase
from index.register import Register
from index.request import MAX_NAME, check_text
from index.suggestions.lookup import Found, lookup
from index.suggestions.phrases import phrases
from index.suggestions.typed import Typed, readings
from index.vocabulary import Vocabulary

CompletionKind = Literal["model", "unit", "section", "phrase", "title"]
KINDS: tuple[CompletionKind, ...] = get_args(CompletionKind)
MAX_COMPLETIONS = 20

# So many of a kind come before others are crowded out.
_SHARE = {"model": 3, "unit": 3, "section": 2, "phrase": 3, "title": 3}


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that what was typed may become."""

    kind: CompletionKind
    label: str
    """As written, with its marks."""
    value: str
    """What filters by it, the phrase, or the id of the newest article of that headline."""
    count: int
    """How many articles it stands for."""
    highlights: tuple[tuple[int, int], ...]
    """[start, end) of the syllables of the label that agree with what was typed."""


class Completer:
    """Completes what someone types, from a register and the words of an engine's documents.

    `held` says how many articles hold a phrase.
    """

    def __init__(
        self,
        register: Register,
        vocabulary: Vocabulary,
        abbreviations: Abbreviations,
        held: Callable[[Phrase], int],
    ) -> None:
        self._register = register
        self._vocabulary = vocabulary
        self._abbreviations = abbreviations
        self._held = held

    def suggest(self, text: str, size: int = 10) -> tuple[Completion, ...]:
        """The best of every kind, those written with the marks typed before the others.

        Nothing for a text without a word. Raises BadQuery, naming the field.
        """
        check_text("q", text, MAX_NAME)
        if not 1 <= size <= MAX_COMPLETIONS:
            raise BadQuery("size", f"{size} is not between 1 and {MAX_COMPLETIONS}")
        typed = readings(text, self._abbreviations)
        if not typed:
            return ()
        with self._register.reading() as connection:
            found: dict[CompletionKind, list[Found]] = {
                kind: lookup(connection, kind, typed, size) for kind in KINDS if kind != "phrase"
            }
        found["phrase"] = phrases(
            typed, self._vocabulary, self._held, word_ended=text[-1:].isspace()
        )
        return tuple(
            Completion(kind, one.label, one.value, one.articles, _spans(typed, one.label))
            for kind, one in _mixed(found, size)
        )


def _mixed(
    found: Mapping[CompletionKind, Sequence[Found]], size: int
) -> list[tuple[CompletionKind, Found]]:
    """The kinds take turns, each up to its share before any has more; no text twice. Those taken
    stand by kind, what is written with the marks typed before what is not."""
    seen: set[str] = set()
    placed = []
    for at, kind in enumerate(KINDS):
        turn = 0
        for one in found[kind]:
            text = " ".join(syllable.exact for syllable in syllables(one.label))
            if text not in seen:
                seen.add(text)
                placed.append(((not one.agrees, turn >= _SHARE[kind], turn, at), kind, one))
                turn += 1
    taken = sorted(placed, key=lambda each: each[0])[:size]
    taken.sort(key=lambda each: (not each[2].agrees, KINDS.index(each[1])))
    return [(kind, one) for _, kind, one in taken]


def _spans(typed: Iterable[Typed], label: str) -> tuple[tuple[int, int], ...]:
    return next(filter(None, (one.spans(label) for one in typed)), ())
