"""What editors write around a text: labels, signatures, and words below a picture."""

import re
from itertools import islice

from bs4.element import Tag

from archive.text import one_line
from crawler.markup import Block, attribute, blocks, text_of

SECTION_LABEL = re.compile(r"Chi tiết bài viết\b[\s:›»-]*(?P<section>.*)", re.IGNORECASE)
AUTHOR_LABEL = re.compile(
    r"(?:tác giả(?: bài viết)?|người viết|người đăng|bút danh)\s*:\s*(?P<author>\S.*)",
    re.IGNORECASE,
)
# Templates print it where a headline is missing from one of two places.
_NULL = re.compile(r"^(?:null\s+)+(?=\S)")
# What titles and headlines say instead of an article; a site may add its own name.
_MISSING = re.compile(
    r"(?:(?:lỗi|error)\s*)?404(?:\W+(?:not|không|page|trang|error|lỗi)\b.{0,60})?"
    r"|(?:rất tiếc,?\s*)?(?:không (?:tìm )?thấy|không tồn tại)"
    r"(?: (?:trang|nội dung|bài viết|tin bài|địa chỉ|đường dẫn)\b.{0,40})?"
    r"|(?:trang|nội dung|bài viết|đường dẫn|địa chỉ)\b.{0,40} không (?:còn )?(?:tồn tại|tìm thấy)"
    r"|(?:page|the page .{0,40}|content|article) (?:was |is |could |can)?(?:not|cannot)(?: be)?"
    r" found"
    r"|not found",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s+[-–—|»:]\s+|\s*[|»]\s*")
# Initials, perhaps of two people, or a short name: "HD", "T.P - Ngọc Hân", "Theo Minh Thư".
_MAX_AUTHOR_WORDS = 8
_LONGEST_TITLE = 300


def headline(text: str) -> str:
    """A headline without the slip of a template."""
    return _NULL.sub("", text)


def missing(text: str) -> str:
    """What a title says where it tells that there is no such page; else nothing."""
    parts = (part.strip(" .!…") for part in _PARTED.split(text[:_LONGEST_TITLE]))
    return next((part for part in parts if _MISSING.fullmatch(part)), "")


def is_signature(block: Block) -> bool:
    """Whether a last line names who wrote the text."""
    if len(block.text.split()) > _MAX_AUTHOR_WORDS or block.text[-1] in '.!?…:;,”"':
        return False
    style = attribute(block.tag, "style").replace(" ", "") + attribute(block.tag, "align")
    return "right" in style or block.text.isupper() or is_bold(block)


def is_bold(block: Block) -> bool:
    """Whether the whole line is in bold type."""
    return _text_in(block.tag, "strong", "b") == block.text


def caption_within(tag: Tag) -> str:
    """What an element says of a picture: in the cells below it, or in italics beside it."""
    table = tag.find_parent("table")
    if table is not None and len(list(islice(blocks(table), 3))) <= 2 and table.find("img"):
        return text_of(tag)
    previous = tag.find_previous_sibling()
    if tag.find("img") or (isinstance(previous, Tag) and has_picture(previous)):
        return _text_in(tag, "em", "i")
    return ""


def has_picture(tag: Tag) -> bool:
    """Whether an element is a picture or shows one."""
    return tag.name == "img" or tag.find("img") is not None


def _text_in(tag: Tag, *names: str) -> str:
    return one_line(" ".join(text_of(found) for found in tag.find_all(names)))
