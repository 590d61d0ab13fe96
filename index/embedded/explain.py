"""Why a document stands where it does: the same arithmetic as the answer, told term by term."""

from collections.abc import Sequence

import numpy as np

from index.embedded.evaluate import evaluate
from index.embedded.facets import FacetTables
from index.embedded.finding import as_written
from index.embedded.matching import Part, satisfying
from index.embedded.scoring import count, share, weigh
from index.engine import EngineRequest
from index.explanation import Explanation, Share
from index.question import Node, Question


def explain(parts: Sequence[Part], question: Question, key: str) -> Explanation | None:
    """How the document with that id stands to a question; none where there is no such document."""
    if not key.isascii():
        return None
    for number, part in enumerate(parts):
        here = np.flatnonzero((part.segment.keys == key.encode("ascii")) & part.live)
        if len(here):
            return _explained(parts, question, number, int(here[0]), key)
    return None


def _explained(
    parts: Sequence[Part], asked: Question, number: int, doc: int, key: str
) -> Explanation:
    answer = evaluate(parts, FacetTables(parts), EngineRequest(asked, limit=count(parts)))
    question, _ = as_written(parts, asked)
    part = parts[number]
    weighed = weigh(parts, question.terms)

    def holds(node: Node) -> tuple[Node, bool]:
        return node, bool(satisfying(part.segment, node)[doc])

    shares = []
    for of, term in enumerate(question.terms):
        often, score = share(part, weighed, number, of, doc)
        shares.append(Share(term, often, weighed.holding[of], weighed.idfs[of], score))
    plain = sum(one.score for one in shares)
    place, score = next(
        ((place, score) for place, (hit, score) in enumerate(answer.hits, 1) if hit == key),
        (None, plain),
    )
    return Explanation(
        place=place,
        total=answer.total,
        required=answer.required,
        complete=answer.complete,
        wanted=tuple(holds(node) for node in question.wanted),
        demanded=tuple(holds(node) for node in (*question.demanded, *question.filters)),
        shares=tuple(shares),
        nearness=score - plain,
        score=score,
    )
