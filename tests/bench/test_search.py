"""The speed bench: a whole run, and that all engines count the same."""

import json
import sys
from pathlib import Path

import pytest

from bench import race
from bench.asked import CLASSES, Asked
from bench.course import Cell, Course, Row, differences
from bench.race import Built, Run, Timed
from bench.racer import Answer, Racer
from bench.search import main
from bench.search_lines import course_lines


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a whole run."""
    folder = tmp_path_factory.mktemp("bench")
    words = ["--sizes", "200", "--questions", "1", "--seconds", "0.05", "--keep", str(folder)]
    assert main([*words, "--json", str(folder / "told.json")]) == 0
    return folder


def installed() -> list[str]:
    found = []
    for name in ("fts5", "tantivy", "whoosh"):
        try:
            race.stable(name)
        except ModuleNotFoundError:
            continue
        found.append(name)
    return found


def test_a_run_measures_every_engine_in_every_class_and_finds_every_total_right(
    kept: Path,
) -> None:
    (course,) = json.loads((kept / "told.json").read_text(encoding="utf-8"))["courses"]
    assert course["size"] == 200
    assert course["wrong"] == []
    # More where an optional engine is installed.
    assert course["checked"] >= 100
    names = {row["name"] for row in course["rows"]}
    assert {"Gương", "Gương, page", "SQLite FTS5", "Whoosh"} <= names
    for row in course["rows"]:
        assert {cell["kind"] for cell in row["cells"]} == set(CLASSES)
        assert all(cell["wall"] > 0 for cell in row["cells"])
        assert row["peak"] > 10_000_000
    for built in course["built"]:
        assert built["disk"] > 10_000
        assert built["seconds"] > 0


def answered(kept: Path, engine: str, racer: Racer, asked: Asked) -> Answer:
    with racer.opened(kept / "sample-200" / engine) as put:
        ready = put(asked)
        return ready.read(ready.ask())


def test_every_engine_gives_the_same_totals_and_facets_with_texts(kept: Path) -> None:
    for asked in (Asked("facet counts", ("đường",)), Asked("any", ("nhà",), newest=True)):
        given = {
            racer.name: answered(kept, engine, racer, asked)
            for engine in ("guong", *installed())
            for racer in race.stable(engine).racers
            if "hits" not in racer.name
        }
        ours = given["Gương"]
        assert ours.total is not None
        assert ours.total > 10
        assert ours.facets is not None
        assert set(ours.facets) > {"unit", "model", "year"}
        for answer in given.values():
            assert answer.total == ours.total
            assert len(answer.texts) == 10
            assert answer.facets is not None
            counts = {name: sorted(n for _, n in told) for name, told in answer.facets.items()}
            assert counts == {n: sorted(c for _, c in told) for n, told in ours.facets.items()}


def test_an_engine_that_is_not_installed_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "bench.racers.tantivy", raising=False)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    assert main([str(tmp_path / "none.jsonl"), "--engines", "tantivy"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("tantivy is left out: tantivy is not installed")
    assert "none.jsonl: cannot be read" in told[1]


def test_a_total_that_differs_is_told_with_its_question() -> None:
    questions = [Asked("AND", ("heo", "đất")), Asked("AND", ("heo", "dat"), spelling="bare")]
    timed = tuple(Timed(number, total, (1.0,), (1.0,), 2.0) for number, total in ((0, 5), (1, 7)))
    uncounted = Timed(0, None, (1.0,), (1.0,), 2.0)
    runs = [Run("a", True, 1, 1, 1, timed), Run("b", False, 1, 1, 1, (uncounted, timed[1]))]
    ways = {"plain": [5, 6], "ours": [5, 7]}
    told = list(differences(runs, questions, ways))
    assert told == ["a: AND, bare, heo dat: 7 instead of 6"]


def test_the_tables_show_ratios_and_what_was_not_asked() -> None:
    def row(name: str, wall: float, kinds: tuple[str, ...]) -> Row:
        cells = (Cell(kind, "as typed", 3, 12, wall, 2 * wall, wall, wall, wall) for kind in kinds)
        return Row(name, 1.5, 2.5, 50_000_000, tuple(cells))

    rows = (row("Gương", 0.5, ("AND", "prefix")), row("tantivy", 2.0, ("AND",)))
    built = (Built("tantivy", 2.0, 3_000_000, 90_000_000),)
    lines = course_lines(Course(1_000, 6_000_000, built, rows, 9, (), ("tantivy: wrong",)))
    table = [line.split() for line in lines]
    assert ["tantivy", "500", "90", "3.0", "0.50"] in table
    assert ["AND", "as", "typed", "0.250", "2.0"] in table
    assert ["prefix", "as", "typed", "-", "2.0"] in table
    assert lines[-2:] == [
        "totals held against a count by reading everything: 9, ours that differ: 0, of others: 1",
        "tantivy: wrong",
    ]
