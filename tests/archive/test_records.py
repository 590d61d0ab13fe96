"""The values that travel between the floors cannot be changed on the way."""

import dataclasses
import inspect

import pytest

from archive import records
from archive.records import Payload

VALUES = [
    cls
    for _, cls in inspect.getmembers(records, inspect.isclass)
    if cls.__module__ == records.__name__
]


@pytest.mark.parametrize("cls", VALUES)
def test_every_value_is_frozen_and_has_slots(cls: type) -> None:
    assert dataclasses.is_dataclass(cls)
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]  # known to dataclasses only
    assert "__slots__" in vars(cls)


def test_a_header_is_found_whatever_its_case_and_the_first_one_counts() -> None:
    headers = (("content-TYPE", "text/html"), ("X-A", "1"), ("x-a", "2"))
    payload = Payload("https://example.vn/", 200, headers, "text/html", b"")
    assert payload.header("Content-Type") == "text/html"
    assert payload.header("X-a") == "1"
    assert payload.header("ETag") is None
