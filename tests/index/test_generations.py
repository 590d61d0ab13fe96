"""Index generations: built beside the live one, swapped in, never misread."""

from pathlib import Path

import pytest

from index.authority import shipped
from index.errors import IndexMissing
from index.generations import Generation, Generations, fingerprint
from index.settings import HomeSettings, IndexSettings


def _generations(tmp_path: Path, version: str = "aaaaaaaa") -> Generations:
    return Generations(tmp_path / "index", version)


def _build(generations: Generations, content: str = "x") -> Generation:
    generation = generations.building()
    generation.engine.mkdir(exist_ok=True)
    (generation.engine / "file").write_text(content)
    return generation


def _folders(generations: Generations) -> list[str]:
    return sorted(path.name for path in generations.folder.iterdir() if path.is_dir())


def test_before_the_first_there_is_none_and_the_error_says_what_to_run(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    assert generations.live_name() is None
    assert generations.swapped() is None
    with pytest.raises(IndexMissing, match="there is no index yet; run: guong index"):
        generations.live()


def test_a_built_generation_is_live_once_it_is_promoted(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    built = _build(generations)
    assert built.name == "00001-aaaaaaaa"
    assert generations.live_name() is None
    promoted = generations.promote(built)
    assert generations.live() == promoted
    assert promoted.name == generations.live_name() == "00001-aaaaaaaa"
    assert (promoted.engine / "file").read_text() == "x"
    assert not built.folder.exists()


def test_an_unfinished_build_is_taken_up_again(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    built = _build(generations)
    assert generations.building() == built
    assert (generations.building().engine / "file").exists()


def test_a_rebuild_keeps_the_one_before_and_no_older_one(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    for number in (1, 2, 3):
        generations.promote(_build(generations, str(number)))
    assert _folders(generations) == ["00002-aaaaaaaa", "00003-aaaaaaaa"]
    assert (generations.live().engine / "file").read_text() == "3"


def test_the_live_one_is_untouched_while_another_is_built(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    live = generations.promote(_build(generations))
    _build(generations)
    assert generations.live() == live
    assert _folders(generations) == ["00001-aaaaaaaa", "00002-aaaaaaaa.building"]


def test_every_swap_is_noticed_even_if_a_name_comes_back(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    generations.promote(_build(generations))
    before = generations.swapped()
    for path in sorted(generations.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert generations.swapped() is None
    generations.promote(_build(generations))
    assert generations.live_name() == "00001-aaaaaaaa"
    assert generations.swapped() not in (None, before)


def test_an_index_of_another_version_is_refused_by_name(tmp_path: Path) -> None:
    older = _generations(tmp_path, "aaaaaaaa")
    older.promote(_build(older))
    newer = _generations(tmp_path, "bbbbbbbb")
    assert newer.live_name() == "00001-aaaaaaaa"
    with pytest.raises(IndexMissing, match=r"00001-aaaaaaaa .* guong index --rebuild"):
        newer.live()


def test_an_unfinished_build_of_another_version_is_cleaned_away(tmp_path: Path) -> None:
    _build(_generations(tmp_path, "aaaaaaaa"))
    newer = _generations(tmp_path, "bbbbbbbb")
    built = _build(newer)
    assert _folders(newer) == ["00001-bbbbbbbb.building"]
    assert newer.promote(built).name == "00001-bbbbbbbb"


def test_an_index_of_another_version_stays_until_its_successor_is_promoted(tmp_path: Path) -> None:
    older, newer = _generations(tmp_path, "aaaaaaaa"), _generations(tmp_path, "bbbbbbbb")
    older.promote(_build(older))
    built = _build(newer)
    assert older.live().folder.is_dir()
    newer.promote(built)
    assert newer.live().name == "00002-bbbbbbbb"


def test_a_given_up_build_starts_afresh(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    generations.discard(_build(generations))
    assert not (generations.building().engine / "file").exists()


def test_a_live_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    live = generations.promote(_build(generations))
    generations.discard(live)
    with pytest.raises(IndexMissing, match=r"00001-aaaaaaaa is gone; run: guong index --rebuild"):
        generations.live()


def test_a_crash_before_the_swap_leaves_the_live_one(tmp_path: Path) -> None:
    generations = _generations(tmp_path)
    live = generations.promote(_build(generations, "live"))
    built = _build(generations, "renamed, but CURRENT was not written")
    built.folder.rename(generations.folder / built.name)
    assert generations.live() == live
    promoted = generations.promote(_build(generations, "next"))
    assert promoted.name == "00003-aaaaaaaa"
    assert _folders(generations) == ["00001-aaaaaaaa", "00003-aaaaaaaa"]


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00", b"../../etc", b"00009-zzzzzzzz"])
def test_a_damaged_pointer_is_no_index_and_no_crash(tmp_path: Path, content: bytes) -> None:
    generations = _generations(tmp_path)
    generations.promote(_build(generations))
    (generations.folder / "CURRENT").write_bytes(content)
    with pytest.raises(IndexMissing, match="run: guong index"):
        generations.live()


def test_the_fingerprint_changes_with_what_shapes_the_index_and_with_nothing_else(
    tmp_path: Path,
) -> None:
    plain = fingerprint(IndexSettings(), shipped())
    assert plain == fingerprint(IndexSettings(cache_megabytes=1, facet_size=5), shipped())
    assert plain != fingerprint(IndexSettings(home=(HomeSettings("a", "b", "c"),)), shipped())
    assert len(plain) == 8

    body = '[[body]]\nid = "go-sen/tram"\nname = "Trạm Gò Sen"\nkind = "Trạm"\n'
    file = tmp_path / "ten.toml"
    file.write_text('source = "sổ"\n' + body, encoding="utf-8")
    named = IndexSettings(authority=("ten.toml",))
    assert plain != fingerprint(named, named.authority_in(tmp_path))
