"""The alphabets people typed Vietnamese in before Unicode, each as a map of what it looks like.

Sources: TCVN 5712:1993 (VN3, the code of the ABC fonts such as .VnTime), RFC 1456 (VISCII), code
page 1258 of Windows, and the published alphabets of VNI (VNI-Windows) and of the Vietnamese
Professionals Society (VPS). A blank in a row is a code without a letter.
"""

import unicodedata
from collections.abc import Iterator
from itertools import chain, product

# Code to letter, sixteen in a row.
_TCVN3_FROM_A0 = (
    " ĂÂÊÔƠƯĐăâêôơưđ "  # A0
    "     àảãáạ ằẳẵắ "  # B0
    "      ặầẩẫấậè ẻẽ"  # C0
    "éẹềểễếệìỉ   ĩíịò"  # D0
    " ỏõóọồổỗốộờởỡớợù"  # E0
    " ủũúụừửữứựỳỷỹýỵ "  # F0
)
_VISCII_FROM_80 = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"  # 80
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"  # 90
    "Õắằặấầẩậẽẹếềểễệố"  # A0
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"  # B0
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"  # C0
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"  # D0
    "àáâãảăữẫèéêẻìíĩỉ"  # E0
    "đựòóôõỏọụùúũủýợỮ"  # F0
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VPS_FROM_80 = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"  # 80
    "Ế  ỀỂỄỐỒỔỖýỷỵỚỜỞ"  # 90
    " ắằẳẵặỠớÙờởỡŨỨợỪ"  # A0
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"  # B0
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ"  # C0
    "ƯỦồốÔỏơÈừứÚũưÝẺ "  # D0
    "àáâãảạă èéêẽìí ĩ"  # E0
    "ẴĐòóôõ Ơụùúủ ỶẼỳ"  # F0
)
_VPS_LOW = (
    {0x02: "Ạ", 0x03: "Ậ", 0x04: "Ặ", 0x05: "Ẹ", 0x06: "Ệ", 0x10: "Ị", 0x11: "Ọ"}
    | {0x12: "Ộ", 0x13: "Ợ", 0x14: "Ụ", 0x15: "Ự", 0x19: "Ỵ", 0x1C: "Ẫ", 0x1D: "Ữ"}
)  # fmt: skip

# VNI writes a plain letter and then its mark; a few letters have a code of their own.
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_CIRCUMFLEX, _BREVE = "\u0302\u0306"
_VNI_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_HATS = {
    sign: _CIRCUMFLEX + tone
    for sign, tone in zip("âáàåãä", ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)
}
_VNI_BOWLS = {
    sign: _BREVE + tone
    for sign, tone in zip("êéèúüë", ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)
}
_VNI_MARKS = (
    {"a": _VNI_TONES | _VNI_HATS | _VNI_BOWLS}
    | {letter: _VNI_TONES | _VNI_HATS for letter in "eo"}
    | {letter: _VNI_TONES for letter in "uyôö"}
)
_VNI_ALONE = dict(zip("íìæóòôöñî", "íìỉĩịơưđỵ", strict=True))

_1258_LETTERS = {"Ã": "Ă", "Ð": "Đ", "Õ": "Ơ", "Ý": "Ư", "ã": "ă", "ð": "đ", "õ": "ơ", "ý": "ư"}
_1258_MARKS = {"Ì": _GRAVE, "Ò": _HOOK, "Þ": _TILDE, "ì": _ACUTE, "ò": _DOT}
_1258_SAME = "ÀÁÂÈÉÊÍÓÔÙÚàáâèéêíóôùú"

# The codes that windows-1252 leaves empty are shown as the controls of latin-1.
_AS_LATIN_1 = {code: bytes([code]).decode("latin-1") for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
WINDOWS = {
    code: _AS_LATIN_1.get(code) or bytes([code]).decode("windows-1252")
    for code in range(0x80, 0xA0)
}


def shown(body: bytes) -> str:
    """Bytes as a program shows them that believes all text to be western (windows-1252)."""
    return body.decode("latin-1").translate(WINDOWS)


def tcvn3() -> dict[str, str]:
    """TCVN 5712 VN3: small letters only; their capitals are a matter of the font (.VnTimeH)."""
    return dict(_rows(0xA0, _TCVN3_FROM_A0))


def viscii() -> dict[str, str]:
    """VISCII 1.1."""
    return dict(chain(_rows(0x80, _VISCII_FROM_80), _low(_VISCII_LOW)))


def vps() -> dict[str, str]:
    """VPS."""
    return dict(chain(_rows(0x80, _VPS_FROM_80), _low(_VPS_LOW)))


def vni() -> dict[str, str]:
    """VNI-Windows. A capital may be followed by the small or the capital form of its mark."""
    table = dict(_VNI_ALONE)
    for sign, marks in _VNI_MARKS.items():
        letter = _VNI_ALONE.get(sign, sign)
        table |= {sign + mark: _composed(letter + accents) for mark, accents in marks.items()}
    capitals = {sign.upper(): letter.upper() for sign, letter in table.items()}
    mixed = {sign[0].upper() + sign[1:]: letter.upper() for sign, letter in table.items()}
    return table | mixed | capitals


def windows_1258() -> dict[str, str]:
    """Windows' own: some letters whole, the others a letter and then its tone."""
    whole = _1258_LETTERS | {letter: letter for letter in _1258_SAME}
    vowels = {letter: letter for letter in "AEIOUYaeiouyÂÊÔâêô"} | {
        sign: letter for sign, letter in _1258_LETTERS.items() if letter not in "Đđ"
    }
    toned = {
        sign + mark: _composed(letter + tone)
        for (sign, letter), (mark, tone) in product(vowels.items(), _1258_MARKS.items())
    }
    return whole | _1258_MARKS | toned


def _rows(first: int, letters: str) -> Iterator[tuple[str, str]]:
    for code, letter in enumerate(letters, start=first):
        if letter != " ":
            yield shown(bytes([code])), letter


def _low(letters: dict[int, str]) -> Iterator[tuple[str, str]]:
    return ((chr(code), letter) for code, letter in letters.items())


def _composed(letter: str) -> str:
    return unicodedata.normalize("NFC", letter)
