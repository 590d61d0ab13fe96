"""Articles like another: those that share its rarest terms."""

import math
import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import folded_words, pair
from index.likeness import LOOKED_AT, TERMS, likeness
from index.question import All, Any, Node, Phrase, Question, Term, Word

CLOTHES = (
    "Tủ đồ nhân ái ở Trường Xuân",
    "Hội Phụ nữ xã ra mắt mô hình tủ đồ nhân ái.\nQuần áo được giặt sạch rồi treo lên tủ.",
)
CLOTHES_AGAIN = (
    "Thêm một mùa áo ấm",
    "Hội Phụ nữ xã trao quần áo giặt sạch từ tủ đồ nhân ái cho bà con.",
)
OTHERS = [
    (f"Tin số {n}", f"Hội Phụ nữ xã ra mắt mô hình {name} tại ấp {n}.")
    for n, name in enumerate(
        "vườn ươm cây xanh,camera an ninh,nuôi heo đất,bờ kè sinh thái,thư viện lưu động,"
        "ánh sáng đường quê,ngõ xóm văn minh,hũ gạo tình thương,bếp ăn từ thiện,sân chơi trẻ em,"
        "cầu nông thôn,chợ văn minh,phân loại rác,nước sạch,tiếng kẻng học bài,tổ hợp tác,"
        "lớp học bơi,cà phê doanh nhân,ngày thứ bảy,hộp thư góp ý".split(",")
    )
]
LIBRARY = [CLOTHES, *OTHERS, CLOTHES_AGAIN]


def _terms(article: tuple[str, str]) -> set[Term]:
    found = set()
    for paragraph in "\n".join(article).split("\n"):
        words = folded_words(paragraph)
        found |= {Term("folded", word) for word in words}
        found |= {Term("pairs", pair(*two)) for two in pairwise(words)}
    return found


def _frequency(term: Term) -> int:
    return sum(term in _terms(article) for article in LIBRARY)


def _holds(terms: set[Term], node: Node) -> bool:
    match node:
        case Any(nodes):
            return any(_holds(terms, each) for each in nodes)
        case All(nodes):
            return all(_holds(terms, each) for each in nodes)
        case Phrase((first, second)):
            return Term("pairs", pair(first.folded, second.folded)) in terms
        case Word():
            return node.term in terms
    raise AssertionError(node)


def _found(question: Question | None) -> list[tuple[str, str]]:
    """The articles that a question finds, the best first, by a slow engine."""
    assert question is not None
    scores = {}
    for article in LIBRARY:
        terms = _terms(article)
        if all(_holds(terms, node) for node in question.demanded):
            scores[article] = sum(
                scored.weight * math.log(len(LIBRARY) / _frequency(scored.node))
                for scored in question.terms
                if isinstance(scored.node, Term) and scored.node in terms
            )
    return sorted(scores, key=lambda article: -scores[article])


def test_the_twin_of_an_article_is_found_and_what_is_unlike_is_not() -> None:
    question = likeness(*CLOTHES, _frequency, len(LIBRARY))
    assert _found(question) == [CLOTHES, CLOTHES_AGAIN]


def test_what_everybody_writes_makes_nothing_alike() -> None:
    lonely = OTHERS[2]
    assert likeness(*lonely, _frequency, len(LIBRARY)) is None
    assert likeness("", "", _frequency, len(LIBRARY)) is None
    assert likeness("05/2022", "19.5.2022: 1.500 hộ", lambda _: 2, 100) is None


def _chosen(question: Question | None) -> list[Term]:
    assert question is not None
    return [scored.node for scored in question.terms if isinstance(scored.node, Term)]


def test_rare_terms_come_before_others_and_the_headline_before_the_text() -> None:
    often = {Term("pairs", "heo dat"): 3, Term("pairs", "tu do"): 3, Term("pairs", "cay xanh"): 9}
    question = likeness("Tủ đồ", "cây xanh. Heo đất", lambda term: often.get(term, 0), 1000)
    assert [term.text for term in _chosen(question)] == ["tu do", "heo dat", "cay xanh"]


def test_pairs_come_before_single_syllables_as_rare() -> None:
    question = likeness("", "biogas. heo đất", lambda _: 5, 1000)
    first, *others = _chosen(question)
    assert first == Term("pairs", "heo dat")
    assert others == [Term("folded", "biogas"), Term("folded", "heo"), Term("folded", "dat")]


def test_a_huge_text_costs_no_more_than_a_long_one() -> None:
    words = [f"{a}{b}{c}" for a in "bcdghklmn" for b in "aeiou" for c in "mnpt"]
    text = " ".join(random.Random(7).choices(words, k=300_000))
    asked: list[Term] = []

    def frequency(term: Term) -> int:
        asked.append(term)
        return 2

    first = likeness("Tủ đồ", text, frequency, 100)
    assert len(asked) == 300
    assert likeness("Tủ đồ", text[:LOOKED_AT] + " hết" * 1000, frequency, 100) == first


@given(
    st.text(alphabet="abcđ ủ\n.5", max_size=200),
    st.text(alphabet="abcđ ủ\n.5", max_size=200),
    st.integers(0, 200),
)
def test_terms_are_few_and_each_is_shared_but_rare(title: str, text: str, total: int) -> None:
    def frequency(term: Term) -> int:
        return (len(term.text) * 7 + ord(term.text[-1])) % 40

    question = likeness(title, text, frequency, total)
    assert question == likeness(title, text, frequency, total)
    if question:
        terms = _chosen(question)
        assert 2 <= len(set(terms)) == len(terms) <= TERMS
        assert all(2 <= frequency(term) <= max(2, total / 10) for term in terms)
        assert all(scored.weight > 0 for scored in question.terms)


@given(st.integers(2, TERMS), st.sets(st.integers(0, TERMS - 1)))
def test_what_is_found_holds_at_least_two_of_the_terms(size: int, held: set[int]) -> None:
    text = ". ".join(f"{chr(97 + n)}x {chr(97 + n)}y" for n in range(size))
    question = likeness("", text, lambda term: 2 if term.view == "pairs" else 0, 100)
    terms = _chosen(question)
    assert len(terms) == size
    having = {term for n, term in enumerate(terms) if n in held}
    assert question is not None
    assert all(_holds(having, node) for node in question.demanded) == (len(having) >= 2)
