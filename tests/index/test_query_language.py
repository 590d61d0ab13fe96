"""The language of questions, sign by sign."""

from datetime import date

import pytest

from index.analysis.normalize import exact, folded
from index.language.notes import Note
from index.language.parsing import Clause, Field, Parsed, parse, spoken, words_of
from index.question import All, Any, Dated, Not, Phrase, Prefix, Word
from tests.index.query_trees import check


def w(text: str) -> tuple[Word, ...]:
    return tuple(Word(exact(one), folded(one)) for one in text.split())


def p(text: str) -> Phrase:
    return Phrase(w(text))


def star(text: str) -> Prefix:
    return Prefix(exact(text), folded(text))


def every(*nodes: object) -> All:
    return All(nodes)


def either(*nodes: object) -> Any:
    return Any(nodes)


def no(node: object) -> Not:
    return Not(node)


def since(*day: int) -> Dated:
    return Dated(date(*day), None)


def until(*day: int) -> Dated:
    return Dated(None, date(*day))


(COVID,) = w("covid")
HEO, DAT, TU, DO = w("heo đất tủ đồ")

READ: list[tuple[str, tuple[object, ...]]] = [
    # Words
    ("", ()),
    ("  \t\n ", ()),
    ("tủ đồ", w("tủ đồ")),
    ("Tủ ĐỒ", w("tủ đồ")),
    ("tu do nhan ai", w("tu do nhan ai")),
    ("heo heo", w("heo heo")),
    ("tủ, đồ; nhân. ái!", w("tủ đồ nhân ái")),
    ("K'Brông và O’Neil", w("k brông và o neil")),
    ("năm: 2021", w("năm 2021")),
    ("10:30 https://x.vn", w("10 30 https x vn")),
    ("tủ + đồ & nhân / ái", w("tủ đồ nhân ái")),
    ("giảm 95 % và 95%", w("giảm 95 % và 95 %")),
    ("tuyên\u00adtruyền t\u200bủ", w("tuyêntruyền tủ")),
    ("…?! — /", ()),
    # Marks of documents, dates and dashes are no operators
    ("05-CT/TW", w("05 CT TW")),
    ("05 CT TW", w("05 CT TW")),
    ("19-5-2022 hay 19/5", w("19 5 2022 hay 19 5")),
    ("Hà Nội - Huế", w("Hà Nội Huế")),
    ("Hà Nội – Huế", w("Hà Nội Huế")),
    ("2021 - 2022", w("2021 2022")),
    ("COVID-19", w("COVID 19")),
    ("- gạch đầu dòng", w("gạch đầu dòng")),
    ("gạch\n- đầu dòng", w("gạch đầu dòng")),
    ("--covid ---19", w("covid 19")),
    ("-----", ()),
    ("A -> B --> C", w("A B C")),
    # Exact phrases
    ('"học tập và làm theo"', (p("học tập và làm theo"),)),
    ("“tủ đồ” „tủ đồ” „tủ đồ“ «tủ đồ» ‘tủ đồ’ ''tủ đồ'' ‘‘tủ đồ’’", (p("tủ đồ"),) * 7),
    ('“tủ đồ" "tủ đồ” \'\'tủ đồ" ”tủ đồ”', (p("tủ đồ"),) * 4),
    ("“tủ đồ“", (p("tủ đồ"),)),
    ('"tủ"', (p("tủ"),)),
    ('"tu do"', (p("tu do"),)),
    ('" tủ  đồ "', (p("tủ đồ"),)),
    ('tủ"đồ nhân"ái', (TU, p("đồ nhân"), *w("ái"))),
    ('"tủ" "đồ"', (p("tủ"), p("đồ"))),
    ('"tuyên* -covid (OR) từ:2021"', (p("tuyên covid or từ 2021"),)),
    ("“mô hình ‘Tủ đồ’ mới”", (p("mô hình tủ đồ mới"),)),
    ("‘cụ O’Neil’", (p("cụ o neil"),)),
    ("'tủ đồ'", w("tủ đồ")),
    ("‘tủ đồ", w("tủ đồ")),
    ("Trang chủ » Tin tức » Tủ đồ", w("Trang chủ Tin tức Tủ đồ")),
    ('"" tủ “”', (TU,)),
    # Left out
    ("tủ -covid", (TU, no(COVID))),
    ("-covid", (no(COVID),)),
    ("−covid", (no(COVID),)),
    ("-COVID-19", (no(p("covid 19")),)),
    ('-"học tập"', (no(p("học tập")),)),
    ("-“học tập”", (no(p("học tập")),)),
    ("-tuyên*", (no(star("tuyên")),)),
    ("-#covid", (no(COVID),)),
    ("-(heo đất)", (no(every(HEO, DAT)),)),
    ("-(heo OR đất)", (no(either(HEO, DAT)),)),
    ("-(-heo)", (no(no(HEO)),)),
    ("(heo -đất) tủ", (HEO, no(DAT), TU)),
    ("2021 -2022", (*w("2021"), no(*w("2022")))),
    ("tủ-đồ", w("tủ đồ")),
    ("-từ:2021", (no(since(2021, 1, 1)),)),
    # Alternatives
    ("heo đất OR tủ đồ", (either(every(HEO, DAT), every(TU, DO)),)),
    ("heo HOẶC đất", (either(HEO, DAT),)),
    ("heo HOAC đất", (either(HEO, DAT),)),
    ("heo|đất || tủ", (either(HEO, DAT, TU),)),
    ("heo or đất hoặc tủ", w("heo or đất hoặc tủ")),
    ("TỔ/OR-5 ORA", w("TỔ OR 5 ORA")),
    ("heo OR -covid", (either(HEO, no(COVID)),)),
    ('heo OR "tủ đồ"', (either(HEO, p("tủ đồ")),)),
    ('"heo"OR"tủ"', (either(p("heo"), p("tủ")),)),
    ("heo OR từ:2021", (either(HEO, since(2021, 1, 1)),)),
    # Brackets
    ("(heo OR đất) tủ", (either(HEO, DAT), TU)),
    ("tủ (heo OR đất) -covid", (TU, either(HEO, DAT), no(COVID))),
    ("Hội (xã Mỹ Quý)", w("Hội xã Mỹ Quý")),
    ("((heo))", (HEO,)),
    ("(heo OR (đất OR tủ))", (either(HEO, DAT, TU),)),
    ("(heo (đất OR (tủ -đồ)))", (HEO, either(DAT, every(TU, no(DO))))),
    ("() tủ (())", (TU,)),
    # Fields
    ("title:tủ", (Field("title", "tủ"),)),
    ("tiêu đề: Tủ đồ", (Field("title", "Tủ đồ"),)),
    ("TIÊU ĐỀ:tủ tieu de:tủ tiêude :tủ Tieu  Đề : tủ", (Field("title", "tủ"),) * 4),
    ('tiêu đề:"tủ đồ" heo', (Field("title", "tủ đồ", quoted=True), HEO)),
    ("tiêu đề:tuyên*", (Field("title", "tuyên*"),)),
    (
        "đơn vị: Hội LHPN xã Mỹ Quý từ:2021",
        (Field("unit", "Hội LHPN xã Mỹ Quý"), since(2021, 1, 1)),
    ),
    ("đơn vị:xã Mỹ Quý, huyện Tháp Mười", (Field("unit", "xã Mỹ Quý, huyện Tháp Mười"),)),
    ("don vi : a unit:b", (Field("unit", "a"), Field("unit", "b"))),
    (
        "mô hình:Tủ đồ chuyên mục:Tin nguồn:btg-dongthap model:x section:y source:z",
        (
            Field("model", "Tủ đồ"),
            Field("section", "Tin"),
            Field("source", "btg-dongthap"),
            Field("model", "x"),
            Field("section", "y"),
            Field("source", "z"),
        ),
    ),
    ("Ra mắt mô hình: Tủ đồ nhân ái", (*w("ra mắt"), Field("model", "Tủ đồ nhân ái"))),
    ("đơn vị:xã A -covid", (Field("unit", "xã A"), no(COVID))),
    ("đơn vị:xã A OR tủ", (either(Field("unit", "xã A"), TU),)),
    ('đơn vị:xã A "tủ" đồ', (Field("unit", "xã A"), p("tủ"), DO)),
    ("(đơn vị:xã A) tủ", (Field("unit", "xã A"), TU)),
    ("-đơn vị:xã A", (no(Field("unit", "xã A")),)),
    ("đơn vị:xã Phú-A", (Field("unit", "xã Phú-A"),)),
    ("đơn vị:“xã A ‘b’”", (Field("unit", "xã A ‘b’", quoted=True),)),
    ("subtitle:x", w("subtitle x")),
    ("tử:2021 đền:2021", w("tử 2021 đền 2021")),
    # Days
    ("từ:2021 đến:2022", (since(2021, 1, 1), until(2022, 12, 31))),
    ("tu: 05/2022 den :19/5/2022", (since(2022, 5, 1), until(2022, 5, 19))),
    ("from:2022-05-19 to:19-5-2022", (since(2022, 5, 19), until(2022, 5, 19))),
    ("từ:2021,đến:2022.", (since(2021, 1, 1), until(2022, 12, 31))),
    ('từ:"5/2022" tủ', (since(2022, 5, 1), TU)),
    ("(từ:2021)", (since(2021, 1, 1),)),
    ("từ 2021 đến 2022", w("từ 2021 đến 2022")),
    # Beginnings
    ("tuyên*", (star("tuyên"),)),
    ("tuyen* tru*yền", (star("tuyen"), star("tru"), *w("yền"))),
    ("* tủ * *đồ", w("tủ đồ")),
    ("tuyên**", (star("tuyên"),)),
]

TOLD: list[tuple[str, tuple[object, ...], tuple[Note, ...]]] = [
    ('"học tập', w("học tập"), (Note("quote", '"học'),)),
    ("heo “tủ đồ", (HEO, *w("tủ đồ")), (Note("quote", "“tủ"),)),
    ("«tủ đồ", w("tủ đồ"), (Note("quote", "«tủ"),)),
    ('"tủ đồ từ:2021 -x', (*w("tủ đồ"), since(2021, 1, 1), no(*w("x"))), (Note("quote", '"tủ'),)),
    ('heo " tủ đồ', (HEO, *w("tủ đồ")), (Note("quote", '"'),)),
    ('-"tủ đồ', (no(p("tủ đồ")),), (Note("quote", '"tủ đồ'),)),
    ('đơn vị:"xã A', (Field("unit", "xã A", quoted=True),), (Note("quote", '"xã A'),)),
    ('tủ đồ"', w("tủ đồ"), (Note("quote", '"'),)),
    ('tủ 12" đồ', w("tủ 12 đồ"), (Note("quote", '"'),)),
    ('tủ "', w("tủ"), (Note("quote", '"'),)),
    ('"""', (), (Note("quote", '"'),)),
    ("tủ” đồ", w("tủ đồ"), (Note("quote", "”"),)),
    ("(heo đất", w("heo đất"), (Note("bracket", "("),)),
    ("heo) đất", w("heo đất"), (Note("bracket", ")"),)),
    ("1) heo 2) đất", w("1 heo 2 đất"), (Note("bracket", ")"),)),
    (")heo(", w("heo"), (Note("bracket", ")"), Note("bracket", "("))),
    ("-(heo đất", w("heo đất"), (Note("operator", "-"), Note("bracket", "("))),
    ("-", (), (Note("operator", "-"),)),
    ("tủ - ", w("tủ"), (Note("operator", "-"),)),
    ('tủ -""', w("tủ"), (Note("operator", "-"),)),
    ("(tủ -) đồ", w("tủ đồ"), (Note("operator", "-"),)),
    ("tủ -! đồ", w("tủ đồ"), (Note("operator", "-"),)),
    ("OR tủ", w("tủ"), (Note("operator", "OR"),)),
    ("tủ HOẶC", w("tủ"), (Note("operator", "HOẶC"),)),
    ("tủ | OR đồ", (either(TU, DO),), (Note("operator", "|"),)),
    ("tủ OR (OR) đồ", (either(TU, DO),), (Note("operator", "OR"),)),
    ("tiêu đề:", w("tiêu đề"), (Note("operator", "tiêu đề:"),)),
    ("title: -tủ", (*w("title"), no(TU)), (Note("operator", "title:"),)),
    ("đơn vị:(tủ)", w("đơn vị tủ"), (Note("operator", "đơn vị:"),)),
    ("gồm hai từ: danh dự", w("gồm hai từ danh dự"), (Note("date", "từ:danh"),)),
    ("tủ từ:", w("tủ từ"), (Note("date", "từ:"),)),
    ("từ:31/2/2022", w("từ 31 2 2022"), (Note("date", "từ:31/2/2022"),)),
    ('đến:"hôm nay"', (*w("đến"), p("hôm nay")), (Note("date", "đến:hôm nay"),)),
    ("đơn vị: A từ: B", (Field("unit", "A từ B"),), (Note("date", "từ:B"),)),
    ("từ:đến:2021", (*w("từ"), until(2021, 12, 31)), (Note("date", "từ:"),)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "nodes"), READ, ids=[text for text, _ in READ])
def test_what_a_person_types_is_read_without_a_note(text: str, nodes: tuple[Clause, ...]) -> None:
    assert check(text) == Parsed(nodes, ())


@pytest.mark.parametrize(("text", "nodes", "notes"), TOLD, ids=[text for text, *_ in TOLD])
def test_what_cannot_be_read_as_written_is_read_otherwise_and_told(
    text: str, nodes: tuple[Clause, ...], notes: tuple[Note, ...]
) -> None:
    assert check(text) == Parsed(nodes, notes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tủ  ĐỒ", "tủ đồ"),
        ("heo đất OR tủ đồ", "heo đất HOẶC tủ đồ"),
        ("(heo|đất) -COVID-19", '(heo HOẶC đất) -"covid 19"'),
        ("-(heo đất) -(-tủ)", "-(heo đất) -(-tủ)"),
        ("“tủ đồ tuyên*", "tủ đồ tuyên*"),
        ("tieu de: Tủ đồ (heo)", "(tiêu đề:Tủ đồ) heo"),
        ('title:"Tủ đồ" heo', 'tiêu đề:"Tủ đồ" heo'),
        ("-(unit:A) heo", "(-đơn vị:A) heo"),
        ("unit:A from:5/2022 to:2022", "đơn vị:A từ:2022-05-01 đến:2022-12-31"),
        ("", ""),
    ],
)
def test_a_question_is_said_in_one_spelling(text: str, said: str) -> None:
    assert spoken(parse(text)) == said


def test_days_from_elsewhere_are_said_too() -> None:
    both = Dated(date(2021, 1, 1), date(2021, 12, 31))
    assert spoken(Parsed((both,))) == "từ:2021-01-01 đến:2021-12-31"


def test_the_words_of_a_headline_keep_their_stars() -> None:
    assert words_of("Tủ tuyên* 5") == (TU, star("tuyên"), *w("5"))


def test_a_text_pasted_as_a_question_is_read_until_it_is_full() -> None:
    parsed = check(" ".join(f"w{n}" for n in range(1000)))
    assert parsed == Parsed(w(" ".join(f"w{n}" for n in range(64))), (Note("long", "w64"),))


def test_a_phrase_a_name_and_a_group_are_cut_where_the_question_is_full() -> None:
    before = "a " * 62
    full = w(before)
    assert check(f'{before} "b c d e" f') == Parsed((*full, p("b c")), (Note("long", "d"),))
    assert check(f"{before} unit:b c-d, e") == Parsed(
        (*full, Field("unit", "b c")), (Note("long", "d"),)
    )
    assert check(f"({before} OR b c d) -e") == Parsed(
        (either(every(*full), every(*w("b c"))),), (Note("long", "d"),)
    )
    assert check(f"{before} b từ:2021 đến:2022") == Parsed(
        (*full, *w("b"), since(2021, 1, 1)), (Note("long", "2022"),)
    )


def test_brackets_are_read_eight_deep() -> None:
    def nested(deep: int) -> str:
        return "heo OR (đất " * deep + "tủ" + ")" * deep

    assert check(nested(8)).notes == ()
    deeper = check(nested(9))
    assert set(deeper.notes) == {Note("bracket", "("), Note("bracket", ")")}
    assert deeper.nodes != ()


def test_no_more_than_a_few_notes_are_made_and_none_is_long() -> None:
    parsed = check(" ".join(f"từ:x{n}" for n in range(20)) + ' "' + "tủ" * 50)
    assert len(parsed.notes) == 8
    (cut,) = check('"' + "tủ" * 50).notes
    assert len(cut.text) == 60
    assert cut.text.endswith("…")


def test_a_word_without_end_is_cut_as_in_articles() -> None:
    assert check("ố" * 5000).nodes == w("ố" * 64)
