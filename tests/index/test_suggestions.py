"""Suggestions while typing: what is offered, in which order, and always in step."""

import unicodedata
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from index.analysis.abbreviations import Abbreviations, shipped
from index.analysis.analyzer import syllables
from index.errors import BadQuery
from index.question import Phrase
from index.register import Register
from index.register.entries import Headline, Told
from index.register.tables import entries, headlines, starts
from index.suggestions.completion import KINDS, MAX_COMPLETIONS, Completer, Completion
from tests.index.builders import ROWS, told, unit
from tests.index.vocabulary_reference import ReferenceVocabulary

CLUBS, SAFETY = "Hoạt động đoàn thể", "An ninh - Quốc phòng"
HEADLINES = (
    Headline("a1", "Trường Xuân: Ra mắt mô hình “Tủ đồ nhân ái”", CLUBS, date(2021, 3, 12)),
    Headline("a2", "Tủ đồ nhân ái thêm một mùa", CLUBS, date(2023, 11, 10)),
    Headline("a3", "Quyên góp ở Mỹ Quý", CLUBS, None),
    Headline("a4", "Tin vắn", SAFETY, date(2020, 1, 1)),
    Headline("a5", "TIN VẮN!", "", date(2024, 1, 1)),
)
TEXTS = [
    "Vườn ươm cây xanh ở ấp. Nuôi cá lóc.",
    "Chị em ươm cây xanh bên lộ. Nuôi cá lóc.",
    "Uống nước nhớ nguồn. Mô hình thức mới. Bán bò sữa và bộ bàn.",
    "Mô hình hay, hình thức đẹp. Bò sữa, bộ bàn.",
    "Mô hình hay, hình thức lạ. Bộ bàn mới.",
]


def _held(phrase: Phrase) -> int:
    asked = f" {' '.join(word.exact for word in phrase.words)} "
    written = [f" {' '.join(one.exact for one in syllables(text))} " for text in TEXTS]
    return sum(asked in text for text in written)


def _suggestions(register: Register) -> Completer:
    return Completer(register, ReferenceVocabulary(TEXTS), Abbreviations(shipped()), _held)


@pytest.fixture
def suggestions(register: Register) -> Completer:
    register.apply(ROWS, {row.article for row in ROWS}, 9, "", HEADLINES)
    return _suggestions(register)


def _told(found: Collection[Completion], *kinds: str) -> list[str]:
    return [one.label for one in found if one.kind in (kinds or KINDS)]


@pytest.mark.parametrize(
    ("typed", "kind", "found"),
    [
        ("tu do", "model", ["Tủ đồ nhân ái"]),
        ("TỦ Đ", "model", ["Tủ đồ nhân ái"]),
        ("nhan a", "model", ["Tủ đồ nhân ái"]),
        ("đồ", "model", ["Tủ đồ nhân ái", "Đồ chơi tái chế"]),
        ("do ch", "model", ["Đồ chơi tái chế"]),
        ("an ninh c", "model", []),
        ("ham", "model", []),
        ("hoi", "unit", ["Hội LHPN xã Trường Xuân"]),
        ("hội phụ nữ xã tr", "unit", ["Hội LHPN xã Trường Xuân"]),
        ("lhpn truong x", "unit", ["Hội LHPN xã Trường Xuân"]),
        ("lien hiep phu nu xa tr", "unit", ["Hội LHPN xã Trường Xuân"]),
        ("truong x lhpn", "unit", []),
        ("lang b", "unit", ["Hội Khuyến học xã Láng Biển"]),
        ("hoat", "section", [CLUBS]),
        ("quoc ph", "section", [SAFETY]),
        ("ra mắt mô h", "title", ["Trường Xuân: Ra mắt mô hình “Tủ đồ nhân ái”"]),
        ("ra mat nhan ai", "title", []),
        ("my qui", "title", ["Quyên góp ở Mỹ Quý"]),
    ],
)
def test_what_was_typed_begins_a_run_of_words_with_or_without_marks(
    suggestions: Completer, typed: str, kind: str, found: list[str]
) -> None:
    assert _told(suggestions.suggest(typed), kind)[: max(1, len(found))] == found


def test_typing_on_towards_a_word_with_y_never_loses_it(suggestions: Completer) -> None:
    for end in range(1, len("quyên góp") + 1):
        assert "Quyên góp ở Mỹ Quý" in _told(suggestions.suggest("quyên góp"[:end]), "title")


def test_of_names_the_most_told_of_come_first_and_of_headlines_the_newest(
    suggestions: Completer,
) -> None:
    assert _told(suggestions.suggest("t"), "model") == ["Tủ đồ nhân ái", "Đồ chơi tái chế"]
    assert _told(suggestions.suggest("t"), "title") == [
        "TIN VẮN!",
        "Tủ đồ nhân ái thêm một mùa",
        "Trường Xuân: Ra mắt mô hình “Tủ đồ nhân ái”",
    ]


def test_what_is_written_with_the_marks_typed_comes_before_what_is_not(register: Register) -> None:
    rows = [told(f"a{n}", "bo-ban", "Bộ bàn") for n in range(5)]
    rows += [told("a0", "bo-sua", "Bò sữa")]
    register.apply(rows, ["a0"], 1, "", [Headline("a0", "Bó hoa", "Bờ kè", None)])
    suggestions = _suggestions(register)
    assert _told(suggestions.suggest("bo"), "model") == ["Bộ bàn", "Bò sữa"]
    assert _told(suggestions.suggest("bò"), "model") == ["Bò sữa", "Bộ bàn"]
    assert _told(suggestions.suggest("bờ"))[0] == "Bờ kè"
    # A bare word beside a marked one may still have any marks.
    assert _told(suggestions.suggest("bò su"), "model") == ["Bò sữa"]


def test_a_suggestion_says_what_it_stands_for_and_where_it_agrees(suggestions: Completer) -> None:
    (model,) = [one for one in suggestions.suggest("nhan a") if one.kind == "model"]
    assert model == Completion("model", "Tủ đồ nhân ái", "tu-do", 3, ((6, 10), (11, 13)))
    (name,) = [one for one in suggestions.suggest("phụ nữ xã tr") if one.kind == "unit"]
    assert (name.value, name.count, name.highlights) == ("pn-tx", 2, ())
    (section,) = [one for one in suggestions.suggest("hoat d") if one.kind == "section"]
    assert section == Completion("section", CLUBS, CLUBS, 3, ((0, 4), (5, 9)))


def test_articles_of_one_headline_are_one_suggestion_that_leads_to_the_newest(
    suggestions: Completer,
) -> None:
    assert [one for one in suggestions.suggest("tin") if one.kind == "title"] == [
        Completion("title", "TIN VẮN!", "a5", 2, ((0, 3),))
    ]


def test_no_text_is_suggested_twice(register: Register) -> None:
    rows = [told("a1", "x", "Heo đất"), unit("a1", "y", "HEO ĐẤT")]
    register.apply(rows, ["a1"], 1, "", [Headline("a1", "Heo đất", "heo đất", None)])
    found = _suggestions(register).suggest("heo")
    assert [(one.kind, one.label) for one in found] == [("model", "Heo đất")]


def test_frequent_phrases_are_shown_with_their_marks(suggestions: Completer) -> None:
    assert suggestions.suggest("uom")[0] == Completion("phrase", "ươm cây", "ươm cây", 2, ((0, 3),))
    assert _told(suggestions.suggest("nuoi ca l"), "phrase") == ["nuôi cá lóc"]
    assert "ươm cây xanh" in _told(suggestions.suggest("uom cay "), "phrase")
    assert _told(suggestions.suggest("bò s"), "phrase") == ["bò sữa"]
    # One article is not often, and words that only stand near each other are no phrase.
    assert _told(suggestions.suggest("uong nuoc"), "phrase") == []
    assert _told(suggestions.suggest("mo hinh t"), "phrase") == []


def _phrases(register: Register, texts: list[str], typed: str) -> list[str]:
    vocabulary = ReferenceVocabulary(texts)
    completer = Completer(register, vocabulary, Abbreviations(()), lambda _: 0)
    return _told(completer.suggest(typed), "phrase")


def test_two_words_that_many_articles_hold_are_a_phrase_if_they_often_stand_together(
    register: Register,
) -> None:
    texts = ["Giao thông trên đường"] * 9 + ["Bàn giao, rồi thông tin"] * 9 + ["Đường xa"] * 2
    assert _phrases(register, texts, "giao th") == ["giao thông"]


def test_two_words_that_all_articles_hold_are_no_phrase_where_chance_alone_joins_them(
    register: Register,
) -> None:
    apart = ["Của dân là nhà"] * 600
    assert _phrases(register, [*apart, *["Của nhà"] * 3], "của nh") == []
    assert _phrases(register, [*apart, *["Của nhà"] * 9], "của nh") == ["của nhà"]


def test_a_phrase_is_shown_as_most_people_write_it(register: Register) -> None:
    texts = ["Quy ước và kĩ thuật, ông Lý Sơn"] * 3
    assert _phrases(register, texts, "qui u") == ["quy ước"]
    assert _phrases(register, texts, "ki th") == ["kỹ thuật"]
    assert _phrases(register, texts, "lý s") == ["lý sơn"]


def test_no_kind_crowds_out_another(register: Register) -> None:
    rows = [told("a", f"m{n}", f"Tổ số {n}") for n in range(12)]
    rows += [unit("a", f"u{n}", f"Tổ dân phố {n}") for n in range(12)]
    titles = [Headline(f"a{n}", f"Tổ hùn vốn {n}", f"Tổ chức {n}", None) for n in range(12)]
    register.apply(rows, ["a"], 1, "", titles)
    suggestions = _suggestions(register)
    kinds = [one.kind for one in suggestions.suggest("to")]
    assert [kinds.count(kind) for kind in KINDS] == [3, 3, 2, 0, 2]
    kinds = [one.kind for one in suggestions.suggest("to", 20)]
    assert len(kinds) == 20
    assert kinds == sorted(kinds, key=KINDS.index)
    assert set(kinds) == set(KINDS) - {"phrase"}
    # Where nothing else begins so, one kind has all the room.
    assert len(suggestions.suggest("to hun")) == 10


@pytest.mark.parametrize("typed", ["", " ", "…", "“”", "\t\n"])
def test_without_a_word_nothing_is_suggested(suggestions: Completer, typed: str) -> None:
    assert suggestions.suggest(typed) == ()


@pytest.mark.parametrize(
    ("typed", "size", "field"),
    [("a" * 301, 10, "q"), ("a\0b", 10, "q"), ("a", 0, "size"), ("a", 21, "size")],
)
def test_what_nobody_types_is_refused_by_name(
    suggestions: Completer, typed: str, size: int, field: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        suggestions.suggest(typed, size)
    assert caught.value.field == field


def test_what_begins_too_many_entries_to_look_at_all_is_still_found(register: Register) -> None:
    day = date(2020, 1, 1).toordinal()
    titles = [
        Headline(f"a{n}", f"Bộ bàn số {n}", "", date.fromordinal(day + n)) for n in range(2500)
    ]
    titles += [Headline("b", "Bò sữa Mỹ An", "", date.fromordinal(day + 2400))]
    register.apply([], [], 1, "", titles)
    suggestions = _suggestions(register)
    assert _told(suggestions.suggest("bo", 4), "title")[:2] == ["Bộ bàn số 2499", "Bộ bàn số 2498"]
    assert _told(suggestions.suggest("bò", 4), "title")[:2] == ["Bò sữa Mỹ An", "Bộ bàn số 2499"]
    assert _told(suggestions.suggest("bo ban so 7", 1), "title") == ["Bộ bàn số 799"]
    long = "Bộ bàn " + "rất " * 30
    register.apply([], [], 2, "", [Headline("c", long + "lớn", "", None)])
    assert _told(suggestions.suggest(long + "l"), "title") == [long + "lớn"]


names = st.sampled_from(["Tủ đồ", "tủ Đồ", "Bò sữa", "Bộ bàn tủ", "LHPN xã", "%", "x|y", "quý"])
batches = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.tuples(names, names, names), min_size=1),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40)
@given(batches=batches, gone=st.sets(st.sampled_from("abcd")))
def test_however_it_was_written_it_is_as_if_written_at_once(
    batches: list[dict[str, tuple[str, str, str]]], gone: set[str]
) -> None:
    last = {key: value for batch in batches for key, value in batch.items()}
    left = {key: value for key, value in last.items() if key not in gone}
    with TemporaryDirectory() as folder, _two(Path(folder)) as (grown, fresh):
        for batch in batches:
            grown.apply(_rows(batch), batch, 1, "", _headlines(batch))
        grown.apply([], gone, 2)
        fresh.apply(_rows(left), left, 2, "", _headlines(left))
        for table in (entries, starts, headlines):
            assert _held_in(grown, table) == _held_in(fresh, table)


class _two:
    """Two registers in a folder."""

    def __init__(self, folder: Path) -> None:
        self._both = (Register(folder / "1.sqlite"), Register(folder / "2.sqlite"))

    def __enter__(self) -> tuple[Register, Register]:
        return self._both

    def __exit__(self, *_: object) -> None:
        for one in self._both:
            one.close()


def _rows(batch: dict[str, tuple[str, str, str]]) -> list[Told]:
    return [
        make(key, name.lower(), name)
        for key, (model, name_of_unit, _) in batch.items()
        for make, name in ((told, model), (unit, name_of_unit))
    ]


def _headlines(batch: dict[str, tuple[str, str, str]]) -> list[Headline]:
    return [
        Headline(key, title, section, date(2020, 1, 1 + ord(key) % 2))
        for key, (section, _, title) in batch.items()
    ]


def _held_in(register: Register, table: object) -> list[tuple[object, ...]]:
    with register.reading() as connection:
        return sorted(map(tuple, connection.execute(select(table))), key=repr)  # type: ignore[call-overload]  # any of the tables


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Completer]:
    with closing(Register(tmp_path_factory.mktemp("r") / "register.sqlite")) as register:
        register.apply(ROWS, [], 9, "", HEADLINES)
        yield _suggestions(register)


letters = st.characters(exclude_categories=("Cc", "Cs"))
typed_texts = st.text(letters, max_size=60) | st.lists(
    st.sampled_from(["tủ", "tu", "do", "đồ", "hội", "lhpn", "ky", "bo", "u", "ươm", " ", "*", "["])
).map(" ".join)


@given(text=typed_texts, size=st.integers(1, MAX_COMPLETIONS))
def test_whatever_is_typed_highlights_are_syllables_and_both_forms_of_unicode_agree(
    standing: Completer, text: str, size: int
) -> None:
    found = standing.suggest(text, size)
    assert len(found) <= size
    for one in found:
        borders = [(syllable.start, syllable.end) for syllable in syllables(one.label)]
        assert set(one.highlights) <= set(borders)
    nfd = unicodedata.normalize("NFD", text)
    if len(nfd) <= 300:
        assert standing.suggest(nfd, size) == standing.suggest(
            unicodedata.normalize("NFC", text), size
        )
