"""One article's text to everything it says of models, units, documents and its own date."""

import unicodedata
from datetime import date

from index.mentions.actors import Actor, Actors
from index.mentions.cites import find_cites
from index.mentions.datelines import find_dateline
from index.mentions.heads import find_heads
from index.mentions.names import ModelSpan
from index.mentions.pairs import Pair, find_pairs
from index.mentions.quoted import quoted_models
from index.mentions.quotes import find_quotes
from index.mentions.reading import Reading, read
from index.mentions.resolve import resolve_in_text
from index.mentions.spans import NO_HOME, Extraction, Home, Mention, settle
from index.mentions.units import UnitSpan, find_units, unit_mentions
from index.mentions.unquoted import unquoted_models

VERSION = "2026-11.2"

_DISTRICT = 3


def extract(
    text: str, *, title: str = "", home: Home = NO_HOME, published: date | None = None
) -> Extraction:
    """Everything drawn from a text, to which all offsets refer.

    A title that is not part of the text only tells what bare forms in it mean; `home` and
    `published` tell which district they mean, and whether it still had that name.
    """
    reading = read(text)
    context = find_units(read(title), home, published) if title not in text else []
    units = resolve_in_text(find_units(reading, home, published), context)
    heads = find_heads(reading)
    if not any(head.is_model for head in heads):
        heads = []
    quoted = quoted_models(reading, find_quotes(reading), heads, units)
    models = sorted(
        [*quoted, *unquoted_models(reading, heads, quoted, units)], key=lambda span: span.first
    )
    pairs = find_pairs(reading, models, Actors(reading, units), _main_unit(units)) if models else {}
    mentions = [
        *unit_mentions(reading, units),
        *_acting_places(reading, pairs),
        *_model_mentions(reading, models, pairs),
    ]
    kinds = ("model", "unit")
    settled = [m for kind in kinds for m in settle([m for m in mentions if m.kind == kind])]
    settled.sort(key=lambda mention: (mention.start, mention.end))
    return Extraction(tuple(settled), tuple(find_cites(reading)), find_dateline(reading))


def _main_unit(units: list[UnitSpan]) -> Actor | None:
    """The only unit that the text names with its place, if it is one that runs models itself.

    One without a level, such as a hospital, must be named twice: once may be in passing.
    """
    placed = {u.key: u for u in units if u.rule == "unit" and u.name.tail.place}
    if len(placed) != 1:
        return None
    (unit,) = placed.values()
    if any(u.key != unit.key and u.name.kind.acts and u.rank >= _DISTRICT for u in units):
        return None
    told = sum(other.key == unit.key for other in units)
    if (
        not unit.name.kind.acts
        or unit.rank > _DISTRICT
        or (unit.name.tail.level is None and told < 2)
    ):
        return None
    return Actor(unit.key, unit.long_form, unit.first, unit.after, unit.reach, 2)


def _acting_places(reading: Reading, pairs: dict[int, Pair]) -> list[Mention]:
    named = [pair.actor.meant or pair.actor for pair in pairs.values()]
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
        )
        for place in places.values()
    ]


def _model_mentions(
    reading: Reading, models: list[ModelSpan], pairs: dict[int, Pair]
) -> list[Mention]:
    best: dict[str, Pair] = {}
    for n, pair in pairs.items():
        known = best.get(models[n].key)
        if known is None or pair.strength > known.strength:
            best[models[n].key] = pair
    found = []
    for span in models:
        surface = reading.surface(span.first, span.after)
        pair_of = best.get(span.key)
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


def _shown(surface: str) -> str:
    words = unicodedata.normalize("NFC", " ".join(surface.split()))
    return words[:1].upper() + words[1:]
