"""What every search engine must do: a class of tests that an engine's own tests inherit.

What is right says the slow reading of the documents in engine_reference.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.document import IndexDocument
from index.engine import EngineRequest, SearchEngine
from index.question import FACETS, Carries, Dated
from tests.index.builders import make_document
from tests.index.engine_reference import ask, assert_answers, carried
from tests.index.engine_requests import BATCHES, requests

Make = Callable[[Path], SearchEngine]


class EngineContract:
    """Inherit, and give `writer` and `reader`: an engine on a folder, to write or only to read."""

    @pytest.fixture
    def writer(self) -> Make:
        raise NotImplementedError

    @pytest.fixture
    def reader(self) -> Make:
        raise NotImplementedError

    def test_an_engine_without_documents_answers_with_nothing(
        self, writer: Make, tmp_path: Path
    ) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            for request in (ask(), ask("tủ đồ"), ask("tủ", Carries("unit", ("u",)))):
                answer = engine.search(request)
                assert (answer.total, answer.hits) == (0, ())
                assert dict(answer.facets) == dict.fromkeys(FACETS, ())
            assert engine.count() == 0
            assert engine.values("section") == ()

    def test_a_document_replaces_the_one_with_its_id(self, writer: Make, tmp_path: Path) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply([make_document(1, "tủ đồ", ("u1",)), make_document(2, "heo đất")], [])
            engine.apply([make_document(1, "camera", ("u2",))], [])
            assert engine.count() == 2
            assert engine.search(ask("tủ")).total == 0
            assert [key for key, _ in engine.search(ask("camera")).hits] == [f"{1:016d}"]
            assert engine.values("unit") == ("u2",)

    def test_a_removed_document_is_gone_from_everything(self, writer: Make, tmp_path: Path) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply(
                [make_document(1, "tủ đồ", section="Cũ"), make_document(2, "tủ", section="Mới")], []
            )
            engine.apply([], [f"{1:016d}"])
            assert engine.count() == 1
            answer = engine.search(ask("tủ"))
            assert answer.total == 1
            assert answer.facets["section"] == (("Mới", 1),)
            assert engine.values("section") == ("Mới",)

    def test_removing_what_is_not_there_harms_nothing(self, writer: Make, tmp_path: Path) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply([], ["x" * 16])
            engine.apply([make_document(1, "tủ")], ["y" * 16])
            assert engine.count() == 1

    def test_the_same_batch_twice_is_the_same_as_once(self, writer: Make, tmp_path: Path) -> None:
        batch = [make_document(n, f"tủ đồ {n}") for n in range(5)]
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply(batch, [])
            once = engine.search(ask("tủ 3"))
            engine.apply(batch, [])
            assert engine.search(ask("tủ 3")) == once

    def test_several_values_of_a_filter_mean_any_of_them_several_filters_all(
        self, writer: Make, tmp_path: Path
    ) -> None:
        held = {
            one.id: one
            for one in (
                make_document(1, "tủ", ("u1",), section="A"),
                make_document(2, "tủ", ("u2",), section="A"),
                make_document(3, "tủ", ("u1", "u2"), section="B"),
                make_document(4, "tủ", section="A"),
            )
        }
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply(list(held.values()), [])
            for filters, total in (
                ([Carries("unit", ("u1",))], 2),
                ([Carries("unit", ("u1", "u2"))], 3),
                ([Carries("unit", ("u1", "u2")), Carries("section", ("A",))], 2),
                ([Carries("unit", ("?",))], 0),
                ([Carries("unit", ())], 0),
            ):
                request = ask("tủ", *filters)
                assert engine.search(request).total == total
                assert_answers(engine, held, request)

    @pytest.mark.parametrize(
        ("begin", "end", "found"),
        [
            (None, None, {1, 2, 3, 4}),
            (date(2020, 1, 1), date(2020, 12, 31), {1, 2}),
            (date(2020, 12, 31), None, {2, 3}),
            (None, date(2020, 1, 1), {1}),
            (date(2020, 1, 2), date(2020, 12, 30), set()),
            (date.min, date.max, {1, 2, 3}),
        ],
    )
    def test_a_range_of_days_includes_its_ends_and_nothing_undated(
        self, writer: Make, tmp_path: Path, begin: date | None, end: date | None, found: set[int]
    ) -> None:
        days = {1: date(2020, 1, 1), 2: date(2020, 12, 31), 3: date(2021, 1, 1), 4: None}
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply([make_document(n, "tủ", published=day) for n, day in days.items()], [])
            answer = engine.search(ask("tủ", *([Dated(begin, end)] if begin or end else [])))
            assert {int(key) for key, _ in answer.hits} == found

    @pytest.mark.parametrize(
        ("sort", "order"), [("newest", [3, 1, 5, 2, 4, 6]), ("oldest", [2, 1, 5, 3, 4, 6])]
    )
    def test_by_date_the_undated_come_last_and_equal_days_by_id(
        self, writer: Make, tmp_path: Path, sort: str, order: list[int]
    ) -> None:
        days = {
            1: date(2020, 5, 1), 2: date(2019, 1, 1), 3: date(2022, 1, 1), 4: None,
            5: date(2020, 5, 1), 6: None,
        }  # fmt: skip
        with closing(writer(tmp_path / "index")) as engine:
            for n, day in days.items():
                engine.apply([make_document(n, "tủ " * n, published=day)], [])
            answer = engine.search(ask("tủ", sort=sort))
            assert [int(key) for key, _ in answer.hits] == order
            assert [int(key) for key, _ in engine.search(ask(sort=sort)).hits] == order

    def test_without_words_the_newest_come_first(self, writer: Make, tmp_path: Path) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply(
                [make_document(n, published=date(2000 + n, 1, 1)) for n in range(1, 5)], []
            )
            answer = engine.search(ask(""))
            assert answer.hits == tuple((f"{n:016d}", 0.0) for n in (4, 3, 2, 1))

    def test_equal_scores_put_the_newer_first_then_the_smaller_id(
        self, writer: Make, tmp_path: Path
    ) -> None:
        days = {1: None, 2: date(2020, 1, 1), 3: date(2021, 1, 1), 4: date(2020, 1, 1)}
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply([make_document(n, "tủ đồ", published=day) for n, day in days.items()], [])
            assert [int(key) for key, _ in engine.search(ask("tủ đồ")).hits] == [3, 2, 4, 1]

    @pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
    def test_pages_have_neither_gaps_nor_doubles(
        self, writer: Make, tmp_path: Path, sort: str
    ) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            for start in range(0, 40, 10):
                engine.apply(
                    [
                        make_document(n, "tủ " * (n % 4 + 1), published=date(2020, 1 + n % 3, 1))
                        for n in range(start, start + 10)
                    ],
                    [],
                )
            whole = engine.search(ask("tủ", sort=sort)).hits
            assert len(whole) == len({key for key, _ in whole}) == 40
            for size in (1, 7, 40, 41):
                pages = [
                    engine.search(ask("tủ", sort=sort, offset=offset, limit=size)).hits
                    for offset in range(0, 45, size)
                ]
                assert tuple(hit for page in pages for hit in page) == whole

    def test_the_total_and_the_facets_are_those_of_everything_found_on_any_page(
        self, writer: Make, tmp_path: Path
    ) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply([make_document(n, "tủ", (f"u{n % 4}",)) for n in range(30)], [])
            first = engine.search(ask("tủ", limit=5, facet_size=2))
            beyond = engine.search(ask("tủ", limit=5, offset=500, facet_size=2))
            assert first.total == beyond.total == 30
            assert first.facets["unit"] == beyond.facets["unit"] == (("u0", 8), ("u1", 8))
            assert beyond.hits == ()

    def test_unknown_words_find_nothing_and_fail_nothing(
        self, writer: Make, tmp_path: Path
    ) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply([make_document(1, "tủ đồ")], [])
            assert engine.search(ask("khôngcó")).total == 0
            assert engine.search(ask("𐍈 漢字 ßß")).total == 0

    def test_a_mark_that_nobody_writes_is_read_without(self, writer: Make, tmp_path: Path) -> None:
        with closing(writer(tmp_path / "index")) as engine:
            engine.apply([make_document(1, "tu do"), make_document(2, "tủ heo")], [])
            assert [int(key) for key, _ in engine.search(ask("đỏ")).hits] == [1]
            assert [int(key) for key, _ in engine.search(ask("tủ")).hits] == [2]
            assert {int(key) for key, _ in engine.search(ask("tu")).hits} == {1, 2}

    def test_a_second_engine_on_the_folder_sees_each_commit(
        self, writer: Make, reader: Make, tmp_path: Path
    ) -> None:
        folder = tmp_path / "index"
        with closing(writer(folder)) as writing:
            writing.apply([make_document(1, "tủ")], [])
            with closing(reader(folder)) as reading:
                assert reading.search(ask("tủ")).total == 1
                writing.apply([make_document(2, "tủ")], [])
                assert reading.search(ask("tủ")).total == 2
                writing.apply([make_document(1, "heo")], [f"{2:016d}"])
                assert reading.search(ask("tủ")).total == 0
                assert reading.count() == 1

    def test_what_was_applied_is_there_when_opened_again(
        self, writer: Make, reader: Make, tmp_path: Path
    ) -> None:
        folder = tmp_path / "index"
        held = {one.id: one for one in (make_document(n, f"tủ đồ {n}", ("u",)) for n in range(6))}
        with closing(writer(folder)) as engine:
            engine.apply(list(held.values())[:3], [])
        with closing(writer(folder)) as engine:
            engine.apply(list(held.values())[3:], [])
        with closing(reader(folder)) as engine:
            assert_answers(engine, held, ask("tủ 4"))

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(batches=BATCHES, asked=st.lists(requests(), min_size=2, max_size=6))
    def test_answers_are_those_of_the_documents_however_they_came(
        self,
        writer: Make,
        tmp_path_factory: pytest.TempPathFactory,
        batches: list[tuple[list[IndexDocument], set[str]]],
        asked: list[EngineRequest],
    ) -> None:
        held: dict[str, IndexDocument] = {}
        with (
            closing(writer(tmp_path_factory.mktemp("cut") / "index")) as cut,
            closing(writer(tmp_path_factory.mktemp("whole") / "index")) as whole,
        ):
            for batch, removed in batches:
                cut.apply(batch, removed)
                for key in removed:
                    held.pop(key, None)
                held.update({document.id: document for document in batch})
            whole.apply(list(reversed(held.values())), [])
            assert cut.count() == whole.count() == len(held)
            for name in FACETS:
                right = {value for document in held.values() for value in carried(document, name)}
                assert cut.values(name) == whole.values(name) == tuple(sorted(right))
            for request in asked:
                assert cut.search(request) == whole.search(request)
                if held:
                    assert_answers(cut, held, request)
