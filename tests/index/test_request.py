"""A search request checks itself and names the field that is wrong."""

from datetime import date

import pytest

from index.errors import BadQuery
from index.request import MAX_DEPTH, MAX_NAME, MAX_SIZE, MAX_WORDS, SearchRequest

DAY = date(2022, 5, 19)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"words": "a" * 10_000}, "q", "10000 characters are more than the 1000 allowed"),
        ({"words": "a" * (MAX_WORDS + 1)}, "q", "more than"),
        ({"words": "tủ\x00đồ"}, "q", "control characters"),
        ({"words": "\x1b[2J"}, "q", "control characters"),
        ({"words": "\ud83d"}, "q", "control characters"),
        ({"words": "\x9f"}, "q", "control characters"),
        ({"unit": "x" * (MAX_NAME + 1)}, "unit", "more than the 300"),
        ({"model": "x" * (MAX_NAME + 1)}, "model", "more than the 300"),
        ({"section": "x" * (MAX_NAME + 1)}, "section", "more than the 300"),
        ({"source": "x" * (MAX_NAME + 1)}, "source", "more than the 300"),
        ({"unit": "\x07"}, "unit", "control characters"),
        ({"source": "\x00"}, "source", "control characters"),
        ({"begin": date(2023, 1, 1), "end": date(2021, 12, 31)}, "from", "2023-01-01 is later"),
        ({"sort": "best"}, "sort", "'best' is none of relevance, newest, oldest"),
        ({"sort": ""}, "sort", "is none of"),
        ({"size": 0}, "size", "0 is not between 1 and 100"),
        ({"size": 101}, "size", "101 is not between"),
        ({"size": 1000}, "size", "1000 is not between"),
        ({"size": -1}, "size", "-1 is not between"),
        ({"page": 0}, "page", "0 is not 1 or more"),
        ({"page": -3}, "page", "-3 is not 1 or more"),
        ({"page": MAX_DEPTH // 10 + 1}, "page", "only the first 100000 hits"),
        ({"page": 10**30}, "page", "only the first 100000 hits"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_field(
    given: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        SearchRequest(**given)  # type: ignore[arg-type]  # bad on purpose
    assert caught.value.field == field
    assert said in caught.value.message
    assert str(caught.value) == f"{field}: {caught.value.message}"
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"words": "a" * MAX_WORDS},
        {"words": "tủ\tđồ\n nhân ái"},
        {"words": "<script> ' OR 1=1 -- \u202e"},
        {"unit": "x" * MAX_NAME},
        {"begin": DAY, "end": DAY},
        {"begin": DAY},
        {"end": DAY},
        {"size": 1},
        {"size": MAX_SIZE, "page": MAX_DEPTH // MAX_SIZE},
        {"sort": "newest"},
        {"sort": "oldest"},
    ],
)
def test_everything_within_the_limits_is_taken(given: dict[str, object]) -> None:
    request = SearchRequest(**given)  # type: ignore[arg-type]  # as the test says
    assert all(getattr(request, name) == value for name, value in given.items())
