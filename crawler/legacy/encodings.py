"""The encodings by name, and how text in one of them becomes Unicode."""

import re
from itertools import groupby

from crawler.legacy import tables

_UNKNOWN = "\ufffd"
# What windows-1252 shows as a letter above ASCII.
_LETTERS = {chr(code) for code in range(0xC0, 0x100) if chr(code).isalpha()} | set("ŠŒŽšœžŸ")


class Encoding:
    """One way Vietnamese was typed, seen through the eyes of windows-1252."""

    def __init__(self, name: str, table: dict[str, str]) -> None:
        self.name = name
        self._pairs = {sign: letter for sign, letter in table.items() if len(sign) == 2}
        heads = {
            first: "".join(sign[1] for sign in signs)
            for first, signs in groupby(sorted(self._pairs), key=lambda sign: sign[0])
        }
        choices = "".join(f"{first}[{marks}]|" for first, marks in heads.items())
        above = "".join(first for first in heads if not first.isascii())
        self._signs = re.compile(rf"{choices}[^\x00-\x7f{above}]+|[^\x00-\x7f]") if heads else None
        singles = {sign: letter for sign, letter in table.items() if len(sign) == 1}
        self._singles = str.maketrans(singles)
        self._strictly = str.maketrans(dict.fromkeys(_LETTERS, _UNKNOWN) | singles)

    def decode(self, shown: str) -> str:
        """The text it was meant to be; what the encoding does not have stays."""
        return self._read(shown, self._singles)

    def decode_strictly(self, shown: str) -> str:
        """The same with U+FFFD for every letter that the encoding does not have."""
        return self._read(shown, self._strictly)

    def _read(self, shown: str, singles: dict[int, str]) -> str:
        if not self._signs:
            return shown.translate(singles)
        return self._signs.sub(
            lambda sign: self._pairs.get(sign[0]) or sign[0].translate(singles), shown
        )


TCVN3 = Encoding("tcvn3", tables.tcvn3())
VNI = Encoding("vni", tables.vni())
VISCII = Encoding("viscii", tables.viscii())
VPS = Encoding("vps", tables.vps())
WINDOWS_1258 = Encoding("windows-1258", tables.windows_1258())
ALL = (TCVN3, VNI, VISCII, VPS, WINDOWS_1258)

_LABELS = {
    "csviscii": VISCII,
    "cp1258": WINDOWS_1258,
    "tcvn": TCVN3,
    "tcvn-5712": TCVN3,
    "tcvn3": TCVN3,
    "viscii": VISCII,
    "vni": VNI,
    "vps": VPS,
    "windows-1258": WINDOWS_1258,
    "x-cp1258": WINDOWS_1258,
    "x-viet-tcvn": TCVN3,
    "x-viet-tcvn3": TCVN3,
    "x-viet-tcvn5712": TCVN3,
    "x-viet-viscii": VISCII,
    "x-viet-vni": VNI,
    "x-viet-vps": VPS,
}


def labelled(label: str) -> Encoding | None:
    """The encoding a page names by that label; none when it is not one of these."""
    return _LABELS.get(label.strip().lower())
