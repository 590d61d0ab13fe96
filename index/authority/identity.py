"""The one key of a unit or place, from what tells it from all others.

The same for every spelling of a name: case, composition, tone school, y and i, *Quí* and *Quý*,
*và*, dashes and commas. A key is a readable ascii slug followed by a short hash.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from index.analysis.analyzer import forms
from index.analysis.normalize import exact, folded, shown
from index.authority.levels import is_commune
from index.authority.standing import Standing

_AND = exact("và")
_SLUG_LENGTH = 72


@lru_cache(maxsize=8192)
def identity(head: str, place: str = "", area: str = "") -> str:
    """The key of a body (`head`) of a place, which lies in an area; either part may be missing.

    `area` is the place's id in the authority file, which then stands for its name of any time, or
    the district that tells it from places of its name; nothing for districts and provinces.
    """
    words = _words(head) + ([] if is_id(area) else _words(place))
    told = [_plain(word) for word in words]
    if place and is_id(area):
        told += area.rpartition("/")[2].split("-")
    canonical = " ".join(words) + "\n" + (area if is_id(area) else " ".join(_words(area)))
    return readable_key(filter(str.isascii, told), canonical)


def readable_key(words: Iterable[str], canonical: str) -> str:
    """A key that shows some ascii words and stands for the whole of a canonical form.

    Its digest has 64 bits. A million names make 5e11 pairs, and 2**64 is 1.8e19: that any two of
    them meet has a chance of 2.7e-8, well below one in a million, even if no words were shown.
    Seven bytes would not do, with 7e-6.
    """
    digest = blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    slug = "-".join(words)
    if len(slug) > _SLUG_LENGTH:
        slug = slug[:_SLUG_LENGTH].rsplit("-", 1)[0]
    return f"{slug}-{digest}" if slug else digest


def _words(name: str) -> list[str]:
    return [form for form in forms(name)[0] if form != _AND]


def place_key(standing: Standing) -> str:
    """The key of the place that a unit belongs to, which is that of the place as a unit."""
    return identity("", standing.place, standing.area) if standing.place else ""


def commune_key(standing: Standing) -> str:
    """The key of the commune that a unit belongs to; empty for one of a district or province."""
    return place_key(standing) if is_commune(standing.place) else ""


def is_id(area: str) -> bool:
    """Whether what tells a place from its namesakes is an id of the authority file."""
    return "/" in area and area.isascii()


@lru_cache(maxsize=8192)
def _plain(form: str) -> str:
    """A syllable as most people write it, without its marks."""
    marked = shown(form)
    return marked[:-1] + "y" if marked != form and marked[-1] in "yỳýỷỹỵ" else folded(form)
