"""Where the time of a crawl goes: a stopwatch around each step, put in place from outside.

A step is charged only what passes while no step inside it runs, so the shares add up. The watch
counts the processor seconds of the thread, and beside them those of the clock on the wall.
"""

import functools
import importlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Spent:
    """What a step has cost so far, what it called not counted."""

    calls: int = 0
    processor: float = 0.0
    wall: float = 0.0


class Stopwatch:
    """Charges every moment of every thread to the innermost step under way in it."""

    def __init__(self) -> None:
        self._here = threading.local()
        self._each: list[dict[str, Spent]] = []

    def spent(self) -> dict[str, Spent]:
        """What each step has cost in all threads together."""
        total: dict[str, Spent] = defaultdict(Spent)
        for one in self._each:
            for step, cost in one.items():
                known = total[step]
                known.calls += cost.calls
                known.processor += cost.processor
                known.wall += cost.wall
        return dict(total)

    def watch(self, step: str, place: str) -> None:
        """Charges a function, method or cached property to a step, from now on.

        `place` is `module:function` or `module:Class.name`. Raises AttributeError for none such.
        """
        module, _, path = place.partition(":")
        owner: Any = importlib.import_module(module)
        *outer, name = path.split(".")
        for part in outer:
            owner = getattr(owner, part)
        found = owner.__dict__[name] if name in vars(owner) else getattr(owner, name)
        if isinstance(found, functools.cached_property):
            watched: Any = functools.cached_property(self._timed(step, found.func))
            watched.__set_name__(owner, name)
        else:
            watched = self._timed(step, found)
        setattr(owner, name, watched)

    @contextmanager
    def step(self, step: str) -> Iterator[None]:
        """Charges a block to a step."""
        before = self._enter(step)
        try:
            yield
        finally:
            self._leave(before)

    def _timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            before = self._enter(step)
            try:
                return function(*args, **kwargs)
            finally:
                self._leave(before)

        return timed

    def _enter(self, step: str) -> str:
        here = self._here
        if not hasattr(here, "spent"):
            here.spent, here.step = defaultdict(Spent), "the rest"
            here.processor, here.wall = time.thread_time(), time.perf_counter()
            self._each.append(here.spent)
        before: str = here.step
        self._charge()
        here.step = step
        here.spent[step].calls += 1
        return before

    def _leave(self, before: str) -> None:
        self._charge()
        self._here.step = before

    def _charge(self) -> None:
        here = self._here
        processor, wall = time.thread_time(), time.perf_counter()
        spent = here.spent[here.step]
        spent.processor += processor - here.processor
        spent.wall += wall - here.wall
        here.processor, here.wall = processor, wall


def table(spent: dict[str, Spent], whole: float, articles: int) -> Iterable[str]:
    """The steps as lines of text, the dearest first; `whole` is all processor time there was."""
    yield f"{'step':<26}{'calls':>9}{'cpu s':>9}{'share':>8}{'ms/article':>12}{'wall s':>9}"
    counted = sum(cost.processor for cost in spent.values())
    rows = {**spent, "outside any step": Spent(0, max(0.0, whole - counted))}
    for step, cost in sorted(rows.items(), key=lambda row: -row[1].processor):
        each = 1000 * cost.processor / max(articles, 1)
        yield (
            f"{step:<26}{cost.calls:>9}{cost.processor:>9.2f}{cost.processor / whole:>8.1%}"
            f"{each:>12.3f}{cost.wall:>9.2f}"
        )
