"""Text of RTF files: what their control words show; formatting, pictures and notes passed over."""

import re
from collections.abc import Iterator

from crawler import legacy
from crawler.documents.document import Paragraphs
from crawler.legacy.tables import shown

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<code>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>.)|(?P<brace>[{}])|(?P<plain>[^\\{}\r\n]+)|[\r\n\\]+",
    re.DOTALL,
)
_SILENT = (
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl"
    b" footerr footerf fldinst listtable listoverridetable rsidtbl generator themedata datastore"
    b" xmlnstbl footnote annotation"
).split()
_SHOWN = {
    **dict.fromkeys((b"par", b"line", b"sect", b"page", b"row"), "\n"),
    **dict.fromkeys((b"tab", b"emspace", b"enspace", b"qmspace"), " "),
    b"cell": " | ",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
_SIGNS = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n", b"{": "{", b"}": "}", b"\\": "\\"}


def paragraphs(body: bytes) -> Paragraphs:
    """The lines of the text; the cells of a row stand on one."""
    # Letters beyond the sixteen bits of a control word are written as two halves.
    text = "".join(_Reading(body).pieces()).replace(" | \n", "\n")
    yield from text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split("\n")


class _Reading:
    """One pass over a file. Groups inherit what holds around them, hence the stack."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._code_page = "cp1252"
        self._silent = False
        # How many plain characters repeat each \u for programs that do not know it.
        self._repeats = 1
        self._outer: list[tuple[bool, int]] = []
        self._skip = 0

    def pieces(self) -> Iterator[str]:
        at = 0
        while token := _TOKEN.match(self._body, at):
            at = token.end()
            if token["word"] == b"bin":
                at += max(0, int(token["number"] or 0))
            elif token["brace"]:
                self._turn(token["brace"])
            elif piece := self._piece(token):
                yield piece

    def _turn(self, brace: bytes) -> None:
        self._skip = 0
        if brace == b"{":
            self._outer.append((self._silent, self._repeats))
        elif self._outer:
            self._silent, self._repeats = self._outer.pop()

    def _piece(self, token: re.Match[bytes]) -> str:
        if token["sign"] == b"*" or token["word"] in _SILENT:
            self._silent = True
        if self._silent:
            return ""
        if token["word"]:
            return self._control(token["word"], int(token["number"] or 0))
        if token["sign"]:
            return _SIGNS.get(token["sign"], "")
        raw = bytes.fromhex(token["code"].decode()) if token["code"] else token["plain"] or b""
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        return self._decoded(raw[skipped:])

    def _control(self, word: bytes, number: int) -> str:
        if word == b"ansicpg":
            self._code_page = f"cp{number}"
        elif word == b"uc":
            self._repeats = max(0, number)
        elif word == b"u":
            self._skip = self._repeats
            return chr(number % 0x10000)
        return _SHOWN.get(word, "")

    def _decoded(self, raw: bytes) -> str:
        if (text := legacy.from_label(self._code_page, raw)) is not None:
            return text
        try:
            return shown(raw) if self._code_page == "cp1252" else raw.decode(self._code_page)
        except (LookupError, UnicodeError):
            return shown(raw)
