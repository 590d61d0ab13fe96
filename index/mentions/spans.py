"""What extraction answers with: mentions, citations, and the whole of one article."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.authority import Standing

Kind = Literal["model", "unit"]
Tier = Literal["fact", "suggestion"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A model or a unit named at one place of a text, and how surely."""

    kind: Kind
    surface: str
    start: int
    end: int
    key: str
    label: str
    rule: str
    confidence: float
    tier: Tier
    unit: str | None = None
    """For a model, the key of the unit that runs it."""
    standing: Standing | None = None
    """For a unit, what its name says of it."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A numbered document that a text refers to, in its plain form such as `05-CT/TW`."""

    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything drawn from one article, in the order of its text."""

    mentions: tuple[Mention, ...]
    cites: tuple[Cite, ...]
    dateline: date | None

    @property
    def models(self) -> tuple[Mention, ...]:
        """One mention for each model: the surest, with a unit if any mention has one."""
        return _best(self.mentions, "model")

    @property
    def units(self) -> tuple[Mention, ...]:
        """One mention for each unit told of as a fact: the fullest form written."""
        return _best(self.mentions, "unit")


def _best(mentions: tuple[Mention, ...], kind: Kind) -> tuple[Mention, ...]:
    best: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind != kind or (kind == "unit" and mention.tier != "fact"):
            continue
        known = best.get(mention.key)
        if known is None or _rank(mention) > _rank(known):
            best[mention.key] = mention
    return tuple(best.values())


def _rank(mention: Mention) -> tuple[bool, bool, float, int]:
    size = len(mention.surface) if mention.kind == "unit" else 0
    headline = mention.surface.isupper()
    return (mention.tier == "fact", not headline, mention.confidence, size)


def settle(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Mentions in text order; of two of one kind that overlap, the surer or longer stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        rival = next(
            (k for k in kept[-1:] if k.end > mention.start and k.kind == mention.kind), None
        )
        if rival is None:
            kept.append(mention)
        elif mention.confidence > rival.confidence:
            kept[-1] = mention
    return tuple(kept)
