"""What is asked for as a question: what is wanted, what demanded, and what scores how much."""

from collections.abc import Mapping
from datetime import date

import pytest

from index.analysis.abbreviations import Abbreviations
from index.asking import asked_for, question_of
from index.explanation import written
from index.question import All, Any, Carries, Dated, Node, Not, Phrase, Question, Titled, Word
from tests.index.asked import phrase, prefix, words

ABBREVIATIONS = Abbreviations(
    [
        ("UBND", "Uỷ ban nhân dân"),
        ("HĐND", "Hội đồng nhân dân"),
        ("BCH", "Ban Chấp hành"),
        ("BCH", "Ban Chỉ huy"),
    ]
)
TU, DO = words("tủ đồ")
(HEO,) = words("heo")


def question(*nodes: Node) -> Question:
    return question_of(nodes, ABBREVIATIONS)


def weights(*nodes: Node) -> Mapping[str, float]:
    """What scores, as a person reads it, and how much."""
    return {written(scored.node): scored.weight for scored in question(*nodes).terms}


def test_a_marked_word_trusts_its_marks() -> None:
    assert weights(TU) == {"exact tủ": 0.70, "folded tu": 0.20}


def test_a_bare_word_beside_marked_ones_may_stand_for_any_marking() -> None:
    assert weights(TU, HEO) == {
        "exact tủ": 0.70,
        "folded tu": 0.20,
        "exact heo": 0.35,
        "folded heo": 0.50,
        "pairs tu heo": 0.30,
    }


def test_where_all_words_are_bare_marks_mean_nothing() -> None:
    assert weights(*words("tu do heo")) == {
        "folded tu": 1.0,
        "folded do": 1.0,
        "folded heo": 1.0,
        "pairs tu do": 0.30,
        "pairs do heo": 0.30,
    }


@pytest.mark.parametrize("marked", [phrase("tủ đồ"), Titled(TU), Any((TU, HEO)), All((TU, HEO))])
def test_marks_anywhere_in_a_question_tell_that_its_bare_words_are_meant_so(marked: Node) -> None:
    assert weights(*words("camera"), marked)["exact camera"] == 0.35


def test_a_repeated_word_is_wanted_once_and_weighs_as_often_as_it_is_asked_for() -> None:
    assert question(TU, TU).wanted == (TU,)
    assert question(TU, TU).words == (TU, TU)
    assert weights(TU, TU) == pytest.approx(
        {"exact tủ": 1.40, "folded tu": 0.40, "pairs tu tu": 0.30}
    )


def test_pairs_are_made_of_words_side_by_side_alone() -> None:
    assert "pairs tu do" not in weights(TU, phrase("heo đất"), DO)
    assert "pairs tu do" not in weights(TU, prefix("x"), DO)
    assert "pairs tu do" not in weights(Titled(TU), Titled(DO))
    assert weights(Any((All((TU, DO)), HEO)))["pairs tu do"] == 0.30


def test_a_phrase_and_a_prefix_weigh_one_each_and_nothing_of_their_words() -> None:
    assert weights(phrase("tủ đồ"), prefix("tuyên")) == {'"tủ đồ"': 1.0, "tuyên*": 1.0}
    assert weights(Titled(phrase("tủ đồ"))) == {'"tủ đồ"': 1.0}


def test_words_of_a_headline_and_of_alternatives_weigh_as_all_others() -> None:
    assert weights(Titled(TU)) == weights(TU)
    assert weights(Any((phrase("heo đất"), TU))) == {'"heo đất"': 1.0, **weights(TU)}


def test_what_is_left_out_adds_nothing_at_all() -> None:
    left_out = question(*words("tu"), Not(DO), Not(phrase("nhân ái")), Not(All((TU, HEO))))
    assert left_out.terms == question(*words("tu")).terms
    assert left_out.words == words("tu")
    assert weights(Not(TU)) == {}
    assert weights(All((HEO, Not(TU)))) == weights(HEO)


def test_filters_are_demanded_and_weigh_nothing() -> None:
    filters = (Carries("unit", ("u",)), Dated(date(2021, 1, 1), None))
    assert question(*filters) == Question(demanded=filters)


def test_plain_words_and_beginnings_are_wanted_everything_else_is_demanded() -> None:
    demanded = (
        phrase("nhân ái"), Titled(TU), Any((TU, phrase("heo"))), All((TU, Not(HEO))), Not(HEO),
        Carries("unit", ()), Dated(None, None),
    )  # fmt: skip
    asked = question(TU, *demanded[:3], prefix("tuyên"), *demanded[3:], DO)
    assert asked.wanted == (TU, prefix("tuyên"), DO)
    assert asked.demanded == demanded


def test_what_is_demanded_twice_is_demanded_once() -> None:
    assert question(Titled(TU), Titled(TU)).demanded == (Titled(TU),)


def test_without_anything_every_article_is_asked_for() -> None:
    assert question() == Question()


def test_every_word_asked_for_is_known_in_order() -> None:
    nodes = (
        TU, phrase("heo đất"), prefix("x"), Titled(DO), Titled(phrase("nhân ái")), Not(HEO),
        Any((All((HEO, TU)), Not(DO), DO)), Carries("unit", ("tủ",)),
    )  # fmt: skip
    assert [word.exact for word in asked_for(nodes)] == [
        "tủ", "heo", "đất", "đồ", "nhân", "ái", "heo", "tủ", "đồ",
    ]  # fmt: skip
    assert question(*nodes).words == tuple(asked_for(nodes))


# Abbreviations

UBND, XA = words("UBND xã")
OPENED = Any((UBND, phrase("uỷ ban nhân dân")))


def test_a_short_form_is_wanted_as_itself_or_as_what_it_stands_for() -> None:
    assert question(UBND, XA).wanted == (OPENED, XA)


def test_a_short_form_weighs_one_together_with_what_it_stands_for() -> None:
    assert weights(UBND, XA) == {
        '(ubnd OR "uỷ ban nhân dân")': 1.0,
        "exact xã": 0.70,
        "folded xa": 0.20,
        "pairs ubnd xa": 0.30,
    }


@pytest.mark.parametrize("typed", ["HĐND", "hdnd"])
def test_a_short_form_may_be_typed_without_marks(typed: str) -> None:
    (word,) = words(typed)
    assert question(word).wanted == (Any((word, phrase("hội đồng nhân dân"))),)


def test_a_short_form_of_two_meanings_stands_for_both() -> None:
    (word,) = words("bch")
    opened = Any((word, phrase("ban chấp hành"), phrase("ban chỉ huy")))
    assert question(word).wanted == (opened,)
    assert [scored.node for scored in question(word).terms] == [opened]


@pytest.mark.parametrize("typed", ["Ủy ban nhân dân", "uy ban nhan dan"])
def test_each_word_of_a_long_form_may_be_met_by_the_short_one(typed: str) -> None:
    long = words(typed)
    asked = question(*long, HEO)
    assert asked.wanted == (*(Any((word, UBND)) for word in long), HEO)
    assert asked.words == (*long, HEO)


def test_the_short_form_weighs_one_beside_the_words_it_stands_for() -> None:
    long = words("uỷ ban nhân dân")
    plain = question_of(long, Abbreviations(())).terms
    assert question(*long).terms[:-1] == plain
    assert weights(*long)["folded ubnd"] == 1.0


def test_words_that_are_no_long_form_side_by_side_are_only_themselves() -> None:
    apart = (*words("uỷ ban"), phrase("tủ đồ"), *words("nhân dân"))
    assert question(*apart).wanted == words("uỷ ban nhân dân")
    marked = words("ủy bản nhân dân")
    assert question(*marked).wanted == marked


def test_alternatives_do_not_stand_side_by_side() -> None:
    node = Any(words("uỷ ban nhân dân"))
    assert question(node).demanded == (node,)
    assert not [term for term in weights(Any((TU, HEO))) if term.startswith("pairs")]


def test_short_forms_are_opened_in_alternatives_and_groups_too() -> None:
    assert question(Any((All((UBND, XA)), HEO))).demanded == (Any((All((OPENED, XA)), HEO)),)


def test_a_short_form_in_a_headline_is_opened() -> None:
    long = phrase("uỷ ban nhân dân")
    assert question(Titled(UBND)).demanded == (Any((Titled(UBND), Titled(long))),)


@pytest.mark.parametrize("node", [Not(UBND), Phrase((UBND, XA))])
def test_what_is_left_out_or_quoted_is_taken_as_typed(node: Node) -> None:
    assert question(node).demanded == (node,)


def test_a_word_of_another_spelling_school_is_the_same_word() -> None:
    assert question(*words("quý")) == question(*words("quí")) != question(Word("quý", "quy"))
