"""Questions as trees, written short: for tests of what texts show of them."""

from hypothesis import strategies as st

from index.analysis.analyzer import syllables
from index.analysis.beginnings import begun
from index.question import (
    All,
    Any,
    Carries,
    Dated,
    Node,
    Not,
    Phrase,
    Prefix,
    Question,
    Titled,
    Word,
)


def words(text: str) -> tuple[Word, ...]:
    """The words that a text is made of."""
    return tuple(Word(one.exact, one.folded) for one in syllables(text))


def phrase(text: str) -> Phrase:
    """What stands in quotes."""
    return Phrase(words(text))


def prefix(text: str) -> Prefix:
    """What a star follows."""
    return Prefix(*begun(text))


def plain(text: str, *demanded: Node) -> Question:
    """Plain words, and what else is asked for."""
    return Question(words(text), demanded)


PIECES = st.sampled_from(
    ["tủ", "đồ", "Tủ", "TỦ", "tu", "tú", "tu\u0309", "thuỷ", "thủy", "hoà", "hòa", "kỹ", "kĩ", "Đồ",
     "ðồ", "heo", "an", "anh", "tuyên", "tuyển", "Tuyến", "5", "05", "1.500", "1500", "1,500", "95",
     "%", "%", "k5", "m²", "²", "º", "５", "\uff54\uff55", "𝐭𝐮", "ﬁ", "ŷ", "kŷ", "İ", "привет",
     "中", "x" * 70, "\u00ad", "\u200b", "\u0301", "\u0309", "🙂", "\ud83d", "\ude42", "\u00a0",
     " ", " ", " ", " ", " ", " ", ". ", "; ", "? ", "\n", "\n", "\t", "“", "”", "…", "-", ".", ",",
     "/", "_"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=80).map("".join) | st.text(max_size=300)

_WORDS = (PIECES | st.text(max_size=8)).map(words).filter(bool)
_WORD = _WORDS.map(lambda found: found[0])
_LEAF = (
    _WORD
    | _WORD.map(lambda word: Prefix(word.exact[:2], word.folded[:2]))
    | _WORD.map(lambda word: Prefix(word.exact, word.folded))
    | st.lists(_WORD, max_size=3).map(lambda found: Phrase(tuple(found)))
    | PIECES.map(phrase)
)
LEAVES = st.lists(_LEAF, max_size=6)


def _branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    many = st.lists(inner, max_size=3).map(tuple)
    return many.map(All) | many.map(Any) | inner.map(Not)


_NODE = st.recursive(
    _LEAF
    | _LEAF.map(Titled)
    | st.sampled_from([Dated(None, None), Carries("section", ("Xã hội",))]),
    _branches,
    max_leaves=6,
)
_NODES = st.lists(_NODE, max_size=4).map(tuple)
QUESTIONS = st.builds(Question, _NODES, _NODES)
