"""How to ask: the language of questions, told by examples that can be followed.

docs/search-language.md tells it whole; nothing here may say otherwise.
"""

from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from index.language.parsing import MAX_WORDS
from index.language.tokens import NAMES, FieldName

blueprint = Blueprint("guide", __name__)


@dataclass(frozen=True, slots=True)
class Example:
    """A question that can be asked as it stands, and what it finds."""

    asked: str
    finds: LazyString


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be said in a question."""

    key: str
    title: LazyString
    told: LazyString
    examples: tuple[Example, ...]


TOPICS = (
    Topic(
        "words",
        lazy_gettext("Từ cần tìm"),
        lazy_gettext(
            "Cứ gõ những từ cần tìm, chữ hoa hay chữ thường đều được. Từ gõ có dấu thì khớp đúng"
            " dấu ấy, đặt dấu kiểu cũ hay kiểu mới cũng vậy; từ không dấu khớp với mọi dấu."
        ),
        (
            Example("tủ đồ nhân ái", lazy_gettext("bài có các từ này")),
            Example("tu do nhan ai", lazy_gettext("cũng các từ này, gõ không dấu")),
        ),
    ),
    Topic(
        "phrases",
        lazy_gettext("Cả cụm từ"),
        lazy_gettext(
            "Đặt trong ngoặc kép những từ phải đứng liền nhau, đúng thứ tự, trong một đoạn văn."
            " Một từ trong ngoặc kép là từ bài viết nhất định phải có."
        ),
        (
            Example('"ra mắt mô hình"', lazy_gettext("bài có đúng cụm từ này")),
            Example('tủ đồ "Trường Xuân"', lazy_gettext("bài có các từ này và cụm từ này")),
        ),
    ),
    Topic(
        "without",
        lazy_gettext("Bỏ bớt"),
        lazy_gettext(
            "Dấu trừ viết liền trước một từ, một cụm từ hay một cặp ngoặc thì loại các bài có"
            " những thứ ấy."
        ),
        (
            Example("tủ đồ -covid", lazy_gettext("bài có “tủ đồ” mà không có “covid”")),
            Example(
                'mô hình -"tủ đồ"', lazy_gettext("bài có “mô hình” mà không có cụm từ “tủ đồ”")
            ),
        ),
    ),
    Topic(
        "either",
        lazy_gettext("Cái này hoặc cái kia"),
        lazy_gettext(
            "Viết HOẶC (hay OR) bằng chữ in hoa giữa hai vế. Các từ ở cùng một bên đi chung với"
            " nhau; dùng ngoặc tròn để gom lại khi còn điều kiện khác."
        ),
        (
            Example("heo đất HOẶC tủ đồ", lazy_gettext("bài về “heo đất” hoặc về “tủ đồ”")),
            Example(
                '(heo đất HOẶC tủ đồ) "Trường Xuân"',
                lazy_gettext("một trong hai, và phải có cụm từ trong ngoặc kép"),
            ),
        ),
    ),
    Topic(
        "beginnings",
        lazy_gettext("Phần đầu của từ"),
        lazy_gettext("Dấu sao viết liền sau phần đầu của một tiếng thay cho phần còn lại."),
        (Example("tuyen*", lazy_gettext("tuyên, tuyến, tuyển, tuyền…")),),
    ),
    Topic(
        "fields",
        lazy_gettext("Theo tiêu đề, đơn vị, mô hình, chuyên mục, thời gian"),
        lazy_gettext(
            "Viết tên điều kiện, dấu hai chấm, rồi giá trị; tên gõ có dấu hay không dấu đều được."
            " Giá trị kéo dài tới điều kiện kế tiếp, nên từ cần tìm thì viết trước. Riêng từ: và"
            " đến: chỉ nhận chữ liền sau, là ngày viết như 2021, 05/2021 hoặc 19/5/2021."
        ),
        (
            Example("tiêu đề: tủ đồ", lazy_gettext("bài có các từ này trong tiêu đề")),
            Example(
                "đơn vị: Hội LHPN xã Trường Xuân",
                lazy_gettext("bài nhắc tới đơn vị này, dù tên được viết cách nào"),
            ),
            Example("mô hình: Tủ đồ nhân ái", lazy_gettext("bài nhắc tới mô hình này")),
            Example(
                "quần áo chuyên mục: Hoạt động đoàn thể",
                lazy_gettext("bài có từ “quần áo” trong chuyên mục này"),
            ),
            Example(
                "tủ đồ từ:2021 đến:5/2022",
                lazy_gettext("bài đăng từ đầu năm 2021 đến hết tháng 5 năm 2022"),
            ),
        ),
    ),
)
# What the value of each field is.
FIELDS: dict[FieldName | Literal["from", "to"], LazyString] = {
    "title": lazy_gettext("từ trong tiêu đề; đặt trong ngoặc kép thì là cụm từ"),
    "unit": lazy_gettext("tên đơn vị, viết cách nào cũng được"),
    "model": lazy_gettext("tên mô hình, viết cách nào cũng được"),
    "section": lazy_gettext("chuyên mục của cổng thông tin"),
    "source": lazy_gettext("tên nguồn"),
    "from": lazy_gettext("ngày đầu"),
    "to": lazy_gettext("ngày cuối; đến:2022 gồm cả năm 2022"),
}


@blueprint.get("/huong-dan")
def guide() -> ResponseReturnValue:
    """The ways to ask, one after the other."""
    return render_template(
        "guide.html",
        topics=TOPICS,
        fields=[(*NAMES[field], told) for field, told in FIELDS.items()],
        most_words=MAX_WORDS,
    )
