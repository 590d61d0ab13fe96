"""Composes a planned article from hand-written sentences, the same way every time.

Each article has its own random numbers, seeded by its id, so that adding or changing one
article never changes the text of another.
"""

import random
import string
from collections.abc import Iterator
from datetime import date

from crawler.sample.corpus import Model
from crawler.sample.drafts import Plan, Sentences, Told
from crawler.sample.people import PEOPLE
from crawler.sample.themes import BadSample

FEWEST_WORDS, MOST_WORDS = 120, 300
_SLOTS = {"model", "unit", "place", "person", "count", "money", "year"}
_ORDER = ("opening", "item", "how", "result", "voice", "outlook")
_START = {"opening": 1, "how": 2, "result": 1, "voice": 1, "outlook": 1}
_ROUNDUP_START = {"opening": 1, "result": 1, "outlook": 1}


def compose(
    plan: Plan, sentences: Sentences, models: dict[str, Model], published: date
) -> tuple[str, ...]:
    """The paragraphs of the article: 120 to 300 words, no sentence twice."""
    rng = random.Random(f"guong {plan.draft.id}")
    lists = sentences[plan.frame]
    filler = _Filler(plan, rng, models, published)
    chosen: dict[str, list[str]] = {name: [] for name in _ORDER}
    stock = {name: _shuffled(lists[name], rng) for name in lists if name != "item"}
    for name, count in (_ROUNDUP_START if plan.frame == "roundup" else _START).items():
        chosen[name] = [next(stock[name]) for _ in range(count)]
    chosen["item"] = _items(plan, lists, rng)
    goal = rng.randint(FEWEST_WORDS + 25, MOST_WORDS - 75)
    spare = [name for name in ("how", "result", "outlook") if name in stock]
    while _words(chosen) < goal and spare:
        name = spare.pop(0)
        sentence = next(stock[name], None)
        if sentence is None:
            continue
        spare.append(name)
        if _words(chosen) + len(sentence.split()) + 20 <= MOST_WORDS:
            chosen[name].append(sentence)
    return tuple(
        " ".join(filler.fill(name, place, sentence) for place, sentence in enumerate(chosen[name]))
        for name in _ORDER
        if chosen[name]
    )


def _shuffled(sentences: tuple[str, ...], rng: random.Random) -> Iterator[str]:
    return iter(rng.sample(sentences, len(sentences)))


def _items(plan: Plan, lists: dict[str, tuple[str, ...]], rng: random.Random) -> list[str]:
    if plan.frame != "roundup":
        return []
    if len(plan.models) > len(lists["item"]):
        raise BadSample(f"article {plan.draft.id}: more models than item sentences")
    return rng.sample(lists["item"], len(plan.models))


def _words(chosen: dict[str, list[str]]) -> int:
    return sum(len(sentence.split()) for part in chosen.values() for sentence in part)


class _Filler:
    """Puts names and numbers into the slots of sentences, in the order of the text."""

    def __init__(
        self, plan: Plan, rng: random.Random, models: dict[str, Model], published: date
    ) -> None:
        self._plan = plan
        self._rng = rng
        self._models = models
        self._published = published
        self._left_open = plan.quotes == "unclosed"
        self._people = _shuffled(PEOPLE, rng)

    def fill(self, part: str, place: int, sentence: str) -> str:
        """The sentence with its slots filled; items tell of one model each, in turn."""
        needed = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        if unknown := needed - _SLOTS:
            raise BadSample(f"article {self._plan.draft.id}: unknown slots {sorted(unknown)}")
        told = self._plan.models[place if part == "item" else 0]
        slots = {name: self._slot(name, told) for name in sorted(needed)}
        text = sentence.format(**slots)
        return text[0].upper() + text[1:]

    def _slot(self, name: str, told: Told) -> str:
        match name:
            case "model":
                return self._quoted(told.written)
            case "unit":
                return told.unit_written
            case "place":
                return self._plan.place
            case "person":
                return next(self._people)
            case "count":
                return f"{self._rng.randint(6, 240):02d}"
            case "money":
                return f"{self._rng.randint(3, 190)} triệu đồng"
        # A launch or a roundup speaks of its own year, the others of the year the model began.
        if self._plan.frame in ("launch", "roundup"):
            return str(self._published.year)
        return str(min(self._models[told.model].since, self._published.year))

    def _quoted(self, name: str) -> str:
        if self._left_open:
            self._left_open = False
            return f"“{name}"
        opened, closed = {"straight": '""', "old": ("''", '"')}.get(self._plan.quotes, "“”")
        return f"{opened}{name}{closed}"
