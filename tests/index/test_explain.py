"""Why an article stands where it does: the search's own arithmetic, term by term."""

import json
import math
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import NotInArchive
from index.embedded.engine import EmbeddedEngine
from index.explanation import Explanation, written
from index.question import Carries, Not
from index.request import SearchRequest
from tests.index.asked import phrase, prefix, words
from tests.index.builders import CAMERA, CLOTHES, CLOTHES_AGAIN, PIGGY, make_document
from tests.index.conftest import Shelf
from tests.index.engine_reference import ask, asked
from tests.index.test_cli import Guong, guong, home

__all__ = ["guong", "home"]

TEXTS = {
    1: "tủ đồ nhân ái",
    2: "tu do heo",
    3: "heo đất tủ xa đồ",
    4: "heo",
    5: "đồ chơi tủ sách trường",
    6: "camera",
}
QUESTIONS = {
    "tủ đồ": ask("tủ đồ"),
    "bare": ask("tu do heo"),
    "five words": ask("tủ đồ heo đất camera"),
    "a phrase": ask("tủ", phrase("tu do")),
    "a prefix": ask("heo", prefix("tr")),
    "less": ask("tủ", Not(phrase("tủ đồ"))),
    "unmarked": ask("tụ đồ"),
    "nobody": ask("khôngcó"),
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    """Articles in three segments, one of them rewritten and one gone."""
    with closing(EmbeddedEngine(tmp_path, cache_bytes=100_000, writing=True)) as engine:
        engine.apply([make_document(n, TEXTS[n]) for n in (1, 2, 3)], [])
        engine.apply(
            [make_document(n, "tủ đồ" if n in (4, 7) else TEXTS[n]) for n in (4, 5, 6, 7)], []
        )
        engine.apply([make_document(4, TEXTS[4])], [f"{7:016d}"])
        yield engine


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_explanation_agrees_with_the_answer(engine: EmbeddedEngine, name: str) -> None:
    request = QUESTIONS[name]
    answer = engine.search(request)
    places = {key: (place, score) for place, (key, score) in enumerate(answer.hits, 1)}
    for number in TEXTS:
        told = engine.explain(request.question, f"{number:016d}")
        assert told is not None
        assert (told.total, told.required, told.complete) == (
            answer.total, answer.required, answer.complete,
        )  # fmt: skip
        assert told.score == pytest.approx(sum(one.score for one in told.shares) + told.nearness)
        place, score = places.get(f"{number:016d}", (None, told.score))
        assert (told.place, told.score) == (place, pytest.approx(score))
        if place is None:
            assert told.nearness == 0


def explained(engine: EmbeddedEngine, number: int, text: str, *demanded: object) -> Explanation:
    told = engine.explain(asked(text, *demanded), f"{number:016d}")  # type: ignore[arg-type]  # nodes
    assert told is not None
    return told


def test_each_term_is_told_with_how_often_it_is_held_by_how_many_and_what_it_adds(
    engine: EmbeddedEngine,
) -> None:
    told = explained(engine, 1, "tủ")
    exact, folded = told.shares
    assert [(written(one.term.node), one.term.weight) for one in told.shares] == [
        ("exact tủ", 0.70),
        ("folded tu", 0.20),
    ]
    assert (exact.often, exact.holding, folded.holding) == (2, 3, 4)
    # Of nineteen syllables in six articles this has four.
    assert exact.idf == pytest.approx(math.log(1 + 3.5 / 3.5))
    saturated = 2 * 1.6 / (2 + 0.6 * (0.25 + 0.75 * 4 / (19 / 6)))
    assert exact.score == pytest.approx(0.70 * exact.idf * saturated)


def test_a_term_that_the_article_lacks_is_told_with_nothing(engine: EmbeddedEngine) -> None:
    told = explained(engine, 6, "tủ camera")
    lacking = {written(one.term.node): (one.often, one.score) for one in told.shares}
    assert lacking["exact tủ"] == lacking["pairs tu camera"] == (0, 0)
    assert lacking["folded camera"][1] > 0


def test_each_wanted_and_demanded_thing_is_told_as_held_or_not(engine: EmbeddedEngine) -> None:
    told = explained(engine, 3, "tủ đồ camera", phrase("heo đất"), Carries("unit", ("u",)))
    assert told.wanted == tuple(zip(words("tủ đồ camera"), (True, True, False), strict=True))
    assert told.demanded == ((phrase("heo đất"), True), (Carries("unit", ("u",)), False))
    assert told.place is None


def test_a_word_that_nobody_writes_so_is_told_as_it_was_read(engine: EmbeddedEngine) -> None:
    told = explained(engine, 1, "tụ đồ")
    assert [(written(node), held) for node, held in told.wanted] == [("tu", True), ("đồ", True)]


def test_words_nearer_to_one_another_add_more(engine: EmbeddedEngine) -> None:
    assert explained(engine, 1, "tủ đồ").nearness > explained(engine, 3, "tủ đồ").nearness > 0
    assert explained(engine, 1, "tủ").nearness == 0


@pytest.mark.parametrize("key", [f"{7:016d}", f"{9:016d}", "", "x", "0" * 15, "0" * 17, "tủ"])
def test_what_is_no_article_of_the_index_is_not_explained(engine: EmbeddedEngine, key: str) -> None:
    assert engine.explain(asked("tủ"), key) is None


# The finder and the command


def test_the_reading_is_told_beside(shelf: Shelf) -> None:
    request = SearchRequest('tủ "nhân ái" (đơn vị:Hội Khuyến học)')
    reading, told = shelf.finder.explain(request, shelf.ids[CLOTHES.identity])
    assert reading.spoken == 'tủ "nhân ái" đơn vị:Hội Khuyến học'
    assert [one.field for one in reading.fields] == ["unit"]
    assert (reading.words, reading.required, reading.complete) == (1, told.required, 0)
    assert told.place is None
    with pytest.raises(NotInArchive, match="'x'"):
        shelf.finder.explain(request, "x")


def _ids(guong: Guong) -> dict[str, str]:
    hits = guong("search", "--json").json["hits"]
    return {hit["url"]: hit["id"] for hit in hits}  # type: ignore[attr-defined]  # a list


def test_the_command_says_the_place_and_what_each_term_adds(guong: Guong) -> None:
    ended = guong("explain", "tủ đồ", "--id", _ids(guong)[CLOTHES.url])
    assert (ended.status, ended.err) == (0, "")
    first, held, *lines = ended.out.splitlines()
    assert first.startswith("Place 2 of 2 articles, score ")
    assert held == "Holds 2 of 2 words; 2 are required"
    assert lines[:3] == [
        "  holds  tủ",
        "  holds  đồ",
        "   score  weight     idf   often  articles  term",
    ]
    shares, nearness = lines[3:-1], lines[-1]
    assert sorted(" ".join(line.split()[5:]) for line in shares) == [
        "exact tủ", "exact đồ", "folded do", "folded tu", "pairs tu do",
    ]  # fmt: skip
    assert nearness.endswith("nearness of the words")
    added = sum(float(line.split()[0]) for line in lines[3:])
    assert added == pytest.approx(float(first.rpartition(" ")[2]), abs=0.001)


def test_the_command_tells_the_same_as_json(guong: Guong) -> None:
    key = _ids(guong)[CLOTHES_AGAIN.url]
    told = guong("explain", "tủ đồ", "--id", key, "--json").json
    (hit, _) = guong("search", "tủ đồ", "--json").json["hits"]  # type: ignore[misc]  # a list
    assert (hit["id"], told["place"], told["total"]) == (key, 1, 2)
    assert told["score"] == hit["score"]
    shares = json.loads(json.dumps(told["shares"]))
    added = sum(share["score"] for share in shares)
    assert told["score"] == pytest.approx(added + told["nearness"])  # type: ignore[operator]
    assert told["wanted"] == [{"node": "tủ", "held": True}, {"node": "đồ", "held": True}]


def test_an_article_that_is_not_found_is_explained_too(guong: Guong) -> None:
    ended = guong("explain", "camera", "--id", _ids(guong)[PIGGY.url])
    assert ended.status == 0
    assert ended.out.splitlines()[:3] == [
        "Not found among 1 article",
        "Holds 0 of 1 word; 1 are required",
        "  lacks  camera",
    ]


def test_the_language_of_questions_is_explained(guong: Guong) -> None:
    question = '"camera an ninh" -heo title:camera từ:2024'
    lines = guong("explain", question, "--id", _ids(guong)[CAMERA.url]).out.splitlines()
    assert lines[:6] == [
        "Not found among 0 articles",
        'Read as: "camera an ninh" -heo tiêu đề:camera từ:2024-01-01',
        '  is     "camera an ninh"',
        "  is     -heo",
        "  is     title: camera",
        "  is not  2024-01-01..",
    ]


@pytest.mark.parametrize("key", ["x", "", "0" * 16, "tủ", "\u202e" * 16])
def test_an_unknown_article_is_one_clear_line(guong: Guong, key: str) -> None:
    ended = guong("explain", "tủ", "--id", key)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == f"guong: no article of the index has the id {key!r}\n"
