"""Short forms and the words they stand for, so that a question in either finds both.

Used on questions alone: a text is indexed as it is written, and a change needs no new index.

The table below was written for this program from the way district portals write. A short form is
in it if it means one thing there, or two that a reader would not tell apart either (BCH), and if
it is no Vietnamese syllable with its marks gone: analysis is blind to capitals, and a question
typed without marks must not mean something else. So `TW` is in, and `TƯ` (*tư*), `CA` (*ca*), `GD`
with `GĐ` (education, family, director) are out. Out for their many meanings are `CT` (chỉ thị,
chương trình, chủ tịch, công trình), `KH` (kế hoạch, khoa học), `TT`, `TB`, `HD`, `BC`, `ND`, `BV`,
`VHTT`; the mark of a document hardly ever needs them, since its kind stands before it (Chỉ thị số
05-CT/TW). `VN` is out because it is the end of every address.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.analysis.analyzer import syllables
from index.analysis.normalize import Form

_TABLE = """
# Party, state, fronts and unions
TW      Trung ương
BCH     Ban Chấp hành
BCH     Ban Chỉ huy
BCĐ     Ban Chỉ đạo
BTV     Ban Thường vụ
BTG     Ban Tuyên giáo
BDV     Ban Dân vận
UBKT    Uỷ ban Kiểm tra
UBND    Uỷ ban nhân dân
HĐND    Hội đồng nhân dân
ĐBQH    đại biểu Quốc hội
TAND    Toà án nhân dân
VKSND   Viện kiểm sát nhân dân
MTTQ    Mặt trận Tổ quốc
MTTQVN  Mặt trận Tổ quốc Việt Nam
UBMTTQ  Uỷ ban Mặt trận Tổ quốc
UBMTTQVN Uỷ ban Mặt trận Tổ quốc Việt Nam
LHPN    Liên hiệp Phụ nữ
HPN     Hội Phụ nữ
HVPN    hội viên phụ nữ
LHTN    Liên hiệp Thanh niên
ĐTN     Đoàn Thanh niên
ĐVTN    đoàn viên thanh niên
TNCS    Thanh niên Cộng sản
TNXP    Thanh niên xung phong
HND     Hội Nông dân
CCB     cựu chiến binh
LĐLĐ    Liên đoàn Lao động
CĐCS    Công đoàn cơ sở
CTĐ     Chữ thập đỏ
NCT     người cao tuổi
HCM     Hồ Chí Minh
XHCN    xã hội chủ nghĩa
CBCC    cán bộ công chức
CBCCVC  cán bộ công chức viên chức
CBCS    cán bộ chiến sĩ
CNVC    công nhân viên chức
CNVCLĐ  công nhân viên chức lao động
# Security and defence
ANTT    an ninh trật tự
ANTQ    an ninh Tổ quốc
ANCT    an ninh chính trị
ANQP    an ninh quốc phòng
QPAN    quốc phòng an ninh
TTATXH  trật tự an toàn xã hội
TTATGT  trật tự an toàn giao thông
ATGT    an toàn giao thông
TNGT    tai nạn giao thông
CSGT    cảnh sát giao thông
CAND    Công an nhân dân
QĐND    Quân đội nhân dân
LLVT    lực lượng vũ trang
CHQS    Chỉ huy Quân sự
DQTV    dân quân tự vệ
BĐBP    Bộ đội Biên phòng
CKQT    cửa khẩu quốc tế
PCCC    phòng cháy chữa cháy
CNCH    cứu nạn cứu hộ
# Countryside, economy, environment
NTM     nông thôn mới
XDNTM   xây dựng nông thôn mới
PTNT    phát triển nông thôn
GTNT    giao thông nông thôn
GTVT    giao thông vận tải
HTX     hợp tác xã
THT     tổ hợp tác
KCN     khu công nghiệp
DNTN    doanh nghiệp tư nhân
TNHH    trách nhiệm hữu hạn
SXKD    sản xuất kinh doanh
KTXH    kinh tế xã hội
CNH     công nghiệp hoá
HĐH     hiện đại hoá
GPMB    giải phóng mặt bằng
QSDĐ    quyền sử dụng đất
QLDA    quản lý dự án
NSNN    ngân sách nhà nước
XKLĐ    xuất khẩu lao động
BVMT    bảo vệ môi trường
VSMT    vệ sinh môi trường
BĐKH    biến đổi khí hậu
ĐBSCL   đồng bằng sông Cửu Long
# Culture, education, health, welfare
TDTT    thể dục thể thao
ĐSVH    đời sống văn hoá
VHXH    văn hoá xã hội
CLB     câu lạc bộ
GDĐT    Giáo dục và Đào tạo
GDTX    giáo dục thường xuyên
THCS    trung học cơ sở
THPT    trung học phổ thông
SGK     sách giáo khoa
HTCĐ    học tập cộng đồng
KHCN    khoa học công nghệ
KHKT    khoa học kỹ thuật
CNTT    công nghệ thông tin
CĐS     chuyển đổi số
TYT     Trạm Y tế
TTYT    Trung tâm Y tế
BVĐK    Bệnh viện đa khoa
ATTP    an toàn thực phẩm
ATVSTP  an toàn vệ sinh thực phẩm
VSATTP  vệ sinh an toàn thực phẩm
CSSK    chăm sóc sức khoẻ
KHHGĐ   kế hoạch hoá gia đình
BHXH    bảo hiểm xã hội
BHYT    bảo hiểm y tế
BTXH    bảo trợ xã hội
CSXH    chính sách xã hội
NHCSXH  Ngân hàng Chính sách xã hội
LĐTBXH  Lao động Thương binh và Xã hội
DTTS    dân tộc thiểu số
BLGĐ    bạo lực gia đình
# Places and papers
TP      thành phố
TPHCM   thành phố Hồ Chí Minh
TX      thị xã
TDP     tổ dân phố
KDC     khu dân cư
CCCD    căn cước công dân
CMND    chứng minh nhân dân
GPLX    giấy phép lái xe
CCHC    cải cách hành chính
TTHC    thủ tục hành chính
DVC     dịch vụ công
VPHC    vi phạm hành chính
# Measures
%       phần trăm
m2      mét vuông
m3      mét khối
"""

Phrase = tuple[Form, ...]


class Typed(Protocol):
    """A word of a question."""

    @property
    def exact(self) -> str:
        """As it is compared with its marks."""

    @property
    def folded(self) -> str:
        """As it is compared without."""


@dataclass(frozen=True, slots=True)
class Run:
    """Where the words of a long form stand among others, and what they are shortened to."""

    start: int
    end: int
    """The place after the last word."""
    shorts: tuple[Form, ...]


def shipped() -> tuple[tuple[str, str], ...]:
    """The table of this program: pairs of a short form and what it stands for."""
    rows = (row.split(maxsplit=1) for row in _TABLE.strip().splitlines() if row[0] != "#")
    return tuple((short, long) for short, long in rows)


class Abbreviations:
    """Looks up short forms and long ones; never changes.

    A word is met as a question's words are: typed with marks it must have the same ones, typed
    without any it may stand for all.
    """

    __slots__ = ("_longs", "_shorts", "_sizes")

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        longs: defaultdict[str, dict[tuple[Form, Phrase], None]] = defaultdict(dict)
        shorts: defaultdict[tuple[str, ...], dict[tuple[Phrase, Form], None]] = defaultdict(dict)
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for written, words in entries:
            (short,) = _phrase(written)
            long = _phrase(words)
            longs[short.folded][short, long] = None
            shorts[tuple(one.folded for one in long)][long, short] = None
            sizes[long[0].folded].add(len(long))
        self._longs = {key: tuple(found) for key, found in longs.items()}
        self._shorts = {key: tuple(found) for key, found in shorts.items()}
        self._sizes = {key: sorted(found, reverse=True) for key, found in sizes.items()}

    def opened(self, word: Typed) -> tuple[Phrase, ...]:
        """What a word may be short for, as entered; nothing if it is no short form."""
        known = self._longs.get(word.folded, ())
        return tuple(dict.fromkeys(long for short, long in known if _meets(word, short)))

    def runs(self, words: Sequence[Typed]) -> Iterator[Run]:
        """Every run of words that is a long form, from left to right, longer ones first.

        Runs may overlap: that of `MTTQ` lies inside that of `UBMTTQ`.
        """
        folded = tuple(word.folded for word in words)
        for start, first in enumerate(folded):
            for size in self._sizes.get(first, ()):
                end = start + size
                # Fewer words may be left, and be a long form of their own.
                known = self._shorts.get(folded[start:end], ()) if end <= len(words) else ()
                shorts = [
                    short for long, short in known if all(map(_meets, words[start:end], long))
                ]
                if shorts:
                    yield Run(start, end, tuple(dict.fromkeys(shorts)))


def _meets(typed: Typed, meant: Form) -> bool:
    return typed.exact == meant.exact or typed.exact == typed.folded == meant.folded


def _phrase(text: str) -> Phrase:
    # The sign of per cent is a syllable only behind a number.
    if text == "%":
        return (Form("%", "%"),)
    return tuple(Form(one.exact, one.folded) for one in syllables(text))
