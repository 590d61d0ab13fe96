"""How a request is understood: its fields looked up, and what the page tells of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index.analysis.abbreviations import Abbreviations
from index.authority import shipped
from index.embedded.engine import EmbeddedEngine
from index.language.notes import Note
from index.language.parsing import parse
from index.page import FieldRead, Name
from index.question import All, Any, Carries, Dated, Node, Not, Phrase, Titled
from index.register import Register
from index.request import SearchRequest
from index.resolver import Resolver
from index.spelling.speller import Speller
from index.understanding import Understood, offers, reading_of, understand
from tests.index.asked import phrase, prefix, words
from tests.index.builders import SAFETY, make_document
from tests.index.conftest import SETTINGS
from tests.index.vocabulary_reference import ReferenceVocabulary

MY_AN = Carries("unit", ("pn-ma",))
MY_AN_NAME = Name("pn-ma", "Hội Phụ nữ xã Mỹ An")
TU, DO = words("tủ đồ")
(HEO,) = words("heo")


@pytest.fixture
def resolver(filled: Register, tmp_path: Path) -> Iterator[Resolver]:
    with closing(EmbeddedEngine(tmp_path / "engine", cache_bytes=10_000, writing=True)) as engine:
        engine.apply([make_document(1, "tủ", section=SAFETY, source="tan-kieu")], [])
        yield Resolver(filled, engine, SETTINGS, shipped())


@pytest.fixture
def read(resolver: Resolver) -> "Read":
    return Read(resolver)


class Read:
    """Understands what is asked."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def __call__(self, text: str = "", **form: object) -> Understood:
        request = SearchRequest(text, **form)  # type: ignore[arg-type]  # as the test says
        return understand(request, self._resolver, Abbreviations(()))


@pytest.mark.parametrize(
    ("text", "wanted", "demanded"),
    [
        ("tủ đồ", (TU, DO), ()),
        ('tủ "heo đất"', (TU,), (phrase("heo đất"),)),
        ("đơn vị:Hội Phụ nữ xã Mỹ An", (), (MY_AN,)),
        ("tủ unit:hoi phu nu xa my an", (TU,), (MY_AN,)),
        ("mô hình: nuoi heo dat", (), (Carries("model", ("heo-dat",)),)),
        ("chuyên mục:an ninh quoc phong", (), (Carries("section", (SAFETY,)),)),
        ("nguồn: Tân Kiều", (), (Carries("source", ("tan-kieu",)),)),
        ("từ:2021 đến:5/2022 tủ", (TU,),
         (Dated(date(2021, 1, 1), None), Dated(None, date(2022, 5, 31)))),
        ("-đơn vị:pn-ma tủ", (), (Not(All((MY_AN, TU))),)),
        ('-đơn vị:"pn-ma" tủ', (TU,), (Not(MY_AN),)),
        ("mô hình:Nuôi heo đất OR tủ", (), (Any((Carries("model", ("heo-dat",)), TU)),)),
        ("unit:pn-ma tủ OR heo", (), (Any((All((MY_AN, TU)), HEO)),)),
        ("(unit:pn-ma heo OR tủ) -(đồ model:camera)", (),
         (Any((All((MY_AN, HEO)), TU)), Not(All((DO, Carries("model", ("camera",))))))),
    ],
)  # fmt: skip
def test_fields_are_looked_up_wherever_they_stand(
    read: Read, text: str, wanted: tuple[Node, ...], demanded: tuple[Node, ...]
) -> None:
    understood = read(text)
    assert understood.question.wanted == wanted
    assert understood.question.demanded == demanded


def test_the_longest_beginning_that_is_a_name_is_taken_what_follows_are_words(read: Read) -> None:
    understood = read("đơn vị: Hội Phụ nữ xã Mỹ An tủ đồ")
    assert understood.question.demanded == (MY_AN,)
    assert understood.question.wanted == (TU, DO)
    assert understood.fields == (FieldRead("unit", "Hội Phụ nữ xã Mỹ An", (MY_AN_NAME,)),)


def test_the_beginning_of_several_names_means_all_of_them(read: Read) -> None:
    understood = read("unit:Hội Phụ nữ")
    assert understood.question.demanded == (Carries("unit", ("pn-tx", "pn-ma")),)
    assert [name.label for name in understood.fields[0].names] == [
        "Hội LHPN xã Trường Xuân",
        "Hội Phụ nữ xã Mỹ An",
    ]


@pytest.mark.parametrize("text", ["đơn vị: Cá vàng bơi", 'unit:"Cá vàng bơi"'])
def test_a_name_that_nothing_carries_is_read_as_words_and_told(read: Read, text: str) -> None:
    understood = read(text)
    assert understood.question.wanted == words("cá vàng bơi")
    assert understood.question.demanded == ()
    assert understood.fields == (FieldRead("unit", "Cá vàng bơi", ()),)


def test_a_quoted_name_is_a_name_as_a_whole_or_not_at_all(read: Read) -> None:
    understood = read('đơn vị:"Hội Phụ nữ xã Mỹ An tủ"')
    assert understood.question.demanded == ()
    assert understood.question.wanted == words("Hội Phụ nữ xã Mỹ An tủ")
    assert read('đơn vị:"Hội Phụ nữ xã Mỹ An" tủ').question.demanded == (MY_AN,)


def test_a_name_at_most_a_dozen_words_long_is_looked_for(read: Read) -> None:
    understood = read("unit:pn-ma " + " ".join(f"w{number}" for number in range(50)))
    assert understood.question.demanded == (MY_AN,)
    assert len(understood.question.wanted) == 50


def test_words_of_a_headline_stand_anywhere_in_it_quoted_ones_side_by_side(read: Read) -> None:
    assert read("tiêu đề: tủ tuyên* đồ").question.demanded == (
        All((Titled(TU), Titled(prefix("tuyên")), Titled(DO))),
    )
    understood = read('title:"tủ đồ" heo')
    assert understood.question.demanded == (Titled(Phrase((TU, DO))),)
    assert understood.question.wanted == (HEO,)
    assert understood.fields == (FieldRead("title", "tủ đồ", ()),)
    assert read("-title:tủ").question.demanded == (Not(Titled(TU)),)


def test_filters_of_the_form_stand_beside_fields_of_the_question(read: Read) -> None:
    understood = read(
        "tủ mô hình:camera",
        unit="hoi phu nu xa my an",
        model="Nuôi heo đất",
        section="an ninh quoc phong",
        source="tan-kieu",
        begin=date(2021, 1, 1),
        end=date(2022, 1, 1),
    )
    assert understood.question.wanted == (TU,)
    assert understood.question.demanded == (Carries("model", ("camera",)),)
    assert understood.question.filters == (
        MY_AN,
        Carries("model", ("heo-dat",)),
        Carries("section", (SAFETY,)),
        Carries("source", ("tan-kieu",)),
        Dated(date(2021, 1, 1), date(2022, 1, 1)),
    )
    assert understood.units == (MY_AN_NAME,)
    assert understood.models == (Name("heo-dat", "Nuôi heo đất"),)
    assert [one.typed for one in understood.fields] == ["camera"]


def test_a_filter_that_nothing_carries_lets_nothing_through(read: Read) -> None:
    understood = read("tủ", unit="Hội Cá vàng", end=date(2022, 1, 1))
    assert understood.question.filters == (Carries("unit", ()), Dated(None, date(2022, 1, 1)))
    assert understood.units == ()


def test_nothing_asked_demands_nothing(read: Read) -> None:
    understood = read()
    assert understood.question.wanted == understood.question.demanded == ()


# What the page tells


def test_plain_words_are_not_said_back(read: Read) -> None:
    reading = reading_of(read("tủ đồ tủ"), 2, 7, ("tủ",))
    assert (reading.words, reading.required, reading.complete) == (2, 2, 7)
    assert (reading.spoken, reading.fields, reading.notes) == ("", (), ())
    assert reading.unmarked == ("tủ",)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ('tủ  "Đồ"', 'tủ "đồ"'),
        ("tuyên*", "tuyên*"),
        ("heo OR tủ", "heo HOẶC tủ"),
        ("unit:Cá vàng", ""),
        ("unit:Cá -vàng", "cá -vàng"),
        ("unit:pn-ma", "đơn vị:pn-ma"),
        ("unit:pn-ma tủ đồ", 'đơn vị:"pn-ma" tủ đồ'),
        ("tủ OR unit:pn-ma đồ", 'tủ HOẶC đơn vị:"pn-ma" đồ'),
        ("title:tủ (đồ)", "(tiêu đề:tủ) đồ"),
        ("-tủ to:2021", "-tủ đến:2021-12-31"),
    ],
)
def test_what_is_more_than_words_is_said_back_as_it_was_understood(
    read: Read, text: str, spoken: str
) -> None:
    assert reading_of(read(text), 0, 0).spoken == spoken


def test_the_page_tells_names_fields_and_what_could_not_be_read(read: Read) -> None:
    reading = reading_of(read("(tủ unit:pn-ma", unit="Hội Phụ nữ xã Mỹ An", model="?"), 1, 0)
    assert reading.units == (MY_AN_NAME,)
    assert reading.models == ()
    assert reading.fields == (FieldRead("unit", "pn-ma", (MY_AN_NAME,)),)
    assert reading.notes == (Note("bracket", "("),)


# Did you mean

SPELLER = Speller(
    ReferenceVocabulary(
        ["Nuôi heo đất khuyến học", "Camera an ninh", "Tủ đồ nhân ái", "Vườn ươm cây xanh"] * 5
    ),
    Abbreviations(()),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("heo dat", "heo đất"),
        ("heo dat -camera", "heo đất -camera"),
        ('heo dat "tu do"', 'heo đất "tu do"'),
        ('"tu do" heo dat', '"tu do" heo đất'),
        ("heo dat tiêu đề:tu", "heo đất tiêu đề:tu"),
        ("đơn vị:“xa A” heo dat", 'đơn vị:"xa A" heo đất'),
        ("heo dat từ:2021", "heo đất từ:2021-01-01"),
        ("heo dat (camera OR “tu do”)", 'heo đất (camera HOẶC "tu do")'),
        ("heo dat tuy* nhan ai", "heo đất tuy* nhân ái"),
        ('heo dat "x" nhân ái', 'heo đất "x" nhân ái'),
    ],
)
def test_plain_words_are_mended_and_all_else_is_kept(typed: str, meant: str) -> None:
    assert list(offers(parse(typed), SPELLER, nothing_found=False)) == [meant]


@pytest.mark.parametrize(
    "typed", ["", "heo đất", '"heo dat"', "-heo", "title:heo dat", "heo dat OR camera", "từ:2021"]
)
def test_where_no_plain_word_can_be_written_better_nothing_is_meant(typed: str) -> None:
    assert list(offers(parse(typed), SPELLER, nothing_found=False)) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('"heo đất"', ["heo đất"]),
        ('"heo dat"', ["heo dat", "heo đất"]),
        ('"tu do" heo dat -ai', ['"tu do" heo đất -ai', "tu do heo dat -ai", "tủ đồ heo đất -ai"]),
        ("heo dat", ["heo đất"]),
        ('title:"tu do" -"heo đất"', ['tu do -"heo đất"', 'tủ đồ -"heo đất"']),
    ],
)
def test_where_nothing_is_found_phrases_and_fields_may_be_meant_as_words(
    typed: str, meant: list[str]
) -> None:
    assert list(offers(parse(typed), SPELLER, nothing_found=True)) == meant


@pytest.mark.parametrize("typed", ["heo dat -camera", "đơn vị:“xa A” heo dat", "heo dat tuy* ai"])
def test_what_is_meant_is_read_as_it_was_meant(typed: str) -> None:
    (meant,) = offers(parse(typed), SPELLER, nothing_found=False)
    assert list(offers(parse(meant), SPELLER, nothing_found=False)) == []
    assert len(parse(meant).nodes) == len(parse(typed).nodes)
