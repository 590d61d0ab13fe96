"""Runners told of a model in a later sentence: `Mô hình này do Hội X thực hiện`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from index.mentions.actors import Actor, Actors
from index.mentions.heads import Head
from index.mentions.names import ModelSpan
from index.mentions.reading import Reading, folded
from index.mentions.runners import BY, PASSIVE, performed, performing
from index.mentions.subjects import subject_of

_POINTING = frozenset(folded("này trên đó ấy"))
_GOES_ON = frozenset([*folded("tại ở do được trong từ đã"), ".", ",", ";", "\n"])
_SPREADS = folded("nhân rộng")
_SENTENCES = 3


def retold_runners(
    reading: Reading, heads: Sequence[Head], models: Sequence[ModelSpan], actors: Actors
) -> Iterator[tuple[int, Actor]]:
    """The models (by their position) that a nameless `mô hình` takes up, and who runs it."""
    owned = {model.head for model in models} | {model.first - 2 for model in models}
    marks = [model.mark for model in models]
    for head in heads:
        if not head.is_model or head.plural or head.first in owned:
            continue
        n = bisect_left(marks, head.first) - 1
        if n < 0 or not _is_alone(reading, models, n, head):
            continue
        actor = _runner(reading, head, actors)
        if actor is not None and actor.key:
            yield n, actor


def _is_alone(reading: Reading, models: Sequence[ModelSpan], n: int, head: Head) -> bool:
    """Whether only one model can be meant: the last one named, and no item of a list."""
    sentences = reading.sentences()
    if sentences[head.first] - sentences[models[n].mark] not in range(1, _SENTENCES + 1):
        return False
    group = models[n].group
    return n == 0 or group < 0 or models[n - 1].group != group


def _runner(reading: Reading, head: Head, actors: Actors) -> Actor | None:
    i = head.after
    while i < len(reading) and reading.forms[i] in _POINTING:
        i += 1
    if i == head.after and i < len(reading) and reading.forms[i] not in _GOES_ON:
        return None
    if i < len(reading) and reading.forms[i] == BY:
        return performing(reading, i, actors)
    if i < len(reading) and reading.forms[i] == PASSIVE:
        return performed(reading, actors.at(i + 1))
    if reading.phrase(max(head.first - len(_SPREADS), 0), _SPREADS):
        return None
    return subject_of(reading, head.first, actors, set(), listed=True)
