"""What a file of places and bodies was understood to say, line by line."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from index.authority.authority import Authority
from index.authority.bodies import Body
from index.authority.file import read_file
from index.authority.places import Place
from index.authority.shipped import authority


def summary(path: Path) -> list[str]:
    """The entries of an operator's file; raises AuthorityError if it cannot be used."""
    whole = authority([path])
    entries = [entry.told for entry in read_file(path).entries]
    places = [told for told in entries if isinstance(told, Place)]
    bodies = [told for told in entries if isinstance(told, Body)]
    return [
        *(line for place in places for line in _place(place, whole)),
        *(line for body in bodies for line in _body(body, whole)),
        f"{path}: places {len(places)}, bodies {len(bodies)}; can be used.",
    ]


def _place(place: Place, whole: Authority) -> Iterator[str]:
    yield f"place {place.id}{', complete' if place.complete else ''}"
    for period in place.periods:
        code = f", code {period.code}" if period.code else ""
        within = f", in {whole.name_of(period.within)}" if period.within else ""
        yield f"  {period.name}{code}{within}{_span(period.since, period.until)}"
    yield from _becomes(place.becomes, whole)


def _body(body: Body, whole: Authority) -> Iterator[str]:
    yield f"body {body.id}"
    yield f"  {body.name} ({body.kind}){_span(body.since, body.until)}"
    if body.forms:
        yield f"  also written: {', '.join(body.forms)}"
    if body.parent:
        yield f"  part of {whole.name_of(body.parent)}"
    if body.place:
        yield f"  known by these forms in {whole.name_of(body.place)}"
    yield from _becomes(body.becomes, whole)


def _becomes(ids: tuple[str, ...], whole: Authority) -> Iterator[str]:
    if ids:
        yield f"  became {', '.join(map(whole.name_of, ids))}"


def _span(since: date | None, until: date | None) -> str:
    begun = f" from {since}" if since is not None else ""
    ended = f" until {until}" if until is not None else ""
    return f",{begun}{ended}" if begun or ended else ""
