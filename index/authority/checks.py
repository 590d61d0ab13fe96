"""What must hold between the entries of all authority files together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NoReturn

from index.analysis.analyzer import forms
from index.authority.bodies import Body
from index.authority.file import Entry
from index.authority.places import Period, Place
from index.errors import AuthorityError

_DAY = timedelta(days=1)
_Called = tuple[str, str, tuple[str, ...]]


def check(entries: Sequence[Entry]) -> None:
    """Raises AuthorityError for the first entry that cannot stand beside the others."""
    known = _by_id(entries)
    _no_circle(entries, "becomes", lambda told: told.becomes)
    _no_circle(entries, "within", _holders)
    _no_circle(entries, "parent", lambda told: (told.parent,) if isinstance(told, Body) else ())
    for entry in entries:
        if isinstance(entry.told, Place):
            for period in entry.told.periods:
                _lies_within(entry, period, known)
        else:
            _belongs(entry, entry.told, known)
        _succeeded(entry, known)
    _no_namesakes(entries)


def _by_id(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    known: dict[str, Entry] = {}
    for entry in entries:
        first = known.setdefault(entry.told.id, entry)
        if first is not entry:
            _wrong(entry, "id", f"is the id of {first.where} already; give each entry its own")
    return known


def _holders(told: Place | Body) -> Sequence[str]:
    return [period.within for period in told.periods] if isinstance(told, Place) else ()


def _no_circle(
    entries: Iterable[Entry], key: str, onward: Callable[[Place | Body], Sequence[str]]
) -> None:
    """No entry leads back to itself. Walked without recursion: a file may be one long chain."""
    known = {entry.told.id: entry for entry in entries}
    safe: set[str] = set()
    for start in known:
        path: list[str] = []
        on_path: set[str] = set()
        pending = [(start, False)]
        while pending:
            id, left = pending.pop()
            if left:
                path.pop()
                on_path.discard(id)
                safe.add(id)
            elif id in on_path:
                circle = [*path[path.index(id) :], id]
                _wrong(known[id], key, f"leads back to itself: {' > '.join(circle[:6])}")
            elif id not in safe and id in known:
                path.append(id)
                on_path.add(id)
                pending.append((id, True))
                pending.extend((other, False) for other in onward(known[id].told))


def _lies_within(entry: Entry, period: Period, known: Mapping[str, Entry]) -> None:
    if not period.within:
        return
    holder = _named(entry, "within", period.within, known).told
    if not isinstance(holder, Place):
        _wrong(entry, "within", f"{period.within!r} is a body; name a place")
    first, last = holder.periods[0].since, holder.periods[-1].until
    if last is not None and (period.until is None or period.until > last):
        until = period.until or "today"
        _wrong(entry, "within", f"{holder.name} ended on {last}, but this goes on until {until}")
    if first is not None and (period.since is None or period.since < first):
        _wrong(entry, "within", f"{holder.name} began on {first}, after this did")


def _belongs(entry: Entry, body: Body, known: Mapping[str, Entry]) -> None:
    if body.parent:
        _named(entry, "parent", body.parent, known)
    if body.place and not isinstance(_named(entry, "place", body.place, known).told, Place):
        _wrong(entry, "place", f"{body.place!r} is a body; name a place, or write it as parent")


def _succeeded(entry: Entry, known: Mapping[str, Entry]) -> None:
    told = entry.told
    until = told.periods[-1].until if isinstance(told, Place) else told.until
    for id in told.becomes:
        heir = _named(entry, "becomes", id, known).told
        if type(heir) is not type(told):
            _wrong(
                entry, "becomes", f"{id!r} is a {'place' if isinstance(heir, Place) else 'body'}"
            )
        if until is None:
            _wrong(entry, "until", "is missing: what became another has ended")
        if not _stands(heir, until + _DAY):
            _wrong(entry, "becomes", f"{id!r} did not exist on {until + _DAY}, the day after")


def _stands(told: Place | Body, day: date) -> bool:
    return told.on(day) is not None if isinstance(told, Place) else told.stood_on(day)


def _no_namesakes(entries: Iterable[Entry]) -> None:
    """No two places of one name in one area at one time, nor two bodies of one form."""
    held: defaultdict[_Called, list[tuple[Entry, Period | Body]]] = defaultdict(list)
    for entry in entries:
        told = entry.told
        if isinstance(told, Place):
            for period in told.periods:
                held["place", period.within, forms(period.name)[0]].append((entry, period))
        else:
            for form in {forms(form)[0] for form in (told.name, *told.forms)}:
                held["body", told.place, form].append((entry, told))
    for (kind, _, words), rivals in held.items():
        rivals.sort(key=lambda rival: _first(rival[1]))
        for (other, earlier), (entry, later) in pairwise(rivals):
            if entry is not other and _first(later) <= (earlier.until or date.max):
                what = "is called so too, in the same area at the same time"
                key = "name" if kind == "place" else "forms"
                _wrong(entry, key, f"“{' '.join(words)}”: {other.where} {what}")


def _first(span: Period | Body) -> date:
    return span.since or date.min


def _named(entry: Entry, key: str, id: str, known: Mapping[str, Entry]) -> Entry:
    if id not in known:
        _wrong(entry, key, f"{id!r} is no entry of any file; add it, or correct the id")
    return known[id]


def _wrong(entry: Entry, key: str, message: str) -> NoReturn:
    raise AuthorityError(f"{entry.where}: {key}: {message}")
