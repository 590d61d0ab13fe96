"""What is applied lies on the disk as it was given, however it came and was merged since."""

import json
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.document import IndexDocument, document_of
from index.embedded import merge, tiers
from index.embedded.arrays import open_arrays, write_arrays
from index.embedded.postings import PostingCache
from index.embedded.store import Store
from index.errors import IndexDamaged
from tests.index.builders import make_article, make_document
from tests.index.segment_reading import Held, expected, read

ROOT = Path(__file__).parents[2]
_WORDS = "tủ tư đồ do nhân ái heo đất quý 05 𝟙 ấm".split()


def store(folder: Path, *, writing: bool = True) -> Store:
    return Store(folder, PostingCache(100_000), writing=writing)


def held(opened: Store) -> dict[str, Held]:
    return read([(part.segment, part.live) for part in opened.current().parts])


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are merged early, and in small pieces."""
    monkeypatch.setattr(tiers, "MOST", 2)
    monkeypatch.setattr(merge, "RANGE", 4)


_TEXTS = st.lists(st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join), max_size=3).map(
    "\n".join
)


@st.composite
def documents(draw: st.DrawFn) -> IndexDocument:
    day = draw(st.none() | st.integers(0, 1500))
    article = make_article(
        draw(_TEXTS),
        id=f"{draw(st.integers(0, 8)):016d}",
        summary=draw(_TEXTS),
        body=draw(_TEXTS),
        captions=tuple(draw(st.lists(_TEXTS, max_size=2))),
        section=draw(st.sampled_from(["", "Xã hội", "Kinh tế"])),
        source=draw(st.sampled_from(["a", "b"])),
        published=None if day is None else date(2019, 6, 1) + timedelta(days=day),
    )
    # Long enough for weights that are no halves.
    files = [text * draw(st.sampled_from([1, 150])) for text in draw(st.lists(_TEXTS, max_size=1))]
    units = tuple(draw(st.sets(st.sampled_from(["u1", "u2", "ủ3"]))))
    return document_of(article, units, tuple(draw(st.sets(st.sampled_from(["m1", "m2"])))), files)


BATCHES = st.lists(
    st.tuples(
        st.lists(documents(), max_size=4),
        st.sets(st.integers(0, 8).map(lambda number: f"{number:016d}"), max_size=3),
    ),
    max_size=5,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(batches=BATCHES)
@pytest.mark.usefixtures("few")
def test_documents_are_held_as_they_were_given_through_updates_removals_and_merges(
    tmp_path_factory: pytest.TempPathFactory,
    batches: list[tuple[list[IndexDocument], set[str]]],
) -> None:
    right: dict[str, Held] = {}
    folder = tmp_path_factory.mktemp("store") / "index"
    with closing(store(folder)) as writing, closing(store(folder, writing=False)) as reading:
        for batch, removed in batches:
            writing.apply(batch, removed)
            for key in removed:
                right.pop(key, None)
            right.update({document.id: expected(document) for document in batch})
            assert held(writing) == held(reading) == right
            assert len(writing.current().parts) <= 2
        with closing(store(folder, writing=False)) as later:
            assert held(later) == right


@pytest.mark.usefixtures("few")
def test_words_of_a_long_file_are_held_beyond_those_whose_order_is_kept(tmp_path: Path) -> None:
    long = document_of(make_article("Tủ", body="heo"), (), (), ["đồ ấm " * 3_400 + "tủ\nquý", "05"])
    assert [passage.ordered for passage in long.passages] == [1, 1, 6667, 0, 1]
    with closing(store(tmp_path)) as opened:
        opened.apply([long], [])
        for number in range(3):
            opened.apply([make_document(number, "tủ")], [])
        assert held(opened)[long.id] == expected(long)


def test_however_many_runs_there_were_eight_segments_are_left(tmp_path: Path) -> None:
    with closing(store(tmp_path)) as opened:
        for number in range(30):
            opened.apply([make_document(number, f"tủ {number}")], [])
            assert len(opened.current().parts) <= 8
            assert len(list(tmp_path.glob("*.arrays"))) == len(opened.current().parts)
        assert len(list(tmp_path.glob("*.toc"))) == 1
        assert held(opened) == {
            f"{number:016d}": expected(make_document(number, f"tủ {number}"))
            for number in range(30)
        }


def test_a_large_segment_is_left_alone_by_small_changes(tmp_path: Path) -> None:
    with closing(store(tmp_path)) as opened:
        opened.apply([make_document(number, "tủ đồ") for number in range(200)], [])
        large = opened.current().parts[0].segment
        for number in range(40):
            opened.apply([make_document(number, "heo đất")], [])
            assert any(part.segment is large for part in opened.current().parts)


def test_a_segment_of_which_most_is_deleted_is_made_anew(tmp_path: Path) -> None:
    with closing(store(tmp_path)) as opened:
        opened.apply([make_document(number, f"tủ {number}") for number in range(5)], [])
        opened.apply([], [f"{number:016d}" for number in range(2)])
        assert [part.segment.size for part in opened.current().parts] == [5]
        opened.apply([], [f"{2:016d}"])
        assert [part.segment.size for part in opened.current().parts] == [2]
        opened.apply([], [f"{3:016d}", f"{4:016d}"])
        assert opened.current().parts == ()
        assert list(tmp_path.glob("*.arrays")) == []


def test_what_changes_nothing_commits_nothing(tmp_path: Path) -> None:
    with closing(store(tmp_path)) as opened:
        opened.apply([make_document(1, "tủ")], [])
        before = opened.current()
        opened.apply([], [f"{2:016d}", f"{1:016d}0", "1", "ủ" * 16])
        opened.apply([], [])
        assert opened.current() is before


def test_a_state_that_is_in_use_can_be_read_when_its_files_are_long_gone(tmp_path: Path) -> None:
    with closing(store(tmp_path)) as writing, closing(store(tmp_path, writing=False)) as reading:
        writing.apply([make_document(number, "tủ đồ") for number in range(4)], [])
        parts = [(part.segment, part.live) for part in reading.current().parts]
        writing.apply([make_document(number, "heo đất") for number in range(4)], [])
        assert len(list(tmp_path.glob("*.arrays"))) == 1
        assert {one.stream for one in read(parts).values()} == {("tủ", "đồ", "")}
        assert {one.stream for one in held(reading).values()} == {("heo", "đất", "")}


def test_what_a_crash_left_behind_goes_with_the_next_commit(tmp_path: Path) -> None:
    with closing(store(tmp_path)) as opened:
        (tmp_path / "MAIN_halfwritten.arrays").write_bytes(b"half")
        (tmp_path / "_MAIN_1.toc.1700000000.5").write_bytes(b"half")
        (tmp_path / "keep.txt").write_bytes(b"another's")
        opened.apply([make_document(1, "tủ")], [])
        assert not (tmp_path / "MAIN_halfwritten.arrays").exists()
        assert not (tmp_path / "_MAIN_1.toc.1700000000.5").exists()
        assert (tmp_path / "keep.txt").exists()


def test_killed_at_any_step_of_a_commit_it_holds_what_was_there_before_or_after() -> None:
    child = [sys.executable, "-m", "tests.index.applying_child"]
    told = subprocess.run(child, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    steps = [json.loads(line) for line in told.stdout.splitlines()]
    states = [step["found"] for step in steps]
    assert [step["killed"] for step in steps] == [True] * (len(steps) - 1) + [False]
    # Before until one step, after from then on, never in between; and the next run completes it.
    swapped = states.index("after")
    assert states == ["before"] * swapped + ["after"] * (len(states) - swapped)
    assert 5 < swapped < len(states) - 1
    assert {step["again"] for step in steps} == {"after"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "index"
    with closing(store(folder)) as opened:
        opened.apply(
            [make_document(n, f"tủ đồ {n}\nnhân ái", ("u",), ("m",)) for n in range(20)], []
        )
    return folder


def test_a_file_that_ends_anywhere_before_its_end_is_told_as_damage(
    whole: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(whole, broken)
    (path,) = broken.glob("*.arrays")
    content = path.read_bytes()
    for end in (0, 1, 7, 40, len(content) // 3, len(content) // 2, len(content) - 1):
        path.write_bytes(content[:end])
        with pytest.raises(IndexDamaged, match="guong index --rebuild"):
            store(broken, writing=False)
    path.write_bytes(content + b"\0")
    with pytest.raises(IndexDamaged):
        store(broken, writing=False)
    path.write_bytes(content)
    assert len(held(store(broken, writing=False))) == 20
    path.unlink()
    with pytest.raises(IndexDamaged, match="is gone"):
        store(broken, writing=False)


def _names() -> list[str]:
    lists = [f"{v}.{part}" for v in ("exact", "folded", "pairs") for part in ("starts", "codes")]
    return [
        *lists, "keys", "keys.order", "length", "published", "stream", "stream.starts", "zones",
        "fold", "exact.text", "folded.text.starts", "pairs.keys", "unit.codes", "model.docs",
    ]  # fmt: skip


@pytest.mark.parametrize("name", _names())
@pytest.mark.parametrize("how", ["missing", "shorter"])
def test_arrays_that_do_not_fit_together_are_told_as_damage(
    whole: Path, tmp_path: Path, name: str, how: str
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(whole, broken)
    (path,) = broken.glob("*.arrays")
    arrays = open_arrays(path)
    if how == "missing":
        del arrays[name]
    else:
        arrays[name] = arrays[name][:-1]
    path.unlink()
    write_arrays(path, arrays)
    with pytest.raises(IndexDamaged, match="guong index --rebuild"):
        store(broken, writing=False)


@pytest.mark.parametrize("name", ["exact.docs", "exact.codes", "exact.text.starts", "exact.starts"])
def test_an_overwritten_list_is_told_as_damage_when_it_is_read(
    whole: Path, tmp_path: Path, name: str
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(whole, broken)
    (path,) = broken.glob("*.arrays")
    arrays = open_arrays(path)
    arrays[name] = arrays[name].copy()
    arrays[name][1:-1] = 250
    path.unlink()
    write_arrays(path, arrays)
    with closing(store(broken, writing=False)) as opened, pytest.raises(IndexDamaged):
        held(opened)


def test_a_segment_of_other_documents_than_its_table_says_is_damage(
    whole: Path, tmp_path: Path
) -> None:
    broken, other = tmp_path / "broken", tmp_path / "other"
    shutil.copytree(whole, broken)
    with closing(store(other)) as opened:
        opened.apply([make_document(1, "tủ")], [])
    (path,), (exchanged,) = broken.glob("*.arrays"), other.glob("*.arrays")
    shutil.copyfile(exchanged, path)
    with pytest.raises(IndexDamaged, match="table of contents"):
        store(broken, writing=False)
