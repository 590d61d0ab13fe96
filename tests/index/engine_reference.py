"""A slow reading of documents, word for word after the rules: what an engine must answer."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from index.analysis.abbreviations import Abbreviations
from index.analysis.analyzer import pair, syllables
from index.analysis.beginnings import beginnings
from index.asking import question_of
from index.document import FILE, ORDINARY, IndexDocument, Passage, terms_of
from index.embedded.finding import FEW, SHORT, SMALL
from index.engine import EngineAnswer, EngineRequest, SearchEngine
from index.question import (
    FACETS,
    All,
    Any,
    Carries,
    Dated,
    FacetName,
    Node,
    Not,
    Phrase,
    Prefix,
    Question,
    Term,
    Titled,
    Word,
)

Held = Mapping[str, IndexDocument]


def expected(held: Held, request: EngineRequest) -> EngineAnswer:
    """The answer, computed one document at a time."""
    question = request.question
    wanted = [_as_written(held, node) for node in question.wanted]
    allowed = [
        document
        for document in held.values()
        if all(satisfies(document, node) for node in question.demanded)
    ]
    counts = {one.id: sum(satisfies(one, node) for node in wanted) for one in allowed}
    asked = len(wanted)
    complete = sum(count == asked for count in counts.values())
    few = 1 if asked <= SHORT else min(FEW, len(allowed) / SMALL)
    required = asked if complete >= few else math.ceil(asked * 3 / 5)
    found = [
        document
        for document in allowed
        if counts[document.id] >= required
        and all(satisfies(document, node) for node in question.filters)
    ]
    complete = sum(counts[document.id] == asked for document in found)
    by_score = request.sort == "relevance" and question.terms
    scores = {one.id: _score(held, one, question) if by_score else 0.0 for one in found}

    def order(document: IndexDocument) -> tuple[float, int, str]:
        day = document.published.toordinal() if document.published else 0
        if request.sort == "oldest":
            return (day or math.inf, 0, document.id)
        if not by_score:
            return (-day, 0, document.id)
        return (-round(scores[document.id], 9), -day, document.id)

    found.sort(key=order)
    page = found[request.offset : request.offset + request.limit]
    return EngineAnswer(
        total=len(found),
        required=required,
        complete=complete,
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


def satisfies(document: IndexDocument, node: Node) -> bool:
    """Whether a document satisfies a node."""
    match node:
        case All(nodes):
            return all(satisfies(document, one) for one in nodes)
        case Any(nodes):
            return any(satisfies(document, one) for one in nodes)
        case Not(inner):
            return not satisfies(document, inner)
        case Carries(facet, values):
            return bool(set(values) & set(carried(document, facet)))
        case Dated(begin, end):
            day = document.published
            return day is not None and (begin or date.min) <= day <= (end or date.max)
        case Titled(inner):
            return any(
                _begins(passage, inner) for passage in document.passages if passage.zone == "title"
            )
        case Word() | Prefix() | Phrase((_,)):
            return _often(document, node) > 0
        case Phrase():
            return any(_begins(passage, node) for passage in document.passages)


def _begins(passage: Passage, node: Word | Prefix | Phrase) -> list[int]:
    """Where in a paragraph the words begin."""
    words = node.words if isinstance(node, Phrase) else (node,)
    exact, folded = passage.exact[: passage.ordered], passage.folded[: passage.ordered]
    return [
        begin
        for begin in range(len(exact) - len(words) + 1)
        if all(_is(word, exact[begin + n], folded[begin + n]) for n, word in enumerate(words))
    ]


def _is(word: Word | Prefix, exact: str, folded: str) -> bool:
    here, asked = (exact, word.exact) if word.marked else (folded, word.folded)
    return beginnings(asked).begin(here) if isinstance(word, Prefix) else here == asked


def _often(document: IndexDocument, node: Term | Word | Prefix | Phrase | Any) -> float:
    """How often a document holds it, by the weights of where."""
    terms = terms_of(document)
    match node:
        case Term(view, text):
            return float(getattr(terms, view).get(text, 0.0))
        case Word():
            return _often(document, node.term)
        case Phrase((word,)):
            return _often(document, word)
        case Prefix():
            held = getattr(terms, node.term.view)
            begun = beginnings(node.term.text)
            return sum(often for text, often in held.items() if begun.begin(text))
        case Any(nodes):
            return sum(_often(document, one) for one in nodes)
        case Phrase((first, second)) if not first.marked and not second.marked:
            return _often(document, Term("pairs", pair(first.folded, second.folded)))
        case Phrase():
            room = sum(
                one.ordered + 1 for one in document.passages if one.zone == "file" and one.ordered
            )
            file = FILE * ORDINARY / max(ORDINARY, room)
            return sum(
                file if passage.zone == "file" else passage.weights[begin]
                for passage in document.passages
                for begin in _begins(passage, node)
            )


def _as_written(held: Held, node: Node) -> Node:
    """A marked word that no document writes so is read without its marks."""
    if not isinstance(node, Word) or any(satisfies(document, node) for document in held.values()):
        return node
    return Word(node.folded, node.folded)


def _score(held: Held, document: IndexDocument, question: Question) -> float:
    def saturated(often: float) -> float:
        mean = sum(other.length for other in held.values()) / len(held)
        relative = document.length / mean if mean else 0.0
        return often * 1.6 / (often + 0.6 * (0.25 + 0.75 * relative))

    def idf(node: Term | Word | Prefix | Phrase | Any) -> float:
        having = sum(_often(other, node) > 0 for other in held.values())
        return math.log(1 + (len(held) - having + 0.5) / (having + 0.5))

    score = 0.0
    for scored in question.terms:
        if often := _often(document, scored.node):
            score += scored.weight * idf(scored.node) * saturated(often)
    words = list(dict.fromkeys(word.folded for word in question.words))
    idfs = {word: idf(Term("folded", word)) for word in words}
    for word, gathered in _gathered(document, idfs).items():
        score += min(1.0, idfs[word]) * saturated(gathered)
    return score


def _gathered(document: IndexDocument, idfs: Mapping[str, float]) -> Mapping[str, float]:
    """For each word what its neighbours among the words give it: idf over distance squared."""
    places = []
    at = 0
    for passage in document.passages:
        for n, word in enumerate(passage.folded[: passage.ordered]):
            if word in idfs:
                places.append((at + n, word))
        # The end of a paragraph counts as one.
        at += passage.ordered + 1 if passage.ordered else 0
    gathered = dict.fromkeys(idfs, 0.0)
    for (here, first), (there, second) in pairwise(places):
        if first != second:
            gathered[first] += idfs[second] / (there - here) ** 2
            gathered[second] += idfs[first] / (there - here) ** 2
    return {word: often for word, often in gathered.items() if often}


def _facet(found: list[IndexDocument], name: FacetName, size: int) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for document in found for value in set(carried(document, name)))
    if name == "year":
        return tuple(sorted(counts.items(), reverse=True))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size])


def assert_answers(engine: SearchEngine, held: Held, request: EngineRequest) -> None:
    """The engine says of those documents what is right."""
    answer, right = engine.search(request), expected(held, request)
    assert answer.total == right.total
    assert (answer.required, answer.complete) == (right.required, right.complete)
    assert dict(answer.facets) == dict(right.facets)
    assert [key for key, _ in answer.hits] == [key for key, _ in right.hits]
    assert [score for _, score in answer.hits] == pytest.approx([s for _, s in right.hits])


ABBREVIATIONS = Abbreviations(())


def read(text: str) -> tuple[Word, ...]:
    """The words of a question without operators."""
    return tuple(Word(one.exact, one.folded) for one in syllables(text))


def asked(words: str = "", *demanded: Node) -> Question:
    """The question for these words, and what every article must satisfy."""
    return question_of((*read(words), *demanded), ABBREVIATIONS)


def ask(words: str = "", *demanded: Node, **varied: object) -> EngineRequest:
    """A request for words, everything else as it comes."""
    plain = EngineRequest(asked(words, *demanded), limit=100)
    return replace(plain, **varied)  # type: ignore[arg-type]  # as the test says
