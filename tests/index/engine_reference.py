"""A slow reading of documents, word for word after the rules: what an engine must answer."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from index.document import IndexDocument
from index.embedded.evaluate import SHORT
from index.engine import EngineAnswer, EngineRequest, SearchEngine
from index.page import FACETS, FacetName
from index.query import Question, Word, read_words
from tests.index.builders import make_document

Held = Mapping[str, IndexDocument]


def expected(held: Held, request: EngineRequest) -> EngineAnswer:
    """The answer, computed one document at a time."""
    question = request.question
    allowed = [document for document in held.values() if _allowed(document, request)]
    counts = {one.id: sum(_holds(held, one, word) for word in question.words) for one in allowed}
    asked = len(question.words)
    required = asked if asked <= SHORT else math.ceil(asked * 3 / 5)
    while required > math.ceil(asked / 2) and not any(n >= required for n in counts.values()):
        required -= 1
    found = [document for document in allowed if counts[document.id] >= required]
    scores = {document.id: _score(held, document, question) for document in found}

    def order(document: IndexDocument) -> tuple[float, int, str]:
        day = document.published.toordinal() if document.published else 0
        if request.sort == "oldest":
            return (day or math.inf, 0, document.id)
        if request.sort == "newest" or not asked:
            return (-day, 0, document.id)
        return (-round(scores[document.id], 9), -day, document.id)

    found.sort(key=order)
    page = found[request.offset : request.offset + request.limit]
    return EngineAnswer(
        total=len(found),
        required=required,
        hits=tuple((document.id, scores[document.id]) for document in page),
        facets={name: _facet(found, name, request.facet_size) for name in FACETS},
    )


def carried(document: IndexDocument, name: FacetName) -> tuple[str, ...]:
    """The values of a facet that a document carries."""
    year = (str(document.published.year),) if document.published else ()
    return {
        "unit": document.units,
        "model": document.models,
        "section": (document.section,) if document.section else (),
        "source": (document.source,),
        "year": year,
    }[name]


def _allowed(document: IndexDocument, request: EngineRequest) -> bool:
    for name, values in request.filters.items():
        if not set(values) & set(carried(document, name)):
            return False
    if request.begin is None and request.end is None:
        return True
    begin, end = request.begin or date.min, request.end or date.max
    return document.published is not None and begin <= document.published <= end


def _holds(held: Held, document: IndexDocument, word: Word) -> bool:
    if word.exact != word.folded and any(word.exact in other.exact for other in held.values()):
        return word.exact in document.exact
    return word.folded in document.folded


def _score(held: Held, document: IndexDocument, question: Question) -> float:
    mean = sum(other.length for other in held.values()) / len(held)
    score = 0.0
    for view, term, weight in question.terms:
        often = getattr(document, view).get(term, 0.0)
        if often:
            having = sum(term in getattr(other, view) for other in held.values())
            idf = math.log(1 + (len(held) - having + 0.5) / (having + 0.5))
            relative = document.length / mean if mean else 0.0
            score += weight * idf * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * relative))
    return score


def _facet(found: list[IndexDocument], name: FacetName, size: int) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for document in found for value in set(carried(document, name)))
    if name == "year":
        return tuple(sorted(counts.items(), reverse=True))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size])


def assert_answers(engine: SearchEngine, held: Held, request: EngineRequest) -> None:
    """The engine says of those documents what is right."""
    answer, right = engine.search(request), expected(held, request)
    assert answer.total == right.total
    assert answer.required == right.required
    assert dict(answer.facets) == dict(right.facets)
    assert [key for key, _ in answer.hits] == [key for key, _ in right.hits]
    assert [score for _, score in answer.hits] == pytest.approx([s for _, s in right.hits])


def ask(words: str = "", **varied: object) -> EngineRequest:
    """A request for words, everything else as it comes."""
    plain = EngineRequest(read_words(words), limit=100)
    return replace(plain, **varied)  # type: ignore[arg-type]  # as the test says


_WORDS = "tủ tư đồ do nhân ái heo đất quý 05".split()
_QUESTIONS = (
    "", "tủ", "tu", "tủ đồ", "tu do nhan ai", "tủ do nhân", "đỏ", "khôngcó", "heo khôngcó",
    "tủ đồ nhân ái heo đất quý 05", "tủ tư tu", "a b c d e f g",
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> IndexDocument:
    text = draw(st.lists(st.sampled_from(_WORDS), max_size=8))
    day = draw(st.none() | st.integers(0, 1500))
    return make_document(
        draw(st.integers(0, 11)),
        "\n".join(" ".join(text[n : n + 4]) for n in range(0, len(text), 4)),
        tuple(draw(st.sets(st.sampled_from(["u1", "u2", "ủ3"])))),
        tuple(draw(st.sets(st.sampled_from(["m1", "m2"])))),
        title=draw(st.sampled_from(["", "Tủ đồ", "heo"])),
        section=draw(st.sampled_from(["", "Xã hội", "Kinh tế"])),
        source=draw(st.sampled_from(["a", "b"])),
        published=None if day is None else date(2019, 6, 1) + timedelta(days=day),
    )


BATCHES = st.lists(
    st.tuples(
        st.lists(documents(), max_size=6, unique_by=lambda document: document.id),
        st.sets(st.integers(0, 11).map(lambda number: f"{number:016d}"), max_size=3),
    ),
    max_size=4,
)


@st.composite
def requests(draw: st.DrawFn) -> EngineRequest:
    filters: dict[FacetName, list[str]] = {}
    if draw(st.booleans()):
        filters["unit"] = draw(st.lists(st.sampled_from(["u1", "ủ3", "?"])))
    if draw(st.booleans()):
        filters["section"] = draw(st.lists(st.sampled_from(["Xã hội", "Kinh tế"])))
    days = st.none() | st.dates(date(2019, 1, 1), date(2024, 1, 1))
    return EngineRequest(
        read_words(draw(st.sampled_from(_QUESTIONS))),
        filters,
        draw(days),
        draw(days),
        draw(st.sampled_from(["relevance", "newest", "oldest"])),
        draw(st.integers(0, 5)),
        draw(st.integers(1, 12)),
        draw(st.integers(1, 3)),
    )
