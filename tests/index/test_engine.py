"""The embedded engine keeps the contract, and what is its own."""

import shutil
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from whoosh import index as whoosh_index

from index.embedded.engine import EmbeddedEngine
from index.errors import IndexBusy, IndexDamaged, IndexMissing
from tests.index.builders import make_document
from tests.index.engine_contract import EngineContract, Make
from tests.index.engine_reference import ask, expected

CACHE = 10_000_000


def writing(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder, cache_bytes=CACHE, writing=True)


def reading(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder, cache_bytes=CACHE)


class TestEmbeddedEngine(EngineContract):
    @pytest.fixture
    def writer(self) -> Make:
        return writing

    @pytest.fixture
    def reader(self) -> Make:
        return reading


def test_there_is_nothing_to_read_in_a_missing_or_empty_folder(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(IndexMissing, match="guong index --rebuild"):
            reading(folder)


def test_a_second_writer_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "tủ")], [])
        held = whoosh_index.open_dir(str(tmp_path)).writer()  # as in the midst of a commit
        with pytest.raises(IndexBusy, match="another process"):
            engine.apply([make_document(2, "tủ")], [])
        held.cancel()
        engine.apply([make_document(2, "tủ")], [])
        assert engine.count() == 2


def test_two_engines_may_write_in_turn(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as one, closing(writing(tmp_path)) as other:
        one.apply([make_document(1, "tủ"), make_document(2, "heo")], [])
        other.apply([make_document(1, "camera")], [])
        one.apply([make_document(1, "vườn")], [])
        assert one.count() == other.count() == 2
        assert other.search(ask("vườn")).total == 1


def test_a_batch_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    broken = make_document(3, "heo", published="no date")
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "tủ")], [])
        with pytest.raises(AttributeError):
            engine.apply([make_document(2, "tủ"), broken], [f"{1:016d}"])
        assert [key for key, _ in engine.search(ask("tủ")).hits] == [f"{1:016d}"]
        engine.apply([make_document(2, "tủ")], [])
        assert engine.count() == 2


@pytest.mark.filterwarnings("ignore:.*:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("suffix", [".toc", ".arrays"])
@pytest.mark.parametrize("content", [b"", b"\xff" * 3000, "half"])
def test_a_damaged_file_is_told_as_damage(
    tmp_path: Path, suffix: str, content: bytes | str
) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    with closing(writing(whole)) as engine:
        engine.apply([make_document(n, "tủ đồ nhân ái", ("u",)) for n in range(20)], [])
    shutil.copytree(whole, broken)
    (path,) = broken.glob(f"*{suffix}")
    before = path.read_bytes()
    path.write_bytes(content if isinstance(content, bytes) else before[: len(before) // 2])
    with pytest.raises(IndexDamaged, match="guong index --rebuild"):
        reading(broken)


def test_memory_for_postings_is_bounded_and_answers_do_not_depend_on_it(tmp_path: Path) -> None:
    documents = [make_document(n, f"tủ đồ {n} nhân ái") for n in range(50)]
    with closing(writing(tmp_path)) as engine:
        engine.apply(documents, [])
    with closing(EmbeddedEngine(tmp_path, cache_bytes=3000)) as small:
        for n in range(50):
            request = ask(f"tủ {n}")
            answer = small.search(request)
            assert answer.total == expected({d.id: d for d in documents}, request).total
            assert 0 < small.cached_bytes <= 3000


def test_threads_read_while_one_writes(tmp_path: Path) -> None:
    wrong: list[object] = []
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(n, "tủ đồ", ("u",)) for n in range(5)], [])
        with closing(reading(tmp_path)) as shared:

            def read() -> None:
                try:
                    for _ in range(60):
                        answer = shared.search(ask("tủ đồ"))
                        counted = sum(count for _, count in answer.facets["unit"])
                        if not 5 <= answer.total == counted == len(answer.hits):
                            wrong.append(answer)
                except Exception as error:  # noqa: BLE001  # a thread must not hide its failure
                    wrong.append(error)

            threads = [Thread(target=read) for _ in range(4)]
            for thread in threads:
                thread.start()
            for n in range(5, 15):
                engine.apply(
                    [make_document(n, "tủ đồ", ("u",)), make_document(0, "tủ đồ", ("u",))], []
                )
            for thread in threads:
                thread.join()
            assert wrong == []
            assert shared.count() == 15
