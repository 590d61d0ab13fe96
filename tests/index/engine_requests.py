"""Documents and requests drawn at random, for engines to be held against the slow reading."""

from datetime import date, timedelta

from hypothesis import strategies as st

from index.asking import question_of
from index.document import IndexDocument
from index.engine import EngineRequest
from index.question import All, Any, Carries, Dated, Node, Not, Phrase, Prefix, Titled
from tests.index.builders import make_document
from tests.index.engine_reference import ABBREVIATIONS, read

_WORDS = "tủ tư đồ do nhân ái heo đất quý quyết 05".split()
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


_LEAVES = st.sampled_from(
    [
        *read("tủ tu đồ nhân heo x"),
        Prefix("t", "t"),
        Prefix("đ", "d"),
        Prefix("qui", "qui"),
        Phrase(read("tủ đồ")),
        Phrase(read("tu do")),
        Phrase(read("đồ nhan ai")),
        Phrase(read("tu do nhan")),
        Phrase(read("quý")),
    ]
)
_FILTERS = st.sampled_from(
    [
        Carries("unit", ("u1", "ủ3")),
        Carries("unit", ("?",)),
        Carries("section", ("Xã hội",)),
        Carries("year", ("2020",)),
        Carries("model", ()),
        Dated(date(2020, 1, 1), None),
        Dated(None, date(2021, 6, 1)),
        Dated(date(2020, 2, 1), date(2022, 6, 1)),
    ]
)
NODES: st.SearchStrategy[Node] = st.recursive(
    _LEAVES | _FILTERS | _LEAVES.map(Titled),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: All(tuple(nodes))),
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Any(tuple(nodes))),
        inner.map(Not),
    ),
    max_leaves=5,
)


@st.composite
def requests(draw: st.DrawFn) -> EngineRequest:
    words = read(draw(st.sampled_from(_QUESTIONS)))
    return EngineRequest(
        question_of(
            (*words, *draw(st.lists(NODES, max_size=3))),
            ABBREVIATIONS,
            draw(st.lists(_FILTERS, max_size=2)),
        ),
        draw(st.sampled_from(["relevance", "newest", "oldest"])),
        draw(st.integers(0, 5)),
        draw(st.integers(1, 12)),
        draw(st.integers(1, 3)),
    )
