"""One imported record: a line of JSON to an article, or the reason why not."""

import json
from collections import Counter
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from archive.errors import BadRecord
from archive.records import ArticleDraft
from archive.text import one_line, paragraphs
from archive.urls import canonical, url_key

PARSER = "record"
PARSER_VERSION = "2026-11"
MEDIA_TYPE = "application/json"
DEFAULT_SOURCE = "import"

_REQUIRED = ("url", "title")
_OPTIONAL = ("summary", "body", "published", "section", "author", "source")
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_KINDS = {bool: "true or false", list: "a list", dict: "an object"}
_LONGEST = {"url": 4_000, "title": 2_000, "section": 300, "author": 300, "source": 100}


def parse_record(payload: bytes) -> ArticleDraft:
    """The article that a record describes; raises BadRecord, naming the field.

    A record is a JSON object with `url` and `title`, and perhaps `summary`, `body` (paragraphs,
    one a line), `published` (ISO date or date-time; local time where it names no zone),
    `section`, `author` and `source`.
    """
    fields = _fields(payload)
    url = fields["url"].strip()
    try:
        key = url_key(url)
    except ValueError:
        raise BadRecord(f"url: {_shown(url)} is not an absolute http or https address") from None
    title = one_line(fields["title"])
    if not title:
        raise BadRecord("title: is empty")
    published, published_at = _published(fields.get("published", ""))
    return ArticleDraft(
        source=one_line(fields.get("source", "")) or DEFAULT_SOURCE,
        identity=key,
        url=canonical(url),
        title=title,
        summary=one_line(fields.get("summary", "")),
        body=paragraphs(fields.get("body", "")),
        section=one_line(fields.get("section", "")),
        author=one_line(fields.get("author", "")),
        published=published,
        published_at=published_at,
        parser=PARSER,
        parser_version=PARSER_VERSION,
    )


def _fields(payload: bytes) -> dict[str, str]:
    try:
        record: Any = json.loads(payload.decode("utf-8"), object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        raise BadRecord(f"is not UTF-8 text (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise BadRecord(f"is not JSON: {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise BadRecord("is not JSON that can be read: nested too deeply") from None
    except ValueError as error:
        raise BadRecord(f"is not JSON that can be read: {error}") from None
    if not isinstance(record, dict):
        raise BadRecord("is not a JSON object")
    for name in record:
        if name not in _REQUIRED + _OPTIONAL:
            known = ", ".join(_REQUIRED + _OPTIONAL)
            raise BadRecord(f"{_shown(name)}: unknown field; known: {known}")
    for name in _REQUIRED:
        if record.get(name) in (None, ""):
            raise BadRecord(f"{name}: is missing")
    given = {name: value for name, value in record.items() if value is not None}
    for name, value in given.items():
        if not isinstance(value, str):
            raise BadRecord(f"{name}: must be a text, not {_KINDS.get(type(value), 'a number')}")
        if len(value) > _LONGEST.get(name, len(value)):
            raise BadRecord(f"{name}: has {len(value)} characters, more than {_LONGEST[name]}")
    return given


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs as a dictionary, each name once: which of two values is meant nobody can say."""
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1:
            raise BadRecord(f"{_shown(name)}: is given {count} times")
    return dict(pairs)


def _published(text: str) -> tuple[date | None, datetime | None]:
    text = text.strip()
    if not text:
        return None, None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadRecord(
            f"published: {_shown(text)} is not an ISO date (YYYY-MM-DD) or date-time"
        ) from None
    if not 1900 <= moment.year <= 2100:
        raise BadRecord(f"published: {_shown(text)} is not between 1900 and 2100")
    if len(text) <= 10 and moment.time() == time():
        return moment.date(), None
    local = moment.replace(tzinfo=_LOCAL) if moment.tzinfo is None else moment.astimezone(_LOCAL)
    return local.date(), local.astimezone(UTC)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"
