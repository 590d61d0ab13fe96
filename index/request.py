"""A search request that has checked itself; everything behind it trusts it."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from index.errors import BadQuery

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)

MAX_SIZE = 100
MAX_WORDS = 1_000
MAX_NAME = 300
# Hits past this place are not served: nobody reads them, and a robot would.
MAX_DEPTH = 100_000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What someone asks for. Blank words mean every article.

    `unit`, `model`, `section` and `source` take a name as typed, in any spelling, or the value of
    a facet. `begin` and `end` are inclusive days in Việt Nam. Raises BadQuery, naming the field.
    """

    words: str = ""
    unit: str = ""
    model: str = ""
    section: str = ""
    source: str = ""
    begin: date | None = None
    end: date | None = None
    kin: bool = False
    """Whether a unit also stands for those that came before and after it."""
    as_typed: bool = False
    """Whether to keep to the words as typed, where they find nothing as well."""
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10

    def __post_init__(self) -> None:
        for field, limit in (
            ("words", MAX_WORDS),
            ("unit", MAX_NAME),
            ("model", MAX_NAME),
            ("section", MAX_NAME),
            ("source", MAX_NAME),
        ):
            check_text("q" if field == "words" else field, getattr(self, field), limit)
        if self.begin and self.end and self.begin > self.end:
            raise BadQuery("from", f"{self.begin} is later than the end of the range, {self.end}")
        if self.sort not in SORTS:
            raise BadQuery("sort", f"{self.sort!r} is none of {', '.join(SORTS)}")
        if not 1 <= self.size <= MAX_SIZE:
            raise BadQuery("size", f"{self.size} is not between 1 and {MAX_SIZE}")
        if self.page < 1:
            raise BadQuery("page", f"{self.page} is not 1 or more")
        if self.page * self.size > MAX_DEPTH:
            raise BadQuery("page", f"only the first {MAX_DEPTH} hits can be paged through")


def check_text(field: str, text: str, limit: int) -> None:
    """Raises BadQuery for a text too long, or with characters that nobody types."""
    if len(text) > limit:
        raise BadQuery(field, f"{len(text)} characters are more than the {limit} allowed")
    if any(
        unicodedata.category(letter) in ("Cc", "Cs") and not letter.isspace() for letter in text
    ):
        raise BadQuery(field, "it holds control characters")
