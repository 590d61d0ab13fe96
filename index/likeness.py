"""What to ask for to find articles like one: the rarest terms that it shares with others."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.analysis.analyzer import pair, syllables
from index.question import All, Any, Node, Phrase, Question, Scored, Term, Word

TERMS = 16
"""So many terms are asked for at most."""
LOOKED_AT = 20_000
"""Characters of an article that are read."""
# Terms whose frequency is looked up. Pairs are the words of Vietnamese; single syllables tell
# something where they are rare: names, foreign words.
_PAIRS, _SINGLES = 200, 100
_SINGLE = 0.5
_HEADLINE, _TEXT = 3, 1
# What a larger share of all articles holds sets none of them apart.
_SHARE = 10


@dataclass(frozen=True, slots=True)
class _Candidate:
    term: Term
    node: Word | Phrase
    weight: float


def likeness(
    title: str, text: str, frequency: Callable[[Term], int], total: int
) -> Question | None:
    """The question for articles like one, the best first; it finds that article too.

    Each of them holds at least two of the terms. `frequency` tells how many of all articles hold
    a term, and is asked for the same few hundred however long the text is. None where an article
    shares nothing rare with others.
    """
    most = max(2, total // _SHARE)
    rated = []
    for candidate in _candidates(title, text):
        held = frequency(candidate.term)
        if 2 <= held <= most:
            rated.append((candidate.weight * math.log(1 + total / held), candidate))
    # Equal ones stay in the order of the text.
    rated.sort(key=lambda one: -one[0])
    chosen = [candidate for _, candidate in rated[:TERMS]]
    if len(chosen) < 2:
        return None
    return Question(
        demanded=(_two_of([each.node for each in chosen]),),
        terms=tuple(Scored(each.term, each.weight) for each in chosen),
    )


def _candidates(title: str, text: str) -> Iterator[_Candidate]:
    """The terms that an article uses most, the headline counted for more."""
    singles: defaultdict[tuple[str, ...], int] = defaultdict(int)
    pairs: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for part, times in ((title, _HEADLINE), (text, _TEXT)):
        for paragraph in part[:LOOKED_AT].split("\n"):
            before, end = "", 0
            for syllable in syllables(paragraph):
                # Articles of the same day or with the same sum are not alike for that.
                word = syllable.folded if syllable.folded.isalpha() else ""
                if word:
                    singles[word,] += times
                # Across a sign two syllables are no word.
                if word and before and paragraph[end : syllable.start].isspace():
                    pairs[before, word] += times
                before, end = word, syllable.end
    for counts, limit in ((pairs, _PAIRS), (singles, _SINGLES)):
        for words, often in sorted(counts.items(), key=lambda item: -item[1])[:limit]:
            yield _candidate(words, 1 + math.log(often))


def _candidate(words: tuple[str, ...], weight: float) -> _Candidate:
    asked = tuple(Word(word, word) for word in words)
    if len(words) == 1:
        return _Candidate(Term("folded", words[0]), asked[0], weight * _SINGLE)
    return _Candidate(Term("pairs", pair(*words)), Phrase(asked), weight)


def _two_of(nodes: Sequence[Node]) -> Node:
    """What holds at least two of these: one in each half, or two in either."""
    halves = (nodes[: len(nodes) // 2], nodes[len(nodes) // 2 :])
    apart = All(tuple(Any(tuple(half)) for half in halves))
    return Any((apart, *(_two_of(half) for half in halves if len(half) > 1)))
