"""Query strings to requests. Every problem is a BadQuery that names the field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from flask_babel import gettext

from index.errors import BadQuery
from index.periods import period
from index.register.entries import ORDERS, Order
from index.request import SORTS, SearchRequest, Sort

SEARCH_FIELDS = (
    "q", "unit", "model", "from", "to", "section", "source", "typed", "sort", "page", "size",
)  # fmt: skip
LIST_FIELDS = ("q", "sort", "page", "size")
SUGGEST_FIELDS = ("q", "size")


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What someone wants to see of a list of models or units."""

    words: str
    sort: Order
    page: int
    size: int


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
        as_typed=_flag(args, "typed"),
        sort=cast(Sort, sort),
        page=number(args, "page", 1),
        size=number(args, "size", size),
    )


def list_request(args: Mapping[str, str], *, size: int) -> ListRequest:
    """The page of a list that the query string asks for. Raises BadQuery."""
    sort = _choice(args, "sort", ORDERS, "articles")
    # The limits of a search are the limits of a list: let the one that knows them check.
    checked = SearchRequest(
        words=_text(args, "q"), page=number(args, "page", 1), size=number(args, "size", size)
    )
    return ListRequest(checked.words, cast(Order, sort), checked.page, checked.size)


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
        message = gettext("Thứ tự sắp xếp là một trong: %(known)s.", known=", ".join(known))
        raise BadQuery(field, message)
    return text


def _day(args: Mapping[str, str], field: str, which: Literal[0, 1]) -> date | None:
    text = _text(args, field)
    if not text:
        return None
    try:
        return period(text)[which]
    except ValueError as error:
        raise BadQuery(field, f"{text[:40]!r} is no date: {error}") from error
