"""Did you mean: a question as the texts of the index would write it.

Marks are restored where none were typed, and slips of one finger are mended, both by what stands
beside what in the index. A question that may be right as it is gets no suggestion; short forms
and names with digits stay as they were typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice, pairwise
from math import inf

from index.analysis.abbreviations import Abbreviations
from index.analysis.normalize import folded
from index.question import Word
from index.spelling.evidence import Evidence
from index.spelling.keys import meant
from index.spelling.slips import Slip, initial, marks_changed, repairable, slip_between, slips
from index.vocabulary import Vocabulary

# What a repair must gain in likelihood (a logarithm) to be believed, where the word as typed is
# unknown to the index and where it is known.
_SLIP_OF_UNKNOWN = {"swapped": 2.0, "lost": 2.5, "added": 3.0, "changed": 3.5}
_SLIP_OF_KNOWN = {"swapped": 4.5, "lost": 5.5, "added": 6.5, "changed": 7.5}
_KEYS_OF_UNKNOWN, _KEYS_OF_KNOWN = 1.0, 5.0
_MARK_OF_UNKNOWN, _MARK_OF_KNOWN = 2.5, 8.0
# Who types no marks at all leaves them out everywhere; who types some means most bare words so.
_MARK_OF_ALL_BARE, _MARK_OF_BARE = 0.5, 3.0

# Bounds of what one question may cost: words read, words in which a slip is looked for, others
# tried for each, and how many forms, paths and neighbours are followed.
_CONSIDERED = 16
_EXAMINED = 3
_TRIED = 5
_FORMS = 16
_BEAM = 10
_FOLLOWERS = 300
# What standing rightly beside a word costs in likelihood; little more is not suspected.
_GOOD = 2.5
# The share of one form that speaks for itself, where no neighbour does.
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Respelling:
    """The words that may have been meant, in order, and the places of those that were changed."""

    words: tuple[Word, ...]
    changed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    word: Word
    cost: float


class Speller:
    """Suggests what was meant, from what an index knows of its words."""

    def __init__(self, vocabulary: Vocabulary, abbreviations: Abbreviations) -> None:
        self._vocabulary = vocabulary
        self._abbreviations = abbreviations

    def suggest(self, words: Sequence[Word]) -> Respelling | None:
        """What was probably meant by words typed side by side, or None where nothing is better.

        The first sixteen are considered; the others are given back as they are.
        """
        considered = words[:_CONSIDERED]
        if not considered:
            return None
        evidence = Evidence(self._vocabulary)
        bare = not any(word.marked for word in considered)
        settled = [bool(self._abbreviations.opened(word)) for word in considered]
        choices = [
            [_Choice(word, 0.0)] if sure else _marked(evidence, word, bare)
            for word, sure in zip(considered, settled, strict=True)
        ]
        read = _likeliest(evidence, choices)
        for place in _suspected(evidence, considered, read, settled):
            choices[place] += _mended(evidence, considered, read, place, bare)
        best = _likeliest(evidence, choices)
        changed = [place for place, word in enumerate(best) if word.exact != words[place].exact]
        if not any(_borne_out(evidence, best, considered, place) for place in changed):
            return None
        return Respelling((*best, *words[_CONSIDERED:]), tuple(changed))


def _marked(evidence: Evidence, word: Word, bare: bool) -> list[_Choice]:
    """The word as typed, under other marks, and as the keys of an input method."""
    choices = [_Choice(word, 0.0)]
    known = evidence.known(word)
    keys = meant(word.exact)
    if keys:
        decoded = Word(keys, folded(keys))
        if evidence.frequency(decoded):
            choices.append(_Choice(decoded, _KEYS_OF_KNOWN if known else _KEYS_OF_UNKNOWN))
    if not word.folded.isalpha():
        # B12 and ĐT844 are names: other marks would make another thing of them.
        return choices
    for form in islice(evidence.markings(word.folded), _FORMS):
        if form == word.exact:
            continue
        if not word.marked:
            cost = _MARK_OF_ALL_BARE if bare else _MARK_OF_BARE
        else:
            each = _MARK_OF_KNOWN if known else _MARK_OF_UNKNOWN
            cost = each * marks_changed(word.exact, form, None)
        choices.append(_Choice(Word(form, word.folded), cost))
    return choices


def _suspected(
    evidence: Evidence, typed: Sequence[Word], read: Sequence[Word], settled: Sequence[bool]
) -> list[int]:
    """The places where a slip is looked for: of unknown words first, then of unlikely ones."""
    ranked = []
    for place, word in enumerate(typed):
        named = place > 0 and initial(typed[place - 1])
        if settled[place] or named or not repairable(word):
            continue
        beside = [evidence.after(*pair) for pair in pairwise(read[max(0, place - 1) : place + 2])]
        likely = sum(one + _GOOD for one in beside)
        known = evidence.known(word)
        if not known or -likely > min(_SLIP_OF_KNOWN.values()):
            ranked.append((known, likely, place))
    return [place for *_, place in sorted(ranked)[:_EXAMINED]]


def _mended(
    evidence: Evidence, typed: Sequence[Word], read: Sequence[Word], place: int, bare: bool
) -> list[_Choice]:
    """The words one slip away that stand beside its neighbours, the likeliest few."""
    word = typed[place]
    known = evidence.known(word)
    costs = _SLIP_OF_KNOWN if known else _SLIP_OF_UNKNOWN
    left, right = (
        read[beside] if 0 <= beside < len(read) and evidence.known(read[beside]) else None
        for beside in (place - 1, place + 1)
    )
    candidates: defaultdict[str, list[Slip]] = defaultdict(list)
    for slip in slips(word.folded):
        candidates[slip.folded].append(slip)
    for other in _foreign(evidence, word, left):
        found = slip_between(word.folded, other)
        if found and other not in candidates:
            candidates[other].append(found)
    ranked = []
    for candidate, ways in candidates.items():
        likely = _likely(evidence, left, candidate, right)
        if likely > -inf:
            ranked.append((min(costs[way.kind] for way in ways) - likely, candidate))
    choices = []
    for _, candidate in sorted(ranked)[:_TRIED]:
        for form in islice(evidence.markings(candidate), _FORMS):
            cost = min(
                costs[way.kind] + _marks_cost(word, form, way, bare)
                for way in candidates[candidate]
            )
            choices.append(_Choice(Word(form, candidate), cost))
    return choices


def _foreign(evidence: Evidence, word: Word, left: Word | None) -> Iterable[str]:
    """Words of the index that may be near and need not be syllables of Vietnamese."""
    if left:
        yield from evidence.following(left.folded, _FOLLOWERS)
    if not evidence.known(word) and len(word.folded) > 2:
        yield from evidence.beginning(word.folded[: len(word.folded) // 2 + 1], _FOLLOWERS)


def _likely(evidence: Evidence, left: Word | None, candidate: str, right: Word | None) -> float:
    """How likely a folded candidate is between its neighbours; never, where it stands by none."""
    before = evidence.standing(left.folded, candidate) if left else 0
    after = evidence.standing(candidate, right.folded) if right else 0
    if (left or right) and not before + after:
        return -inf
    frequency = sum(evidence.markings(candidate).values())
    if not frequency:
        return -inf
    likely = 0.0
    if left:
        likely += evidence.likelihood(before, evidence.frequency(left), frequency)
    else:
        likely += evidence.likelihood(0, 0, frequency)
    if right:
        likely += evidence.likelihood(after, frequency, evidence.frequency(right))
    return likely


def _marks_cost(word: Word, form: str, slip: Slip, bare: bool) -> float:
    changed = marks_changed(word.exact, form, slip)
    if word.marked:
        return _MARK_OF_KNOWN * changed
    return (_MARK_OF_ALL_BARE if bare else _MARK_OF_BARE) * bool(changed)


def _likeliest(evidence: Evidence, choices: Sequence[Sequence[_Choice]]) -> tuple[Word, ...]:
    """The likeliest way to choose a word for each place: Viterbi, hopeless paths given up."""
    paths: list[tuple[float, tuple[Word, ...]]]
    paths = [(evidence.alone(choice.word) - choice.cost, (choice.word,)) for choice in choices[0]]
    for column in choices[1:]:
        longer = []
        for choice in column:
            likely, path = max(
                ((had + evidence.after(path[-1], choice.word), path) for had, path in paths),
                key=lambda found: found[0],
            )
            longer.append((likely - choice.cost, (*path, choice.word)))
        paths = nlargest(_BEAM, longer, key=lambda found: found[0])
    return max(paths, key=lambda found: found[0])[1]


def _borne_out(evidence: Evidence, best: Sequence[Word], typed: Sequence[Word], place: int) -> bool:
    """Whether a change rests on more than on how frequent a word is."""
    word = best[place]
    if len(best) == 1:
        forms = evidence.markings(typed[0].folded)
        sure = forms.get(word.exact, 0) > _SURE * sum(forms.values())
        return not evidence.known(typed[0]) or (sure and not typed[0].marked)
    return (place > 0 and evidence.together(best[place - 1], word) > 0) or (
        place + 1 < len(best) and evidence.together(word, best[place + 1]) > 0
    )
