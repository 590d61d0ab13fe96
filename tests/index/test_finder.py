"""Searches from end to end over a small real archive."""

from datetime import date
from threading import Event, Thread

import pytest

from archive.store import Archive
from index.errors import BadQuery, IndexDamaged, IndexMissing
from index.finder import Finder
from index.indexer import update
from index.request import SearchRequest
from index.settings import IndexSettings
from tests.index.builders import (
    CAMERA,
    CLOTHES,
    CLOTHES_AGAIN,
    DRAFTS,
    PIGGY,
    SAFETY,
    TREES,
    keep,
    many,
    silent,
)  # fmt: skip
from tests.index.conftest import SETTINGS, Shelf


def _found(shelf: Shelf, **asked: object) -> list[str]:
    """The identities of the articles found, in order."""
    page = shelf.finder.search(SearchRequest(**asked))  # type: ignore[arg-type]  # as the test says
    identity = {key: name for name, key in shelf.ids.items()}
    assert page.total == len(page.hits)
    return [identity[hit.id] for hit in page.hits]


@pytest.mark.parametrize(
    "words", ["tủ đồ nhân ái", "tu do nhan ai", "tu\u0309 đo\u0302\u0300 nha\u0302n a\u0301i",
              "TỦ ĐỒ NHÂN ÁI", "“Tủ đồ nhân ái”"],
)  # fmt: skip
def test_every_way_of_typing_gives_the_same_first_hit(shelf: Shelf, words: str) -> None:
    assert _found(shelf, words=words) == [CLOTHES_AGAIN.identity, CLOTHES.identity]


def test_words_typed_partly_without_marks_find_the_same_articles(shelf: Shelf) -> None:
    assert set(_found(shelf, words="TỦ ĐỒ nhan ai")) == {CLOTHES.identity, CLOTHES_AGAIN.identity}


def test_a_word_that_nobody_writes_with_those_marks_is_read_without_them_and_told(
    shelf: Shelf,
) -> None:
    page = shelf.finder.search(SearchRequest(words="héo đất"))
    assert page.total == 1
    assert page.reading.unmarked == ("héo",)
    assert shelf.finder.search(SearchRequest(words="heo đất")).reading.unmarked == ()


@pytest.mark.parametrize(
    "typed", ["Tủ đồ nhân ái", "tu do nhan ai", 'mô hình "Tủ đồ nhân ái"', "Mo hinh tủ đồ nhân ái"]
)
def test_a_models_name_may_be_typed_with_what_stands_around_it(shelf: Shelf, typed: str) -> None:
    assert _found(shelf, model=typed) == _found(shelf, model="Tủ đồ nhân ái") != []


def test_a_hit_is_ready_to_be_shown(shelf: Shelf) -> None:
    (hit,) = shelf.finder.search(SearchRequest(words="heo đất")).hits
    assert (hit.url, hit.section, hit.source) == (PIGGY.url, PIGGY.section, PIGGY.source)
    assert hit.published == date(2022, 5, 19)
    assert hit.published_at is None
    assert hit.score > 0
    assert hit.title.text == PIGGY.title
    assert [hit.title.text[a:b] for a, b in hit.title.highlights] == ["heo", "đất"]
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.highlights] == ["heo", "đất"]
    assert not hit.snippet.text.startswith(PIGGY.title)
    assert [name.label for name in hit.units] == ["Hội Khuyến học xã Láng Biển"]
    assert [name.label for name in hit.models] == ["Nuôi heo đất khuyến học"]
    assert not hit.withdrawn


def test_a_withdrawn_article_is_found_and_marked(shelf: Shelf) -> None:
    (hit,) = shelf.finder.search(SearchRequest(words="camera an ninh")).hits
    assert hit.id == shelf.ids[CAMERA.identity]
    assert hit.withdrawn


@pytest.mark.parametrize(
    "unit",
    [
        "Hội Liên hiệp Phụ nữ xã Trường Xuân",
        "hoi lien hiep phu nu xa truong xuan",
        "Hội LHPN xã Trường Xuân",
        "hoi lhpn xa truong xuan",
        "HỘI LIÊN HIỆP PHỤ NỮ XÃ TRƯỜNG XUÂN",
    ],
)
def test_a_unit_is_found_by_its_name_in_another_spelling(shelf: Shelf, unit: str) -> None:
    assert set(_found(shelf, unit=unit)) == {CLOTHES.identity, CLOTHES_AGAIN.identity}


@pytest.mark.parametrize("unit", ["Công an xã Mỹ Quý", "Công an xã Mĩ Quí", "cong an xa my quy"])
def test_y_and_i_are_one_in_a_units_name(shelf: Shelf, unit: str) -> None:
    assert _found(shelf, unit=unit) == [CAMERA.identity]


def test_the_value_of_a_facet_filters_by_it(shelf: Shelf) -> None:
    facets = shelf.finder.search(SearchRequest()).facets
    for name in ("unit", "model", "section", "source"):
        assert facets[name]  # type: ignore[index]  # a literal
        for one in facets[name]:  # type: ignore[index]  # a literal
            assert len(_found(shelf, **{name: one.value})) == one.count


def test_facets_carry_labels_and_count_everything_found(shelf: Shelf) -> None:
    page = shelf.finder.search(SearchRequest(words="tủ đồ nhân ái", size=1))
    assert page.total == 2
    assert len(page.hits) == 1
    assert [(one.label, one.count) for one in page.facets["model"]] == [("Tủ đồ nhân ái", 2)]
    assert [(one.value, one.label, one.count) for one in page.facets["year"]] == [
        ("2023", "2023", 1),
        ("2021", "2021", 1),
    ]


def test_the_reading_says_what_a_name_was_taken_for(shelf: Shelf) -> None:
    page = shelf.finder.search(SearchRequest(words="tủ đồ", model="tu do nhan ai"))
    assert [name.label for name in page.reading.models] == ["Tủ đồ nhân ái"]
    assert (page.reading.words, page.reading.required) == (2, 2)
    assert page.reading.units == ()


@pytest.mark.parametrize("field", ["unit", "model", "section", "source"])
def test_an_unknown_name_finds_nothing_and_is_read_as_nothing(shelf: Shelf, field: str) -> None:
    for name in ("Hội Cá vàng xã Mặt Trăng", "“…”", "%"):
        page = shelf.finder.search(SearchRequest(**{field: name}))  # type: ignore[arg-type]  # text
        assert (page.total, page.hits) == (0, ())
        assert page.reading.units == page.reading.models == ()


@pytest.mark.parametrize("section", [SAFETY, "an ninh quoc phong", "AN NINH, QUỐC PHÒNG"])
def test_a_section_may_be_typed_without_marks(shelf: Shelf, section: str) -> None:
    assert _found(shelf, section=section) == [CAMERA.identity]


def test_a_part_of_a_sections_name_is_not_that_section(shelf: Shelf) -> None:
    assert _found(shelf, section="an ninh") == []


def test_a_source_filters(shelf: Shelf) -> None:
    assert _found(shelf, source="Tan Kieu") == [TREES.identity]


def test_days_narrow_and_leave_out_the_undated(shelf: Shelf) -> None:
    assert _found(shelf, begin=date(2022, 1, 1), end=date(2022, 12, 31)) == [PIGGY.identity]
    assert TREES.identity not in _found(shelf, begin=date(1900, 1, 1))
    assert _found(shelf, sort="oldest")[-1] == TREES.identity
    assert _found(shelf, sort="newest")[-1] == TREES.identity
    assert _found(shelf)[0] == CLOTHES_AGAIN.identity


@pytest.mark.parametrize("noise", ['""', "“”", "…", "- + *", "🙂"])
def test_words_without_a_letter_or_digit_are_refused(shelf: Shelf, noise: str) -> None:
    with pytest.raises(BadQuery) as caught:
        shelf.finder.search(SearchRequest(words=noise))
    assert caught.value.field == "q"


def test_hostile_words_are_only_words(shelf: Shelf) -> None:
    for words in ("<script>alert(1)</script>", "' OR 1=1 --", "a" * 1000, "tủ " * 333, "\u202etủ"):
        shelf.finder.search(SearchRequest(words=words, unit=words[:300], section=words[:300]))


def test_pages_show_each_article_once(shelf: Shelf) -> None:
    seen = [
        hit.id
        for page in (1, 2, 3, 4)
        for hit in shelf.finder.search(SearchRequest(page=page, size=2)).hits
    ]
    assert sorted(seen) == sorted(shelf.ids.values())


def test_there_is_no_answer_without_an_index(archive: Archive) -> None:
    keep(archive, DRAFTS)
    with Finder(archive, SETTINGS) as finder:
        for ask in (lambda: finder.search(SearchRequest()), finder.status):
            with pytest.raises(IndexMissing, match="guong index"):
                ask()
        update(archive, SETTINGS, report=silent)
        assert finder.search(SearchRequest()).total == 5


def test_new_articles_and_a_new_generation_are_noticed(archive: Archive) -> None:
    keep(archive, DRAFTS)
    update(archive, SETTINGS, report=silent)
    with Finder(archive, SETTINGS) as finder:
        assert finder.search(SearchRequest()).total == 5
        keep(archive, many(3))
        assert finder.status().behind == 3
        update(archive, SETTINGS, report=silent)
        assert finder.search(SearchRequest()).total == 8
        for count in (9, 10, 11):
            keep(archive, many(1, first=count))
            rebuilt = update(archive, SETTINGS, rebuild=True, report=silent)
            assert finder.search(SearchRequest()).total == count
            assert finder.status().generation == rebuilt.generation


def test_threads_search_while_the_index_is_rebuilt_again_and_again(archive: Archive) -> None:
    keep(archive, DRAFTS)
    update(archive, SETTINGS, report=silent)
    wrong: list[object] = []
    done = Event()
    with Finder(archive, SETTINGS) as finder:

        def read() -> None:
            try:
                while not done.is_set():
                    total = finder.search(SearchRequest()).total
                    if total != 5 or not finder.register.list("model").total:
                        wrong.append(total)
            except Exception as error:  # noqa: BLE001  # a thread must not hide its failure
                wrong.append(error)

        threads = [Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(3):
                update(archive, SETTINGS, rebuild=True, report=silent)
        finally:
            done.set()
            for thread in threads:
                thread.join()
    assert wrong == []


def test_an_index_deleted_and_made_again_under_a_running_finder_is_noticed(
    archive: Archive,
) -> None:
    keep(archive, [CLOTHES])
    update(archive, SETTINGS, report=silent)
    with Finder(archive, SETTINGS) as finder:
        assert finder.register.list("model").total == 1
        for path in sorted(archive.home.index.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        keep(archive, [PIGGY])
        update(archive, SETTINGS, report=silent)
        assert finder.search(SearchRequest()).total == 2
        assert finder.register.list("model").total == 2


def test_an_article_gone_since_the_last_index_run_is_not_shown(archive: Archive) -> None:
    keep(archive, [CLOTHES, PIGGY])
    update(archive, SETTINGS, report=silent)
    with archive.begin() as work:
        work.clear_articles()
    with Finder(archive, SETTINGS) as finder:
        assert finder.search(SearchRequest(words="heo")).hits == ()


def test_a_generation_without_its_register_is_told_as_damage(archive: Archive) -> None:
    keep(archive, [CLOTHES])
    name = update(archive, SETTINGS, report=silent).generation
    for path in (archive.home.index / name).glob("register.sqlite*"):
        path.unlink()
    with pytest.raises(IndexDamaged, match="guong index --rebuild"), Finder(archive, SETTINGS) as f:
        f.search(SearchRequest())


def test_an_index_of_other_settings_is_told_and_the_one_before_goes_on_answering(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    keep(archive, DRAFTS)
    update(archive, SETTINGS, report=silent)
    with Finder(archive, SETTINGS) as finder:
        before = finder.search(SearchRequest(words="tủ đồ")).total
        update(archive, IndexSettings(), rebuild=True, report=silent)
        assert finder.search(SearchRequest(words="tủ đồ")).total == before
        assert "start this process anew" in caplog.text
    with Finder(archive, SETTINGS) as finder, pytest.raises(IndexMissing, match="other settings"):
        finder.status()
