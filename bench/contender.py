"""What is compared: an index over the collection, and how it is asked."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

TOP = 10
"""How many hits are asked for."""

ALL, ANY = "AND", "OR"
Ask = Callable[[str], Sequence[str]]
"""A question to the addresses of the first ten hits."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One row of the tables."""

    name: str
    askings: Mapping[str, Ask]
    """By how the words of a question are joined; the engine's own default first."""
    speed: float
    """Articles that were indexed in a second."""


class Clock:
    """What the clock showed while something was done."""

    def __init__(self) -> None:
        self.seconds = 0.0


@contextmanager
def timed() -> Iterator[Clock]:
    """Measures the block."""
    clock = Clock()
    began = time.perf_counter()
    yield clock
    clock.seconds = time.perf_counter() - began


def quoted(words: str) -> list[str]:
    """The words of a question, each in quotes, so that nothing in them is taken for an operator.

    FTS5 and tantivy read a quoted word as they read a plain one that holds no sign of theirs.
    """
    return [f'"{word}"' for word in words.replace('"', " ").replace("\\", " ").split()]
