"""Which unit runs a model, by the words of the text; no pair without evidence in those words."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.mentions.actors import Actor, Actors
from index.mentions.beside import (
    APART,
    BRACKETS,
    ONLY,
    OPENED,
    PLACE,
    SUBJECT,
    WORDS,
    host_of,
    is_persons,
    runner_beside,
)
from index.mentions.heads import Head
from index.mentions.names import ModelSpan
from index.mentions.reading import MARK, Reading, folded
from index.mentions.respective import respective_runners
from index.mentions.retold import retold_runners
from index.mentions.subjects import joined_subject, subject_of
from index.mentions.withheld import attended, is_anothers, only_in_headline

_AND = folded("và")[0]
_BEGINNING, _ENDING = 2, 4


@dataclass(frozen=True, slots=True)
class Pair:
    """The runner of a model and the strength of the evidence, brackets being the strongest."""

    actor: Actor
    strength: int


def find_pairs(
    reading: Reading,
    heads: Sequence[Head],
    models: Sequence[ModelSpan],
    actors: Actors,
    main: Actor | None,
) -> dict[int, Pair]:
    """For each model span (by its position) its runner, if the text names one.

    `main` is the article's only acting unit, which runs what nobody else is said to run.
    """
    pairs: dict[int, Pair] = {}
    for n, model in enumerate(models):
        actor, strength = runner_beside(reading, model, actors) or (None, 0)
        if actor is not None and actor.key:
            weak = actor.is_place and strength == APART
            pairs[n] = Pair(actor, PLACE if weak else strength)
    for n, actor in respective_runners(reading, models, actors):
        pairs[n] = Pair(actor, WORDS)
    _share_owner(reading, models, pairs)
    owners = {pair.actor.first for pair in pairs.values() if pair.strength != OPENED}
    owned_groups = {models[n].group for n in pairs if models[n].group >= 0}
    sizes: dict[int, int] = {}
    for model in models:
        sizes[model.group] = sizes.get(model.group, 0) + 1
    hidden: set[int] = set()
    for n, model in enumerate(models):
        if n in pairs or is_persons(reading, model):
            continue
        if model.group in owned_groups:
            joined = joined_subject(reading, model, actors)
            if joined is not None and joined.key:
                pairs[n] = Pair(joined, SUBJECT)
            continue
        listed = model.group >= 0 and sizes[model.group] > 2
        actor = subject_of(reading, model.mark, actors, owners, listed)
        hosted = None if actor is not None else host_of(reading, model, actors)
        if actor is not None:
            if actor.key:
                pairs[n] = Pair(actor, SUBJECT)
            else:
                hidden.add(n)
        elif hosted is not None:
            pairs[n] = Pair(hosted, PLACE)
    for n, actor in retold_runners(reading, heads, models, actors):
        pairs.setdefault(n, Pair(actor, PLACE))
    _share_with_variants(reading, models, pairs)
    if main is not None:
        withheld = hidden | {n for n, model in enumerate(models) if model.group in owned_groups}
        _give_rest(reading, models, pairs, withheld, actors, main)
    return pairs


def _give_rest(
    reading: Reading,
    models: Sequence[ModelSpan],
    pairs: dict[int, Pair],
    withheld: set[int],
    actors: Actors,
    main: Actor,
) -> None:
    """The article's main unit runs the models that the text gives to nobody else."""
    headlined = only_in_headline(reading, models, pairs, main)
    withheld |= attended(reading, models, actors, main.key)
    for n, model in enumerate(models):
        if n in pairs or n in withheld or not model.fact or model.key in headlined:
            continue
        if is_persons(reading, model) or is_anothers(reading, model, actors):
            continue
        pairs[n] = Pair(main, ONLY)


def _share_owner(reading: Reading, models: Sequence[ModelSpan], pairs: dict[int, Pair]) -> None:
    """`các mô hình “A”, “B” của Hội X`: the owner of the last one owns those before it.

    Brackets own those before them only where semicolons part one owner's models from another's.
    """
    for n in range(len(models) - 2, -1, -1):
        after = pairs.get(n + 1)
        model, follower = models[n], models[n + 1]
        if n in pairs or after is None or follower.rule != "list":
            continue
        if reading.forms[model.end : follower.mark] not in ([","], [_AND]):
            continue
        parted = after.strength == BRACKETS and _ends_part(reading, after.actor)
        named = after.strength == WORDS and model.plural and follower.plural
        if parted or named:
            pairs[n] = Pair(after.actor, BRACKETS if parted else APART)
        elif after.strength == OPENED:
            pairs[n] = after


def _ends_part(reading: Reading, actor: Actor) -> bool:
    return reading.forms[actor.reach : actor.reach + 2] == [")", ";"]


def _share_with_variants(
    reading: Reading, models: Sequence[ModelSpan], pairs: dict[int, Pair]
) -> None:
    """A longer or shorter form of a name in one article is run by the same unit."""
    if not pairs or len(pairs) == len(models):
        return
    names = [_words(reading, model) for model in models]
    wanted = {words for n, words in enumerate(names) if n not in pairs}
    known: dict[tuple[str, ...], Pair] = {}
    longer: dict[tuple[str, ...], Pair] = {}
    for n, pair in pairs.items():
        words = names[n]
        if words not in known:
            known[words] = pair
            for part in wanted.intersection(_parts(words)):
                longer.setdefault(part, pair)
    for n, words in enumerate(names):
        if n in pairs or words in known:
            continue
        found = longer.get(words) or next(filter(None, map(known.get, _parts(words))), None)
        if found is not None:
            pairs[n] = Pair(found.actor, ONLY)


def _parts(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The beginnings and the ends of a name that are still a name of their own."""
    begun = [words[:size] for size in range(len(words) - 1, _BEGINNING - 1, -1)]
    return begun + [words[first:] for first in range(1, len(words) - _ENDING + 1)]


def _words(reading: Reading, model: ModelSpan) -> tuple[str, ...]:
    here = slice(model.first, model.after)
    kinds = zip(reading.forms[here], reading.kinds[here], strict=True)
    return tuple(form for form, kind in kinds if kind != MARK)
