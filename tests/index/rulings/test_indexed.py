"""Rulings as the index follows them: only what they name is read anew, nothing outlives them."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from archive.errors import ArchiveError
from archive.home import Home
from archive.ruling_log import line_of
from archive.rulings import Ruling, undone
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from index.indexer import update
from index.mentions import model_key
from index.plain import search_json
from index.register import Register
from index.request import SearchRequest
from tests.index.builders import DRAFTS, keep, many, silent
from tests.index.conftest import SETTINGS
from tests.index.rulings.saying import Says

CLOTHES, PIGGY, TREES = (
    model_key(name) for name in ("Tủ đồ nhân ái", "Nuôi heo đất khuyến học", "Vườn ươm cây xanh")
)
TABLES = (
    "mentions", "drawn", "forms", "years", "pairs", "names", "traits", "moved", "headlines",
    "entries", "starts",
)  # fmt: skip


@pytest.fixture
def indexed(archive: Archive) -> Archive:
    keep(archive, [*DRAFTS, *many(20)])
    update(archive, SETTINGS, report=silent)
    return archive


def everything(archive: Archive) -> list[Any]:
    """All that the register holds and what searches by its keys find, order of writing apart."""
    with Finder(archive, SETTINGS) as finder:
        with finder.register.reading() as connection:
            held = [
                sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))
                for table in TABLES
            ]
        pages = [
            search_json(replace(finder.search(request), took_ms=0.0))
            for request in (
                SearchRequest(size=100),
                SearchRequest(words="nhân ái"),
                SearchRequest(model="tủ đồ nhân ái"),
                SearchRequest(unit="hội lhpn xã trường xuân"),
            )
        ]
    return [*held, *(json.dumps(page) for page in pages)]


def say(archive: Archive, rulings: Sequence[Ruling]) -> None:
    for ruling in rulings[len(archive.rulings.read()) :]:
        archive.rulings.append(ruling)


def test_a_merged_model_is_found_listed_and_addressed_as_the_one_it_was_merged_into(
    indexed: Archive,
) -> None:
    says = Says()
    says.merge(PIGGY, into=CLOTHES)
    says.rename(CLOTHES, "Tủ đồ và heo đất")
    say(indexed, says.log)
    with Finder(indexed, SETTINGS) as finder:
        assert "guong index" in finder.status().rulings
    done = update(indexed, SETTINGS, report=silent)
    assert (done.articles, done.removed) == (3, 0), "no more than what tells of the two"
    with Finder(indexed, SETTINGS) as finder:
        assert finder.status().rulings == ""
        entry = finder.register.entry("model", CLOTHES)
        assert entry is not None
        assert (entry.label, entry.articles) == ("Tủ đồ và heo đất", 3)
        assert finder.register.entry("model", PIGGY) is None
        assert finder.register.moved("model", PIGGY) == CLOTHES
        for name in (PIGGY, CLOTHES, "nuoi heo dat khuyen hoc", "tủ đồ và heo đất"):
            assert finder.search(SearchRequest(model=name)).total == 3, name


def test_what_is_no_model_is_gone_from_lists_and_filters_but_not_from_the_articles(
    indexed: Archive,
) -> None:
    says = Says()
    says.no_model(TREES)
    say(indexed, says.log)
    update(indexed, SETTINGS, report=silent)
    with Finder(indexed, SETTINGS) as finder:
        assert finder.register.entry("model", TREES) is None
        assert finder.search(SearchRequest(model=TREES)).total == 0
        assert finder.search(SearchRequest(words='"vườn ươm cây xanh"')).total == 1


def test_an_article_that_comes_later_is_ruled_like_those_before_it(indexed: Archive) -> None:
    says = Says()
    says.merge(TREES, into=CLOTHES)
    say(indexed, says.log)
    (again,) = (draft for draft in DRAFTS if "Vườn ươm" in draft.title)
    keep(indexed, [replace(again, identity="id:99", url=again.url + "99")])
    update(indexed, SETTINGS, report=silent)
    with Finder(indexed, SETTINGS) as finder:
        assert finder.search(SearchRequest(model=CLOTHES)).total == 4


def test_undone_rulings_leave_nothing_but_their_record(indexed: Archive) -> None:
    before = everything(indexed)
    says = Says()
    says.merge(TREES, into=CLOTHES)
    says.split(CLOTHES, "khac-r2", forms=["Vườn ươm cây xanh"])
    says.unit_of(PIGGY, None)
    say(indexed, says.log)
    update(indexed, SETTINGS, report=silent)
    assert everything(indexed) != before
    for number in (2, 1, 3):
        says.undo(number)
    say(indexed, says.log)
    update(indexed, SETTINGS, report=silent)
    assert everything(indexed) == before
    assert len(indexed.rulings.read()) == 6


def test_what_was_merged_into_or_split_off_is_called_as_the_ruling_says(indexed: Archive) -> None:
    says = Says()
    says.merge(CLOTHES, into=TREES)
    says.split(PIGGY, "heo-r2", forms=["Nuôi heo đất khuyến học"])
    say(indexed, says.log)
    update(indexed, SETTINGS, report=silent)
    with Finder(indexed, SETTINGS) as finder:
        labels = finder.register.labels("model", [TREES, "heo-r2"])
    assert labels == {TREES: TREES, "heo-r2": "heo-r2"}, "here names are written as their keys"


def test_a_ruling_half_applied_and_then_undone_is_taken_back(
    indexed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(indexed)
    says = Says()
    says.merge(TREES, into=CLOTHES)
    say(indexed, says.log)

    def cut_off(_self: Register) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Register, "set_rulings", cut_off)
        with pytest.raises(KeyboardInterrupt):
            update(indexed, SETTINGS, report=silent)
    assert everything(indexed) != before
    says.undo(1)
    say(indexed, says.log)
    update(indexed, SETTINGS, report=silent)
    assert everything(indexed) == before


def test_a_lost_log_is_told_and_a_damaged_one_stops_the_index_but_no_search(
    indexed: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    says = Says()
    says.merge(TREES, into=CLOTHES)
    say(indexed, says.log)
    update(indexed, SETTINGS, report=silent)
    whole = indexed.rulings.path.read_bytes()
    indexed.rulings.path.write_bytes(b"{damaged}\n" + whole)
    with pytest.raises(ArchiveError, match=r"rulings\.jsonl:1: "):
        update(indexed, SETTINGS, report=silent)
    with Finder(indexed, SETTINGS) as finder:
        assert "rulings.jsonl:1: " in finder.status().rulings
        assert finder.search(SearchRequest(model=CLOTHES)).total == 3
    indexed.rulings.path.unlink()
    update(indexed, SETTINGS, report=silent)
    assert "taken back" in caplog.text


def test_deleted_rulings_are_forgotten_and_replayed_ones_make_the_same_register(
    indexed: Archive, tmp_path: Path
) -> None:
    before = everything(indexed)
    says = Says()
    says.merge(TREES, into=CLOTHES)
    says.unit_of(CLOTHES, None)
    says.undo(2)
    says.rename(PIGGY, "Heo đất")
    say(indexed, says.log)
    update(indexed, SETTINGS, report=silent)
    ruled = everything(indexed)
    exported = "".join(map(line_of, indexed.rulings.read()))
    indexed.rulings.path.unlink()
    update(indexed, SETTINGS, report=silent)
    assert everything(indexed) == before
    indexed.rulings.path.write_text(exported, encoding="utf-8")
    update(indexed, SETTINGS, report=silent)
    assert everything(indexed) == ruled


def known(archive: Archive) -> dict[str, list[str]]:
    """The keys of the register, in order."""
    with Finder(archive, SETTINGS) as finder:
        return {
            kind: sorted(entry.value for entry in finder.register.each(kind))
            for kind in ("model", "unit")
        }


def at_random(names: dict[str, list[str]], seed: int) -> Iterator[Says]:
    """Two hundred rulings, fifty at a time, each about what is known or was born by one before."""
    chance = random.Random(seed)
    says = Says()
    names = {kind: list(keys) for kind, keys in names.items()}
    for number in range(1, 201):
        kind = chance.choice(("model", "model", "unit"))
        one, other = chance.sample(names[kind], 2)
        match chance.choice(("merge", "split", "rename", "none", "unit", "undo")):
            case "merge":
                says.merge(one, into=other, kind=kind)
            case "split":
                born = f"moi-r{number}"
                says.split(one, born, forms=[chance.choice(names[kind]), one], kind=kind)
                names[kind].append(born)
            case "rename":
                says.rename(one, f"Tên {number}", kind=kind)
            case "none":
                says.no_model(chance.choice(names["model"]))
            case "unit":
                says.unit_of(chance.choice(names["model"]), chance.choice(names["unit"]))
            case "undo" if says.log:
                says.undo(chance.randint(1, len(says.log)))
            case _:
                says.merge(one, into=other, kind=kind)
        if number % 50 == 0:
            yield says


@settings(max_examples=3)
@given(st.integers(0, 2**32))
def test_two_hundred_rulings_make_what_a_rebuild_makes_and_undone_end_where_they_began(
    seed: int,
) -> None:
    with TemporaryDirectory() as folder:
        home = Home.create(Path(folder) / "home", "")
        with Archive.open(home, ArchiveSettings(), writing=True) as archive:
            keep(archive, [*DRAFTS, *many(20)])
            update(archive, SETTINGS, report=silent)
            before = everything(archive)
            for said in at_random(known(archive), seed):
                says = said
                say(archive, says.log)
                update(archive, SETTINGS, report=silent)
            grown = everything(archive)
            update(archive, SETTINGS, rebuild=True, report=silent)
            assert everything(archive) == grown
            chance = random.Random(seed)
            while standing := [r.number for r in says.log if r.number not in undone(says.log)]:
                # An undoing that is undone would bring back what it undid: only others are.
                rest = [n for n in standing if says.log[n - 1].verb != "undo"]
                if not rest:
                    break
                says.undo(chance.choice(rest))
            say(archive, says.log)
            update(archive, SETTINGS, report=silent)
            assert everything(archive) == before
