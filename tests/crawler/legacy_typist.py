"""Types Vietnamese as it was typed before Unicode, letter by letter from the tables."""

from crawler.legacy import tables
from crawler.legacy.encodings import ALL, Encoding

TABLES = {
    "tcvn3": tables.tcvn3(),
    "vni": tables.vni(),
    "viscii": tables.viscii(),
    "vps": tables.vps(),
    "windows-1258": tables.windows_1258(),
}
ENCODINGS: dict[str, Encoding] = {encoding.name: encoding for encoding in ALL}
LETTERS = "".join(sorted(set(TABLES["viscii"].values())))
SMALL = "".join(letter for letter in LETTERS if letter.islower())
_CODES = {bytes([code]).decode("latin-1").translate(tables.WINDOWS): code for code in range(256)}


def mistaken(text: str, encoding: str) -> str:
    """The text in that encoding, as a western program shows it."""
    # Keys of VNI come in the forms Aù and AÙ; the first one is what a typist produces.
    signs: dict[str, str] = {}
    for sign, letter in TABLES[encoding].items():
        signs.setdefault(letter, sign)
    return "".join(signs.get(letter, letter) for letter in text)


def typed(text: str, encoding: str) -> bytes:
    """The text in the bytes of that encoding."""
    return bytes(_CODES[sign] for sign in mistaken(text, encoding))
