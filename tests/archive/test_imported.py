"""A record becomes an article as it stands, or is refused with field and reason."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadRecord
from archive.imported import parse_record
from archive.records import ArticleDraft

URL = "https://bao.example.vn/tin/1"


def record(**fields: Any) -> bytes:
    return json.dumps({"url": URL, "title": "Tổ hùn vốn"} | fields).encode()


def test_a_record_with_every_field_becomes_an_article_as_it_stands() -> None:
    payload = {
        "url": "HTTP://bao.example.vn/tin/1/?utm_source=x#a",
        "title": "  Tổ hùn vốn\n",
        "summary": "Mười hai\u00a0chị",
        "body": "Một.\n\n Hai. \n",
        "published": "2024-05-17",
        "section": "Kinh tế",
        "author": "TN",
        "source": "bao-mau",
    }
    assert parse_record(json.dumps(payload, ensure_ascii=False).encode()) == ArticleDraft(
        source="bao-mau",
        identity="vn,example,bao)/tin/1",
        url="http://bao.example.vn/tin/1/",
        title="Tổ hùn vốn",
        parser="record",
        parser_version="2026-11",
        summary="Mười hai chị",
        body="Một.\nHai.",
        section="Kinh tế",
        author="TN",
        published=date(2024, 5, 17),
    )


def test_url_and_title_are_enough() -> None:
    draft = parse_record(record())
    assert (draft.source, draft.summary, draft.body, draft.published) == ("import", "", "", None)


@pytest.mark.parametrize("name", ["summary", "body", "published", "section", "author", "source"])
@pytest.mark.parametrize("value", [None, "", " \u200b\n"])
def test_an_optional_field_may_be_null_or_empty(name: str, value: str | None) -> None:
    if name == "published" and value:
        value = "  "
    assert parse_record(record(**{name: value})) == parse_record(record())


def test_names_in_any_unicode_form_are_composed() -> None:
    assert parse_record(record(title="To\u0302\u0309 hu\u0300n")).title == "Tổ hùn"


@pytest.mark.parametrize(
    ("text", "day", "moment"),
    [
        ("2022-01-31", date(2022, 1, 31), None),
        ("20220131", date(2022, 1, 31), None),
        (" 2022-01-31 ", date(2022, 1, 31), None),
        ("2024-02-29", date(2024, 2, 29), None),
        ("2022-01-31T00:00", date(2022, 1, 31), datetime(2022, 1, 30, 17, tzinfo=UTC)),
        ("2022-01-31T08:30", date(2022, 1, 31), datetime(2022, 1, 31, 1, 30, tzinfo=UTC)),
        ("2022-01-31 08:30:15", date(2022, 1, 31), datetime(2022, 1, 31, 1, 30, 15, tzinfo=UTC)),
        ("2022-01-31T08:30+07:00", date(2022, 1, 31), datetime(2022, 1, 31, 1, 30, tzinfo=UTC)),
        ("2022-01-31T20:00Z", date(2022, 2, 1), datetime(2022, 1, 31, 20, tzinfo=UTC)),
        ("2022-01-31T20:00-11:00", date(2022, 2, 1), datetime(2022, 2, 1, 7, tzinfo=UTC)),
        ("1900-01-01", date(1900, 1, 1), None),
        ("2100-12-31", date(2100, 12, 31), None),
    ],
)
def test_a_date_is_the_day_in_viet_nam_and_a_time_is_kept_only_when_stated(
    text: str, day: date, moment: datetime | None
) -> None:
    draft = parse_record(record(published=text))
    assert (draft.published, draft.published_at) == (day, moment)


BAD_DATES = (
    "31/02/2022", "2022-02-31", "2022-02-29", "2022-13-01", "0001-01-01", "1899-12-31",
    "2101-01-01", "9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00", "yesterday", "2022",
    "2022-01", "2022-01-31T25:00", "2022-01-31T08:30+99:00", "２０２２-01-31", "2022-01-31\u0000",
    "1" * 90,
)  # fmt: skip


@pytest.mark.parametrize("text", BAD_DATES)
def test_a_date_that_is_none_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadRecord, match=r"^published: [^\n]+$"):
        parse_record(record(published=text))


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (b"", "is not JSON: Expecting value at character 0"),
        (b"{", "is not JSON: "),
        (b'{"url": "x"} {}', "is not JSON: Extra data at character 13"),
        (b"\xff{}", "is not UTF-8 text (byte 0)"),
        (b"\xed\xa0\x80", "is not UTF-8 text (byte 0)"),
        (b"null", "is not a JSON object"),
        (b"NaN", "is not a JSON object"),
        (b'"text"', "is not a JSON object"),
        (b"[{}]", "is not a JSON object"),
        (b"{}", "url: is missing"),
        (b"[" * 100_000, "is not JSON that can be read: nested too deeply"),
        (b'{"body": ' + b'{"a": ' * 100_000, "is not JSON that can be read: nested too deeply"),
        (b'{"url": ' + b"9" * 5000 + b"}", "is not JSON that can be read: "),
        (record(title=None), "title: is missing"),
        (record(title=""), "title: is missing"),
        (record(title="\u200b \t\u0000"), "title: is empty"),
        (record(title=["a"]), "title: must be a text, not a list"),
        (record(title=3), "title: must be a text, not a number"),
        (record(title=float("nan")), "title: must be a text, not a number"),
        (record(body=True), "body: must be a text, not true or false"),
        (record(body={"a": 1}), "body: must be a text, not an object"),
        (record(published=20220131), "published: must be a text, not a number"),
        (record(url=None), "url: is missing"),
        (record(url=0), "url: must be a text, not a number"),
        (record(url="/tin/1"), "url: '/tin/1' is not an absolute http or https address"),
        (record(url="javascript:alert(1)"), "url: 'javascript:alert(1)' is not an absolute"),
        (record(url="http://["), "url: 'http://[' is not an absolute"),
        (record(url="http://a.vn/\ud800"), "url: 'http://a.vn/\\ud800' is not an absolute"),
        (record(url="http://a\u0000.vn/"), "url: "),
        (record(url="http://a.vn/" + "x" * 4000), "url: has 4012 characters, more than 4000"),
        (record(url="http://a.vn/" + "ộ" * 2000), "url: "),
        (record(title="x" * 2001), "title: has 2001 characters, more than 2000"),
        (record(source="x" * 101), "source: has 101 characters, more than 100"),
        (record(date="2022-01-31"), "'date': unknown field; known: url, title, summary, body,"),
        (record(Title="x"), "'Title': unknown field"),
        (record(**{"\ud800\n": "x"}), "'\\ud800\\n': unknown field"),
        (record(**{"x" * 10_000: "x"}), "'xxx"),
        (b'{"url": "http://a.vn/", "title": "a", "title": "b"}', "'title': is given 2 times"),
        (b'{"url": "http://a.vn/", "url": "http://b.vn/"}', "'url': is given 2 times"),
    ],
)  # fmt: skip
def test_a_bad_record_is_refused_with_field_and_reason_in_one_line(
    payload: bytes, message: str
) -> None:
    with pytest.raises(BadRecord) as caught:
        parse_record(payload)
    text = str(caught.value)
    assert text.startswith(message)
    assert len(text) < 200
    assert text.isprintable()


def test_a_list_nested_nearly_as_deep_as_can_be_read_is_refused_like_any_list() -> None:
    for depth in range(100, 1100, 50):
        payload = b'{"url": "http://a.vn/", "title": ' + b"[" * depth + b"]" * depth + b"}"
        with pytest.raises(BadRecord, match=r"must be a text, not a list|nested too deeply"):
            parse_record(payload)


def test_what_cannot_be_stored_is_taken_out_of_texts() -> None:
    draft = parse_record(record(title="Tổ\u0000 hùn\ud800 vốn", body="a\u0000\n\udfffb\u0007"))
    assert (draft.title, draft.body) == ("Tổ hùn vốn", "a\nb")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = ("url", "title", "summary", "body", "published", "section", "author", "source")


@given(
    st.dictionaries(st.sampled_from((*NAMES, "x")), JSON)
    | st.fixed_dictionaries(
        {"url": st.just(URL), "title": st.text(st.characters(codec=None))},
        optional={name: st.text(st.characters(codec=None)) for name in NAMES[2:]},
    )
)
def test_any_json_is_an_article_or_a_bad_record(fields: dict[str, Any]) -> None:
    try:
        draft = parse_record(json.dumps(fields).encode())
    except BadRecord as error:
        text = str(error)
        assert "\n" not in text
        return
    assert draft.title
    draft.body.encode("utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_are_an_article_or_a_bad_record(payload: bytes) -> None:
    with pytest.raises(BadRecord, match=r"^[^\n]+$"):
        parse_record(payload)
