"""What was typed, once names are resolved, as a question with the weights that were found best.

BM25 over three views of the same syllables, weighed as measured on known-item questions: a
syllable typed with marks trusts its marks, a bare one may stand for any marking.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from index.analysis.abbreviations import Abbreviations
from index.analysis.analyzer import pair
from index.analysis.normalize import Form
from index.question import (
    All,
    Any,
    Node,
    Phrase,
    Prefix,
    Question,
    Scored,
    Term,
    Titled,
    Word,
)

_MARKED = (0.70, 0.20)
_BARE = (0.35, 0.50)
_ALL_BARE = (0.0, 1.0)
"""Weights of the exact and of the folded form."""
_PAIR = 0.30
# What has no marks to weigh: a prefix, a phrase, an abbreviation or what it stands for.
_ONE = 1.0


def question_of(
    nodes: Sequence[Node], abbreviations: Abbreviations, filters: Sequence[Node] = ()
) -> Question:
    """The question that asks for all of these: plain words are wanted, the rest is demanded."""
    wanted: list[Node] = []
    demanded: list[Node] = []
    for run in _runs(nodes):
        if isinstance(run[0], Word | Prefix):
            wanted += _opened(run, abbreviations)
        else:
            demanded += _opened(run, abbreviations)
    return Question(
        wanted=tuple(dict.fromkeys(wanted)),
        demanded=tuple(dict.fromkeys(demanded)),
        filters=tuple(filters),
        words=tuple(asked_for(nodes)),
        terms=_terms(nodes, abbreviations),
    )


def asked_for(nodes: Iterable[Node]) -> Iterator[Word]:
    """Every word asked for, in order; what is to be left out is not."""
    for node in nodes:
        match node:
            case Word():
                yield node
            case Phrase(words):
                yield from words
            case Titled(inner):
                yield from asked_for((inner,))
            case All(inner) | Any(inner):
                yield from asked_for(inner)


def _runs(nodes: Sequence[Node]) -> list[tuple[Node, ...]]:
    """Words side by side together, everything else for itself."""
    return [
        run
        for is_word, group in groupby(nodes, lambda node: isinstance(node, Word))
        for run in ([tuple(group)] if is_word else [(node,) for node in group])
    ]


def _opened(run: Sequence[Node], abbreviations: Abbreviations) -> list[Node]:
    """The same, each abbreviation also as what it stands for and the other way round."""
    words = [node for node in run if isinstance(node, Word)]
    if not words:
        (node,) = run
        match node:
            case All(nodes):
                return [All(tuple(_all_opened(nodes, abbreviations)))]
            case Any(nodes):
                alternatives = (_opened((one,), abbreviations) for one in nodes)
                return [Any(tuple(one for several in alternatives for one in several))]
            case Titled(Word() as word) if longs := abbreviations.opened(word):
                return [Any((node, *(Titled(_phrase(long)) for long in longs)))]
        return [node]
    others: list[list[Node]] = [[] for _ in words]
    for number, word in enumerate(words):
        others[number] += map(_phrase, abbreviations.opened(word))
    for long in abbreviations.runs(words):
        for number in range(long.start, long.end):
            others[number] += map(_word, long.shorts)
    return [
        Any((word, *dict.fromkeys(other))) if other else word
        for word, other in zip(words, others, strict=True)
    ]


def _all_opened(nodes: Sequence[Node], abbreviations: Abbreviations) -> Iterator[Node]:
    for run in _runs(nodes):
        yield from _opened(run, abbreviations)


def _word(form: Form) -> Word:
    return Word(form.exact, form.folded)


def _phrase(forms: Iterable[Form]) -> Phrase:
    return Phrase(tuple(map(_word, forms)))


def _terms(nodes: Sequence[Node], abbreviations: Abbreviations) -> tuple[Scored, ...]:
    weights: defaultdict[Term | Prefix | Phrase | Any, float] = defaultdict(float)
    any_marked = any(word.marked for word in asked_for(nodes))

    def add_words(words: Sequence[Word]) -> None:
        for word in words:
            longs = abbreviations.opened(word)
            if longs:
                weights[Any((word, *map(_phrase, longs)))] += _ONE
                continue
            exact, folded = _MARKED if word.marked else _BARE if any_marked else _ALL_BARE
            weights[Term("exact", word.exact)] += exact
            weights[Term("folded", word.folded)] += folded
        for first, second in pairwise(words):
            weights[Term("pairs", pair(first.folded, second.folded))] += _PAIR
        for long in abbreviations.runs(words):
            for short in long.shorts:
                weights[_word(short).term] += _ONE

    def add(nodes: Sequence[Node]) -> None:
        for run in _runs(nodes):
            match run[0]:
                case Word():
                    add_words([node for node in run if isinstance(node, Word)])
                case Prefix() | Phrase() as leaf:
                    weights[leaf] += _ONE
                case Titled(inner):
                    add((inner,))
                case All(inner):
                    add(inner)
                case Any(inner):
                    # Alternatives do not stand side by side.
                    for one in inner:
                        add((one,))

    add(nodes)
    return tuple(Scored(node, weight) for node, weight in weights.items() if weight)
