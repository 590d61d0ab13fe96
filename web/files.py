"""The files that an article links to: what was kept of each, and what could be read in it."""

from dataclasses import dataclass

from flask_babel import lazy_gettext

from archive.file_texts import AttachedFile
from archive.records import Attachment

# Enough for every letter and plan; whoever wants the whole of a long report takes the kept copy.
SHOWN = 50_000

_NOTES = {
    "encrypted": lazy_gettext("Tệp có mật khẩu nên không đọc được chữ."),
    "no text layer": lazy_gettext("Tệp chỉ có ảnh chụp trang giấy, không có chữ."),
    "damaged": lazy_gettext("Tệp bị hỏng nên không đọc được hết chữ."),
    "too large": lazy_gettext("Tệp quá lớn nên không đọc chữ."),
    "took too long": lazy_gettext("Việc đọc tệp mất quá lâu nên đã dừng."),
    "text cut off": lazy_gettext("Tệp rất dài; chỉ phần đầu được đọc."),
    "unsupported format": lazy_gettext("Chưa đọc được chữ trong loại tệp này."),
}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as the article's page shows it."""

    attachment: Attachment
    capture: int | None
    """The kept copy; none while there is no copy."""
    text: str
    is_cut: bool
    """Whether more was read than is shown."""
    note: str
    """Why there is no text, or not all of it, for the visitor."""


def shown(file: AttachedFile) -> ShownFile:
    """What the page shows of a file."""
    text, code = (file.text.text, file.text.note) if file.text else ("", "")
    return ShownFile(
        attachment=file.attachment,
        capture=file.capture,
        text=text[:SHOWN],
        is_cut=len(text) > SHOWN,
        note=str(_NOTES.get(code, code)),
    )
