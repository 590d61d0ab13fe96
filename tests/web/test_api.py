"""The JSON interface."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.builders import PLAN, PLAN_TEXT
from tests.web.conftest import Site

HIT = {
    "id", "url", "title", "published", "section", "source", "score", "snippet", "units", "models",
    "withdrawn",
}  # fmt: skip


def _json(client: FlaskClient, path: str, status: int = 200, **query: str) -> Any:
    answer = client.get(path, query_string=query)
    assert answer.status_code == status
    assert answer.mimetype == "application/json"
    return answer.json


def test_a_search_has_exactly_the_agreed_shape(client: FlaskClient, site: Site) -> None:
    found = _json(client, "/api/v1/search", q="heo đất", size="5")
    assert list(found) == [
        "total", "page", "size", "took_ms", "reading", "suggestion", "hits", "facets",
    ]  # fmt: skip
    assert (found["total"], found["page"], found["size"]) == (1, 1, 5)
    (hit,) = found["hits"]
    assert set(hit) == HIT
    assert hit["id"] == site.ids["id:102"]
    assert hit["url"].endswith("/content/id/102")
    assert hit["title"] == "Nuôi heo đất khuyến học ở Láng Biển"
    assert hit["published"] == "2022-05-19"
    assert hit["source"] == "thap-muoi"
    assert isinstance(hit["score"], float)
    assert set(hit["snippet"]) == {"text", "highlights", "file"}
    assert hit["snippet"]["file"] is None
    text = hit["snippet"]["text"]
    marked = [text[start:end].lower() for start, end in hit["snippet"]["highlights"]]
    assert "heo" in " ".join(marked)
    assert [name["label"] for name in hit["units"]] == ["Hội Khuyến học xã Láng Biển"]
    assert all(set(name) == {"value", "label"} for name in hit["units"] + hit["models"])
    assert set(found["facets"]) == {"unit", "model", "section", "source", "year"}
    assert found["facets"]["year"] == [{"value": "2022", "label": "2022", "count": 1}]


def test_a_search_tells_how_it_was_read_and_what_may_have_been_meant(client: FlaskClient) -> None:
    found = _json(client, "/api/v1/search", q='-xe quan áoo đơn vị: vũ "trụ', unit="Hội")
    reading = found["reading"]
    assert list(reading) == [
        "words", "required", "complete", "spoken", "unmarked", "units", "models", "kin", "fields",
        "notes",
    ]  # fmt: skip
    assert reading["spoken"] == "-xe quan áoo vũ trụ"
    assert reading["fields"] == [{"field": "unit", "typed": "vũ trụ", "names": []}]
    assert reading["notes"] == [{"kind": "quote", "text": '"trụ'}]
    assert len(reading["units"]) > 1
    assert found["suggestion"] is None
    plain = _json(client, "/api/v1/search", q="heo đất")["reading"]
    assert (plain["spoken"], plain["words"], plain["complete"]) == (None, 2, 1)


def test_what_was_meant_is_searched_only_where_nothing_is_found_and_never_if_typed(
    client: FlaskClient,
) -> None:
    offered = _json(client, "/api/v1/search", q="tu do nhan ai")
    assert offered["suggestion"] == {"words": "tủ đồ nhân ái", "total": 5, "applied": False}
    applied = _json(client, "/api/v1/search", q="quan aoo")
    assert applied["suggestion"] == {"words": "quần áo", "total": 5, "applied": True}
    assert applied["total"] == len(applied["hits"]) == 5
    typed = _json(client, "/api/v1/search", q="quan aoo", typed="1")
    assert (typed["suggestion"], typed["total"]) == (None, 0)


def test_articles_like_one_come_as_hits_without_itself(client: FlaskClient, site: Site) -> None:
    key = site.ids["id:101"]
    told = _json(client, f"/api/v1/articles/{key}/similar")
    assert list(told) == ["items"]
    found = [one["id"] for one in told["items"]]
    assert found == [hit.id for hit in site.finder.similar(site.archive.article(key))]
    assert 0 < len(found) <= 5
    assert key not in found
    assert all(set(one) == HIT for one in told["items"])
    alone = _json(client, f"/api/v1/articles/{site.ids['id:105']}/similar")
    assert alone == {"items": []}


def test_articles_like_one_take_no_parameter_and_no_article_has_none(
    client: FlaskClient, site: Site
) -> None:
    for name in ("size", "revision", "q"):
        path = f"/api/v1/articles/{site.ids['id:101']}/similar"
        assert _json(client, path, 400, **{name: "1"})["error"]["field"] == name
    assert _json(client, "/api/v1/articles/khongco/similar", 404)["error"]["message"]


def test_unit_and_model_take_a_name_or_a_facet_value(client: FlaskClient) -> None:
    everything = _json(client, "/api/v1/search")
    for field, name in (
        ("unit", "Hội Liên hiệp Phụ nữ xã Trường Xuân"),
        ("model", "tu do nhan ai"),
    ):
        typed = _json(client, "/api/v1/search", **{field: name})
        (value,) = {
            one["value"]
            for one in everything["facets"][field]
            if one["label"] in ("Tủ đồ nhân ái", name)
        }
        chosen = _json(client, "/api/v1/search", **{field: value})
        assert typed["total"] == chosen["total"] == 5
        assert typed["hits"] == chosen["hits"]


def test_an_undated_article_has_no_date(client: FlaskClient, site: Site) -> None:
    found = _json(client, "/api/v1/search", q="vườn ươm")
    assert [(hit["id"], hit["published"]) for hit in found["hits"]] == [(site.ids["id:104"], None)]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "31/02/2022"}, "from"),
        ({"from": "2023", "to": "2021"}, "from"),
        ({"page": "0"}, "page"),
        ({"size": "101"}, "size"),
        ({"sort": "best"}, "sort"),
        ({"typed": "2"}, "typed"),
        ({"q": "a" * 10_000}, "q"),
        ({"unit": "\x00"}, "unit"),
        ({"words": "heo"}, "words"),
        ({"Q": "heo"}, "Q"),
        ({"<script>": "x"}, "<script>"),
    ],
)
def test_a_bad_parameter_is_a_400_that_names_it(
    client: FlaskClient, query: dict[str, str], field: str
) -> None:
    answer = _json(client, "/api/v1/search", 400, **query)
    assert set(answer) == {"error"}
    assert set(answer["error"]) == {"field", "message"}
    assert answer["error"]["field"] == field
    assert answer["error"]["message"]


def test_messages_follow_the_language_of_the_client(client: FlaskClient) -> None:
    headers = {"Accept-Language": "en"}
    answer = client.get("/api/v1/search?page=0", headers=headers).json
    assert answer is not None
    assert answer["error"]["message"].startswith("“0” cannot be used. The page is")


def test_an_article_comes_with_its_evidence(client: FlaskClient, site: Site) -> None:
    key = site.ids["id:101"]
    article = _json(client, f"/api/v1/articles/{key}")
    capture = site.archive.capture(site.archive.article(key).capture)
    assert article["id"] == key
    assert article["revision"] == 2
    assert article["published"] == "2021-03-12"
    assert article["published_at"] == "2021-03-12T08:30:00+00:00"
    assert article["body"].count("\n") == 3
    assert article["captions"] == ["Chị em phân loại quần áo trước giờ ra mắt"]
    assert [one["kind"] for one in article["attachments"]] == ["image", "file"]
    assert [one["label"] for one in article["models"]] == ["Tủ đồ nhân ái"]
    assert article["capture"] == {
        "url": capture.url,
        "captured_at": "2025-03-02T02:00:00+00:00",
        "status": None,
        "media_type": "text/html",
        "digest": capture.digest,
    }
    assert article["withdrawn_at"] is None
    assert article["revisions"] == [
        {"revision": 1, "captured_at": "2025-03-01T02:00:00+00:00"},
        {"revision": 2, "captured_at": "2025-03-02T02:00:00+00:00"},
    ]
    earlier = _json(client, f"/api/v1/articles/{key}", revision="1")
    assert "300 bộ" in earlier["body"]
    gone = _json(client, f"/api/v1/articles/{site.ids['id:103']}")
    assert gone["withdrawn_at"] == "2025-03-02T02:00:00+00:00"


def test_an_article_tells_when_it_was_missing_and_what_witnesses_it(
    client: FlaskClient, site: Site
) -> None:
    key = site.ids["id:105"]
    (absence,) = _json(client, f"/api/v1/articles/{key}")["absences"]
    assert (absence["since"], absence["until"]) == (
        "2025-03-02T02:00:00+00:00",
        "2025-03-03T02:00:00+00:00",
    )
    assert (absence["capture"]["status"], absence["returned"]["status"]) == (404, None)
    assert absence["capture"]["url"].endswith("/content/id/105")
    (still,) = _json(client, f"/api/v1/articles/{site.ids['id:103']}")["absences"]
    assert (still["until"], still["returned"]) == (None, None)
    assert _json(client, f"/api/v1/articles/{site.ids['id:101']}")["absences"] == []


def test_an_article_carries_its_files_with_what_was_read_in_them(
    client: FlaskClient, site: Site
) -> None:
    plan, scan, lost, _ = _json(client, f"/api/v1/articles/{site.ids['id:105']}")["attachments"]
    assert set(plan) == {"url", "name", "kind", "capture", "text", "note", "extractor"}
    assert (plan["text"], plan["note"], plan["extractor"]) == (PLAN_TEXT, "", "test 1")
    assert plan["capture"]["url"] == plan["url"] == PLAN.url
    assert (scan["text"], scan["note"]) == ("", "no text layer")
    assert (lost["capture"], lost["text"], lost["note"]) == (None, None, None)


def test_an_article_carries_its_hint_apart_from_its_date(client: FlaskClient, site: Site) -> None:
    hinted = _json(client, f"/api/v1/articles/{site.ids['id:105']}")
    assert (hinted["published"], hinted["hint"], hinted["hint_from"]) == (
        None, "2021-03-12", "feed",
    )  # fmt: skip
    dated = _json(client, f"/api/v1/articles/{site.ids['id:101']}")
    assert (dated["hint"], dated["hint_from"]) == (None, None)


def test_a_snippet_from_an_attached_file_names_it(client: FlaskClient) -> None:
    (hit,) = _json(client, "/api/v1/search", q="Nguyễn Văn Đước")["hits"]
    assert hit["snippet"]["file"] == "Kế hoạch 05.pdf"


@pytest.mark.parametrize("path", ["articles/khongco", "articles/%00", "nope", "articles/a/b"])
def test_what_is_not_there_is_a_404_in_json(client: FlaskClient, path: str) -> None:
    assert _json(client, f"/api/v1/{path}", 404)["error"]["field"] is None


def test_letters_are_written_as_they_are(client: FlaskClient) -> None:
    assert "Nuôi heo đất" in client.get("/api/v1/search?q=heo").get_data(as_text=True)
