"""What a segment holds, read back document by document through what it shows of itself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.document import IndexDocument, Terms, terms_of
from index.embedded.batch import segment_arrays
from index.embedded.postings import Mask, PostingCache, Segment
from index.question import View

VIEWS: tuple[View, ...] = ("exact", "folded", "pairs")


@dataclass(frozen=True)
class Held:
    """One document as an index holds it."""

    terms: Terms
    stream: tuple[str, ...]
    """Its exact syllables in order, an empty one after each paragraph."""
    bare: tuple[str, ...]
    """The same without marks."""
    zones: tuple[int, ...]
    length: int
    published: date | None
    facets: dict[str, frozenset[str]]


def expected(document: IndexDocument) -> Held:
    """What must be held of a document."""
    stream: list[str] = []
    bare: list[str] = []
    ends = dict.fromkeys(("title", "summary", "body"), 0)
    for passage in document.passages:
        if passage.ordered:
            stream += [*passage.exact[: passage.ordered], ""]
            bare += [*passage.folded[: passage.ordered], ""]
        for zone in ends:
            if ("title", "summary", "body", "file").index(passage.zone) <= list(ends).index(zone):
                ends[zone] = len(stream)
    terms = terms_of(document)
    carried = {
        "unit": document.units,
        "model": document.models,
        "section": (document.section,) if document.section else (),
        "source": (document.source,),
        "year": (str(document.published.year),) if document.published else (),
    }
    return Held(
        Terms(dict(terms.exact), dict(terms.folded), dict(terms.pairs)),
        tuple(stream),
        tuple(bare),
        tuple(ends.values()),
        document.length,
        document.published,
        {name: frozenset(values) for name, values in carried.items()},
    )


def read(parts: Sequence[tuple[Segment, Mask]]) -> dict[str, Held]:
    """All live documents by their ids."""
    return {key: held for segment, live in parts for key, held in _documents(segment, live).items()}


def _documents(segment: Segment, live: Mask) -> dict[str, Held]:
    terms = {view: _weights(segment, view) for view in VIEWS}
    carried: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for name, column in segment.facets.items():
        for number, code in zip(column.docs.tolist(), column.codes.tolist(), strict=True):
            carried[number, name].add(column.values[code])
    found = {}
    for number, there in enumerate(live.tolist()):
        if there:
            stream, bare = _stream(segment, number)
            day = int(segment.published[number])
            found[segment.keys[number].decode("ascii")] = Held(
                Terms(*(terms[view][number] for view in VIEWS)),
                stream,
                bare,
                tuple(segment.zones[number].tolist()),
                int(segment.length[number]),
                date.fromordinal(day) if day else None,
                {name: frozenset(carried[number, name]) for name in segment.facets},
            )
    return found


def _weights(segment: Segment, view: View) -> list[dict[str, float]]:
    weights: list[dict[str, float]] = [{} for _ in range(segment.size)]
    lexicon = segment.lexicon(view)
    written = [lexicon.term(number) for number in range(len(lexicon))]
    assert written == sorted(set(written))
    assert [lexicon.find(term) for term in written] == list(range(len(lexicon)))
    for term, count in zip(written, lexicon.counts.tolist(), strict=True):
        docs, values = segment.postings(view, term)
        assert len(docs) == count
        for number, weight in zip(docs.tolist(), values.tolist(), strict=True):
            weights[number][term] = weight
    return weights


def _stream(segment: Segment, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    exact, folded = segment.lexicon("exact"), segment.lexicon("folded")
    numbers = segment.stream[segment.starts[number] : segment.starts[number + 1]].tolist()
    return (
        tuple("" if one < 0 else exact.term(one) for one in numbers),
        tuple("" if one < 0 else folded.term(int(segment.folded[one])) for one in numbers),
    )


def segment_of(*documents: IndexDocument) -> Segment:
    """Documents as one segment that lies in memory."""
    return Segment(segment_arrays(documents), "test", PostingCache(0))
