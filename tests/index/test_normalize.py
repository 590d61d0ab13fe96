"""One spelling of each syllable: tables written by hand, and what holds for any text."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import normalize
from index.analysis.normalize import exact, folded

# As typed, the exact form, the folded form.
_TABLE = """
hòa hoà hoa | hóa hoá hoa | hỏa hoả hoa | họa hoạ hoa | hõa hoã hoa | hoà hoà hoa | hoá hoá hoa
tòa toà toa | tỏa toả toa | tọa toạ toa | loá loá loa | lóa loá loa | xóa xoá xoa | xõa xoã xoa
khóa khoá khoa | khoá khoá khoa | đóa đoá doa | đọa đoạ doa | thỏa thoả thoa | thoả thoả thoa
ngóa ngoá ngoa | gióa gioá gioa | òa oà oa | oà oà oa
khỏe khoẻ khoe | khoẻ khoẻ khoe | hòe hoè hoe | hóe hoé hoe | lóe loé loe | xòe xoè xoe
tóe toé toe | nhòe nhoè nhoe | chọe choẹ choe | ọe oẹ oe
thủy thuỷ thuy | thuỷ thuỷ thuy | thúy thuý thuy | thùy thuỳ thuy | thụy thuỵ thuy
hủy huỷ huy | huỷ huỷ huy | ủy uỷ uy | uỷ uỷ uy | ũy uỹ uy | úy uý uy | lũy luỹ luy | lụy luỵ luy
tùy tuỳ tuy | túy tuý tuy | tủy tuỷ tuy | nhụy nhuỵ nhuy | duy duy duy | suy suy suy
chùy chuỳ chuy
quý quí qui | quí quí qui | quỳ quì qui | quỹ quĩ qui | quỷ quỉ qui | quỵ quị qui | quy qui qui
qùy quì qui | quả quả qua | quà quà qua | quá quá qua | quạ quạ qua | quê quê que | què què que
quẻ quẻ que | quét quét quet | quýt quýt quyt | quỳnh quỳnh quynh | quyển quyển quyen
kỹ kĩ ki | kĩ kĩ ki | ký kí ki | kỳ kì ki | kỷ kỉ ki | kỵ kị ki | ky ki ki
lý lí li | lí lí li | lỵ lị li | lỳ lì li | ly li li | mỹ mĩ mi | mĩ mĩ mi | mỵ mị mi | my mi mi
hy hi hi | hỷ hỉ hi | hý hí hi | tỷ tỉ ti | tỉ tỉ ti | tý tí ti | tỵ tị ti | ty ti ti
sỹ sĩ si | sĩ sĩ si | sỷ sỉ si | sy si si
y y y | ý ý y | ỷ ỷ y | ỳ ỳ y | ỵ ỵ y | ỹ ỹ y | í í i | ì ì i
vy vy vy | vỹ vỹ vy | dy dy dy | thy thy thy | nghỹ nghỹ nghy | khỷ khỷ khy | quynh quynh quynh
hoàn hoàn hoan | khoảng khoảng khoang | toán toán toan | hoạt hoạt hoat | đoàn đoàn doan
hoài hoài hoai | ngoài ngoài ngoai | xoáy xoáy xoay | khoái khoái khoai | ngoèo ngoèo ngoeo
khuỷu khuỷu khuyu | huỳnh huỳnh huynh | thuyền thuyền thuyen | tuyết tuyết tuyet | luýt luýt luyt
khuya khuya khuya | suýt suýt suyt | mía mía mia | mùa mùa mua | của của cua | lúa lúa lua
đồ đồ do | Đồ đồ do | ĐỒ đồ do | ðồ đồ do | Ðồ đồ do | ÐỒNG đồng dong | đ đ d | Ð đ d | đẹp đẹp dep
tủ tủ tu | tư tư tu | nhân nhân nhan | ái ái ai | ÁI ái ai | THỦY thuỷ thuy | Hòa hoà hoa
HOÀ hoà hoa | QUÝ quí qui | Mỹ mĩ mi | KỸ kĩ ki | Uỷ uỷ uy | ỦY uỷ uy
ưỡn ưỡn uon | ươm ươm uom | ngưỡng ngưỡng nguong | gương gương guong | nghiêng nghiêng nghieng
ă ă a | â â a | ê ê e | ô ô o | ơ ơ o | ư ư u | ở ở o | ế ế e | ậ ậ a | ẵ ẵ a | ữ ữ u | ộ ộ o
05 5 5 | 2022 2022 2022 | 4a 4a 4a | b12 b12 b12 | ubnd ubnd ubnd | UBND ubnd ubnd
İ i̇ i | İstanbul i̇stanbul istanbul | ñ ñ n | É é e | straße straße straße | ŷ ŷ y | kŷ kŷ ki
"""
TABLE = [row.split() for row in _TABLE.replace("\n", "|").split("|") if row.strip()]


def _rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


SCHOOLS = _rows("syllables.txt")
DIFFERENT = _rows("different_syllables.txt")
TEXTS = st.text(max_size=12)
VIETNAMESE = st.text("05.²aăâbcdđeêghiklmnoôơpqrstuưvxyAĐOUYáàảãạóòỏõọúùủũụýỳỷỹỵ̣̀́̉̃ðÐİ", max_size=9)


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 120
    assert len({row[0] for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("typed", "marked", "bare"), TABLE)
def test_a_syllable_has_one_exact_and_one_folded_form(typed: str, marked: str, bare: str) -> None:
    assert exact(typed) == unicodedata.normalize("NFC", marked)
    assert folded(typed) == bare


@pytest.mark.parametrize(("typed", "marked", "bare"), TABLE)
def test_decomposed_typing_means_the_same(typed: str, marked: str, bare: str) -> None:
    decomposed = unicodedata.normalize("NFD", typed)
    assert exact(decomposed) == unicodedata.normalize("NFC", marked)
    assert folded(decomposed) == bare


def test_the_tables_of_spelling_schools_are_long_enough_to_mean_something() -> None:
    assert len({old for old, _, _ in SCHOOLS}) == len(SCHOOLS) >= 300
    assert len({frozenset(two) for two in DIFFERENT}) == len(DIFFERENT) >= 60


@pytest.mark.parametrize(("old", "new", "marked"), SCHOOLS)
def test_both_schools_and_hasty_hands_write_one_exact_form(old: str, new: str, marked: str) -> None:
    assert exact(old) == exact(new) == exact(marked) == marked
    assert folded(old) == folded(new) == folded(marked)
    assert exact(unicodedata.normalize("NFD", old)) == marked


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_no_spelling_school_makes_one_of_two_meanings(one: str, other: str) -> None:
    assert exact(one) != exact(other)


@pytest.mark.parametrize(
    "bare",
    "hoa khoe thuy mua nghia qua quy gia giun hoan ngoai tuyên chuôi ngươi đương yêu khuyu".split(),
)
def test_a_tone_is_the_same_on_whichever_vowel_it_was_typed_and_never_another(bare: str) -> None:
    meant = [
        {
            exact(bare[: n + 1] + tone + bare[n + 1 :])
            for n, letter in enumerate(bare)
            if letter in "aăâeêioôơuưy"
        }
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    ]
    assert all(len(forms) == 1 for forms in meant)
    assert len(set.union(*meant)) == 6


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoa", "hoà"), ("hoà", "hoạ"), ("tu", "tư"), ("do", "đo"), ("qua", "quá"), ("ý", "i"),
     ("vy", "vi"), ("thy", "thi"), ("y", "i"), ("quynh", "quinh"), ("05", "50"), ("12", "1")],
)  # fmt: skip
def test_what_is_written_apart_on_purpose_stays_apart(one: str, other: str) -> None:
    assert exact(one) != exact(other)


@pytest.mark.parametrize(
    "word",
    [
        "café", "josé", "andré", "zoé", "raúl", "león", "peña", "hoñ", "são", "voilà", "où",
        "ủý", "hóà", "tòán", "hòat", "toàc", "êđê", "đắk", "krông", "uơ", "huơ", "thủowng",
    ],
)  # fmt: skip
def test_what_is_no_vietnamese_syllable_or_needs_no_change_keeps_its_marks(word: str) -> None:
    assert exact(word) == word


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("05", "5"),
        ("00", "0"),
        ("0", "0"),
        ("007", "7"),
        ("100", "100"),
        ("2022", "2022"),
        ("B12", "b12"),
        ("PC02", "pc2"),
        ("19h05", "19h5"),
        ("19h30", "19h30"),
        ("700.000", "700000"),
        ("1.500.000", "1500000"),
        ("%", "%"),
        ("％", "%"),
        ("０５", "5"),
        ("٢٠٢٢", "2022"),
        ("२०", "20"),
        ("m²", "m2"),
        ("km²", "km2"),
        ("m³", "m3"),
        ("CO₂", "co2"),
        ("①", "1"),
        ("❷", "2"),
        ("½", "½"),
        ("ＵＢＮＤ", "ubnd"),
        ("𝗠𝗼\u0302", "mô"),
        ("𝐇𝐨̀𝐚", "hoà"),
        ("Ⅳ", "iv"),
        ("XIV", "xiv"),
    ],
)
def test_numbers_and_fancy_letters_have_one_form(typed: str, form: str) -> None:
    assert exact(typed) == form


@pytest.mark.parametrize(
    "unseen", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u034f"]
)
def test_characters_that_nobody_sees_change_nothing(unseen: str) -> None:
    assert exact(f"thu{unseen}ỷ") == exact(f"thuy{unseen}\u0309") == "thuỷ"


def test_a_word_without_end_is_cut_and_stays_so() -> None:
    assert exact("ố" * 500) == exact(unicodedata.normalize("NFD", "ố" * 500)) == "ố" * 64
    assert folded("ố" * 500) == "o" * 64
    assert exact("İ" * 64) == exact(exact("İ" * 64))


@given(TEXTS | VIETNAMESE)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert exact(exact(text)) == exact(text)
    assert folded(folded(text)) == folded(text)
    assert folded(exact(text)) == folded(text)


@given(TEXTS | VIETNAMESE)
def test_both_unicode_forms_of_a_text_mean_the_same(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert exact(composed) == exact(decomposed) == exact(text)
    assert folded(composed) == folded(decomposed)


@given(VIETNAMESE)
def test_no_vietnamese_mark_is_left_in_a_folded_syllable(text: str) -> None:
    assert folded(text).isascii()


def test_more_ways_of_writing_than_are_remembered_all_have_their_forms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(normalize, "_REMEMBERED", 3)
    for _ in range(2):
        assert [exact(f"Ế{number}") for number in range(10)] == [
            f"ế{number}" for number in range(10)
        ]
