"""One article's text to everything it says of models, units, documents and its own date."""

import unicodedata
from dataclasses import replace
from datetime import date

from index.authority import NO_HOME, Authority, Home, shipped
from index.mentions.actors import Actor, Actors
from index.mentions.cites import find_cites
from index.mentions.datelines import find_dateline
from index.mentions.heads import find_heads
from index.mentions.here import Here
from index.mentions.names import ModelSpan
from index.mentions.pairs import Pair, find_pairs
from index.mentions.quoted import quoted_models
from index.mentions.quotes import find_quotes
from index.mentions.reading import Reading, read
from index.mentions.resolve import resolve_in_text
from index.mentions.spans import Extraction, Mention, settle
from index.mentions.units import UnitSpan, find_units, outside, unit_mentions
from index.mentions.unquoted import unquoted_models

VERSION = "2026-11.4"

_COMMUNE, _DISTRICT = 2, 3


def extract(
    text: str,
    *,
    title: str = "",
    home: Home = NO_HOME,
    published: date | None = None,
    authority: Authority | None = None,
) -> Extraction:
    """Everything drawn from a text, to which all offsets refer.

    A title that is not part of the text only tells what bare forms in it mean; `home` and
    `published` tell which district they mean, and whether it still had that name. `authority` is
    what is known of places; those shipped, if nothing else is said.
    """
    here = Here(home, published, authority or shipped())
    reading = read(text, here)
    context = find_units(read(title, here)) if title not in text else []
    units = resolve_in_text(find_units(reading), context, here)
    heads = find_heads(reading)
    if not any(head.is_model for head in heads):
        heads = []
    quoted = quoted_models(reading, find_quotes(reading), heads, units)
    models = sorted(
        [*quoted, *unquoted_models(reading, heads, quoted, units)], key=lambda span: span.first
    )
    units = outside(units, models)
    pairs = (
        find_pairs(reading, heads, models, Actors(reading, units), _main_unit(reading, units))
        if models
        else {}
    )
    runs = _strongest(models, pairs)
    mentions = [
        *_running(unit_mentions(reading, units), runs),
        *_acting_places(reading, runs),
        *_model_mentions(reading, models, runs),
    ]
    kinds = ("model", "unit")
    settled = [m for kind in kinds for m in settle([m for m in mentions if m.kind == kind])]
    settled.sort(key=lambda mention: (mention.start, mention.end))
    return Extraction(tuple(settled), tuple(find_cites(reading)), find_dateline(reading))


def _main_unit(reading: Reading, units: list[UnitSpan]) -> Actor | None:
    """The unit that an article is about, if it is one that runs models itself.

    It is the only one that the text names with its place, or the only one of a commune that the
    first line names. One without a level, such as a hospital, must be named twice: once may be in
    passing.
    """
    placed = [u for u in units if u.rule == "unit" and u.name.tail.place]
    headline = next(iter(reading.where().get("\n", ())), 0)
    titled = [u for u in placed if u.after <= headline and u.rank <= _COMMUNE]
    told = titled if len({u.key for u in titled}) == 1 else placed
    if len({u.key for u in told}) != 1:
        return None
    unit = told[0]
    others = (u for u in units if u.key != unit.key and u.name.kind.acts)
    if told is placed and any(u.rank >= _DISTRICT for u in others):
        return None
    times = sum(other.key == unit.key for other in units)
    if not unit.name.kind.acts or unit.rank > _DISTRICT:
        return None
    if unit.name.tail.level is None and times < 2:
        return None
    return Actor(unit.key, unit.long_form, unit.first, unit.after, unit.reach, 2)


def _strongest(models: list[ModelSpan], pairs: dict[int, Pair]) -> dict[str, Pair]:
    """Who runs each model, by its key: on the strongest evidence, then the smaller unit."""
    best: dict[str, Pair] = {}
    for n, pair in pairs.items():
        known = best.get(models[n].key)
        if known is None or _rank(pair) > _rank(known):
            best[models[n].key] = pair
    return best


def _running(units: list[Mention], runs: dict[str, Pair]) -> list[Mention]:
    """The units, those that run a model as facts: a head that shares its place with others is."""
    keys = {pair.actor.key for pair in runs.values()}
    return [
        replace(unit, tier="fact") if unit.tier != "fact" and unit.key in keys else unit
        for unit in units
    ]


def _acting_places(reading: Reading, runs: dict[str, Pair]) -> list[Mention]:
    named = [pair.actor.meant or pair.actor for pair in runs.values()]
    places = {actor.first: actor for actor in named if actor.is_place}
    return [
        Mention(
            kind="unit",
            surface=reading.surface(place.first, place.after),
            start=reading.starts[place.first],
            end=reading.ends[place.after - 1],
            key=place.key,
            label=place.long_form,
            rule="acting-place",
            confidence=0.8,
            tier="fact",
            standing=place.standing,
        )
        for place in places.values()
    ]


def _model_mentions(
    reading: Reading, models: list[ModelSpan], runs: dict[str, Pair]
) -> list[Mention]:
    found = []
    for span in models:
        surface = reading.surface(span.first, span.after)
        pair_of = runs.get(span.key)
        found.append(
            Mention(
                kind="model",
                surface=surface,
                start=reading.starts[span.first],
                end=reading.ends[span.after - 1],
                key=span.key,
                label=_shown(surface),
                rule=span.rule,
                confidence=span.confidence,
                tier="fact" if span.fact else "suggestion",
                unit=pair_of.actor.key if pair_of else None,
            )
        )
    return found


def _rank(pair: Pair) -> tuple[int, int]:
    return pair.strength, -pair.actor.rank


def _shown(surface: str) -> str:
    words = unicodedata.normalize("NFC", " ".join(surface.split()))
    return words[:1].upper() + words[1:]
