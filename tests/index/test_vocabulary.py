"""What an engine knows of its own words, however they are cut into segments."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.embedded.engine import EmbeddedEngine
from index.question import VIEWS, Term
from index.vocabulary import Vocabulary
from tests.index.builders import make_document
from tests.index.vocabulary_reference import ReferenceVocabulary

EVERY = 1000


def opened(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder, cache_bytes=100_000, writing=True)


def put(engine: EmbeddedEngine, texts: Mapping[int, str], removed: Collection[int] = ()) -> None:
    engine.apply(
        [make_document(number, text) for number, text in texts.items()],
        [f"{number:016d}" for number in removed],
    )


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    """Four articles in three segments; one was rewritten, and one is gone."""
    with closing(opened(tmp_path)) as engine:
        put(engine, {1: "tủ đồ nhân ái", 2: "tu do\ntủ đổ", 3: "heo đất, tủ"})
        put(engine, {4: "Tủ đồ tủ đồ", 5: "tú đồ camera"})
        put(engine, {3: "tự do, tủ sách"}, [5])
        yield engine


def test_documents_are_counted(engine: EmbeddedEngine) -> None:
    assert engine.vocabulary().count() == 4


@pytest.mark.parametrize(
    ("term", "documents"),
    [
        (Term("exact", "tủ"), 4),
        (Term("exact", "tú"), 0),
        (Term("exact", "đồ"), 2),
        (Term("exact", "heo"), 0),
        (Term("folded", "tu"), 4),
        (Term("folded", "do"), 4),
        (Term("pairs", "tu do"), 4),
        (Term("pairs", "do tu"), 2),
        (Term("pairs", "do nhan"), 1),
        (Term("exact", "camera"), 0),
        (Term("pairs", "x"), 0),
    ],
)
def test_a_term_is_held_by_so_many_live_documents(
    engine: EmbeddedEngine, term: Term, documents: int
) -> None:
    assert engine.vocabulary().frequency(term) == documents


def test_forms_of_a_syllable_come_the_most_frequent_first_then_by_form(
    engine: EmbeddedEngine,
) -> None:
    words = engine.vocabulary()
    assert list(words.markings("do")) == [("do", 2), ("đồ", 2), ("đổ", 1)]
    assert list(words.markings("tu")) == [("tủ", 4), ("tu", 1), ("tự", 1)]
    assert list(words.markings("heo")) == list(words.markings("tủ")) == []


def test_terms_that_begin_so_come_the_most_frequent_first_then_by_term(
    engine: EmbeddedEngine,
) -> None:
    words = engine.vocabulary()
    assert list(words.beginning("exact", "t", EVERY)) == [("tủ", 4), ("tu", 1), ("tự", 1)]
    assert list(words.beginning("exact", "t", 2)) == [("tủ", 4), ("tu", 1)]
    assert list(words.beginning("folded", "", 2)) == [("do", 4), ("tu", 4)]
    assert list(words.beginning("pairs", "tu ", EVERY)) == [("tu do", 4), ("tu sach", 1)]
    assert list(words.beginning("pairs", "do", EVERY)) == [("do tu", 2), ("do nhan", 1)]
    assert list(words.beginning("exact", "camera", EVERY)) == []


def test_neighbours_are_counted_as_they_are_written(engine: EmbeddedEngine) -> None:
    words = engine.vocabulary()
    assert words.neighbours("tu", "do") == Counter(
        {("tủ", "đồ"): 3, ("tu", "do"): 1, ("tủ", "đổ"): 1, ("tự", "do"): 1}
    )
    assert words.neighbours("do", "tu") == Counter({("do", "tủ"): 1, ("đồ", "tủ"): 1})
    assert words.neighbours("heo", "dat") == Counter()


def test_neighbours_are_read_from_as_many_articles_as_asked_for(tmp_path: Path) -> None:
    # Whichever segment they lie in, those with the smallest ids are chosen.
    with closing(opened(tmp_path)) as engine:
        put(engine, {8: "tủ đồ", 2: "tú đồ"})
        put(engine, {3: "tụ đồ", 5: "tu đồ tu đồ", 1: "heo"})
        put(engine, {9: "tư đồ"}, [2])
        words = engine.vocabulary()
        three = {("tụ", "đồ"): 1, ("tu", "đồ"): 2, ("tủ", "đồ"): 1}
        assert words.neighbours("tu", "do", 1) == Counter({("tụ", "đồ"): 1})
        assert words.neighbours("tu", "do", 3) == Counter(three)
        assert words.neighbours("tu", "do", 4) == Counter({**three, ("tư", "đồ"): 1})
        assert words.neighbours("tu", "do", 5) == words.neighbours("tu", "do")


def test_an_index_without_documents_knows_no_words(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as engine:
        words = engine.vocabulary()
        assert words.count() == words.frequency(Term("exact", "tủ")) == 0
        assert list(words.markings("tu")) == list(words.beginning("exact", "", 5)) == []
        assert words.neighbours("tu", "do") == Counter()


def test_what_was_asked_for_once_is_asked_anew_when_something_was_applied(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as engine:
        put(engine, {1: "tủ"})
        before = engine.vocabulary()
        assert before.frequency(Term("exact", "tủ")) == 1
        assert engine.vocabulary() is before
        put(engine, {2: "tủ"})
        assert engine.vocabulary().frequency(Term("exact", "tủ")) == 2
        assert before.frequency(Term("exact", "tủ")) == before.count() == 1


_WORDS = "tủ tu tư đồ do đỏ heo đất nhân ái".split()
_TEXTS = st.lists(st.sampled_from([*_WORDS, "\n"]), max_size=7).map(" ".join)
_NUMBERS = st.integers(0, 9)
_BATCHES = st.lists(
    st.tuples(st.dictionaries(_NUMBERS, _TEXTS, max_size=4), st.sets(_NUMBERS, max_size=2)),
    max_size=5,
)


def agree(words: Vocabulary, texts: Collection[str]) -> None:
    """Everything that can be asked about a few words is what reading the texts says."""
    right = ReferenceVocabulary(texts)
    assert words.count() == right.count()
    for view in VIEWS:
        for prefix in ("", "t", "tu", "do ", "đ", "tu d", "x"):
            found = list(words.beginning(view, prefix, EVERY))
            assert found == right.beginning(view, prefix, EVERY)
            assert all(words.frequency(Term(view, term)) == number for term, number in found)
    for folded in ("tu", "do", "heo", "x"):
        assert list(words.markings(folded)) == right.markings(folded)
        for second in ("tu", "do", "dat"):
            assert words.neighbours(folded, second) == right.neighbours(folded, second)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(_BATCHES)
def test_through_updates_and_removals_the_words_are_those_of_the_live_articles(
    tmp_path_factory: pytest.TempPathFactory, batches: list[tuple[dict[int, str], set[int]]]
) -> None:
    live: dict[int, str] = {}
    with closing(opened(tmp_path_factory.mktemp("words") / "index")) as engine:
        for texts, removed in batches:
            put(engine, texts, removed)
            for number in removed:
                live.pop(number, None)
            live.update(texts)
            if live:
                agree(engine.vocabulary(), live.values())


def test_a_term_may_be_the_most_frequent_of_all_and_of_no_segment(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as engine:
        put(engine, dict(enumerate(["ta", "ta", "ta", "tb", "tb"])))
        put(engine, dict(enumerate(["tc", "tc", "tc", "tb", "tb"], 5)))
        assert list(engine.vocabulary().beginning("exact", "t", 1)) == [("tb", 4)]


def test_deleted_documents_do_not_decide_which_term_is_the_most_frequent(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as engine:
        put(engine, dict(enumerate(["ta", "ta", "ta", "tb", "tb", "x", "y"])))
        put(engine, {}, [0, 1])
        assert list(engine.vocabulary().beginning("exact", "t", 1)) == [("tb", 2)]
