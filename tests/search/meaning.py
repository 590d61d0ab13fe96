"""What questions mean, written by hand: each beside the text that a person types for it."""

from dataclasses import dataclass
from datetime import date

from index.analysis.analyzer import syllables
from index.question import All, Any, Carries, Dated, Node, Not, Phrase, Prefix, Titled, Word

UNIT = Carries("unit", ("Hội Liên hiệp Phụ nữ xã Trường Xuân",))
MODEL = Carries("model", ("Tủ đồ nhân ái",))
SECTION = Carries("section", ("Văn hoá - Xã hội",))
PORTAL = Carries("source", ("mau",))


@dataclass(frozen=True)
class Asked:
    """What is typed, what an article should hold of it, and what it must."""

    typed: str
    wanted: tuple[Node, ...] = ()
    demanded: tuple[Node, ...] = ()

    @property
    def whole(self) -> Node:
        """All of it, as one side of an OR demands it."""
        return All((*self.wanted, *self.demanded))


def words(text: str) -> tuple[Word, ...]:
    """Plain words."""
    return tuple(Word(one.exact, one.folded) for one in syllables(text))


def quoted(text: str) -> Phrase:
    """What stands in quotes."""
    return Phrase(words(text))


def begun(text: str) -> Prefix:
    """What a star follows."""
    (word,) = words(text)
    # What ends in y goes on with it, though alone it would be written with i.
    with_y = {"i": "y", "í": "ý"} if text.endswith(("y", "ý")) else {}
    forms = (one[:-1] + with_y.get(one[-1], one[-1]) for one in (word.exact, word.folded))
    return Prefix(*forms)


def short(text: str, *longs: str) -> Node:
    """An abbreviation, or what it stands for."""
    return Any((*words(text), *map(quoted, longs)))


def long(text: str, *shorts: str) -> tuple[Node, ...]:
    """Words that may be shortened."""
    return tuple(Any((word, *(words(each)[0] for each in shorts))) for word in words(text))


def since(year: int, month: int = 1, day: int = 1) -> Dated:
    """From a day on."""
    return Dated(date(year, month, day), None)


def until(year: int, month: int = 12, day: int = 31) -> Dated:
    """Up to a day."""
    return Dated(None, date(year, month, day))


UBND = short("ubnd", "uỷ ban nhân dân")
LHPN = short("lhpn", "liên hiệp phụ nữ")
MTTQ = short("mttq", "mặt trận tổ quốc")
TW = short("tw", "trung ương")
PER_CENT = Any((Word("%", "%"), quoted("phần trăm")))
MARK = (*words("5 ct"), TW)
EITHER = Any((All(words("heo đất")), All(words("tủ đồ"))))
LEARN = quoted("học tập và làm theo")

WORDS = (
    Asked("", (), ()),
    Asked("tủ đồ nhân ái", words("tủ đồ nhân ái")),
    Asked("tu do nhan ai", words("tu do nhan ai")),
    Asked("Tủ, đồ; (nhân) ái?", words("tủ đồ nhân ái")),
    Asked("hòa giải", words("hoà giải")),
    Asked("kẻng kẻng KẺNG", words("kẻng")),
    Asked("heo đất nuôi đàn lợn vũ trụ", words("heo đất nuôi đàn lợn vũ trụ")),
    Asked("không có từ nàynọ", words("không có từ nàynọ")),
    Asked("mươi kểng", words("mươi kểng")),
    Asked("heo đất or tủ đồ", words("heo đất or tủ đồ")),
    Asked("quý", words("quí")),
    Asked("quyết tâm", words("quyết tâm")),
)
PHRASES = (
    Asked('"học tập và làm theo"', (), (LEARN,)),
    Asked("“học tập và làm theo”", (), (LEARN,)),
    Asked("''học tập và làm theo\"", (), (LEARN,)),
    Asked('"Học tập - và làm theo từ:2021', words("học tập và làm theo"), (since(2021),)),
    Asked('-"học tập', (), (Not(quoted("học tập")),)),
    Asked('đơn vị:"hội LHPN xã Trường Xuân', (), (UNIT,)),
    Asked('"hoc tap va lam theo"', (), (quoted("hoc tap va lam theo"),)),
    Asked('"học tap và lam theo"', (), (quoted("học tap và lam theo"),)),
    Asked('"học tạp và làm theo"', (), (quoted("học tạp và làm theo"),)),
    Asked('"theo làm"', (), (quoted("theo làm"),)),
    Asked('"hòa giải"', (), (quoted("hoà giải"),)),
    Asked('"hoà giải" "Mỹ Hòa"', (), (quoted("hoà giải"), quoted("mĩ hoà"))),
    Asked('"Mĩ Quí"', (), (quoted("mỹ quý"),)),
    Asked('"my quy"', (), (quoted("mi qui"),)),
    Asked('"kẻng"', (), (quoted("kẻng"),)),
    Asked('"keng"', (), (quoted("keng"),)),
    Asked('heo "trường xuân" đất', words("heo đất"), (quoted("trường xuân"),)),
    Asked('"UBND"', (), (quoted("ubnd"),)),
    Asked('"quy* heo -đất OR (x)"', (), (quoted("quy heo đất or x"),)),
)
WITHOUT = (
    Asked("-covid", (), (Not(*words("covid")),)),
    Asked("-kẻng", (), (Not(*words("kẻng")),)),
    Asked("tiếng -kẻng", words("tiếng"), (Not(*words("kẻng")),)),
    Asked("tieng -keng", words("tieng"), (Not(*words("keng")),)),
    Asked('-"học tập và làm theo"', (), (Not(LEARN),)),
    Asked('heo -"học tập"', words("heo"), (Not(quoted("học tập")),)),
    Asked("-(heo đất)", (), (Not(All(words("heo đất"))),)),
    Asked("-(heo OR kẻng)", (), (Not(Any(words("heo kẻng"))),)),
    Asked("-05-CT/TW", (), (Not(quoted("5 ct tw")),)),
    Asked("-tuyên*", (), (Not(begun("tuyên")),)),
    Asked('-đơn vị:"Hội LHPN xã Trường Xuân"', (), (Not(UNIT),)),
    Asked('tủ -unit:"hoi lhpn xa truong xuan"', words("tủ"), (Not(UNIT),)),
    Asked("-mô hình: tủ đồ nhân ái", (), (Not(MODEL),)),
    Asked("-tiêu đề:kẻng", (), (Not(Titled(*words("kẻng"))),)),
    Asked('-chuyên mục:"văn hóa xã hội"', (), (Not(SECTION),)),
    Asked("-nguồn:mau", (), (Not(PORTAL),)),
    Asked("-từ:2020", (), (Not(since(2020)),)),
    Asked("xã - ấp", words("xã ấp")),
)
ALTERNATIVES = (
    Asked("heo đất OR tủ đồ", (), (EITHER,)),
    Asked("heo đất HOẶC tủ đồ", (), (EITHER,)),
    Asked("heo đất HOAC tủ đồ", (), (EITHER,)),
    Asked("heo đất|tủ đồ", (), (EITHER,)),
    Asked("(heo đất) OR (tủ đồ)", (), (EITHER,)),
    Asked('"Trường Xuân" (heo đất OR tủ đồ)', (), (quoted("trường xuân"), EITHER)),
    Asked("xã (heo đất OR tủ đồ)", words("xã"), (EITHER,)),
    Asked("UBND OR heo", (), (Any((UBND, *words("heo"))),)),
    Asked("kẻng OR -xã", (), (Any((*words("kẻng"), Not(*words("xã")))),)),
    Asked("kẻng | heo | tủ", (), (Any(words("kẻng heo tủ")),)),
    Asked(
        "(kẻng (heo OR tủ)) OR từ:2024", (),
        (Any((All((*words("kẻng"), Any(words("heo tủ")))), since(2024))),),
    ),
    Asked("OR heo OR", words("heo")),
)  # fmt: skip
FIELDS = (
    Asked("tiêu đề: tủ đồ", (), tuple(map(Titled, words("tủ đồ")))),
    Asked("TIÊU ĐỀ : do tu", (), tuple(map(Titled, words("do tu")))),
    Asked('title:"tủ đồ nhân ái"', (), (Titled(quoted("tủ đồ nhân ái")),)),
    Asked('title:"đồ tủ"', (), (Titled(quoted("đồ tủ")),)),
    Asked("xã (tieude:keng)", words("xã"), (Titled(*words("keng")),)),
    Asked("tiêu đề: ke* ", (), (Titled(begun("ke")),)),
    Asked("đơn vị: Hội LHPN xã Trường Xuân", (), (UNIT,)),
    Asked("unit:hoi lien hiep phu nu xa truong xuan", (), (UNIT,)),
    Asked("tủ đơn vị: Hội Phụ nữ xã Trường Xuân", words("tủ"), (UNIT,)),
    Asked("đơn vị: Hội LHPN xã Trường Xuân tủ đồ", words("tủ đồ"), (UNIT,)),
    Asked("đơn vị: Cục Vũ trụ", words("cục vũ trụ")),
    Asked("mô hình: Tủ đồ nhân ái", (), (MODEL,)),
    Asked('model:"tu do nhan ai" tủ', words("tủ"), (MODEL,)),
    Asked("chuyên mục: Văn hóa - Xã hội", (), (SECTION,)),
    Asked("heo section:van hoa xa hoi", words("heo"), (SECTION,)),
    Asked("nguồn:mau kẻng", words("kẻng"), (PORTAL,)),
    Asked("source: MAU", (), (PORTAL,)),
    Asked("source: đâu", words("đâu")),
)
DAYS = (
    Asked("từ:2021 đến:2022", (), (since(2021), until(2022))),
    Asked("from:2021 to:2022", (), (since(2021), until(2022))),
    Asked("tu: 2021 DEN : 2022", (), (since(2021), until(2022))),
    Asked("từ:05/2022", (), (since(2022, 5),)),
    Asked("đến:5/2022", (), (until(2022, 5, 31),)),
    Asked("đến:2022-02", (), (until(2022, 2, 28),)),
    Asked("từ:19/5/2022", (), (since(2022, 5, 19),)),
    Asked("đến:19-5-2022", (), (until(2022, 5, 19),)),
    Asked("đến:2022-05-19 xã", words("xã"), (until(2022, 5, 19),)),
    Asked("từ:19.5.2020 đến:20.11.2020", (), (since(2020, 5, 19), until(2020, 11, 20))),
    Asked("đến:2016 kẻng", words("kẻng"), (until(2016),)),
    Asked("từ:2022 đến:2021", (), (since(2022), until(2021))),
    Asked("từ:2016 OR đến:2022", (), (Any((since(2016), until(2022))),)),
    Asked("từ:31/02/2022", words("từ 31 2 2022")),
)
BEGINNINGS = (
    Asked("tuyên*", (begun("tuyên"),)),
    Asked("tuyen*", (begun("tuyen"),)),
    Asked("quy*", (begun("quy"),)),
    Asked("Quý*", (begun("quí"),)),
    Asked("quyế*", (begun("quyế"),)),
    Asked("ky*", (begun("ky"),)),
    Asked("kỹ*", (begun("kĩ"),)),
    Asked("hò*", (begun("hò"),)),
    Asked("hòa*", (begun("hoà"),)),
    Asked("tru* heo", (begun("tru"), *words("heo"))),
    Asked("heo * đất", words("heo đất")),
    Asked("đ* -đi*", (begun("đ"),), (Not(begun("đi")),)),
)
NUMBERS = (
    Asked("05-CT/TW", MARK),
    Asked("05 CT TW", MARK),
    Asked("05-ct/tw", MARK),
    Asked("5-ct/tw", MARK),
    Asked("Chỉ thị 05", words("chỉ thị 5")),
    Asked("chi thi so 05-CT/TW", (*words("chi thi so"), *MARK)),
    Asked("01-KL/TW", (*words("1 kl"), TW)),
    Asked('"01-KL/TW"', (), (quoted("1 kl tw"),)),
    Asked("64-KH/UBND", (*words("64 kh"), UBND)),
    Asked("19/5", words("19 5")),
    Asked('"19/05"', (), (quoted("19 5"),)),
    Asked("19-5-2022", words("19 5 2022")),
    Asked('"20-11"', (), (quoted("20 11"),)),
    Asked("2022", words("2022")),
    Asked("90 % hộ", (*words("90 hộ"), PER_CENT)),
    Asked(
        "90 phần trăm",
        (*words("90"), *(Any((one, PER_CENT.nodes[0])) for one in words("phần trăm"))),
    ),
    Asked("90%", (*words("90"), PER_CENT)),
)
SHORT = (
    Asked("UBND", (UBND,)),
    Asked("ủy ban nhân dân", long("uỷ ban nhân dân", "ubnd")),
    Asked("uy ban nhan dan", long("uy ban nhan dan", "ubnd")),
    Asked("LHPN", (LHPN,)),
    Asked("liên hiệp phụ nữ xã", (*long("liên hiệp phụ nữ", "lhpn"), *words("xã"))),
    Asked("MTTQ xã", (MTTQ, *words("xã"))),
    Asked("Mặt trận Tổ quốc", long("mặt trận tổ quốc", "mttq")),
    Asked("mat tran to quoc viet nam",
          (*long("mat tran to quoc", "mttqvn", "mttq"), *long("viet nam", "mttqvn"))),
    Asked("NTM", (short("ntm", "nông thôn mới"),)),
    Asked("nông thôn mới", long("nông thôn mới", "ntm")),
    Asked("TDTT", (short("tdtt", "thể dục thể thao"),)),
    Asked("thể dục thể thao", (
        Any(words("thể tdtt")), Any(words("dục tdtt")), Any(words("thao tdtt")))),
    Asked("hội phụ nữ", long("hội phụ nữ", "hpn")),
    Asked("-UBND", (), (Not(*words("ubnd")),)),
)  # fmt: skip
QUESTIONS = (
    *WORDS, *PHRASES, *WITHOUT, *ALTERNATIVES, *FIELDS, *DAYS, *BEGINNINGS, *NUMBERS, *SHORT
)  # fmt: skip

ATOMS = (
    Asked("tủ đồ", words("tủ đồ")),
    Asked("xa", words("xa")),
    Asked("UBND", (UBND,)),
    Asked("05-CT/TW", MARK),
    Asked("quy*", (begun("quy"),)),
    Asked('"học tập và làm theo"', (), (LEARN,)),
    Asked('-"phụ nữ"', (), (Not(quoted("phụ nữ")),)),
    Asked("-kẻng", (), (Not(*words("kẻng")),)),
    Asked('-đơn vị:"Hội LHPN xã Trường Xuân"', (), (Not(UNIT),)),
    Asked("(heo đất OR tủ đồ)", (), (EITHER,)),
    Asked('tiêu đề:"xã"', (), (Titled(quoted("xã")),)),
    Asked('mô hình:"Tủ đồ nhân ái"', (), (MODEL,)),
    Asked('chuyên mục:"van hoa xa hoi"', (), (SECTION,)),
    Asked("từ:2018 đến:05/2022", (), (since(2018), until(2022, 5, 31))),
)
