"""Which unit runs a model, by the words of the text; no pair without evidence in those words."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.mentions.actors import Actor, Actors
from index.mentions.names import ModelSpan
from index.mentions.reading import Reading, folded
from index.mentions.subjects import subject_of
from index.mentions.wording import wording

_OF, _BY, _PASSIVE, _WHICH, _AND = folded("của do được mà và")
_DASHES = frozenset("-–—")
_QUOTES = frozenset("\"'”’»")
_ASIDE_WORDS = frozenset([",", *folded("cũng vốn này vừa cùng")])
_MODEL = folded("mô hình")
_NEAR = 6
_REACH = 25
_VERB_REACH = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """The runner of a model and the strength of the evidence, brackets being the strongest."""

    actor: Actor
    strength: int


def find_pairs(
    reading: Reading, models: Sequence[ModelSpan], actors: Actors, main: Actor | None
) -> dict[int, Pair]:
    """For each model span (by its position) its runner, if the text names one.

    `main` is the article's only acting unit, which runs what nobody else is said to run.
    """
    pairs: dict[int, Pair] = {}
    for n, model in enumerate(models):
        pair = _beside(reading, model, actors)
        if pair is not None:
            pairs[n] = pair
    _share_owner(reading, models, pairs)
    owners = {pair.actor.first for pair in pairs.values()}
    owned_groups = {models[n].group for n in pairs if models[n].group >= 0}
    sizes: dict[int, int] = {}
    for model in models:
        sizes[model.group] = sizes.get(model.group, 0) + 1
    for n, model in enumerate(models):
        if n in pairs or model.group in owned_groups or _is_persons(reading, model):
            continue
        listed = model.group >= 0 and sizes[model.group] > 2
        actor = subject_of(reading, model.mark, actors, owners, listed)
        if actor is not None:
            if actor.key:
                pairs[n] = Pair(actor, 1)
        elif main is not None and model.fact:
            pairs[n] = Pair(main, 0)
    return pairs


def _share_owner(reading: Reading, models: Sequence[ModelSpan], pairs: dict[int, Pair]) -> None:
    """`các mô hình “A”, “B” của Hội X`: the owner of the last one owns those before it."""
    for n in range(len(models) - 2, -1, -1):
        after = pairs.get(n + 1)
        model, follower = models[n], models[n + 1]
        if n in pairs or after is None or after.strength != 3 or follower.rule != "list":
            continue
        between = reading.forms[model.end : follower.mark]
        if model.plural and follower.plural and between in ([","], [_AND]):
            pairs[n] = Pair(after.actor, 2)


def _beside(reading: Reading, model: ModelSpan, actors: Actors) -> Pair | None:
    """The runner named beside the model: in brackets, after `của`, `do`, `mà`, or a dash."""
    if model.head >= 0 and reading.forms[model.head + 2] in (_OF, _BY):
        return _pair(_borne(reading, model.head + 3, actors), 3)
    i = model.end
    while i < len(reading) and reading.forms[i] in _QUOTES:
        i += 1
    if i >= len(reading):
        return None
    form = reading.forms[i]
    if form == "(":
        return _pair(_borne(reading, i + 1, actors), 4)
    if form in _DASHES:
        actor = actors.at(i + 1)
        return _pair(actor if actor and actor.named else None, 2)
    k = i
    while k < len(reading) and reading.forms[k] in _ASIDE_WORDS and k - i < 3:
        k += 1
    if k < len(reading) and reading.forms[k] in (_OF, _BY):
        return _pair(_borne(reading, k + 1, actors), 3)
    if k < len(reading) and reading.forms[k] in (_PASSIVE, _WHICH):
        return _pair(_running(reading, actors.at(k + 1)), 3)
    if k > i:
        return _pair(_appended(reading, actors.at(k)) or _running(reading, actors.at(k)), 2)
    if model.rule == "named-before":
        return _pair(_of_later(reading, i, actors), 2)
    return None


def _is_persons(reading: Reading, model: ModelSpan) -> bool:
    """Whether the text gives the model to a person: `mô hình “X” của anh ...`."""
    i = model.end
    if i + 1 >= len(reading) or reading.forms[i] not in (_OF, _BY):
        return False
    return wording().persons.longest(reading, i + 1) is not None


def _pair(actor: Actor | None, strength: int) -> Pair | None:
    return Pair(actor, strength) if actor is not None and actor.key else None


def _borne(reading: Reading, i: int, actors: Actors) -> Actor | None:
    """The actor at token i, or behind those through whom it acts: `hội viên phụ nữ xã X`."""
    until = min(i + _NEAR, len(reading))
    while i < until:
        actor = actors.at(i)
        if actor is not None:
            return actor
        bearer = wording().bearers.longest(reading, i)
        if bearer is None:
            return None
        i = bearer[1]
    return None


def _appended(reading: Reading, actor: Actor | None) -> Actor | None:
    """The actor in `“X”, Chi bộ ấp 1; “Y”, Chi bộ ấp 2.`: its name fills the rest of the item."""
    if actor is None or not actor.named or actor.is_place:
        return None
    ended = actor.reach >= len(reading) or reading.forms[actor.reach] in ";.\n"
    return actor if ended else None


def _running(reading: Reading, actor: Actor | None) -> Actor | None:
    """The actor if a verb of running follows, and not one that begins a new clause's model."""
    if actor is None:
        return None
    words = wording()
    for k in range(actor.reach, min(actor.reach + _VERB_REACH, len(reading))):
        verb = words.runs.longest(reading, k)
        if verb is not None:
            after = verb[1]
            new = after + 1 < len(reading) and reading.phrase(after, _MODEL)
            quoted = after < len(reading) and reading.forms[after] in "“\"'‘"
            return None if new or quoted else actor
        if not reading.is_word(k):
            return None
    return None


def _of_later(reading: Reading, i: int, actors: Actors) -> Actor | None:
    """The runner in `“X” là mô hình tiêu biểu của ...`."""
    number = reading.sentences()[i]
    for k in range(i, min(i + _REACH, len(reading) - 1)):
        if reading.sentences()[k] != number:
            return None
        if reading.forms[k] in (_OF, _BY):
            return _borne(reading, k + 1, actors)
    return None
