"""Phrases of two to four syllables that stand in many articles, from an engine's own word pairs."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from index.analysis.analyzer import pair
from index.analysis.normalize import shown
from index.question import Phrase, Term, Word
from index.spelling.evidence import DISTINCT
from index.suggestions.lookup import Found
from index.suggestions.typed import Typed
from index.vocabulary import Vocabulary

_LONGEST = 4
# Articles from which on a phrase is a frequent one.
_OFTEN = 2
# Pairs that are weighed, phrases that are given, and those whose articles are counted one by one.
_WEIGHED = 20
_GIVEN = 5
_COUNTED = 4
# Articles that are looked at for how a pair is written; of its spellings, these have a say.
_SAMPLE = 40
_SAY = 0.2


def phrases(
    typed: Sequence[Typed],
    vocabulary: Vocabulary,
    held: Callable[[Phrase], int],
    *,
    word_ended: bool,
) -> list[Found]:
    """The most frequent phrases that what was typed may become, those with its marks first.

    `word_ended`: a blank follows the last word, so the next one may be meant. `held` says how many
    articles hold a phrase; a pair's articles are known to the vocabulary. Two words that stand side
    by side no more often than by chance are no phrase.
    """
    found: dict[str, Found] = {}
    for one in typed:
        if word_ended:
            _gather(found, Typed(one.words, whole=True), vocabulary, held, following=True)
        _gather(found, one, vocabulary, held, following=one.whole and len(one.words) == 1)
    best = sorted(found.values(), key=lambda one: (not one.agrees, -one.articles, one.label))
    return best[:_GIVEN]


def _gather(
    found: dict[str, Found],
    typed: Typed,
    vocabulary: Vocabulary,
    held: Callable[[Phrase], int],
    *,
    following: bool,
) -> None:
    """Adds the phrases that complete the last word typed, or those that go on after it."""
    counted = 0
    for folded, bound in _candidates(typed, vocabulary, following=following):
        for words, share in _written(folded, typed, vocabulary):
            if len(found) >= 2 * _GIVEN or counted == _COUNTED:
                return
            if len(words) == 2:
                articles = max(1, round(bound * share))
            else:
                counted += 1
                articles = held(Phrase(words))
            label = " ".join(shown(word.exact) for word in words)
            if articles >= _OFTEN and label not in found:
                agrees = typed.begins(words, marks=True)
                found[label] = Found(label, label, articles, agrees)


def _candidates(
    typed: Typed, vocabulary: Vocabulary, *, following: bool
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Folded phrases, and how many articles hold each at most; the most frequent first."""
    words = [word.folded for word in typed.words]
    if following:
        before, prefix = words[:-1], pair(words[-1], "")
    elif len(words) > 1:
        before, prefix = words[:-2], pair(words[-2], words[-1])
    else:
        before, prefix = [], words[0]
    if len(before) + 2 > _LONGEST:
        return
    bound = vocabulary.count()
    # What was typed before belongs together as well, or no phrase begins so.
    for first, second in pairwise(words[: len(before) + 1]):
        bound = min(bound, vocabulary.frequency(Term("pairs", pair(first, second))))
    if bound < _OFTEN:
        return
    total = vocabulary.count()
    for both, articles in vocabulary.beginning("pairs", prefix, _WEIGHED):
        first, second = both.split(" ")
        # Side by side as often as by chance is no phrase: of the articles that hold both words,
        # one in as many as an article has words holds the second right behind the first.
        chance = (
            vocabulary.frequency(Term("folded", first))
            * vocabulary.frequency(Term("folded", second))
            / max(DISTINCT * total, 1)
        )
        if articles >= max(_OFTEN, chance):
            yield (*before, first, second), min(bound, articles)


def _written(
    folded: tuple[str, ...], typed: Typed, vocabulary: Vocabulary
) -> Iterator[tuple[tuple[Word, ...], float]]:
    """How a folded phrase is written, with the share that each spelling of its end has."""
    spellings = vocabulary.neighbours(folded[-2], folded[-1], _SAMPLE)
    for (first, last), times in spellings.most_common():
        share = times / spellings.total()
        if share < _SAY:
            continue
        exact = [first, last]
        for before in reversed(folded[:-2]):
            beside = vocabulary.neighbours(before, folded[-len(exact)], _SAMPLE)
            fitting = {one: many for (one, two), many in beside.items() if two == exact[0]}
            if not fitting:
                break
            exact.insert(0, min(fitting, key=lambda one: (-fitting[one], one)))
        words = tuple(map(Word, exact, folded[-len(exact) :]))
        if len(words) == len(folded) and typed.begins(words, marks=False):
            yield words, share
