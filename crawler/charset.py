"""Bytes to text: what the bytes are counts before what they are labelled."""

import codecs
import re
from collections.abc import Iterator

from crawler import legacy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_DECLARATION = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
_HEAD = 4096
_SAMPLE = 500_000
# So many good letters to one broken byte make UTF-8 with a fault, not another charset.
_GOOD_TO_BROKEN = 10
# Browsers read these as windows-1252, and so their authors tested them.
_WESTERN = re.compile(r"(?:iso[-_]?8859[-_]1|latin-?1|(?:us-)?ascii)", re.IGNORECASE)


def decode(body: bytes, content_type: str) -> str:
    """The text of a page.

    Byte order mark, UTF-8 (a few broken bytes forgiven), Vietnamese from before Unicode, then the
    labels of header and page.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _is_nearly_utf_8(body[:_SAMPLE]):
        return body.decode("utf-8", "replace")
    if recognised := legacy.from_bytes(body):
        return recognised[1]
    for label in (*_labels(body, content_type), "windows-1258"):
        if (text := _as_labelled(body, label)) is not None:
            return text
    raise AssertionError("unreachable: windows-1258 is always known")


def _is_nearly_utf_8(body: bytes) -> bool:
    mended = body.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    good = len(mended) - len(mended.encode("ascii", "ignore")) - broken
    return good > 0 and good >= _GOOD_TO_BROKEN * broken


def _labels(body: bytes, content_type: str) -> Iterator[str]:
    if header := _LABEL.search(content_type):
        yield header[1]
    if inside := _DECLARATION.search(body[:_HEAD]) or _META.search(body[:_HEAD]):
        yield inside[1].decode("ascii")


def _as_labelled(body: bytes, label: str) -> str | None:
    if (text := legacy.from_label(label, body)) is not None:
        return text
    try:
        return body.decode("windows-1252" if _WESTERN.fullmatch(label) else label, "replace")
    except (LookupError, UnicodeError):  # no charset, or one that is no page's
        return None
