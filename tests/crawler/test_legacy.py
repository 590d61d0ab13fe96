import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import legacy
from tests.crawler.legacy_typist import TABLES, mistaken, typed

TEXT = (
    "Tổ hùn vốn của chị em xã Hoà Lạc giúp nhau nuôi gà thả vườn.\n"
    "Mỗi tháng góp một lần, mỗi lần hai trăm nghìn đồng (năm 2009).\n"
    "Ông Lê Văn Mẫu - chủ tịch hội - nói: cách làm này dễ học, ít rủi ro."
)
EVERY = sorted(TABLES)


@pytest.mark.parametrize("encoding", EVERY)
def test_bytes_are_recognised_by_the_words_they_make(encoding: str) -> None:
    assert legacy.from_bytes(typed(TEXT, encoding)) == (encoding, TEXT)


@pytest.mark.parametrize("encoding", EVERY)
def test_text_that_a_western_eye_read_is_recognised_too(encoding: str) -> None:
    assert legacy.from_mistaken(mistaken(TEXT, encoding)) == (encoding, TEXT)


@pytest.mark.parametrize("encoding", EVERY)
def test_text_read_as_latin_1_is_the_same_text(encoding: str) -> None:
    assert legacy.from_mistaken(typed(TEXT, encoding).decode("latin-1")) == (encoding, TEXT)


@pytest.mark.parametrize("encoding", EVERY)
def test_a_headline_is_enough(encoding: str) -> None:
    title = "Điểm sáng xây dựng nông thôn mới"
    assert legacy.from_mistaken(mistaken(title, encoding)) == (encoding, title)


@pytest.mark.parametrize("encoding", EVERY)
def test_markup_around_the_words_does_not_hide_them(encoding: str) -> None:
    page = f'<html><body class="trang-chu"><script>var a="b-c"</script><p>{TEXT}</p>'
    assert legacy.from_bytes(typed(page, encoding)) == (encoding, page)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Written in plain English, with a naïve café or two.",
        "Le café était fermé à Noël ; où êtes-vous passés, très chère ? Déjà né, le thé, le blé.",
        "Grüße aus Köln: schöne Straßen, müde Füße, große Bäume.",
        "El señor García comió jamón mañana; también el niño pidió más.",
        "São Paulo não é a capital; coração, ação, avó e avô.",
        "Bà và cô bé là các cháu nhà chú Hà, có cà phê và bò.",
        TEXT,
        "30º – 40º · ½ ¾ © ® «x» °C ±5 § ¶",
        "Приложение к отчёту за 2009 год, 日本語のテキスト",
        "\x00\x01\x02\x03\x80\x81\x8d\xff",
    ],
)
def test_what_is_what_it_seems_to_be_is_left_alone(text: str) -> None:
    assert legacy.from_mistaken(text) is None
    assert legacy.from_bytes(text.encode("windows-1252", "ignore")) is None


def test_what_was_meant_is_the_mended_text_or_the_text_itself() -> None:
    assert legacy.meant(mistaken(TEXT, "vni")) == TEXT
    assert legacy.meant("Déjà vu") == "Déjà vu"


def test_lines_that_are_unicode_already_stay_among_others() -> None:
    unicode_line = "Kế hoạch số 5 của Uỷ ban nhân dân"
    found = legacy.from_mistaken(f"{unicode_line}\n{mistaken(TEXT, 'tcvn3')}\nPlain English.")
    assert found == ("tcvn3", f"{unicode_line}\n{TEXT}\nPlain English.")


def test_a_line_that_would_only_get_worse_stays_among_others() -> None:
    found = legacy.from_mistaken(f"{mistaken(TEXT, 'tcvn3')}\nBà và các cháu nhà chú Hà")
    assert found == ("tcvn3", f"{TEXT}\nBà và các cháu nhà chú Hà")


def test_headings_in_the_capital_abc_fonts_become_capitals() -> None:
    page = (
        "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\n§éc lËp - Tù do - H¹nh phóc\n"
        "UBND x· §ång MÉu häp víi TW §oµn"
    )
    assert legacy.from_mistaken(page) == (
        "tcvn3",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "UBND xã Đồng Mẫu họp với TW Đoàn",
    )


def test_a_soft_hyphen_that_became_a_hard_one_is_still_a_letter() -> None:
    page = "Ng-êi d©n trong n-íc, t- vÊn vÒ gièng c©y, tuyÕn Hµ Néi-HuÕ, m« h×nh m-¬ng v-ên"
    assert legacy.from_mistaken(page) == (
        "tcvn3",
        "Người dân trong nước, tư vấn về giống cây, tuyến Hà Nội-Huế, mô hình mương vườn",
    )


WORDS = (
    "mô hình cách làm hiệu quả nông thôn mới đồng ruộng người dân tổ hợp tác vườn ổi chăn nuôi bò"
    " sữa xã huyện phường đường trường học thuỷ lợi kênh mương giống lúa sạch khuyến khích quỹ"
).split()


@pytest.mark.parametrize("encoding", EVERY)
@settings(max_examples=30)
@given(words=st.lists(st.sampled_from(WORDS), min_size=12, max_size=60, unique=False))
def test_whatever_is_recognised_is_recognised_rightly(encoding: str, words: list[str]) -> None:
    text = " ".join(words)
    found = legacy.from_bytes(typed(text, encoding))
    assert found is None or found[1] == text


@pytest.mark.parametrize("label", ["VISCII", "csVISCII", "x-viet-viscii"])
def test_labels_are_known_in_any_case(label: str) -> None:
    assert legacy.from_label(label, typed(TEXT, "viscii")) == TEXT


def test_a_foreign_label_is_not_answered_here() -> None:
    assert legacy.from_label("koi8-r", b"x") is None
