"""An authority file in TOML, read into places and bodies. What it says is checked in `checks`."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from index.analysis.analyzer import count
from index.authority.bodies import Body
from index.authority.levels import LEVELS, level_of
from index.authority.places import Period, Place
from index.authority.tables import Table
from index.errors import AuthorityError

_LARGEST = 4_000_000
_MOST_ENTRIES = 20_000
_MOST_PERIODS = 50
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 80
_CODE = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place or body and where its file has it, for messages."""

    told: Place | Body
    where: str


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """What one file says."""

    content: bytes
    entries: tuple[Entry, ...]


def read_file(path: Path) -> AuthorityFile:
    """The places and bodies of a file; raises AuthorityError for the first mistake found."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise AuthorityError(
            f"{path}: there is no such file; see authority under [index]"
        ) from None
    except OSError as error:
        raise AuthorityError(f"{path}: cannot be read: {error.strerror}") from error
    return parse(content, str(path))


def parse(content: bytes, name: str) -> AuthorityFile:
    """As `read_file`, from the bytes of a file of that name."""
    if len(content) > _LARGEST:
        raise AuthorityError(f"{name}: is larger than {_LARGEST:,} bytes; split it")
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise AuthorityError(
            f"{name}: is not UTF-8 text (byte {error.start}); save it as UTF-8"
        ) from error
    except RecursionError:
        raise AuthorityError(f"{name}: is nested too deeply") from None
    except ValueError as error:
        raise AuthorityError(f"{name}: is not valid TOML: {error}") from error
    return AuthorityFile(content, _entries(Table(data, name)))


def _entries(table: Table) -> tuple[Entry, ...]:
    source = table.text("source", '"where you have this from"', needed=True)
    places = table.tables("place", _MOST_ENTRIES)
    bodies = table.tables("body", _MOST_ENTRIES)
    table.done()
    if not places and not bodies:
        table.wrong("place", "is missing; write at least one [[place]] or [[body]]")
    return (
        *(Entry(_place(place, source), place.where) for place in places),
        *(Entry(_body(body, source), body.where) for body in bodies),
    )


def _id(table: Table) -> str:
    id = table.text("id", '"district/name", as "cao-lanh/xa-my-long"', needed=True)
    if not _ID.fullmatch(id) or len(id) > _LONGEST_ID:
        table.wrong("id", f"{id!r} must be two parts of a-z, 0-9 and dashes: cao-lanh/xa-my-long")
    table.called(id)
    return id


def _place(table: Table, source: str) -> Place:
    id = _id(table)
    periods = table.tables("period", _MOST_PERIODS)
    if not periods:
        table.wrong("period", "is missing; write [[place.period]] with a name")
    place = Place(
        id=id,
        periods=tuple(map(_period, periods)),
        becomes=table.texts("becomes"),
        complete=table.flag("complete"),
        source=table.text("source") or source,
    )
    table.done()
    _in_order(table, place.periods)
    return place


def _period(table: Table) -> Period:
    name = table.text("name", '"xã Mỹ Long"', needed=True)
    if not level_of(name):
        known = ", ".join(LEVELS)
        table.wrong("name", f"{name!r} must begin with a level and go on with a name: {known}")
    code = table.text("code")
    if code and not _CODE.fullmatch(code):
        table.wrong("code", f"{code!r} must be one to six digits in quotes")
    period = Period(name, code, table.text("within"), table.day("from"), table.day("until"))
    table.done()
    if period.since is not None and period.until is not None and period.until < period.since:
        table.wrong("until", f"{period.until} is before its first day, {period.since}")
    return period


def _in_order(table: Table, periods: Sequence[Period]) -> None:
    for n, (one, other) in enumerate(pairwise(periods), 1):
        if one.until is None:
            table.wrong(f"period {n}: until", "is missing, and another period follows it")
        if other.since is None:
            table.wrong(f"period {n + 1}: from", "is missing, and another period stands before it")
        if other.since <= one.until:
            table.wrong(f"period {n + 1}: from", f"{other.since} is within the period before it")


def _body(table: Table, source: str) -> Body:
    body = Body(
        id=_id(table),
        name=table.text("name", '"Bệnh viện Đa khoa Mỹ Long"', needed=True),
        forms=table.texts("forms"),
        kind=table.text("kind", '"Bệnh viện"', needed=True),
        parent=table.text("parent"),
        place=table.text("place"),
        since=table.day("from"),
        until=table.day("until"),
        becomes=table.texts("becomes"),
        source=table.text("source") or source,
    )
    table.done()
    for key, form in (("name", body.name), *(("forms", form) for form in body.forms)):
        if count(form) < 2:
            table.wrong(key, f"{form!r} is one word, which would be found everywhere")
    if body.since is not None and body.until is not None and body.until < body.since:
        table.wrong("until", f"{body.until} is before its first day, {body.since}")
    return body
