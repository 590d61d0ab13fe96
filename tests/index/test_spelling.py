"""Did you mean: what is offered, and above all what is not."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.abbreviations import Abbreviations, shipped
from index.analysis.analyzer import syllables
from index.question import Term, Word
from index.spelling.keys import meant
from index.spelling.slips import marks_changed, slip_between, slips
from index.spelling.speller import Respelling, Speller
from index.vocabulary import Vocabulary
from tests.index.vocabulary_reference import ReferenceVocabulary

_LINES = (
    "Hội Phụ nữ xã ra mắt mô hình tủ đồ nhân ái tại ấp 4",
    "Mô hình nuôi heo đất khuyến học được nhân rộng",
    "Công an xã thực hiện mô hình camera an ninh trên tuyến kênh",
    "Nông dân trồng sen trên đất lúa, thu nhập tăng",
    "Tủ đồ nhân ái đến với người dân vùng biên",
    "Học sinh tiết kiệm nuôi heo đất giúp bạn đến trường",
    "Người dân góp công làm đường hoa kiểu mẫu",
    "Đoàn viên thu gom rác thải nhựa đổi lấy cây xanh",
    "Ông kể chuyện làng bên bờ kênh",
    "Bị công an xã xử phạt",
)
_SHORT = Abbreviations(shipped())
_TEXTS = [
    *_LINES * 30,
    *["Câu lạc bộ Facebook của huyện"] * 9,
    *("tôi", "tối", "hành", "hòa thuận, kỹ thuật, thủy lợi, quý"),
]


@pytest.fixture(scope="module")
def vocabulary() -> "Remembering":
    return Remembering(ReferenceVocabulary(_TEXTS))


class Remembering:
    """A vocabulary that counts what it is asked; answers are kept so that the tests are fast."""

    def __init__(self, inner: ReferenceVocabulary) -> None:
        self._inner, self._known, self.asked = inner, {}, 0

    def __getattr__(self, name: str) -> object:
        def ask(*given: object) -> object:
            self.asked += 1
            key = (name, *given)
            if key not in self._known:
                self._known[key] = getattr(self._inner, name)(*given)
            return self._known[key]

        return ask


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(one.exact, one.folded) for one in syllables(text))


def suggested(vocabulary: Vocabulary, text: str) -> str | None:
    suggestion = Speller(vocabulary, _SHORT).suggest(words(text))
    return " ".join(word.exact for word in suggestion.words) if suggestion else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mo hinh tu do nhan ai", "mô hình tủ đồ nhân ái"),
        ("nuoi heo dat khuyen hoc", "nuôi heo đất khuyến học"),
        ("cong an xa", "công an xã"),
        ("mô hinh tủ do nhân ai", "mô hình tủ đồ nhân ái"),
        ("MO HINH tu do", "mô hình tủ đồ"),
    ],
)
def test_marks_that_were_not_typed_are_restored_from_what_stands_together(
    vocabulary: Vocabulary, typed: str, meant: str
) -> None:
    assert suggested(vocabulary, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tủ đồ hân ái", "tủ đồ nhân ái"),  # lost
        ("nuôi heo đấtt khuyến học", "nuôi heo đất khuyến học"),  # added
        ("mô hình cemera an ninh", "mô hình camera an ninh"),  # changed
        ("camera trên tuyền kênh", "camera trên tuyến kênh"),  # another tone
        ("nuôi heo đât khuyến học", "nuôi heo đất khuyến học"),  # the tone lost
        ("nông dâm trồng sen", "nông dân trồng sen"),
        ("trồng esn trên đất", "trồng sen trên đất"),  # swapped
        ("người dân ogps công", None),  # two slips are none of ours
        ("tu do nhna ai", "tủ đồ nhân ái"),
        ("ông an xã xử phạt", "công an xã xử phạt"),  # a word, but not in that place
    ],
)
def test_a_slip_of_one_finger_is_mended_where_the_index_knows_better(
    vocabulary: Vocabulary, typed: str, meant: str | None
) -> None:
    assert suggested(vocabulary, typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["tur ddoof nhaan ais", "tu3 d9o62 nha6n a1i", "Tur doofd nhana asi"],
)
def test_keys_of_an_input_method_that_was_off_are_read(vocabulary: Vocabulary, typed: str) -> None:
    assert suggested(vocabulary, typed) == "tủ đồ nhân ái"


@pytest.mark.parametrize("text", [*_LINES, "hoà thuận", "kĩ thuật", "thuỷ lợi", "quí"])
def test_a_question_that_is_right_gets_no_suggestion_in_any_spelling(
    vocabulary: Vocabulary, text: str
) -> None:
    assert suggested(vocabulary, text) is None
    assert suggested(vocabulary, unicodedata.normalize("NFD", text)) is None


@pytest.mark.parametrize(
    "text", ["", "4", "05", "zzzzzz", "hoc hanh", "toi", "ông", "sen sen sen", "kể"]
)
def test_nothing_is_offered_that_is_merely_more_frequent(vocabulary: Vocabulary, text: str) -> None:
    assert suggested(vocabulary, text) is None


_NAMED = ReferenceVocabulary(
    [
        *["Hội con nuôi xã, sự sức mô, ủ bã, ẩm ướt, áo ấm"] * 30,
        *["Ông K trông rừng. Hội CCN xã. Tạt xã bên. Đội của Sứ xã, đi 18 xã"] * 30,
        *["Tạt qua xã. Tôi ra xã."] * 9,
    ]
)


@pytest.mark.parametrize(
    "typed",
    [
        "U23",
        "U22",
        "đội U23",
        "Su57",
        "SJC",
        "x",
        "m",
        "Hội CCB xã",
        "TYT xã",
        "TYT",
        "K'Brông",
        "ông K'Brông",
        "A1",
        "OM18",
        "u30",
    ],
)
def test_short_forms_names_of_things_and_single_letters_stay_as_typed(typed: str) -> None:
    assert suggested(_NAMED, typed) is None
    assert suggested(_NAMED, typed.lower()) is None


def test_beside_a_name_the_other_words_are_still_mended() -> None:
    assert suggested(_NAMED, "hoi con nuoi CCB") == "hội con nuôi ccb"
    assert suggested(_NAMED, "doi U23 cua su xa") == "đội u23 của sứ xã"


def test_a_short_form_of_the_operator_is_left_alone_too(vocabulary: Vocabulary) -> None:
    own = Abbreviations([("SEEN", "sen hồng")])
    typed = words("trồng seen trên đất")
    assert Speller(vocabulary, Abbreviations(())).suggest(typed) is not None
    assert Speller(vocabulary, own).suggest(typed) is None


def test_a_single_word_that_no_text_writes_is_mended(vocabulary: Vocabulary) -> None:
    assert suggested(vocabulary, "khuyếnn") == "khuyến"
    assert suggested(vocabulary, "facebok") == "facebook"


def test_a_suggestion_says_which_words_it_changed_and_keeps_the_others(
    vocabulary: Vocabulary,
) -> None:
    typed = words("tủ đồ hân ái")
    assert Speller(vocabulary, _SHORT).suggest(typed) == Respelling(
        (typed[0], typed[1], Word("nhân", "nhan"), typed[3]), (2,)
    )


def test_words_past_the_sixteenth_are_given_back_as_typed(vocabulary: Vocabulary) -> None:
    typed = words("tu do nhan ai " * 6)
    suggestion = Speller(vocabulary, _SHORT).suggest(typed)
    assert suggestion is not None
    assert suggestion.words[:4] == words("tủ đồ nhân ái")
    assert suggestion.words[16:] == typed[16:]
    assert max(suggestion.changed) < 16


def test_an_empty_index_suggests_nothing() -> None:
    assert suggested(ReferenceVocabulary([]), "mo hinh tu do") is None


def test_what_is_asked_of_the_index_is_bounded() -> None:
    asked = Remembering(ReferenceVocabulary(_TEXTS[:10]))
    Speller(asked, _SHORT).suggest(words("xuan mon tren ben toan hoc hnan aiq " * 4))
    assert asked.asked < 450


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from("tu do hna tủ ngươi ơ 19 ddoof".split()), max_size=6).map(" ".join)
)
def test_whatever_is_typed_a_suggestion_has_as_many_words_and_differs_where_it_says(
    vocabulary: Vocabulary, text: str
) -> None:
    typed = words(text)
    suggestion = Speller(vocabulary, _SHORT).suggest(typed)
    if suggestion is None:
        return
    assert len(suggestion.words) == len(typed)
    assert suggestion.changed == tuple(
        at for at, (one, two) in enumerate(zip(typed, suggestion.words, strict=True)) if one != two
    )
    assert suggestion == Speller(vocabulary, _SHORT).suggest(typed)
    for at in suggestion.changed:
        assert vocabulary.frequency(Term("exact", suggestion.words[at].exact)) > 0


_KEYS = """
ddoof đồ | nhaan nhân | ais ái | tur tủ | dduwowcj được | dduowcj được | huowngs hướng | dod đo
nguoiwf người | nhana nhân | d9o62 đồ | nha6n nhân | a1i ái | ngu7o7i2 người | tieengs tiếng
gias giá | quyeets quyết | thuyr thuỷ | giuwx giữ | hoaf hoà | khoer khoẻ | nawm năm | tw tư
thwr thử | đôf đồ | toons tốn | ddaats đất | yeeu yêu | cuar của | khuyur khuỷu | ngoaif ngoài
nhan6 nhân | dat96 đât | duong72 dường | ngu7o7i2 người | na8m1 nắm | su75 sự | tha81ng thắng
"""


@pytest.mark.parametrize("line", [one.strip() for one in _KEYS.replace("\n", "|").split("|")])
def test_the_keys_of_telex_and_vni_have_one_meaning(line: str) -> None:
    if line:
        typed, form = line.split()
        assert meant(typed) == form


@pytest.mark.parametrize(
    "typed",
    """
    facebook nhan nhân 19 covid h của windows
    u22 u23 su57 a1 o7 aa of t7 om8 tu6 tu60 tu61x nh6an nha1nh2 b12 h5n1 ir50404 ql1a m2
    """.split(),
)
def test_what_is_not_such_keys_has_no_meaning(typed: str) -> None:
    assert meant(typed) is None


@given(st.text(alphabet="abcdeghimnotuydđâăêôơưáàảãạ0123456789swxrfjwz", max_size=12))
def test_any_text_may_be_read_as_keys(typed: str) -> None:
    form = meant(typed)
    assert form is None or form != typed


def test_a_slip_is_found_again_between_the_two_words() -> None:
    for slip in slips("nhan"):
        found = slip_between("nhan", slip.folded)
        assert found is not None
        assert found.folded == slip.folded
    assert {slip.folded for slip in slips("hna")} >= {"han", "ha", "hoa", "nha"}
    assert slip_between("nhan", "nhan") is None
    assert slip_between("nhan", "hoan") is None


@pytest.mark.parametrize(
    ("typed", "meant", "changed"),
    [("mai", "mại", 1), ("nguời", "người", 1), ("nguoi", "người", 3), ("dan", "đàn", 2)],
)
def test_marks_are_counted_one_by_one(typed: str, meant: str, changed: int) -> None:
    assert marks_changed(typed, meant, None) == changed


@pytest.mark.parametrize(
    ("typed", "meant", "changed"),
    [
        ("ngi", "ngài", 0),
        ("ắbt", "bắt", 0),
        ("ắbt", "bát", 1),
        ("hân", "nhân", 0),
        ("hận", "nhân", 1),
    ],
)
def test_the_marks_of_other_letters_were_meant(typed: str, meant: str, changed: int) -> None:
    (one,) = words(typed)
    (two,) = words(meant)
    slip = slip_between(one.folded, two.folded)
    assert marks_changed(one.exact, two.exact, slip) == changed
