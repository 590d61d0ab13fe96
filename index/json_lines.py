"""Files of JSON objects, one a line; whatever is wrong is told by file and line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import BadQuery


def objects(path: Path, field: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with its place, `file:line`; raises BadQuery on `field` for the first fault."""
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    place = f"{path}:{number}"
                    yield place, _object(line, field, place)
    except OSError as error:
        raise BadQuery(field, f"{path}: cannot be read: {error.strerror}") from error


def text_in(record: dict[str, Any], name: str, field: str, place: str) -> str:
    """A text that the record must hold; raises BadQuery."""
    if name not in record:
        raise BadQuery(field, f"{place}: has no field {name!r}")
    text = record[name]
    if not isinstance(text, str):
        raise BadQuery(field, f"{place}: {name}: is not a text")
    return text


def _object(line: bytes, field: str, place: str) -> dict[str, Any]:
    try:
        record: Any = json.loads(line.decode("utf-8-sig"))
        # JSON can spell halves of letters that no file or terminal takes.
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise BadQuery(field, f"{place}: is not UTF-8 text (byte {error.start})") from None
    except UnicodeEncodeError:
        raise BadQuery(field, f"{place}: holds half of a surrogate pair") from None
    except (ValueError, RecursionError) as error:
        raise BadQuery(field, f"{place}: is not JSON that can be read: {error}") from None
    if not isinstance(record, dict):
        raise BadQuery(field, f"{place}: is not a JSON object")
    return record
