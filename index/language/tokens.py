"""What a person typed, cut into the signs of the query language.

Everything that cannot be read as written is settled here and told: what is left is balanced, and
every operator and every field has something to stand beside.
"""

import re
import unicodedata
from typing import Literal, NamedTuple

from index.analysis.analyzer import count
from index.analysis.characters import SILENT
from index.analysis.normalize import folded
from index.language.notes import Remarks
from index.periods import period

Kind = Literal["words", "quoted", "unclosed", "field", "minus", "or", "open", "close"]
FieldName = Literal["title", "unit", "model", "section", "source"]

MAX_DEPTH = 8

NAMES: dict[FieldName | Literal["from", "to"], tuple[str, str]] = {
    "title": ("tiêu đề", "title"),
    "unit": ("đơn vị", "unit"),
    "model": ("mô hình", "model"),
    "section": ("chuyên mục", "section"),
    "source": ("nguồn", "source"),
    "from": ("từ", "from"),
    "to": ("đến", "to"),
}
_NAMED = {folded(name.replace(" ", "")): meant for meant, names in NAMES.items() for name in names}
_OR = frozenset({"OR", "HOẶC", "HOAC"})


def _spellings(name: str) -> str:
    return r"\s*".join(f"(?:{syllable}|{folded(syllable)})" for syllable in name.split())


_FIELD = "|".join(_spellings(name) for names in NAMES.values() for name in names)
_UNSEEN = re.compile(f"[{SILENT}]")
# Controls and halves of characters.
_BROKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CUT = r"""\s:()|"“”„«»,;"""
_SIGN = re.compile(
    rf"""
    [\s:»]*
    (?: (?P<quote> ''|‘‘|’’|["“”„«]|(?<!\w)‘ )
      | (?P<open> \( )
      | (?P<close> \) )
      | (?P<or> \|+ )
      | (?P<minus> (?<![^\s()|]) [-−‐‑] (?:(?=[^\s\-−‐‑>])|\Z) )
      | (?P<dash> [-−‐‑]+ )
      | (?P<field> (?i:{_FIELD})\s*: )
      | (?P<words>
            (?: [^{_CUT}'‘’] | (?!''|‘‘|’’|(?<!\w)‘)['‘’] | [,;](?=\d) | (?<=\d)\ [%％] )+ [,;]*
          | [,;]+
        )
    )
    """,
    re.VERBOSE,
)
_PLAIN: dict[str, Kind] = {
    "words": "words",
    "minus": "minus",
    "or": "or",
    "open": "open",
    "close": "close",
}
_CLOSED_BY_ANY = re.compile(r"""["”]|''|’’|“(?!\w)""")
_CLOSED_BY = {"«": re.compile("»"), "‘": re.compile(r"’(?!\w)")}
_MARKS = re.compile(r"""''|‘‘|’’|["“”„«»]""")


class Token(NamedTuple):
    """One sign of the language and where it stands. A field's text is its value."""

    kind: Kind
    text: str
    start: int
    end: int
    name: FieldName | Literal["from", "to"] | None = None
    quoted: bool = False


def tokens(text: str, remarks: Remarks) -> list[Token]:
    """The signs of a question, settled."""
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    readable = _BROKEN.sub(" ", composed).strip()
    return _settled(_balanced(_scanned(readable, remarks), remarks), remarks)


def _scanned(text: str, remarks: Remarks) -> list[Token]:
    found: list[Token] = []
    unclosed: set[re.Pattern[str]] = set()
    at = 0
    while sign := _SIGN.match(text, at):
        kind = str(sign.lastgroup)
        written, start, at = sign[kind], sign.start(kind), sign.end()
        if kind == "quote":
            quoted, at = _quotation(text, sign, unclosed, remarks)
            found += [quoted] if quoted else []
        elif kind == "field":
            typed = written.removesuffix(":").split()
            found.append(Token("field", " ".join(typed), start, at, _NAMED[folded("".join(typed))]))
        elif written in _OR:
            found.append(Token("or", written, start, at))
        elif kind in _PLAIN and (kind != "words" or count(written)):
            found.append(Token(_PLAIN[kind], written, start, at))
    return found


def _quotation(
    text: str, sign: re.Match[str], unclosed: set[re.Pattern[str]], remarks: Remarks
) -> tuple[Token | None, int]:
    """What a quotation mark begins, and where to read on."""
    start, begin, mark = sign.start("quote"), sign.end(), sign["quote"]
    behind_word = text[start - 1 : start].isalnum()
    closing = _CLOSED_BY.get(mark, _CLOSED_BY_ANY)
    # 12" and the last mark of a quotation whose first was lost begin nothing.
    opens = not behind_word or text[begin : begin + 1].isalnum()
    end = closing.search(text, begin) if opens and closing not in unclosed else None
    if end:
        inside = " ".join(_MARKS.sub(" ", text[begin : end.start()]).split())
        quoted = Token("quoted", inside, start, end.end(), quoted=True)
        return (quoted if count(inside) else None), end.end()
    if opens:
        unclosed.add(closing)
    if mark == "‘":
        # Alone it is an apostrophe.
        return None, begin
    if behind_word:
        remarks.add("quote", mark, start)
        return None, begin
    return Token("unclosed", mark, start, begin), begin


def _balanced(found: list[Token], remarks: Remarks) -> list[Token]:
    """Without brackets that stand alone, hold nothing or lie too deep."""
    left_out: set[int] = set()
    opened: list[int] = []
    for place, token in enumerate(found):
        if token.kind == "open":
            opened.append(place)
        elif token.kind == "close" and opened:
            begin = opened.pop()
            if len(opened) >= MAX_DEPTH:
                left_out |= {begin, place}
        elif token.kind == "close":
            left_out.add(place)
    left_out.update(opened)
    kept: list[Token] = []
    for place, token in enumerate(found):
        if place in left_out:
            remarks.add("bracket", token.text, token.start)
        elif token.kind == "close" and kept[-1].kind == "open":
            kept.pop()
        else:
            kept.append(token)
    return kept


def _settled(found: list[Token], remarks: Remarks) -> list[Token]:
    """Fields and open quotations with what they hold, operators only where they join something.

    Read from the end, because what follows decides.
    """
    behind: list[Token] = []
    for place in range(len(found) - 1, -1, -1):
        token, before = found[place], found[place - 1] if place else None
        if token.kind == "unclosed":
            # Behind a minus or a field it holds what follows together; elsewhere a phrase to the
            # end would find nothing too often, and the words stand best together anyway.
            holds = before and before.kind in ("minus", "field") and before.end == token.start
            text = _gathered(behind) if holds else ""
            after = behind[-1] if behind and behind[-1].start == token.end else None
            shown = text or (after.text if after and after.kind == "words" else "")
            remarks.add("quote", token.text + shown, token.start)
            if text:
                behind.append(token._replace(kind="quoted", text=text, quoted=True))
        elif token.kind == "field":
            behind.append(_valued(token, behind, remarks))
        elif token.kind == "minus":
            after = behind[-1] if behind else None
            if after and after.start == token.end and after.kind not in ("or", "close"):
                behind.append(token)
            else:
                remarks.add("operator", token.text, token.start)
        elif token.kind == "or" and (not behind or behind[-1].kind in ("or", "close")):
            remarks.add("operator", token.text, token.start)
        else:
            if token.kind == "open":
                _drop_or(behind, remarks)
            behind.append(token)
    _drop_or(behind, remarks)
    return behind[::-1]


def _drop_or(behind: list[Token], remarks: Remarks) -> None:
    if behind and behind[-1].kind == "or":
        remarks.add("operator", behind[-1].text, behind.pop().start)


def _gathered(behind: list[Token]) -> str:
    words = []
    while behind and behind[-1].kind == "words":
        words.append(behind.pop().text)
    return " ".join(words)


def _valued(token: Token, behind: list[Token], remarks: Remarks) -> Token:
    """A field with what it holds, taken from what follows; without that, words."""
    following = behind[-1] if behind else None
    if token.name in ("from", "to"):
        held = following.text if following and following.kind in ("words", "quoted") else ""
        day = held.rstrip(".,;")
        if _is_date(day):
            behind.pop()
            return token._replace(text=day)
        remarks.add("date", f"{token.text}:{held}", token.start)
    elif following and following.kind == "quoted":
        return token._replace(text=behind.pop().text, quoted=True)
    elif text := _gathered(behind):
        return token._replace(text=text)
    else:
        remarks.add("operator", f"{token.text}:", token.start)
    return token._replace(kind="words", name=None)


def _is_date(text: str) -> bool:
    try:
        period(text)
    except ValueError:
        return False
    return True
