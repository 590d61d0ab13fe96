"""Sections, units and models of generated articles: few are frequent, many are rare."""

from collections.abc import Sequence
from itertools import product

_SECTIONS = (
    "Tin hoạt động", "Kinh tế - Xã hội", "Hoạt động đoàn thể", "Văn hoá - Thể thao",
    "Xây dựng nông thôn mới", "An ninh - Quốc phòng", "Giáo dục - Đào tạo", "Gương người tốt",
    "Y tế - Sức khoẻ", "Cải cách hành chính", "Học tập và làm theo Bác", "Chuyển đổi số",
)  # fmt: skip
_SOURCES = ("huyen-mot", "huyen-hai", "huyen-ba", "thi-xa-bon")
_BODIES = (
    "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên", "Hội Nông dân", "Hội Cựu chiến binh",
    "Uỷ ban nhân dân", "Công an", "Mặt trận Tổ quốc", "Hội Chữ thập đỏ", "Hội Khuyến học",
)  # fmt: skip
_PLACES = [
    f"xã {first} {second}"
    for second, first in product(
        ("Quý", "Kiều", "Điền", "Lợi", "Hoà", "Xuân", "Thạnh", "Phước", "Đông"),
        ("Mỹ", "Tân", "Phú", "Hưng", "Long", "Thanh", "Bình", "Trường"),
    )
]
_THINGS = (
    "Tủ đồ", "Nuôi heo đất", "Tuyến đường", "Hũ gạo", "Vườn cây", "Tổ hợp tác", "Cổng rào",
    "Ngôi nhà", "Câu lạc bộ", "Thùng rác", "Camera", "Bếp ăn", "Bữa sáng", "Phiên chợ",
    "Thư viện", "Đội bóng", "Ghe hàng", "Vườn ươm", "Tủ sách", "Xe lăn",
)  # fmt: skip
_TRAITS = (
    "nhân ái", "tiết kiệm", "kiểu mẫu", "khuyến học", "nghĩa tình", "an toàn", "xanh", "không đồng",
    "thân thiện", "tự quản", "đoàn kết", "văn minh", "hạnh phúc", "vì trẻ em", "vượt khó",
)  # fmt: skip
_MODELS = [f"{thing} {trait}" for trait, thing in product(_TRAITS, _THINGS)]
# So many hamlets give a model their number: a rank past the plain names.
_HAMLETS = 60


def section(chance: float) -> str:
    """The section an article stands in."""
    return _chosen(_SECTIONS, chance)


def source(chance: float) -> str:
    """The portal it comes from."""
    return _chosen(_SOURCES, chance)


def unit(body: float, place: float) -> str:
    """A unit of a commune."""
    return f"{_chosen(_BODIES, body)} {_chosen(_PLACES, place)}"


def model(chance: float) -> str:
    """A model: some hundred names of their own, then the same with the number of a hamlet."""
    hamlet, rank = divmod(_rank(len(_MODELS) * _HAMLETS, chance), len(_MODELS))
    return f"{_MODELS[rank]} ấp {hamlet}" if hamlet else _MODELS[rank]


def _chosen(names: Sequence[str], chance: float) -> str:
    return names[_rank(len(names), chance)]


def _rank(size: int, chance: float) -> int:
    """As Zipf has it: the second is half as frequent as the first, the third a third."""
    return int((size + 1) ** chance) - 1
