"""One collection, every engine: the indexes, the questions, what came of them, all in a folder."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from filecmp import cmp
from pathlib import Path

from archive.progress import say
from bench import race
from bench.apart import apart
from bench.asked import CLASSES, SPELLINGS, Asked, drawn
from bench.brute_force import Ours, Plain, totals
from bench.facts import read_facts, write_facts
from bench.race import Built, Run, middle, quantile
from bench.racers import guong

OURS = "guong"
_BUILT = "built.json"


@dataclass(frozen=True, slots=True)
class Cell:
    """One racer in one class and spelling: milliseconds a question."""

    kind: str
    spelling: str
    questions: int
    found: float
    """Articles found, the median; not a number where the racer does not count."""
    wall: float
    wall_95: float
    processor: float
    processor_95: float
    first: float
    """The median of the times that a question was asked for the first time."""


@dataclass(frozen=True, slots=True)
class Row:
    """One racer."""

    name: str
    opening: float
    first: float
    peak: int
    cells: tuple[Cell, ...]

    def cell(self, kind: str, spelling: str) -> Cell | None:
        """How it fared in a class and spelling, if it was asked."""
        asked = (cell for cell in self.cells if (cell.kind, cell.spelling) == (kind, spelling))
        return next(asked, None)


@dataclass(frozen=True, slots=True)
class Course:
    """What was measured on one collection."""

    size: int
    text: int
    """Bytes of all texts."""
    built: tuple[Built, ...]
    rows: tuple[Row, ...]
    checked: int
    """Totals that were held against the brute force."""
    wrong: tuple[str, ...]
    """Ours that differ."""
    otherwise: tuple[str, ...]
    """Those of others that differ: they fold or cut some rare letter in their own way."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a collection is raced on."""

    engines: tuple[str, ...]
    """Besides our own."""
    each: int
    """Questions of each class and spelling."""
    seconds: float
    """After which a class and spelling is cut short."""
    anew: bool
    """Whether our own index is made again, though there is one."""


def raced(records: Path, folder: Path, plan: Plan) -> Course:
    """Builds what is not there yet, asks everything, checks it."""
    built = list(_built(records, folder, plan))
    path = folder / "facts.jsonl"
    size = sum(1 for _ in read_facts(path))
    questions = drawn(read_facts(path), size, plan.each, guong.abbreviations())
    runs = []
    for engine in (OURS, *plan.engines):
        for number, racer in enumerate(race.stable(engine).racers):
            say(f"{racer.name}: ask", err=True)
            place = folder / engine
            runs.append(apart(race.run, engine, number, place, questions, plan.seconds))
    say("count by reading everything", err=True)
    ways = {way.name: totals(read_facts(path), questions, way) for way in (Ours(), Plain())}
    differing = {
        plain: list(differences([run for run in runs if run.plain == plain], questions, ways))
        for plain in (False, True)
    }
    return Course(
        size=size,
        text=sum(len(fact.text.encode("utf-8")) for fact in read_facts(path)),
        built=tuple(built),
        rows=tuple(_row(run, questions) for run in runs),
        checked=sum(one.total is not None for run in runs for one in run.timed),
        wrong=tuple(differing[False]),
        otherwise=tuple(differing[True]),
    )


def _built(records: Path, folder: Path, plan: Plan) -> Iterator[Built]:
    own, facts = folder / OURS, folder / "facts.jsonl"
    whole, imported = own / "whole.json", own / "imported"
    if not imported.exists():
        shutil.rmtree(own, ignore_errors=True)
        apart(guong.imported, records, own)
        imported.touch()
    if plan.anew or not whole.exists():
        _forget(whole, own / _BUILT)
        built = apart(_build_whole, own)
        draft = facts.with_suffix(".draft")
        write_facts(guong.facts(own), draft)
        if not facts.exists() or not cmp(facts, draft, shallow=False):
            # Another program finds other units: the others must be given them too.
            _forget(*folder.glob(f"*/{_BUILT}"))
            draft.replace(facts)
        _forget(draft)
        # Last: an interrupted run begins here again.
        _keep(whole, built)
    yield _kept(whole)
    for engine in (OURS, *plan.engines):
        told = folder / engine / _BUILT
        if not told.exists():
            place = told.parent
            index = place / race.stable(engine).index
            shutil.rmtree(index, ignore_errors=True)
            index.mkdir(parents=True)
            say(f"{engine}: index", err=True)
            _keep(told, apart(race.build, engine, facts, place))
        yield _kept(told)


def _build_whole(own: Path) -> Built:
    """As the program does, with everything it knows of names."""
    seconds = guong.indexed(own)
    return Built("Gương, guong index", seconds, race.disk(guong.index_folder(own)), race.peak())


def _keep(path: Path, built: Built) -> None:
    path.write_text(json.dumps(asdict(built)), encoding="utf-8")


def _forget(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _kept(path: Path) -> Built:
    return Built(**json.loads(path.read_text(encoding="utf-8")))


def differences(
    runs: Iterable[Run], questions: Sequence[Asked], ways: Mapping[str, Sequence[int]]
) -> Iterator[str]:
    """Every total that is not what reading everything gives."""
    for run in runs:
        expected = ways[Plain.name if run.plain else Ours.name]
        for timed in run.timed:
            if timed.total is not None and timed.total != expected[timed.question]:
                asked = questions[timed.question]
                yield (
                    f"{run.name}: {asked.kind}, {asked.spelling}, {' '.join(asked.words)}:"
                    f" {timed.total} instead of {expected[timed.question]}"
                )


def _row(run: Run, questions: Sequence[Asked]) -> Row:
    cells = []
    for kind in CLASSES:
        for spelling in SPELLINGS:
            timed = [
                one
                for one in run.timed
                if (questions[one.question].kind, questions[one.question].spelling)
                == (kind, spelling)
            ]
            if not timed:
                continue
            wall = [time for one in timed for time in one.wall]
            processor = [time for one in timed for time in one.processor]
            cell = Cell(
                kind=kind,
                spelling=spelling,
                questions=len(timed),
                found=middle(one.total for one in timed if one.total is not None),
                wall=middle(wall),
                wall_95=quantile(wall, 0.95),
                processor=middle(processor),
                processor_95=quantile(processor, 0.95),
                first=middle(one.first for one in timed),
            )
            cells.append(cell)
    return Row(run.name, run.opening, run.first, run.peak, tuple(cells))
