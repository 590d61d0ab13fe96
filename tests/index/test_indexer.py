"""The indexer follows the archive, rebuilds beside the live index, and survives being killed."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive.errors import ArchiveBusy
from archive.home import Home
from archive.records import ArticleDraft
from archive.settings import ArchiveSettings
from archive.store import Archive
from index import indexer
from index.authority import shipped
from index.errors import IndexDamaged, IndexMissing
from index.finder import Finder
from index.generations import Generations, fingerprint
from index.indexer import update
from index.plain import entry_json, search_json
from index.register.entries import ListQuery
from index.request import SearchRequest
from tests.index import builders
from tests.index.builders import CAMERA, CLOTHES, DAY_ONE, DRAFTS, PIGGY, keep, many, silent
from tests.index.conftest import SETTINGS
from tests.index.indexing_child import BATCH

DAY_TWO = DAY_ONE + timedelta(days=1)
ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "", "tủ đồ", "tu do nhan ai", "camera", "heo đất khuyến học", "hòa thuỷ", "Mỹ Quý", "bài 7",
)  # fmt: skip


def answers(archive: Archive) -> str:
    """What an index says, but for the time it takes, as one text."""
    told: list[object] = []
    with Finder(archive, SETTINGS) as finder:
        for words in QUESTIONS:
            for sort in ("relevance", "newest", "oldest"):
                page = finder.search(SearchRequest(words=words, sort=sort, size=50))  # type: ignore[arg-type]  # a literal
                told.append(search_json(replace(page, took_ms=0.0)))
        for kind in ("unit", "model"):
            listed = finder.register.list(kind, ListQuery(size=100))  # type: ignore[arg-type]  # a literal
            told += [entry_json(entry) for entry in listed.entries]
            for entry in listed.entries:
                told.append(str(finder.register.timeline(entry.kind, entry.value)))
    return json.dumps(told, ensure_ascii=False)


@pytest.fixture
def undisturbed(tmp_path: Path) -> Iterator[Archive]:
    """A second archive, to be indexed in one go."""
    home = Home.create(tmp_path / "undisturbed", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as opened:
        yield opened


def test_the_first_run_indexes_everything_and_tells_its_progress(archive: Archive) -> None:
    keep(archive, DRAFTS)
    told: list[tuple[int, int]] = []
    done = update(archive, SETTINGS, report=lambda *counts: told.append(counts))
    assert (done.articles, done.removed, done.rebuilt) == (5, 0, False)
    assert told == [(0, 5), (5, 5)]
    with Finder(archive, SETTINGS) as finder:
        status = finder.status()
        assert (status.articles, status.behind) == (5, 0)
        assert status.generation == done.generation


def test_an_empty_archive_has_an_index_that_finds_nothing(archive: Archive) -> None:
    assert update(archive, SETTINGS, report=silent).articles == 0
    with Finder(archive, SETTINGS) as finder:
        assert finder.search(SearchRequest(words="tủ")).total == 0
        assert finder.search(SearchRequest()).total == 0


def test_a_run_with_nothing_new_does_nothing(archive: Archive) -> None:
    keep(archive, DRAFTS)
    first = update(archive, SETTINGS, report=silent)
    second = update(archive, SETTINGS, report=silent)
    assert (second.articles, second.removed) == (0, 0)
    assert second.generation == first.generation


def test_a_later_run_takes_in_only_what_changed(archive: Archive) -> None:
    ids = keep(archive, DRAFTS)
    update(archive, SETTINGS, report=silent)
    changed = replace(PIGGY, title="Bò vàng khuyến học", body="Hội Nông dân xã Mỹ An.")
    keep(archive, [changed, CLOTHES], DAY_TWO)
    builders.withdraw(archive, CAMERA.url, ids[CAMERA.identity], DAY_TWO)
    assert update(archive, SETTINGS, report=silent).articles == 2
    with Finder(archive, SETTINGS) as finder:
        assert finder.search(SearchRequest(words="heo đất khuyến học")).total <= 1
        assert [hit.id for hit in finder.search(SearchRequest(words="bò vàng")).hits] == [
            ids[PIGGY.identity]
        ]
        gone = finder.search(SearchRequest(words="camera")).hits
        assert [(hit.id, hit.withdrawn) for hit in gone] == [(ids[CAMERA.identity], True)]
        assert finder.register.list("model", ListQuery(words="heo đất")).total == 0


def test_an_article_removed_from_the_archive_leaves_the_index(archive: Archive) -> None:
    keep(archive, DRAFTS)
    update(archive, SETTINGS, report=silent)
    with archive.begin() as work:
        known = work.clear_articles()
        run = work.start_run("import", "again", DAY_TWO)
        capture = work.keep_resource(run, CLOTHES.url, "text/plain", b"x", DAY_TWO)
        work.record(CLOTHES, capture)
        work.log_removed(known)
    done = update(archive, SETTINGS, report=silent)
    assert (done.articles, done.removed) == (1, 4)
    with Finder(archive, SETTINGS) as finder:
        assert finder.search(SearchRequest()).total == finder.status().articles == 1
        assert finder.register.list("model", ListQuery(words="camera")).total == 0


def test_small_batches_and_many_runs_answer_as_one(
    archive: Archive, undisturbed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = many(60)
    keep(undisturbed, drafts)
    update(undisturbed, SETTINGS, report=silent)
    monkeypatch.setattr(indexer, "BATCH", 7)
    for start in range(0, 60, 20):
        keep(archive, [replace(one, body="Bản cũ.") for one in drafts[start : start + 25]])
        update(archive, SETTINGS, report=silent)
        keep(archive, drafts[start : start + 25], DAY_TWO)
    update(archive, SETTINGS, report=silent)
    assert answers(archive) == answers(undisturbed)


def test_the_old_index_answers_while_a_new_one_is_built_beside_it(archive: Archive) -> None:
    keep(archive, DRAFTS)
    first = update(archive, SETTINGS, report=silent)
    keep(archive, many(3), DAY_TWO)
    seen: list[tuple[str, int]] = []
    with Finder(archive, SETTINGS) as finder:

        def look(done: int, total: int) -> None:
            seen.append(
                (finder.status().generation, finder.search(SearchRequest(words="tủ đồ")).total)
            )

        before = finder.search(SearchRequest(words="tủ đồ")).total
        second = update(archive, SETTINGS, rebuild=True, report=look)
        assert second.rebuilt
        assert second.generation != first.generation
        assert set(seen) == {(first.generation, before)}
        assert finder.status().generation == second.generation
        assert finder.search(SearchRequest()).total == 8


def test_a_deleted_index_is_rebuilt_with_the_same_answers(archive: Archive) -> None:
    keep(archive, [*DRAFTS, *many(20)])
    update(archive, SETTINGS, report=silent)
    before = answers(archive)
    for path in sorted(archive.home.index.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    update(archive, SETTINGS, report=silent)
    assert answers(archive) == before
    update(archive, SETTINGS, rebuild=True, report=silent)
    assert answers(archive) == before


def _indexing(archive: Archive, stop: int, how: str) -> "subprocess.Popen[str]":
    """A process of its own that indexes until so many articles are done, and then waits."""
    command = [sys.executable, "-m", "tests.index.indexing_child", str(archive.home.path)]
    return subprocess.Popen([*command, str(stop), how], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _killed_at(archive: Archive, articles: int, how: str = "first") -> None:
    """Indexes in a process of its own until so many articles are done, then kills it."""
    with _indexing(archive, articles, how) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= articles:
                break
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert child.returncode == -signal.SIGKILL


def test_killed_between_batches_and_run_again_it_answers_as_if_undisturbed(
    archive: Archive, undisturbed: Archive
) -> None:
    drafts = [*DRAFTS, *many(40)]
    for each in (archive, undisturbed):
        keep(each, drafts)
    update(undisturbed, SETTINGS, report=silent)
    _killed_at(archive, 2 * BATCH)
    with pytest.raises(IndexMissing), Finder(archive, SETTINGS) as finder:
        finder.search(SearchRequest())
    done = update(archive, SETTINGS, report=silent)
    assert done.articles == 45 - 2 * BATCH
    assert answers(archive) == answers(undisturbed)


def test_killed_between_engine_and_register_it_repeats_the_batch_and_harms_nothing(
    archive: Archive, undisturbed: Archive
) -> None:
    for each in (archive, undisturbed):
        keep(each, [*DRAFTS, *many(20)])
    update(undisturbed, SETTINGS, report=silent)
    _killed_at(archive, 1000, "torn")
    assert update(archive, SETTINGS, report=silent).articles == 25 - BATCH
    assert answers(archive) == answers(undisturbed)


def test_killed_while_rebuilding_the_old_index_stays_and_the_next_rebuild_goes_on(
    archive: Archive,
) -> None:
    keep(archive, [*DRAFTS, *many(20)])
    first = update(archive, SETTINGS, report=silent)
    before = answers(archive)
    _killed_at(archive, BATCH, "rebuild")
    assert answers(archive) == before
    second = update(archive, SETTINGS, rebuild=True, report=silent)
    assert second.articles == 25 - BATCH
    assert second.generation > first.generation
    assert answers(archive) == before


def test_a_second_indexer_process_is_refused_at_once(archive: Archive) -> None:
    keep(archive, many(20))
    with _indexing(archive, BATCH, "first") as child:
        assert child.stdout is not None
        assert int(child.stdout.readline()) == 0
        with pytest.raises(ArchiveBusy, match=str(child.pid)):
            update(archive, SETTINGS, report=silent)
        child.kill()
    assert update(archive, SETTINGS, report=silent).generation


def _lose_one(archive: Archive, generation: Path) -> None:
    """An index that lost an article behind the indexer's back."""
    engine = indexer.EmbeddedEngine(generation / "engine", cache_bytes=1_000_000, writing=True)
    engine.apply([], [archive.article_ids()[0]])
    engine.close()


def test_an_index_that_does_not_add_up_is_not_passed_over_in_silence(archive: Archive) -> None:
    keep(archive, DRAFTS)
    name = update(archive, SETTINGS, report=silent).generation
    _lose_one(archive, archive.home.index / name)
    with pytest.raises(IndexDamaged, match=r"holds 4 articles, the archive 5; run: guong index"):
        update(archive, SETTINGS, report=silent)
    update(archive, SETTINGS, rebuild=True, report=silent)
    with Finder(archive, SETTINGS) as finder:
        assert finder.status().articles == 5


@pytest.mark.parametrize("again", [DRAFTS, [*many(4), *DRAFTS]], ids=["shorter", "longer"])
def test_an_index_of_a_catalogue_that_was_made_anew_is_not_followed_on(
    tmp_path: Path, again: list[ArticleDraft]
) -> None:
    home = Home.create(tmp_path / "home", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        keep(archive, DRAFTS)
        keep(archive, [replace(PIGGY, title="Bò vàng khuyến học")], DAY_TWO)
        update(archive, SETTINGS, report=silent)
    home.catalogue.unlink()
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        keep(archive, again)
        with pytest.raises(IndexDamaged, match=r"made anew .*; run: guong index --rebuild"):
            update(archive, SETTINGS, report=silent)
        assert update(archive, SETTINGS, rebuild=True, report=silent).articles == len(again)


def test_a_damaged_build_is_given_up_so_that_the_advice_helps(archive: Archive) -> None:
    keep(archive, [*DRAFTS, *many(20)])
    update(archive, SETTINGS, report=silent)
    _killed_at(archive, BATCH, "rebuild")
    (building,) = archive.home.index.glob("*.building")
    engine = indexer.EmbeddedEngine(building / "engine", cache_bytes=1_000_000, writing=True)
    engine.apply([], archive.article_ids())
    engine.close()
    with pytest.raises(IndexDamaged, match="guong index --rebuild"):
        update(archive, SETTINGS, rebuild=True, report=silent)
    assert update(archive, SETTINGS, rebuild=True, report=silent).articles == 25


def test_an_index_of_other_settings_is_refused_until_it_is_rebuilt(archive: Archive) -> None:
    keep(archive, DRAFTS)
    older = Generations(archive.home.index, fingerprint(indexer.IndexSettings(), shipped()))
    update(archive, indexer.IndexSettings(), report=silent)
    with pytest.raises(IndexMissing, match="guong index --rebuild"):
        update(archive, SETTINGS, report=silent)
    assert older.live()
    update(archive, SETTINGS, rebuild=True, report=silent)
    assert update(archive, SETTINGS, report=silent).articles == 0
