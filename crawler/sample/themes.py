"""Reads the content folder: five TOML files a theme, written by hand."""

import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from archive.errors import GuongError
from crawler.sample.corpus import Model, Unit
from crawler.sample.drafts import Draft, Plan, Sentences, Theme, Told, TruthRow
from crawler.sample.sections import BY_KEY

Value = TypeVar("Value")
Table = dict[str, Any]

FRAMES = {
    "launch": ("opening", "how", "result", "voice", "outlook"),
    "review": ("opening", "how", "result", "voice", "outlook"),
    "visit": ("opening", "how", "result", "voice", "outlook"),
    "roundup": ("opening", "item", "result", "outlook"),
}
QUOTES = ("curly", "straight", "old", "unclosed")
ATTACHMENTS = (".pdf", ".doc", ".xls")
_DRAFT_KEYS = {member.name for member in fields(Draft)}
_EDITABLE = {"title", "summary", "body", "captions", "author", "attachments"}


class BadSample(GuongError):
    """The sample's content cannot be read; the text names the file and the row."""


def read_themes(folder: Path) -> tuple[Theme, ...]:
    """Every theme of the folder, by name; at least one must be there."""
    themes = tuple(read_theme(path) for path in sorted(folder.iterdir()) if path.is_dir())
    if not themes:
        raise BadSample(f"{folder} holds no theme: expected one folder each with five TOML files")
    return themes


def read_theme(folder: Path) -> Theme:
    """One theme; a missing file or key is reported with its place."""
    return Theme(
        units=_rows(folder / "units.toml", "unit", _unit),
        models=_rows(folder / "models.toml", "model", _model),
        drafts=_rows(folder / "articles.toml", "article", _draft),
        plans=_rows(folder / "plan.toml", "article", _plan),
        sentences=_sentences(folder / "sentences.toml"),
        truth=_rows(folder / "truth.toml", "article", _truth),
    )


def _table(path: Path) -> Table:
    try:
        return tomllib.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSample(f"{path}: {error}") from error


def _rows(path: Path, name: str, read: Callable[[Table], Value]) -> tuple[Value, ...]:
    values = []
    for number, row in enumerate(_table(path).get(name, []), start=1):
        try:
            values.append(read(row))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            label = row.get("id") or row.get("key") or f"number {number}"
            raise BadSample(f"{path}, {name} {label}: {error!r}") from error
    return tuple(values)


def _unit(row: Table) -> Unit:
    return Unit(row["key"], row["name"], tuple(row.get("written", ())))


def _model(row: Table) -> Model:
    units, written = tuple(row["units"]), tuple(row.get("written", ()))
    return Model(row["key"], row["name"], units, int(row["since"]), written)


def _draft(row: Table) -> Draft:
    known = {key: _field(key, value) for key, value in row.items() if key != "day2"}
    if unknown := known.keys() - _DRAFT_KEYS:
        raise ValueError(f"unknown key {sorted(unknown)}")
    if row["section"] not in BY_KEY:
        raise ValueError(f"unknown section {row['section']!r}; known are {sorted(BY_KEY)}")
    edits = {key: _field(key, value) for key, value in row.get("day2", {}).items()}
    if unknown := edits.keys() - _EDITABLE:
        raise ValueError(f"day2 cannot change {sorted(unknown)}")
    names = (*known.get("attachments", ()), *edits.get("attachments", ()))
    if strange := [name for name in names if not name.lower().endswith(ATTACHMENTS)]:
        raise ValueError(f"attachment {strange[0]!r} is none of {ATTACHMENTS}")
    return Draft(**known, day2=edits)


def _field(key: str, value: Any) -> Any:
    if key == "body" and isinstance(value, str):
        return tuple(line.strip() for line in value.splitlines() if line.strip())
    if isinstance(value, str):
        return value.strip()
    return tuple(value) if isinstance(value, list) else value


def _plan(row: Table) -> Plan:
    own = {"frame", "models", "place", "quotes"}
    draft = _draft({"body": "", **{key: value for key, value in row.items() if key not in own}})
    models = tuple(
        Told(one["model"], one["unit"], one["written"], one["unit_written"])
        for one in row["models"]
    )
    if row["frame"] not in FRAMES:
        raise ValueError(f"unknown frame {row['frame']!r}; known are {sorted(FRAMES)}")
    if row["quotes"] not in QUOTES:
        raise ValueError(f"unknown quotes {row['quotes']!r}; known are {sorted(QUOTES)}")
    if not models or (row["frame"] != "roundup" and len(models) > 1):
        raise ValueError(f"{len(models)} models do not fit the frame {row['frame']!r}")
    return Plan(draft, row["frame"], models, row["place"], row["quotes"])


def _sentences(path: Path) -> Sentences:
    table = _table(path)
    try:
        return {
            frame: {name: tuple(table[frame][name]) for name in names}
            for frame, names in FRAMES.items()
        }
    except KeyError as error:
        raise BadSample(f"{path}: the list {error} is missing") from error


def _truth(row: Table) -> TruthRow:
    published = row["published"]
    if type(published) is not date:
        raise ValueError(f"published = {published!r} is no date")
    models = tuple((one["model"], one.get("unit")) for one in row["models"])
    return TruthRow(
        row["id"], published, bool(row.get("dated", True)), models, tuple(row.get("cites", ()))
    )
