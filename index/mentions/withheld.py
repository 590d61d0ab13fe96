"""Models that an article's main unit does not run: the text gives them to somebody else."""

from collections.abc import Iterable, Sequence

from index.mentions.actors import Actor, Actors
from index.mentions.names import ModelSpan
from index.mentions.reading import Reading, folded
from index.mentions.runners import BY, PASSIVE, only_attends
from index.mentions.unit_grammar import grammar
from index.mentions.wording import wording

_OF = folded("của")[0]
_PLURALS = frozenset(folded("các những nhiều mọi mỗi từng"))
_QUOTES = frozenset("\"'”’»")
_BACK = 120
_VERB_REACH = 25


def is_anothers(reading: Reading, model: ModelSpan, actors: Actors) -> bool:
    """Whether a model is said to be run by many, or by somebody whom the words do not name."""
    return _has_unread_owner(reading, model, actors) or _many_act(reading, model)


def attended(reading: Reading, models: Sequence[ModelSpan], actors: Actors, main: str) -> set[int]:
    """The models (by their position) of which a unit is only said to choose or praise them.

    `mô hình “X” được Hội Y chọn làm điểm`; all, if the text has nothing else of that unit.
    """
    places = [actor for actor in actors.named if actor.key == main]
    attending = [
        actor
        for actor in places
        if reading.forms[max(actor.first - 1, 0)] == PASSIVE and only_attends(reading, actor)
    ]
    if attending == places:
        return set(range(len(models)))
    sentences = reading.sentences()
    numbers = {sentences[actor.first] for actor in attending}
    return {n for n, model in enumerate(models) if sentences[model.mark] in numbers}


def only_in_headline(
    reading: Reading, models: Sequence[ModelSpan], owned: Iterable[int], main: Actor
) -> set[str]:
    """The models that the headline alone names, where what follows tells of others with a runner.

    `owned` are the positions of those with a runner; a headline with `main` in it is of its models.
    """
    headline = next(iter(reading.where().get("\n", ())), 0)
    if main.first < headline or reading.sentences()[headline] != 0:
        return set()
    below = {model.key for model in models if model.mark > headline}
    if not any(models[n].mark > headline for n in owned):
        return set()
    return {model.key for model in models if model.mark < headline} - below


def _has_unread_owner(reading: Reading, model: ModelSpan, actors: Actors) -> bool:
    """`mô hình “X” của xã bạn`."""
    i = model.end
    while i < len(reading) and reading.forms[i] in _QUOTES:
        i += 1
    if i + 1 >= len(reading) or reading.forms[i] not in (_OF, BY):
        return False
    i += 1 + (reading.forms[i + 1] in _PLURALS)
    words = wording()
    named = words.short_words.longest(reading, i) and not words.any_unit.longest(reading, i)
    return bool(named) and actors.at(i) is None


def _many_act(reading: Reading, model: ModelSpan) -> bool:
    """`Công an các xã: A, B và C triển khai mô hình “X”`, `Các chi hội lập mô hình “X”`."""
    words, kinds = wording(), grammar().types
    start = max(reading.sentence_start(model.mark), model.mark - _BACK)
    for k in range(start, model.mark):
        if reading.forms[k] not in _PLURALS or words.asides.ending(reading, k) is not None:
            continue
        body = words.short_words.longest(reading, k + 1) or kinds.longest(reading, k + 1)
        if body is not None and _act(reading, body[1], model.mark):
            return True
    return False


def _act(reading: Reading, i: int, mark: int) -> bool:
    """Whether a verb of running follows, and nobody else before it."""
    words = wording()
    for k in range(i, min(i + _VERB_REACH, mark)):
        if reading.forms[k] in ".;(" or words.watches.longest(reading, k) is not None:
            return False
        if words.runs.longest(reading, k) is not None:
            return True
    return False
