"""One engine: building its index, or being asked everything; each in a process of its own."""

import resource
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bench.asked import TOP, Asked
from bench.racer import Put, Racer, Ready, Stable

MEGABYTE = 1_000_000
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Built:
    """How an index was made."""

    name: str
    seconds: float
    disk: int
    peak: int
    """Bytes of memory that the process took at most."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A question asked several times: milliseconds of each."""

    question: int
    total: int | None
    wall: tuple[float, ...]
    processor: tuple[float, ...]
    first: float
    """Milliseconds on the wall when it was asked for the first time."""


@dataclass(frozen=True, slots=True)
class Run:
    """A racer asked everything."""

    name: str
    plain: bool
    opening: float
    """Milliseconds to open the index."""
    first: float
    """Milliseconds of the first question of all."""
    peak: int
    timed: tuple[Timed, ...]


def stable(name: str) -> Stable:
    """The engine called so. Raises ModuleNotFoundError where it is not installed."""
    found: Stable = import_module(f"bench.racers.{name}").STABLE
    return found


def build(name: str, facts: Path, folder: Path) -> Built:
    """Makes an engine's index in a folder."""
    engine = stable(name)
    seconds = engine.build(facts, folder)
    return Built(engine.name, seconds, disk(folder / engine.index), peak())


def run(name: str, racer: int, folder: Path, questions: Sequence[Asked], seconds: float) -> Run:
    """Asks one racer everything; past so many seconds a class and spelling is cut short."""
    asked: Racer = stable(name).racers[racer]
    began = time.perf_counter()
    with asked.opened(folder) as put:
        opening = _since(began)
        found: list[Timed] = []
        for numbers in _groups(questions):
            found += _hold(put, numbers, questions, seconds)
        return Run(asked.name, asked.plain, opening, found[0].first, peak(), tuple(found))


def peak() -> int:
    """Bytes of memory that this process took at most."""
    try:
        # What getrusage tells is not reset when a process becomes another program.
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        told = next(line for line in lines if line.startswith("VmHWM:"))
        return int(told.split()[1]) * 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def disk(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def quantile(values: Sequence[float], share: float) -> float:
    """The value that such a share of the others is not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _groups(questions: Sequence[Asked]) -> Iterable[list[int]]:
    groups: dict[tuple[str, str], list[int]] = {}
    for number, asked in enumerate(questions):
        groups.setdefault((asked.kind, asked.spelling), []).append(number)
    return groups.values()


def _hold(
    put: Put, numbers: Sequence[int], questions: Sequence[Asked], seconds: float
) -> list[Timed]:
    """Every question of a class once, then again until each has its rounds."""
    until = time.perf_counter() + seconds
    readies: dict[int, Ready] = {}
    firsts, totals = {}, {}
    for number in numbers:
        if readies and time.perf_counter() > until:
            break
        ready = put(questions[number])
        began = time.perf_counter()
        given = ready.ask()
        firsts[number] = _since(began)
        answer = ready.read(given)
        readies[number], totals[number] = ready, answer.total
        _check(answer.texts, answer.total, questions[number])
    walls: dict[int, list[float]] = {number: [] for number in readies}
    processors: dict[int, list[float]] = {number: [] for number in readies}
    for _ in range(_ROUNDS):
        for number, ready in readies.items():
            if walls[number] and time.perf_counter() > until:
                break
            began, used = time.perf_counter(), time.process_time()
            ready.ask()
            processors[number].append((time.process_time() - used) * 1000)
            walls[number].append(_since(began))
    return [
        Timed(number, totals[number], tuple(walls[number]), tuple(processors[number]),
              firsts[number])
        for number in readies
    ]  # fmt: skip


def _check(texts: Sequence[str], total: int | None, asked: Asked) -> None:
    """Whoever does not load what a page shows is no racer."""
    if total is not None and texts:
        expected = min(TOP, max(0, total - (asked.page - 1) * TOP))
        if len(texts) != expected or not all(texts):
            raise AssertionError(f"{asked}: {len(texts)} hits of {total} were loaded")


def middle(values: Iterable[float]) -> float:
    """The middle one; of none, that is no number."""
    found = list(values)
    return statistics.median(found) if found else float("nan")


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
