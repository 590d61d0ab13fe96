"""Models and runners told in one order: `“A” và “B” lần lượt do Hội X và Hội Y thực hiện`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from index.mentions.actors import Actor, Actors
from index.mentions.names import ModelSpan
from index.mentions.reading import Reading, folded

_IN_TURN = folded("lần lượt")
_LEADS = frozenset(folded("do của được là thuộc"))
_AND = folded("và")[0]
_JOINTS = ([","], [_AND], [",", _AND])
_JOINING = frozenset((",", _AND))


def respective_runners(
    reading: Reading, models: Sequence[ModelSpan], actors: Actors
) -> Iterator[tuple[int, Actor]]:
    """The models (by their position) that have a runner each, where both are equally many."""
    for at in reading.where().get(_IN_TURN[0], ()):
        if not reading.phrase(at, _IN_TURN):
            continue
        run = _models_before(reading, models, at)
        found = list(_actors_after(reading, at + len(_IN_TURN), actors, len(run) + 1))
        if len(run) == len(found) > 1:
            yield from zip(run, found, strict=True)


def _models_before(reading: Reading, models: Sequence[ModelSpan], at: int) -> list[int]:
    """The positions of the models that stand side by side before a token, in their order."""
    last = bisect_left(models, at, key=lambda model: model.mark) - 1
    if last < 0 or not at - 1 <= models[last].end <= at:
        return []
    first = last
    while first and reading.forms[models[first - 1].end : models[first].mark] in _JOINTS:
        first -= 1
    return list(range(first, last + 1))


def _actors_after(reading: Reading, i: int, actors: Actors, most: int) -> Iterator[Actor]:
    i += i < len(reading) and reading.forms[i] in _LEADS
    for _ in range(most):
        actor = actors.at(i)
        if actor is None or not actor.key or not actor.named:
            return
        yield actor
        i = actor.reach
        while i < len(reading) and reading.forms[i] in _JOINING:
            i += 1
