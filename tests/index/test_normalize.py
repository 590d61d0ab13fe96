"""One spelling of each syllable: a table written by hand, and what holds for any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
qùy qùy qui | quả quả qua | quà quà qua | quá quá qua | quạ quạ qua | quê quê que | què què que
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
05 05 05 | 2022 2022 2022 | 4a 4a 4a | b12 b12 b12 | ubnd ubnd ubnd | UBND ubnd ubnd
İ i̇ i | İstanbul i̇stanbul istanbul | ñ ñ n | É é e | straße straße straße | ŷ ŷ y | kŷ kŷ ki
"""
TABLE = [row.split() for row in _TABLE.replace("\n", "|").split("|") if row.strip()]
TEXTS = st.text(max_size=12)
VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐOUYáàảãạóòỏõọúùủũụýỳỷỹỵ̣̀́̉̃ðÐİ", max_size=9)


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


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoa", "hoà"), ("hoà", "hoạ"), ("tu", "tư"), ("do", "đo"), ("qua", "quá"), ("ý", "i"),
     ("vy", "vi"), ("thy", "thi"), ("y", "i"), ("quynh", "quinh")],
)  # fmt: skip
def test_what_is_written_apart_on_purpose_stays_apart(one: str, other: str) -> None:
    assert exact(one) != exact(other)


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
