"""The values of the content folder, before anything is composed or assembled."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crawler.sample.corpus import Model, Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """An article's text as written by hand or composed; always NFC.

    `day2` holds the fields that read differently on the second day.
    """

    id: int
    slug: str
    section: str
    title: str
    summary: str
    body: tuple[str, ...]
    captions: tuple[str, ...] = ()
    author: str = ""
    attachments: tuple[str, ...] = ()
    day: int = 1
    withdrawn: bool = False
    day2: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A model as one composed article tells of it: both names as written there."""

    model: str
    unit: str
    written: str
    unit_written: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a composed article is about; `draft` lacks only its body."""

    draft: Draft
    frame: str
    models: tuple[Told, ...]
    place: str
    quotes: str


@dataclass(frozen=True, slots=True)
class TruthRow:
    """What truth.toml says of one article: when it came out, and which models it tells of."""

    id: int
    published: date
    dated: bool
    models: tuple[tuple[str, str | None], ...]
    cites: tuple[str, ...]


Sentences = dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Theme:
    """One folder of content, read and checked in itself."""

    units: tuple[Unit, ...]
    models: tuple[Model, ...]
    drafts: tuple[Draft, ...]
    plans: tuple[Plan, ...]
    sentences: Sentences
    truth: tuple[TruthRow, ...]
