"""Answers as JSON: the shape that commands and the web's interface share."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from index.authority import Standing
from index.explanation import Explanation, Share
from index.language.notes import Note
from index.page import (
    FacetCount,
    FieldRead,
    Hit,
    Name,
    Reading,
    SearchPage,
    Snippet,
    Suggestion,
)
from index.plain import entry_json, explanation_json, iso, search_json
from index.question import All, Any, Dated, Not, Phrase, Prefix, Scored, Term, Word
from index.request import SearchRequest
from tests.index.builders import make_entry

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
        "reading": {
            "words": 0,
            "required": 0,
            "complete": 0,
            "spoken": None,
            "unmarked": [],
            "units": [],
            "models": [],
            "kin": [],
            "fields": [],
            "notes": [],
        },
        "suggestion": None,
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


def test_how_the_question_was_read_is_told() -> None:
    reading = Reading(
        words=5,
        required=3,
        complete=2,
        units=(Name("u", "Hội"),),
        models=(Name("m", "Tủ đồ"),),
        unmarked=("hoả",),
        spoken="tủ -đồ",
        fields=(FieldRead("unit", "Hội", (Name("u", "Hội"),)), FieldRead("title", "tủ", ())),
        notes=(Note("bracket", "("),),
    )
    assert search_json(replace(PAGE, reading=reading))["reading"] == {
        "words": 5,
        "required": 3,
        "complete": 2,
        "spoken": "tủ -đồ",
        "unmarked": ["hoả"],
        "units": [{"value": "u", "label": "Hội"}],
        "models": [{"value": "m", "label": "Tủ đồ"}],
        "kin": [],
        "fields": [
            {"field": "unit", "typed": "Hội", "names": [{"value": "u", "label": "Hội"}]},
            {"field": "title", "typed": "tủ", "names": []},
        ],
        "notes": [{"kind": "bracket", "text": "("}],
    }


@pytest.mark.parametrize("applied", [False, True])
def test_a_better_spelling_says_whether_its_hits_are_given(applied: bool) -> None:
    page = replace(PAGE, suggestion=Suggestion("tủ đồ", 15, applied))
    assert search_json(page)["suggestion"] == {"words": "tủ đồ", "total": 15, "applied": applied}


def test_an_explanation_has_the_promised_shape() -> None:
    tu, do = Word("tủ", "tu"), Word("do", "do")
    explanation = Explanation(
        place=None,
        total=15,
        required=2,
        complete=1,
        wanted=((tu, True), (Any((do, Phrase((tu, do)))), False)),
        demanded=(
            (All((tu, Not(Prefix("đ", "d")))), True),
            (Dated(date(2021, 1, 1), None), True),
            (Dated(None, date(2022, 12, 31)), False),
        ),
        shares=(Share(Scored(Term("pairs", "tu do"), 0.3), 4.0, 7, 0.5, 0.2),),
        nearness=0.0,
        score=0.2,
    )
    assert explanation_json(explanation) == {
        "place": None,
        "total": 15,
        "required": 2,
        "complete": 1,
        "wanted": [
            {"node": "tủ", "held": True},
            {"node": '(do OR "tủ do")', "held": False},
        ],
        "demanded": [
            {"node": "(tủ -đ*)", "held": True},
            {"node": "2021-01-01..", "held": True},
            {"node": "..2022-12-31", "held": False},
        ],
        "shares": [
            {"term": "pairs tu do", "weight": 0.3, "often": 4.0, "holding": 7, "idf": 0.5,
             "score": 0.2},
        ],
        "nearness": 0.0,
        "score": 0.2,
    }  # fmt: skip


def test_a_snippet_from_an_attached_file_names_it() -> None:
    page = replace(PAGE, hits=(replace(HIT, file="Kế hoạch.pdf"),))
    assert search_json(page)["hits"][0]["snippet"]["file"] == "Kế hoạch.pdf"


def test_a_page_is_json_as_it_stands() -> None:
    assert json.loads(json.dumps(search_json(PAGE))) == search_json(PAGE)


STANDING = {"type": "Hội Nông dân", "level": "xã", "place": "xã Mỹ An", "area": ""}


@pytest.mark.parametrize(
    ("kind", "partners", "standing"),
    [("model", "units", {}), ("unit", "models", {"standing": STANDING})],
)
def test_an_entry_names_its_partners_by_what_they_are(
    kind: str, partners: str, standing: dict[str, object]
) -> None:
    entry = make_entry(kind=kind, last=None, standing=Standing(**STANDING) if standing else None)
    assert entry_json(entry) == {
        "value": "k-1",
        "label": "Tên",
        "tier": "fact",
        "articles": 2,
        "suggested": 1,
        "first": "2020-01-01",
        "last": None,
        partners: [{"value": "u", "label": "Hội", "articles": 2, "first": 2020, "last": None}],
        "forms": [{"text": "Tên", "articles": 2}],
        **standing,
    }


def test_days_moments_and_nothing_have_an_iso_form() -> None:
    assert iso(date(2021, 3, 12)) == "2021-03-12"
    assert iso(datetime(2021, 3, 12, 1, 30, tzinfo=UTC)) == "2021-03-12T01:30:00+00:00"
    assert iso(None) is None
