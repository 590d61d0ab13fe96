"""What runs in the speed bench: an index in a folder, and how a question is put to it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.asked import Asked

FACET_SIZE = 20
"""Values of a facet that are counted out."""

Counts = Mapping[str, list[tuple[str, int]]]
"""Of each facet the most frequent values."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found; texts and facets were loaded, not only promised."""

    total: int | None
    """None where it is not asked to count."""
    texts: tuple[str, ...]
    """Headline and text of each hit of the page."""
    facets: Counts | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A question in the engine's own language."""

    ask: Callable[[], Any]
    """What is measured."""
    read: Callable[[Any], Answer]
    """What that gave, as an answer; not measured."""


Put = Callable[[Asked], Ready]


@dataclass(frozen=True, slots=True)
class Racer:
    """One way of asking an index; a row of the table."""

    name: str
    opened: Callable[[Path], AbstractContextManager[Put]]
    """Opens the index in its folder."""
    plain: bool = True
    """Whether it reads words as `brute_force.Plain`, or as `brute_force.Ours`."""


@dataclass(frozen=True, slots=True)
class Stable:
    """An engine: how its index is built, and the ways of asking it."""

    name: str
    version: str
    build: Callable[[Path, Path], float]
    """Indexes a file of facts in a folder; gives the seconds it took."""
    racers: tuple[Racer, ...]
    index: str = ""
    """The folder of the index, in the one given."""
