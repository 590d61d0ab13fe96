"""Query strings to requests. Every problem is a BadQuery that names the field."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Literal, cast

from flask_babel import gettext

from index.errors import BadQuery
from index.mentions import Tier
from index.periods import period
from index.register.alphabet import LETTERS, OTHER
from index.register.entries import ORDERS, TIERS, ListQuery, Order
from index.request import MAX_NAME, MAX_WORDS, SORTS, SearchRequest, Sort, check_text

SEARCH_FIELDS = (
    "q", "unit", "model", "from", "to", "section", "source", "kin", "typed", "sort", "page", "size",
)  # fmt: skip
LIST_FIELDS = ("q", "letter", "year", "type", "place", "tier", "sort", "page", "size")
ENTRY_FIELDS = ("page", "size")
SUGGEST_FIELDS = ("q", "size")


def search_request(args: Mapping[str, str], *, size: int) -> SearchRequest:
    """What the query string asks for; blank means not given. Raises BadQuery."""
    words = _text(args, "q")
    sort = _choice(args, "sort", SORTS, "relevance" if words else "newest")
    return SearchRequest(
        words=words,
        unit=_text(args, "unit"),
        model=_text(args, "model"),
        section=_text(args, "section"),
        source=_text(args, "source"),
        begin=_day(args, "from", 0),
        end=_day(args, "to", 1),
        kin=_flag(args, "kin"),
        as_typed=_flag(args, "typed"),
        sort=cast(Sort, sort),
        page=number(args, "page", 1),
        size=number(args, "size", size),
    )


def list_query(args: Mapping[str, str], *, size: int) -> ListQuery:
    """The part of a list of models or units that the query string asks for. Raises BadQuery."""
    page, size = page_of(args, size=size)
    words, type, place = _text(args, "q"), _text(args, "type"), _text(args, "place")
    check_text("q", words, MAX_WORDS)
    check_text("type", type, MAX_NAME)
    check_text("place", place, MAX_NAME)
    return ListQuery(
        words=words,
        initial=_letter(args),
        year=_year(args),
        type=type,
        place=place,
        tier=cast(Tier, _choice(args, "tier", TIERS, "fact")),
        sort=cast(Order, _choice(args, "sort", ORDERS, "articles")),
        page=page,
        size=size,
    )


def page_of(args: Mapping[str, str], *, size: int) -> tuple[int, int]:
    """Number and size of the page that is asked for. Raises BadQuery."""
    # The limits of a search are the limits of a list: let the one that knows them check.
    checked = SearchRequest(page=number(args, "page", 1), size=number(args, "size", size))
    return checked.page, checked.size


def number(args: Mapping[str, str], field: str, default: int) -> int:
    """A whole number of at most nine digits; zero and more."""
    text = _text(args, field)
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise BadQuery(field, f"{text[:40]!r} is not a whole number")
    return int(text)


def refuse_unknown(args: Mapping[str, str], known: tuple[str, ...]) -> None:
    """Raises BadQuery for a parameter that means nothing: a program would not notice otherwise."""
    for field in args:
        if field not in known:
            allowed = ", ".join(known) or gettext("không có tham số nào")
            message = gettext("Không có tham số này. Các tham số: %(known)s.", known=allowed)
            raise BadQuery(field, message)


def _text(args: Mapping[str, str], field: str) -> str:
    return args.get(field, "").strip()


def _flag(args: Mapping[str, str], field: str) -> bool:
    text = _text(args, field)
    if text not in ("", "0", "1"):
        raise BadQuery(field, f"{text[:40]!r} is neither 0 nor 1")
    return text == "1"


def _choice(args: Mapping[str, str], field: str, known: tuple[str, ...], default: str) -> str:
    text = _text(args, field) or default
    if text not in known:
        message = gettext("Chỉ nhận một trong: %(known)s.", known=", ".join(known))
        raise BadQuery(field, message)
    return text


def _letter(args: Mapping[str, str]) -> str:
    text = unicodedata.normalize("NFC", _text(args, "letter")).upper()
    if text and (len(text) > 1 or text not in (*LETTERS, OTHER)):
        raise BadQuery("letter", f"{text[:40]!r} is no letter that names are listed by")
    return text


def _year(args: Mapping[str, str]) -> int | None:
    text = _text(args, "year")
    if text and not re.fullmatch(r"[12][0-9]{3}", text):
        raise BadQuery("year", f"{text[:40]!r} is no year")
    return int(text) if text else None


def _day(args: Mapping[str, str], field: str, which: Literal[0, 1]) -> date | None:
    text = _text(args, field)
    if not text:
        return None
    try:
        return period(text)[which]
    except ValueError as error:
        raise BadQuery(field, f"{text[:40]!r} is no date: {error}") from error
