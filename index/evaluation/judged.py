"""Files of judged questions: what is asked, and which articles answer it how well.

A file holds one JSON object a line: `relevant`, the address of the article to find (or an object
of addresses with grades), and the question as typed, under one or more names such as `as_is` and
`no_diacritics`; perhaps also `kind`. An address may be a path alone, `/web/a`, which stands for
that path on whatever host: so a file can judge a portal whose port changes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.urls import url_key
from index.errors import BadQuery
from index.evaluation.ways import AS_TYPED, WAYS, Way, way_called
from index.json_lines import objects, text_in
from index.request import SearchRequest

BEST = 10
"""The highest grade."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One question and what answers it, with grades; 1 is relevant, more is better."""

    words: str
    relevant: Mapping[str, float]
    """URL keys to grades; those of paths alone begin with the bracket that ends a host."""
    kind: str = ""

    @property
    def key(self) -> str:
        """Stands for the question together with its grades."""
        told = json.dumps([self.words, sorted(self.relevant.items())])
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def grades(self, urls: Iterable[str]) -> list[float]:
        """What each of the found articles is worth, in their order.

        An article that two sources carry counts once, where it stands first.
        """
        missing = dict(self.relevant)
        found = []
        for url in urls:
            key = url_key(url)
            path = key[key.index(")") :]
            found.append(missing.pop(key if key in missing else path, 0.0))
        return found


def read_questions(path: Path, field: str) -> list[Judged]:
    """The questions of a file in one way of typing; raises BadQuery naming the line."""
    way = way_called(field)
    judged = [_judged(record, way, place) for place, record in objects(path, "questions")]
    if not judged:
        raise BadQuery("questions", f"{path}: holds no question")
    return judged


def read_ways(path: Path) -> dict[Way, list[Judged]]:
    """The questions of a file in every way of typing that it holds or that can be made of them.

    A way that cannot be made is asked of the lines that hold it. Raises BadQuery naming the line.
    """
    ways: dict[Way, list[Judged]] = {}
    for place, record in objects(path, "questions"):
        for way in WAYS:
            if way.made or way.field in record:
                ways.setdefault(way, []).append(_judged(record, way, place))
    if not ways:
        raise BadQuery("questions", f"{path}: holds no question")
    return {way: ways[way] for way in WAYS if way in ways}


def _judged(record: dict[str, Any], way: Way, place: str) -> Judged:
    if way.made and way.field not in record:
        words = way.made(text_in(record, AS_TYPED.field, "questions", place))
    else:
        words = text_in(record, way.field, "questions", place)
    kind = text_in(record, "kind", "questions", place) if "kind" in record else ""
    try:
        SearchRequest(words=words)
        return Judged(words, _grades(record.get("relevant")), kind)
    except BadQuery as error:
        raise BadQuery("questions", f"{place}: {way.field}: {error.message}") from None
    except ValueError as error:
        raise BadQuery("questions", f"{place}: relevant: {error}") from None


def _grades(relevant: object) -> dict[str, float]:
    given = {relevant: 1} if isinstance(relevant, str) else relevant
    if not isinstance(given, dict) or not given:
        raise ValueError("must be an address, or an object of addresses with grades")
    grades = {}
    for url, grade in given.items():
        if type(grade) not in (int, float) or not 0 <= grade <= BEST:
            raise ValueError(f"the grade of {url} is not a number from 0 to {BEST}")
        grades[_key(url)] = float(grade)
    if not any(grades.values()):
        raise ValueError("names nothing that answers the question")
    return grades


def _key(url: str) -> str:
    if not url.startswith("/"):
        return url_key(url)
    return url_key(f"http://host{url}").removeprefix("host")
