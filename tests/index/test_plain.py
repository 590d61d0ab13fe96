"""Answers as JSON: the shape that commands and the web's interface share."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from index.entries import RegisterEntry
from index.page import FacetCount, Hit, Name, Reading, SearchPage, Snippet
from index.plain import entry_json, iso, search_json
from index.request import SearchRequest

HIT = Hit(
    id="abcdefgh12345678",
    url="https://portal.example.vn/1",
    title=Snippet("Tủ đồ", ((0, 2),)),
    published=date(2021, 3, 12),
    published_at=datetime(2021, 3, 12, 1, 30, tzinfo=UTC),
    section="Xã hội",
    source="mau",
    score=2.5,
    snippet=Snippet("…tủ đồ.", ((1, 3), (4, 6))),
    units=(Name("pn-tx", "Hội Phụ nữ"),),
    models=(),
    withdrawn=False,
)
PAGE = SearchPage(
    request=SearchRequest(words="tủ", page=3, size=7),
    total=15,
    hits=(HIT,),
    facets={"unit": (FacetCount("pn-tx", "Hội Phụ nữ", 4),), "model": (), "section": (),
            "source": (), "year": (FacetCount("2021", "2021", 15),)},
    reading=Reading(),
    took_ms=1.23456,
)  # fmt: skip


def test_a_page_of_hits_has_the_promised_shape() -> None:
    assert search_json(PAGE) == {
        "total": 15,
        "page": 3,
        "size": 7,
        "took_ms": 1.235,
        "hits": [
            {
                "id": "abcdefgh12345678",
                "url": "https://portal.example.vn/1",
                "title": "Tủ đồ",
                "published": "2021-03-12",
                "section": "Xã hội",
                "source": "mau",
                "score": 2.5,
                "snippet": {"text": "…tủ đồ.", "highlights": [[1, 3], [4, 6]], "file": None},
                "units": [{"value": "pn-tx", "label": "Hội Phụ nữ"}],
                "models": [],
                "withdrawn": False,
            }
        ],
        "facets": {
            "unit": [{"value": "pn-tx", "label": "Hội Phụ nữ", "count": 4}],
            "model": [],
            "section": [],
            "source": [],
            "year": [{"value": "2021", "label": "2021", "count": 15}],
        },
    }


def test_a_snippet_from_an_attached_file_names_it() -> None:
    page = replace(PAGE, hits=(replace(HIT, file="Kế hoạch.pdf"),))
    assert search_json(page)["hits"][0]["snippet"]["file"] == "Kế hoạch.pdf"


def test_a_page_is_json_as_it_stands() -> None:
    assert json.loads(json.dumps(search_json(PAGE))) == search_json(PAGE)


@pytest.mark.parametrize(("kind", "partners"), [("model", "units"), ("unit", "models")])
def test_an_entry_names_its_partners_by_what_they_are(kind: str, partners: str) -> None:
    entry = RegisterEntry(
        kind, "k", "Tên", 2, date(2020, 1, 1), None, (Name("p", "Bạn"),), ("Tên", "tên"),
    )  # type: ignore[arg-type]  # fmt: skip  # a literal
    assert entry_json(entry) == {
        "value": "k",
        "label": "Tên",
        "articles": 2,
        "first": "2020-01-01",
        "last": None,
        partners: [{"value": "p", "label": "Bạn"}],
        "forms": ["Tên", "tên"],
    }


def test_days_moments_and_nothing_have_an_iso_form() -> None:
    assert iso(date(2021, 3, 12)) == "2021-03-12"
    assert iso(datetime(2021, 3, 12, 1, 30, tzinfo=UTC)) == "2021-03-12T01:30:00+00:00"
    assert iso(None) is None
