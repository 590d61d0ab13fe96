"""Any two or three things asked for together, and any tree of them, find what a reader finds."""

from itertools import combinations
from operator import attrgetter

from hypothesis import given
from hypothesis import strategies as st

from index.finder import Finder
from index.question import All, Any, Node, Not
from tests.search.comparing import assert_found
from tests.search.meaning import ATOMS, UBND, Asked
from tests.search.reading import Reading

Built = tuple[str, Node]
"""A side of an OR, or what stands in brackets behind a minus: as typed, and as meant."""


def beside(*several: Asked) -> Asked:
    """All of them in one question."""
    return Asked(
        " ".join(one.typed for one in several),
        tuple(node for one in several for node in one.wanted),
        tuple(node for one in several for node in one.demanded),
    )


def either(*several: Asked) -> Asked:
    """One of them."""
    typed = " OR ".join(one.typed for one in several)
    return Asked(typed, (), (Any(tuple(one.whole for one in several)),))


def test_any_two_together_find_what_a_reader_finds(finder: Finder, reading: Reading) -> None:
    for pair in combinations(ATOMS, 2):
        assert_found(finder, reading, beside(*pair))
        assert_found(finder, reading, beside(*reversed(pair)))


def test_one_of_any_two_finds_what_a_reader_finds(finder: Finder, reading: Reading) -> None:
    for pair in combinations(ATOMS, 2):
        assert_found(finder, reading, either(*pair))


def test_any_three_together_find_what_a_reader_finds(finder: Finder, reading: Reading) -> None:
    for three in combinations(ATOMS, 3):
        assert_found(finder, reading, beside(*three))


# What is left out is left out as typed: an abbreviation there is not opened.
_PLAIN = st.sampled_from([atom for atom in ATOMS if UBND not in atom.wanted]).filter(
    lambda atom: atom.typed != "05-CT/TW"
)
_BUILT: st.SearchStrategy[Built] = st.recursive(
    _PLAIN.map(lambda atom: (f"({atom.typed})", atom.whole)),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} {two[1][0]})", _all(two))),
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} OR {two[1][0]})", _any(two))),
        inner.map(lambda one: (f"-({one[0]})", Not(one[1]))),
    ),
    max_leaves=4,
)


def _all(two: tuple[Built, Built]) -> Node:
    return All((two[0][1], two[1][1]))


def _any(two: tuple[Built, Built]) -> Node:
    return Any((two[0][1], two[1][1]))


_ITEMS = st.one_of(
    st.sampled_from(ATOMS),
    _BUILT.map(lambda one: Asked(f"-({one[0]})", (), (Not(one[1]),))),
    st.tuples(_BUILT, _BUILT).map(
        lambda two: Asked(f"({two[0][0]} HOẶC {two[1][0]})", (), (_any(two),))
    ),
)


@given(st.lists(_ITEMS, min_size=1, max_size=4, unique_by=attrgetter("typed")))
def test_a_tree_of_them_finds_what_a_reader_finds(
    finder: Finder, reading: Reading, several: list[Asked]
) -> None:
    assert_found(finder, reading, beside(*several))
