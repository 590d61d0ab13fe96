"""Bodies of the authority file, found by the forms that it gives them."""

from dataclasses import dataclass
from functools import lru_cache

from index.authority import Authority, Body
from index.mentions.phrases import Phrases
from index.mentions.reading import Reading
from index.mentions.unit_grammar import UnitType


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body and the kind of unit that it is to the grammar."""

    body: Body
    kind: UnitType


@lru_cache(maxsize=8)
def known_bodies(authority: Authority) -> Phrases[str]:
    """Every form of a body."""
    named: Phrases[str] = Phrases()
    for body in authority.bodies:
        for form in (body.name, *body.forms):
            named.add(form, form)
    return named


def body_at(reading: Reading, i: int) -> tuple[KnownBody, int] | None:
    """The body that a text of this portal and day calls by the words at token i."""
    if not reading.authority.bodies or not reading.is_capital(i):
        return None
    found = known_bodies(reading.authority).longest(reading, i)
    if found is None:
        return None
    here = reading.here
    body = reading.authority.body(found[0], home=here.home, day=here.published)
    return None if body is None else (_known(body), found[1])


@lru_cache(maxsize=1024)
def _known(body: Body) -> KnownBody:
    return KnownBody(body, UnitType(body.kind, "own"))
